"""Whose things a person sees and writes for at the desk: asked of departments, in one place."""

from datetime import date

from disclosure.departments.permissions import departments_of, holds_anywhere, roles_of
from disclosure.departments.roles import PUBLISHING_ROLES, Role
from disclosure.publishing.guards import row_for


def works_here(user, on: date) -> bool:
    """Whether the person has any hand in publishing; the three administrators have none."""
    return bool(roles_of(user, on) & {str(role) for role in PUBLISHING_ROLES})


def may_create(user, on: date) -> bool:
    """Whether the person may make new things somewhere."""
    return bool(roles_of(user, on) & {str(role) for role in row_for("create").roles})


def organs_to_write_for(user, on: date):
    """Standing organs for which the person may make new things."""
    return departments_of(user, on, roles=row_for("create").roles).standing(on)


def is_office(user, on: date) -> bool:
    """公开办: sees everything, keeps the settings."""
    return holds_anywhere(user, Role.OFFICE, on)
