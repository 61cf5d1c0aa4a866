"""Single records at the desk: found, taken down with a reason, exported in full by the organ they belong to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.departments.permissions import departments_of
from disclosure.notices import actions, clock
from disclosure.notices.forms import WithdrawRecordForm
from disclosure.notices.kinds import BY_CODE, KIND_CHOICES
from disclosure.notices.models import Record
from disclosure.notices.records import full_rows
from disclosure.publishing.desk.scope import works_here
from disclosure.publishing.guards import Refused, row_for
from yushan_portal.lib.csvfiles import csv_lines

SHOWN = 100


def records(desk, request):
    """Published records of the person's organs."""
    today = timezone.localdate()
    if not works_here(request.user, today):
        raise PermissionDenied
    rows = Record.objects.visible_to(request.user, today).in_force().select_related("organ")
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:60]
    rows = rows.of_kind(kind) if kind in BY_CODE else rows
    rows = rows.speaking_of(words) if words else rows
    page = desk.context(
        request,
        title="已公示的记录",
        rows=rows.newest()[:SHOWN],
        kinds=KIND_CHOICES,
        kind=kind,
        words=words,
        shown=SHOWN,
    )
    return TemplateResponse(request, "notices/desk/records.html", page)


def withdraw(desk, request, pk: int):
    """One record taken down: annulled, repaired, mistaken."""
    today = timezone.localdate()
    record = get_object_or_404(Record.objects.visible_to(request.user, today).in_force().select_related("organ"), pk=pk)
    form = WithdrawRecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_record(record, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "已撤回，公众页面只留撤回日期和说明。")
            return HttpResponseRedirect(reverse("admin:notices_batch_records"))
    by = clock.withdraw_by(today)
    page = desk.context(request, title="撤回一条记录", record=record, form=form, by=by)
    return TemplateResponse(request, "notices/desk/withdraw.html", page)


def export(desk, request, kind: str):
    """Everything collected of the organ's own records of a kind, as CSV; each export stands in the ledger."""
    today = timezone.localdate()
    if kind not in BY_CODE:
        raise Http404
    organs = departments_of(request.user, today, roles=row_for("create").roles)
    if not organs.exists():
        raise PermissionDenied
    found = BY_CODE[kind]
    rows = Record.objects.visible_to(request.user, today).of_kind(kind).filter(organ__in=organs).in_force()
    rows = rows.select_related("restricted").order_by("pk")
    count = rows.count()
    audit.record("export_full", ("notice", kind, found.name), by=request.user, after={"rows": count})
    lines = csv_lines(full_rows(found, rows.iterator(chunk_size=2000)), [spec.heading for spec in found.fields])
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind}-full.csv"'
    return answer
