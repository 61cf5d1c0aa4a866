"""Interpretations and their forms; what still waits for one."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.register.lists import column_page
from disclosure.register.models import RegisterEntry
from interpretations import coverage, presentation
from interpretations.columns import INTERPRETATIONS
from interpretations.models import Interpretation, InterpretationPiece


def origin_of(request) -> str:
    return f"{request.scheme}://{request.get_host()}"


def gone(request, kind: str, pk: int):
    """The tombstone of a withdrawn thing, or 404."""
    entry = get_object_or_404(RegisterEntry.objects.withdrawn(), kind=kind, thing_id=str(pk))
    return render(request, "documents/withdrawn.html", {"entry": entry}, status=410)


@require_safe
def index(request):
    """政策解读: for whom first, then everything."""
    today = timezone.localdate()
    context = column_page(request.GET, INTERPRETATIONS, today)
    context["audiences"] = presentation.audience_tiles()
    context["waiting"] = coverage.waiting_documents().count()
    return render(request, "interpretations/index.html", context)


@require_safe
def detail(request, pk: int):
    """One interpretation."""
    today = timezone.localdate()
    found = Interpretation.objects.public(today).select_related("organ", "document__organ", "compared_with")
    thing = found.filter(pk=pk).first()
    if thing is None:
        return gone(request, Interpretation.kind, pk)
    page = presentation.interpretation_page(thing, today, origin_of(request))
    return render(request, "interpretations/detail.html", page)


@require_safe
def piece(request, pk: int, piece_pk: int):
    """One form of it."""
    today = timezone.localdate()
    found = (
        InterpretationPiece.objects.public(today).filter(interpretation_id=pk).select_related("organ", "interpretation")
    )
    thing = found.filter(pk=piece_pk).first()
    if thing is None:
        return gone(request, InterpretationPiece.kind, piece_pk)
    return render(request, "interpretations/piece.html", presentation.piece_page(thing, today, origin_of(request)))


@require_safe
def waiting(request):
    """应解读未解读: shown, not hidden."""
    now = timezone.now()
    rows = [
        {
            "title": document.title,
            "url": document.get_absolute_url(),
            "organ": document.organ.short_name,
            "number": document.document_number,
            "date": timezone.localdate(document.published_at),
            "status": {
                "word": f"应于{presentation.day(clock.deadline.on)}前解读",
                "tone": "error" if clock.late(now) else "warning",
            },
        }
        for document, clock in coverage.waiting(now)[:200]
    ]
    breadcrumb = [{"name": INTERPRETATIONS.name, "url": INTERPRETATIONS.path}, {"name": "待解读的文件"}]
    return render(request, "interpretations/waiting.html", {"rows": rows, "breadcrumb": breadcrumb})
