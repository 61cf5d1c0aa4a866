"""What a new calendar moves: the legal last day of consultations that are still open. Nothing is written; the window is
lengthened by hand, with its public reason."""

from decisions.law import CONSULT
from decisions.models import Consultation
from disclosure.workdays import MovedDeadline


def moved(before, after):
    """Open consultations whose last day the new calendar makes too early, and the day that it asks for."""
    for row in Consultation.objects.published().filter(
        report_published_at=None, opens_on__isnull=False, short_reason=""
    ):
        old, new = before.due(CONSULT, row.opens_on).on, after.due(CONSULT, row.opens_on).on
        if old != new and row.closes_on < new:
            address = f"/admin/decisions/consultation/{row.pk}/opinions/report/"
            yield MovedDeadline(f"{row.title} 截止日", address, row.closes_on, new)


DEADLINES = (moved,)
