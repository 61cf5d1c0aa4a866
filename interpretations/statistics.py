"""受理反馈统计 (国办秘函〔2019〕19号): counts that are public, each computed from the rows behind it."""

from dataclasses import dataclass
from datetime import date

from disclosure.workdays import working_days_between
from interpretations.clock import inquiry_clock
from interpretations.kinds import BOXES, InquiryState
from interpretations.models import Answer, Inquiry
from yushan_portal.lib.periods import add_years, end_of, local_day, start_of


@dataclass
class BoxFigures:
    """One box over the last twelve months."""

    name: str
    received: int = 0
    answered: int = 0
    closed: int = 0
    in_time: int = 0
    days: int = 0

    @property
    def waiting(self) -> int:
        return self.received - self.answered - self.closed

    @property
    def on_time_rate(self) -> str:
        return f"{self.in_time / self.answered:.0%}" if self.answered else "—"

    @property
    def average_days(self) -> str:
        return f"{self.days / self.answered:.1f}" if self.answered else "—"


def by_box(on: date) -> list[BoxFigures]:
    """Received since the same day a year ago."""
    figures = {box.code: BoxFigures(box.name) for box in BOXES}
    rows = Inquiry.objects.filter(received_at__gte=start_of(add_years(on, -1)), received_at__lt=end_of(on))
    for inquiry in rows.iterator():
        row = figures[inquiry.box]
        row.received += 1
        row.closed += inquiry.state == InquiryState.CLOSED
        if inquiry.state == InquiryState.ANSWERED:
            row.answered += 1
            row.in_time += not inquiry_clock(inquiry).late(inquiry.answered_at)
            row.days += working_days_between(local_day(inquiry.received_at), local_day(inquiry.answered_at))
    return list(figures.values())


def unclear(limit: int = 50, organs=None) -> list[dict]:
    """读不懂清单: articles about which many ask, and questions of which none is answered publicly; for the drafters.

    `organs`: only papers of these organs (for officers, who read the questions themselves).
    """
    asked: dict[tuple, dict] = {}
    answered = set(Answer.objects.published().exclude(inquiry=None).values_list("inquiry_id", flat=True))
    rows = Inquiry.objects.of_box("question").filter(document__isnull=False).select_related("document__organ")
    for inquiry in rows if organs is None else rows.filter(document__organ__in=organs):
        row = asked.setdefault(
            (inquiry.document_id, inquiry.anchor),
            {"document": inquiry.document, "anchor": inquiry.anchor, "asked": 0, "unanswered": 0, "questions": []},
        )
        row["asked"] += 1
        row["unanswered"] += inquiry.pk not in answered
        row["questions"].append(inquiry)
    return sorted(asked.values(), key=lambda row: (-row["asked"], -row["unanswered"]))[:limit]
