"""应解读未解读: a query over policy papers and links, and the figures of the quarterly notice that follow from it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Exists, F, OuterRef
from django.db.models.functions import Cast

from disclosure.documents.kinds import GENRES
from disclosure.documents.models import Document
from disclosure.publishing.models import Link
from disclosure.register.models import RegisterEntry
from interpretations.clock import Clock, interpretation_clock
from interpretations.kinds import PieceForm
from interpretations.models import Interpretation, InterpretationPiece
from yushan_portal.lib.periods import start_of

POLICY_GENRES = tuple(genre.code for genre in GENRES if genre.policy)


def policy_documents():
    """Published policy papers that ask for an interpretation."""
    return Document.objects.published().of_genre(*POLICY_GENRES).filter(no_interpretation_reason="")


def _public_interpretations():
    """Links "interprets" whose near end is a shown interpretation."""
    shown = RegisterEntry.objects.shown().filter(kind=Interpretation.kind, thing_id=OuterRef("from_id"))
    links = Link.objects.related("interprets").filter(from_kind=Interpretation.kind, to_kind=Document.kind)
    return links.filter(Exists(shown))


def with_interpretation(documents):
    """Those that have one that citizens can see."""
    own = _public_interpretations().filter(to_id=Cast(OuterRef("pk"), CharField()))
    return documents.filter(Exists(own))


def waiting_documents():
    """Those that have none, the longest waiting first."""
    own = _public_interpretations().filter(to_id=Cast(OuterRef("pk"), CharField()))
    return policy_documents().exclude(Exists(own)).select_related("organ").order_by("published_at", "pk")


def waiting(at: datetime) -> list[tuple[Document, Clock]]:
    """应解读未解读 with its clock."""
    return [(document, interpretation_clock(document)) for document in waiting_documents()]


def gap_of(document, at: datetime) -> Clock | None:
    """The clock of a paper's missing interpretation; None where none is missing."""
    if not waiting_documents().filter(pk=document.pk).exists():
        return None
    return interpretation_clock(document)


@dataclass
class OrganCoverage:
    """One organ's line of the quarterly notice. Every list is behind its figure."""

    organ: object
    papers: list
    interpreted: list
    in_time: list
    with_forms: list
    missing: list

    @property
    def rate(self) -> str:
        return f"{len(self.interpreted) / len(self.papers):.0%}" if self.papers else "—"


def quarter_of(year: int, quarter: int) -> tuple[date, date]:
    """First day of a quarter and of the next one."""
    first = date(year, 3 * quarter - 2, 1)
    following = date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1)
    return first, following


def by_organ(first: date, following: date) -> list[OrganCoverage]:
    """Policy papers published from `first` up to (not on) `following`, by the organ that issued them."""
    papers = policy_documents().filter(published_at__gte=start_of(first), published_at__lt=start_of(following))
    rows: dict[int, OrganCoverage] = {}
    done = _first_interpretations()
    formed = set(
        InterpretationPiece.objects.published()
        .exclude(form=PieceForm.TEXT)
        .values_list("interpretation__document_id", flat=True)
    )
    for paper in papers.select_related("organ").order_by("organ__order", F("published_at")):
        row = rows.setdefault(paper.organ_id, OrganCoverage(paper.organ, [], [], [], [], []))
        row.papers.append(paper)
        at = done.get(paper.pk)
        if at is None:
            row.missing.append(paper)
            continue
        row.interpreted.append(paper)
        if not interpretation_clock(paper, at).late(at):
            row.in_time.append(paper)
        if paper.pk in formed:
            row.with_forms.append(paper)
    return list(rows.values())


def _first_interpretations() -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    rows = Interpretation.objects.published().filter(document__isnull=False)
    for document_id, at in rows.order_by("-published_at").values_list("document_id", "published_at"):
        found[document_id] = at
    return found
