"""Every "may this user" is asked here and nowhere else."""

from datetime import date

from django.db.models import Q

from disclosure.departments.models import Department, Membership
from disclosure.departments.roles import COUNTY_WIDE, PUBLISHING_ROLES, Role


def memberships_of(user, on: date) -> list[Membership]:
    """What the person holds on that day; kept on the user object for the length of a request."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    kept = getattr(user, "_memberships", None)
    if kept is None or kept[0] != on:
        rows = list(Membership.objects.of(user).in_force(on).select_related("department"))
        user._memberships = kept = (on, rows)
    return kept[1]


def roles_of(user, on: date) -> frozenset[str]:
    """Codes of all roles the person holds anywhere."""
    return frozenset(row.role for row in memberships_of(user, on))


def holds_anywhere(user, role: str, on: date) -> bool:
    """Whether the person holds the role at some organ."""
    return role in roles_of(user, on)


def holds(user, role: str, department: Department, on: date) -> bool:
    """Whether the person holds the role for this organ: at the organ itself, above it where the membership says
    that it reaches down, or county-wide for the office and the administrators."""
    return any(_reaches(row, department) for row in memberships_of(user, on) if row.role == role)


def holds_one_of(user, roles, department: Department, on: date) -> bool:
    """Whether one of the roles is held for this organ."""
    return any(row.role in roles and _reaches(row, department) for row in memberships_of(user, on))


def _reaches(row: Membership, department: Department) -> bool:
    if row.role in COUNTY_WIDE or row.department_id == department.pk:
        return True
    return row.inherits and f"/{row.department.code}/" in f"/{department.path}"


def departments_of(user, on: date, roles=PUBLISHING_ROLES):
    """Organs whose unpublished things the person may see, as a query set; the office sees all."""
    rows = [row for row in memberships_of(user, on) if row.role in roles]
    if any(row.role == Role.OFFICE for row in rows):
        return Department.objects.all()
    condition = Q(pk__in=[row.department_id for row in rows])
    for row in rows:
        if row.inherits:
            condition |= Q(path__startswith=f"{row.department.path}{row.department.code}/")
    return Department.objects.filter(condition)
