"""Every "may this user" is asked here and nowhere else."""

from datetime import date

from django.db.models import Q

from disclosure.departments.models import Department, Membership
from disclosure.departments.naming import last_successor
from disclosure.departments.roles import COUNTY_WIDE, PUBLISHING_ROLES, SECOND_FACTOR_ROLES, Role


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
    return any(_reaches_on(row, department, on) for row in memberships_of(user, on) if row.role == role)


def holds_one_of(user, roles, department: Department, on: date) -> bool:
    """Whether one of the roles is held for this organ."""
    return any(row.role in roles and _reaches_on(row, department, on) for row in memberships_of(user, on))


def _reaches(row: Membership, department: Department) -> bool:
    if row.role in COUNTY_WIDE or row.department_id == department.pk:
        return True
    return row.inherits and f"/{row.department.code}/" in f"/{department.path}"


def _reaches_on(row: Membership, department: Department, on: date) -> bool:
    """As `_reaches`; what a dissolved organ left behind belongs to the organ that took over its duties."""
    if _reaches(row, department):
        return True
    dissolved = department.valid_to is not None and department.valid_to < on
    return dissolved and department.successor_id is not None and _reaches(row, last_successor(department))


def departments_of(user, on: date, roles=PUBLISHING_ROLES):
    """Organs whose unpublished things the person may see, as a query set; the office sees all.

    With an organ come the dissolved organs whose duties it took over.
    """
    rows = [row for row in memberships_of(user, on) if row.role in roles]
    if any(row.role == Role.OFFICE for row in rows):
        return Department.objects.all()
    condition = Q(pk__in=[row.department_id for row in rows])
    for row in rows:
        if row.inherits:
            condition |= Q(path__startswith=row.department.path_below)
    reached = Department.objects.filter(condition)
    heirs = set(reached.values_list("pk", flat=True)) if rows else set()
    dissolved = list(Department.objects.dissolved(on).select_related("successor")) if heirs else []
    left = [organ.pk for organ in dissolved if organ.successor_id and last_successor(organ).pk in heirs]
    return Department.objects.filter(condition | Q(pk__in=left)) if left else reached


def forget(user) -> None:
    """Drop what was kept on the user object: called by whoever changes memberships."""
    user.__dict__.pop("_memberships", None)


def may_see_gaps(user, department: Department, on: date) -> bool:
    """Whether the person works on this organ's page and so is told what is missing on it."""
    return holds_one_of(user, PUBLISHING_ROLES, department, on)


def needs_second_factor(user, on: date) -> bool:
    """Whether the person holds an office that must sign in with a second factor."""
    return bool(roles_of(user, on) & set(SECOND_FACTOR_ROLES))
