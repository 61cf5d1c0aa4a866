"""The offices a person can hold. Who may do what with them stands in the workflow tables, not here."""

from django.db import models


class Role(models.TextChoices):
    """三员分立: the three administrators are kept apart from each other and from everyone who publishes."""

    AUTHOR = "author", "经办"
    REVIEWER = "reviewer", "审核"
    APPROVER = "approver", "签发"
    OFFICE = "office", "公开办"
    SECRECY = "secrecy", "保密审查员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
PUBLISHING_ROLES = (Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.OFFICE, Role.SECRECY)
COUNTY_WIDE = (Role.OFFICE, *ADMINISTRATORS)
"""Roles that reach every organ from wherever they are held."""

SECOND_FACTOR_ROLES = (Role.APPROVER, Role.OFFICE)
"""Whoever releases to the public signs in with two factors; everyone else may (GB/T 22239-2019 身份鉴别)."""

GRANTS = {
    Role.SECURITY_ADMIN: tuple(Role),
    Role.OFFICE: (Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.SECRECY),
}
"""Who gives which roles: the security administrator all of them, the office those of the departments' publishing."""

ACCOUNT_KEEPERS = (Role.SYSTEM_ADMIN, Role.OFFICE)
"""Who opens and closes accounts. Passwords are reset by the system administrator, second factors by the security
administrator, so that nobody alone can take over an account that has both."""


def incompatible(first: str, second: str) -> bool:
    """GB/T 22239-2019 三员分立: nobody holds two of the three, and none of the three publishes."""
    if first == second:
        return False
    return first in ADMINISTRATORS or second in ADMINISTRATORS
