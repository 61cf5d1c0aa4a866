"""What the catalogue counts for a work plan."""

from datetime import date

from disclosure.register.models import RegisterEntry, RegisterTag
from yushan_portal.lib.figures import Figure


def filled_items(first: date, last: date, organ_code: str) -> int:
    """Items under which something was public on the last day."""
    entries = RegisterEntry.objects.public(last).counted()
    entries = entries.for_organ(organ_code) if organ_code else entries
    return RegisterTag.objects.filter(scheme="item", entry__in=entries.values("pk")).values("code").distinct().count()


FIGURES = (Figure("catalogue-filled", "已有公开内容的标准目录事项", filled_items, "项", "/catalogue/", ("catalogue",)),)
