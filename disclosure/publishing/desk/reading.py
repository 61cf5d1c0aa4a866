"""History, comparison, preview, originals and the certificate of publication."""

from datetime import date

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date

from disclosure.audit.models import LedgerEntry
from disclosure.publishing import attachments
from disclosure.publishing.certificates import certificate_of
from disclosure.publishing.desk.buttons import address_of
from disclosure.publishing.desk.comparison import compare, label_of, said
from disclosure.publishing.desk.verbs import verb_name
from disclosure.publishing.models import Attachment, Revision
from disclosure.publishing.views import send
from yushan_portal.lib.richtext import safe_html

FIRST_YEAR, LAST_YEAR = 1949, 2199
"""Days outside are slips of the keyboard; the ends of the calendar have no midnight to compute."""

CERTIFIED = ("document_number", "formed_on", "disclosure", "source", "addressed_to")
"""Fields that a certificate repeats where the kind has them."""


def history(desk, request, pk: int):
    """Every revision with its hands, and the ledger of the thing."""
    thing = desk.thing_or_404(request, pk)
    revisions = list(Revision.objects.of(thing).select_related("author", "reviewed_by", "approved_by"))
    for newer, older in zip(revisions, revisions[1:], strict=False):
        newer.compare_url = address_of(thing, "compare", older.number, newer.number)
    acts = LedgerEntry.objects.about(thing.kind, thing.pk).order_by("-pk")[:300]
    lines = [{"act": row, "name": verb_name(row.verb)} for row in acts]
    chosen = {name: _number(request, name) for name in ("old", "new")}
    page = desk.context(
        request,
        title=f"历史：{thing.title}",
        thing=thing,
        revisions=revisions,
        lines=lines,
        back=address_of(thing, "change"),
        compare_url=address_of(thing, "compare", 0, 0).removesuffix("0/0/"),
        chosen=chosen,
    )
    return TemplateResponse(request, "publishing/desk/history.html", page)


def comparison(desk, request, pk: int, old: int, new: int):
    """Any two revisions side by side. Number 0/0 reads both from the form of the history page."""
    thing = desk.thing_or_404(request, pk)
    old, new = _number(request, "old") or old, _number(request, "new") or new
    found = {row.number: row for row in Revision.objects.of(thing).filter(number__in=(old, new))}
    if old not in found or new not in found:
        raise Http404
    page = desk.context(
        request,
        title=f"对照：第 {old} 版与第 {new} 版",
        thing=thing,
        old=found[old],
        new=found[new],
        differences=compare(thing, found[old].content, found[new].content),
        back=address_of(thing, "history"),
    )
    return TemplateResponse(request, "publishing/desk/compare.html", page)


def preview(desk, request, pk: int):
    """As citizens will see the working text, or an older revision by its number."""
    thing = desk.thing_or_404(request, pk)
    number = _number(request, "revision")
    revision = Revision.objects.of(thing).filter(number=number).first() if number else thing.working
    if number and revision is None:
        raise Http404
    return desk.preview(request, thing.as_revised(revision) if revision else thing)


def plain_preview(request, desk, shown):
    """The preview of a kind that has declared no page of its own."""
    bodies = [safe_html(getattr(shown, name) or "") for name in shown.rich_fields]
    rows = [row for row in compare(shown, {}, shown.content()) if row.name not in shown.rich_fields]
    page = desk.context(request, title=shown.title, thing=shown, bodies=bodies, rows=rows)
    return TemplateResponse(request, "publishing/desk/plain_preview.html", page)


def original(desk, request, pk: int, file_id: int):
    """The restricted original of a file; that it was read stands in the ledger."""
    thing = desk.thing_or_404(request, pk)
    row = Attachment.objects.of(thing).filter(pk=file_id).first()
    if row is None:
        raise Http404
    attachments.record_reading(thing, row, by=request.user)
    response = send(request, row.original, row, row.sha256, row.size)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def certificate(desk, request, pk: int):
    """What was public on a day, for printing: page, files, hands, moments, digests."""
    thing = desk.thing_or_404(request, pk)
    today = timezone.localdate()
    day = _day(request) or today
    found = certificate_of(thing, day)
    content = found.revision.content if found.revision else {}
    page = desk.context(
        request,
        title="公开情况证明",
        thing=thing,
        day=day,
        certificate=found,
        facts=[(label_of(thing, name), said(thing, name, content[name])) for name in CERTIFIED if content.get(name)],
        made_at=timezone.now(),
        back=address_of(thing, "change"),
    )
    return TemplateResponse(request, "publishing/desk/certificate.html", page)


def _number(request, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _day(request) -> date | None:
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
