"""What falls due in this room: replies, interpretations, responses within clock hours."""

from collections.abc import Iterator
from datetime import date

from disclosure.workdays import local_day
from interpretations import coverage, law
from interpretations.clock import inquiry_clock, interpretation_clock, ticket_clocks
from interpretations.kinds import InquiryState
from interpretations.models import Inquiry, Ticket
from yushan_portal.lib.obligations import Obligation, ObligationSource


def replies(first: date, last: date, organ_code: str) -> Iterator[Obligation]:
    """Questions and messages that are not closed."""
    rows = Inquiry.objects.exclude(state=InquiryState.CLOSED).select_related("organ")
    rows = rows.filter(organ__code=organ_code) if organ_code else rows
    for inquiry in rows:
        deadline = inquiry_clock(inquiry).deadline
        if first <= deadline.on <= last:
            done = local_day(inquiry.answered_at) if inquiry.answered_at else None
            yield Obligation(
                inquiry.number, f"答复：{inquiry.subject}", inquiry.organ.code, deadline.on, inquiry.kind_of_box.period.clause,
                f"/admin/interpretations/inquiry/{inquiry.pk}/change/", done, deadline.provisional,
            )  # fmt: skip


def interpretations(first: date, last: date, organ_code: str) -> Iterator[Obligation]:
    """Policy papers without an interpretation; none is stored, each is found."""
    rows = coverage.waiting_documents()
    for document in rows.filter(organ__code=organ_code) if organ_code else rows:
        deadline = interpretation_clock(document).deadline
        if first <= deadline.on <= last:
            yield Obligation(
                f"document:{document.pk}", f"解读：{document.title}", document.organ.code, deadline.on,
                law.INTERPRET_LIMIT.clause, f"/admin/interpretations/interpretation/add/?document={document.pk}",
                None, deadline.provisional,
            )  # fmt: skip


def responses(first: date, last: date, organ_code: str) -> Iterator[Obligation]:
    """Clocks of 政务舆情, by the day on which they run out."""
    rows = Ticket.objects.exclude(state="closed").select_related("organ")
    for ticket in rows.filter(organ__code=organ_code) if organ_code else rows:
        for number, clock in enumerate(ticket_clocks(ticket)):
            if first <= clock.deadline.on <= last:
                yield Obligation(
                    f"ticket:{ticket.pk}:{number}", f"{clock.name}：{ticket.title}", ticket.organ.code, clock.deadline.on,
                    "国办发〔2016〕80号", f"/admin/interpretations/ticket/{ticket.pk}/change/",
                    local_day(clock.done_at) if clock.done_at else None,
                )  # fmt: skip


OBLIGATIONS = (
    ObligationSource("interpretations.replies", "来信答复", replies),
    ObligationSource("interpretations.interpretations", "政策解读", interpretations),
    ObligationSource("interpretations.responses", "舆情回应", responses),
)
