"""Catalogue items of the person's organs under which nothing is published, or which are overdue: where to publish next."""

from datetime import date

from disclosure.catalogue.coverage import EMPTY, OVERDUE, coverage
from disclosure.catalogue.models import CatalogueItem
from disclosure.departments.permissions import departments_of
from disclosure.departments.roles import Role

ORGANS_AT_MOST = 3
"""With more organs (the office, a government clerk) the compliance pages are the place to look."""


def gaps_of(user, on: date) -> list[dict]:
    """Overdue items first, then empty ones, in the order of the catalogue; [] for people who serve many organs."""
    organs = list(departments_of(user, on, roles=[str(Role.AUTHOR), str(Role.REVIEWER)])[: ORGANS_AT_MOST + 1])
    if not organs or len(organs) > ORGANS_AT_MOST:
        return []
    lines = []
    for organ in organs:
        items = list(CatalogueItem.objects.active(on).owed_by(organ).select_related("domain").in_order())
        states = coverage(items, on, organ.code)
        for item in items:
            state = states[item.item_code]
            if state.state in (EMPTY, OVERDUE):
                lines.append({"item": item, "organ": organ, "state": state, "overdue": state.state == OVERDUE})
    return sorted(lines, key=lambda line: (not line["overdue"], line["item"].item_code))
