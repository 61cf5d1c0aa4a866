"""Public pages of the notices."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.notices import downloads, pages
from disclosure.notices.filters import NoticeFilter
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.models import Batch, Record
from disclosure.register.filters import page_number
from disclosure.register.models import RegisterEntry


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
