"""What a new calendar moves: open questions, messages and interpretations that are due. Nothing is stored, so nothing is written."""

from disclosure.workdays import MovedDeadline
from interpretations.clock import inquiry_clock, interpretation_clock
from interpretations.coverage import waiting_documents
from interpretations.models import Inquiry


def moved(before, after):
    """Every open duty whose last day differs under the two calendars."""
    for inquiry in Inquiry.objects.open().iterator():
        old, new = inquiry_clock(inquiry, before).deadline.on, inquiry_clock(inquiry, after).deadline.on
        if old != new:
            yield MovedDeadline(f"{inquiry} 答复", f"/admin/interpretations/inquiry/{inquiry.pk}/change/", old, new)
    for document in waiting_documents():
        old, new = interpretation_clock(document, None, before), interpretation_clock(document, None, after)
        if old.deadline.on != new.deadline.on:
            yield MovedDeadline(
                f"{document.title} 解读", f"/documents/{document.pk}/", old.deadline.on, new.deadline.on
            )


DEADLINES = (moved,)
