"""Exchange files at the desk: what is due, files made, receipts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.notices import exchange
from disclosure.notices.forms import ReceiptForm
from disclosure.notices.models import ExchangeFile, Platform
from disclosure.publishing.desk.scope import may_create
from disclosure.publishing.guards import Refused

SHOWN = 50


def overview(desk, request):
    """For each platform and kind how much is due, and the files made so far. POST makes one."""
    today = timezone.localdate()
    if not may_create(request.user, today):
        raise PermissionDenied
    if request.method == "POST":
        try:
            file = exchange.make_file(request.POST.get("platform", ""), request.POST.get("kind", ""), by=request.user)
            return HttpResponseRedirect(reverse("admin:notices_batch_exchange_file", args=[file.pk]))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:notices_batch_exchange"))
    organs = exchange.organs_of(request.user, today)
    platforms = [
        {
            "code": platform.value,
            "name": platform.label,
            "kinds": [(kind, len(exchange.due(platform, kind, organs))) for kind in exchange.kinds_for(platform)],
        }
        for platform in Platform
    ]
    files = ExchangeFile.objects.filter(lines__record__organ__in=organs).distinct()[:SHOWN]
    page = desk.context(request, title="向省级平台报送", platforms=platforms, files=files)
    return TemplateResponse(request, "notices/desk/exchange.html", page)


def _file_or_404(request, pk: int) -> ExchangeFile:
    file = get_object_or_404(ExchangeFile, pk=pk)
    if not exchange.may_handle(file, request.user, timezone.localdate()):
        raise Http404
    return file


def one(desk, request, pk: int):
    """One file: download, mark as sent, enter the receipt."""
    file = _file_or_404(request, pk)
    form = ReceiptForm(request.POST if request.POST.get("act") == "confirm" else None)
    if request.method == "POST":
        try:
            if request.POST.get("act") == "sent":
                exchange.mark_sent(file, by=request.user)
                return HttpResponseRedirect(request.path)
            if form.is_valid():
                given = form.cleaned_data
                exchange.confirm(file, by=request.user, receipt=given["receipt"], refused=_refused(given["refused"]))
                return HttpResponseRedirect(request.path)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.path)
    lines = file.lines.select_related("record")[:SHOWN]
    page = desk.context(request, title=file.number, file=file, form=form, lines=lines, shown=SHOWN)
    return TemplateResponse(request, "notices/desk/exchange_file.html", page)


def _refused(text: str) -> dict[int, str]:
    found = {}
    for line in text.splitlines():
        place, _, reason = line.strip().partition(" ")
        if not line.strip():
            continue
        if not (place.isascii() and place.isdigit() and len(place) < 8):
            raise Refused([f"“{line[:20]}”不是“序号 空格 退回原因”。"])
        found[int(place)] = reason
    return found


def download(desk, request, pk: int):
    """The file itself; each download stands in the ledger."""
    file = _file_or_404(request, pk)
    audit.record("exchange_downloaded", file, by=request.user)
    return FileResponse(file.file.open("rb"), as_attachment=True, filename=f"{file.number}.csv")
