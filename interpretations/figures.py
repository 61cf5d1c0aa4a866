"""Counts of this room for the annual report and as evidence for the work plan."""

from datetime import date

from interpretations.models import Answer, ConcernResponse, Inquiry, Interpretation, InterpretationPiece
from yushan_portal.lib.figures import Figure
from yushan_portal.lib.periods import end_of, start_of


def _published(model):
    def count(first: date, last: date, organ_code: str) -> int:
        rows = model.objects.published().filter(published_at__gte=start_of(first), published_at__lt=end_of(last))
        return (rows.filter(organ__code=organ_code) if organ_code else rows).count()

    return count


def _answered(first: date, last: date, organ_code: str) -> int:
    rows = Inquiry.objects.answered().filter(answered_at__gte=start_of(first), answered_at__lt=end_of(last))
    return (rows.filter(organ__code=organ_code) if organ_code else rows).count()


FIGURES = (
    Figure(
        "interpretations", "发布政策解读", _published(Interpretation), "篇", "/interpretations/", ("interpretation",)
    ),
    Figure(
        "interpretation-pieces",
        "多形式解读作品",
        _published(InterpretationPiece),
        "件",
        "/interpretations/",
        ("interpretation",),
    ),
    Figure("answers", "公开一号答", _published(Answer), "条", "/questions/", ("interpretation", "question")),
    Figure("inquiries-answered", "答复来信提问", _answered, "件", "/messages/figures/", ("question", "message")),
    Figure("responses", "回应关切", _published(ConcernResponse), "篇", "/concerns/", ("concern",)),
)
