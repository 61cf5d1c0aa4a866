"""Which organ is meant by a name on paper: full, short, former names and what people call it."""

import re
from datetime import date

from disclosure.departments.models import Department

_SPACES = re.compile(r"\s+")


def names_of(department: Department) -> list[str]:
    """Every name the organ goes by, the full one first, none twice."""
    former = [entry["name"] if isinstance(entry, dict) else str(entry) for entry in department.former_names]
    return list(dict.fromkeys([department.name, department.short_name, *department.aliases, *former]))


def organs_by_name(on: date | None = None) -> dict[str, Department]:
    """Every known name to its organ. A name that two organs share goes to the one that stands on that day; full and
    short names win over aliases and former names."""
    found: dict[str, Department] = {}
    organs = list(Department.objects.order_by("order", "code"))
    if on is not None:
        organs.sort(key=lambda organ: not organ.stands(on))
    for name_list in ((lambda o: [o.name, o.short_name]), names_of):
        for organ in organs:
            for name in name_list(organ):
                found.setdefault(name, organ)
    return found


def find_organ(text: str, on: date | None = None) -> Department | None:
    """The organ of that name or code, or None; spaces do not count."""
    wanted = _SPACES.sub("", text or "")
    if not wanted:
        return None
    known = organs_by_name(on)
    return known.get(wanted) or next((organ for organ in known.values() if organ.code == wanted), None)


def last_successor(department: Department) -> Department:
    """Who answers today for what the organ left behind: the end of the chain of successors."""
    seen = {department.pk}
    while department.successor_id and department.successor_id not in seen:
        seen.add(department.successor_id)
        department = department.successor
    return department


def predecessors_of(department: Department) -> list[Department]:
    """Organs whose duties came to this one, directly or through others, latest first."""
    found: list[Department] = []
    layer = [department.pk]
    while layer:
        rows = list(Department.objects.filter(successor__in=layer).exclude(pk__in=[*layer, *(o.pk for o in found)]))
        found += rows
        layer = [row.pk for row in rows]
    return sorted(found, key=lambda organ: organ.valid_to or date.min, reverse=True)
