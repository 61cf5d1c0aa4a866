"""On a paper's page: the gap where an interpretation is due, and the way to ask."""

from django import template
from django.utils import timezone

from interpretations.coverage import gap_of

register = template.Library()


@register.inclusion_tag("interpretations/paper_box.html")
def interpretation_box(document):
    """解读待发布，应于 X 前发布: shown, not hidden. Nothing for papers that are no policy."""
    policy = bool(document.pk and document.kind_of_genre.policy)
    clock = gap_of(document, timezone.now()) if policy else None
    return {
        "document": document,
        "policy": policy,
        "clock": clock,
        "late": clock and clock.late(timezone.now()),
        "text": f"应于{clock.deadline}前发布" if clock else "",
    }
