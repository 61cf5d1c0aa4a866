"""Public pages of the notices."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.notices import budget_pages, downloads, pages
from disclosure.notices.filters import NoticeFilter
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.models import Batch, BudgetReport, Record
from disclosure.register.filters import page_number
from disclosure.register.models import RegisterEntry
from yushan_portal.lib.csvfiles import canonical_csv


def _kind(code: str):
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


@require_safe
def index(request):
    """All kinds of notices."""
    return render(request, "notices/index.html", pages.hub(timezone.localdate()))


@require_safe
def listing(request, kind: str):
    """The list of one kind with its filters."""
    today = timezone.localdate()
    found = _kind(kind)
    asked = NoticeFilter(request.GET, found, today)
    return render(request, "notices/list.html", pages.list_page(found, asked, page_number(request.GET), today))


@require_safe
def download(request, kind: str, ending: str):
    """The filtered list as a file."""
    if ending not in downloads.KINDS:
        raise Http404
    found = _kind(kind)
    return downloads.response(found, NoticeFilter(request.GET, found, timezone.localdate()).records(), ending)


@require_safe
def record(request, kind: str, identity: str):
    """One record; what was withdrawn or whose display has ended leaves a tombstone."""
    today = timezone.localdate()
    _kind(kind)
    found = Record.objects.of_identity(identity).of_kind(kind)
    shown = found.public(today).select_related("organ").first()
    if shown is not None:
        return render(request, "notices/record.html", pages.record_page(shown, today))
    entry = get_object_or_404(RegisterEntry, kind="notice", thing_id=identity, genre=kind)
    ended = entry.withdrawn_at is None
    if ended and (entry.last_shown_on is None or entry.last_shown_on >= today):
        raise Http404
    return render(request, "notices/gone.html", {"entry": entry, "ended": ended, "kind": BY_CODE[kind]}, status=410)


@require_safe
def party(request):
    """Everything public about one firm or organisation."""
    typed = request.GET.get("q", "").replace("\x00", "")
    return render(request, "notices/party.html", pages.party_page(typed, timezone.localdate()))


@require_safe
def batch(request, pk: int):
    """A batch as it was published."""
    today = timezone.localdate()
    found = Batch.objects.public(today).select_related("organ").filter(pk=pk).first()
    if found is None:
        entry = get_object_or_404(RegisterEntry.objects.withdrawn(), kind=Batch.kind, thing_id=str(pk))
        return render(request, "notices/gone.html", {"entry": entry, "ended": False}, status=410)
    return render(request, "notices/batch.html", pages.batch_page(found, page_number(request.GET), today))


@require_safe
def budgets(request):
    """Who has published which budget and final account."""
    return render(
        request, "notices/budgets.html", budget_pages.overview(request.GET.get("account", ""), timezone.localdate())
    )


@require_safe
def budget(request, pk: int):
    """One budget with its tables."""
    today = timezone.localdate()
    report = BudgetReport.objects.public(today).select_related("organ").filter(pk=pk).first()
    if report is None:
        entry = budget_pages.withdrawn_entry(pk)
        if entry is None:
            raise Http404
        return render(request, "notices/gone.html", {"entry": entry, "ended": False}, status=410)
    origin = f"{request.scheme}://{request.get_host()}"
    page = budget_pages.page(report, today, request.GET.get("sort", "")[:40], origin)
    return render(request, "notices/budget.html", page)


@require_safe
def budget_table(request, pk: int, code: str):
    """One table of a budget as CSV."""
    report = get_object_or_404(BudgetReport.objects.public(timezone.localdate()), pk=pk)
    table = next((table for table in report.tables if table["code"] == code), None)
    if table is None:
        raise Http404
    answer = HttpResponse(canonical_csv(table["rows"], table["columns"]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="budget-{pk}-{code}.csv"'
    return answer
