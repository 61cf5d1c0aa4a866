"""What stands against changing accounts and memberships, as sentences that a clerk understands."""

from datetime import date

from disclosure.departments import permissions
from disclosure.departments.models import Department, Membership, User
from disclosure.departments.roles import ACCOUNT_KEEPERS, ADMINISTRATORS, GRANTS, Role, incompatible


class Refused(Exception):
    """An act that is not done. `reasons` are the sentences."""

    def __init__(self, reasons: list[str]):
        self.reasons = list(reasons)
        super().__init__("".join(self.reasons))


def grantable(by: User, on: date) -> set[str]:
    """Codes of the roles that this person may give to others."""
    return {given for role, roles in GRANTS.items() if permissions.holds_anywhere(by, role, on) for given in roles}


def reasons_against_granting(
    by: User, user: User, role: str, department: Department, first: date, last: date | None, on: date
) -> list[str]:
    """Against giving `user` the role from `first` to `last` (None: without end)."""
    reasons = []
    if role not in Role.values:
        return [f"没有“{role}”这种角色。"]
    if by.pk == user.pk:
        reasons.append("不能给自己授予角色，请由另一位管理人员办理。")
    if role not in grantable(by, on):
        reasons.append(
            f"您无权授予“{Role(role).label}”角色：管理员角色由安全管理员授予，其他角色由安全管理员或者公开办授予。"
        )
    if not user.is_active:
        reasons.append("该人员已离岗，不能授予角色。")
    if last is not None and last < first:
        reasons.append("结束日期早于开始日期。")
    if department.valid_to is not None and department.valid_to < first:
        reasons.append(f"{department.short_name}届时已经撤销，请授予承接单位的角色。")
    rows = list(Membership.objects.of(user).overlapping(first, last).select_related("department"))
    for held in {row.role for row in rows if incompatible(row.role, role)}:
        reasons.append(f"该人员已任“{Role(held).label}”，与“{Role(role).label}”不能由同一人担任（三员分立）。")
    if any(row.role == role and row.department_id == department.pk and row.acting_for_id is None for row in rows):
        reasons.append(f"该人员在这段时间已是{department.short_name}的“{Role(role).label}”。")
    return reasons


def reasons_against_acting(absent: User, role: str, department: Department, first: date, last: date) -> list[str]:
    """Against standing in for `absent` from `first` to `last`."""
    reasons = []
    if role in ADMINISTRATORS:
        reasons.append("管理员角色不能代行，请另行授予。")
    rows = Membership.objects.of(absent).with_role(role).filter(department=department, acting_for__isnull=True)
    if not any(row.valid_from <= first and (row.valid_to is None or row.valid_to >= last) for row in rows):
        reasons.append("被代行人在这段时间没有该角色，不能代行。")
    return reasons


def reasons_against_ending(by: User, membership: Membership, on: date) -> list[str]:
    """Against ending a membership."""
    reasons = []
    if by.pk == membership.user_id:
        reasons.append("不能结束自己的角色，请由另一位管理人员办理。")
    if membership.role not in grantable(by, on):
        reasons.append(f"您无权收回“{membership.get_role_display()}”角色。")
    if membership.valid_to is not None and membership.valid_to < on:
        reasons.append("该任职已经结束。")
    return reasons


def reasons_against_keeping_accounts(by: User, user: User | None, on: date) -> list[str]:
    """Against opening an account (user None) or closing one."""
    reasons = []
    if not any(permissions.holds_anywhere(by, role, on) for role in ACCOUNT_KEEPERS):
        reasons.append("账号由系统管理员或者公开办开设和停用。")
    if user is not None and by.pk == user.pk:
        reasons.append("不能停用自己的账号。")
    held = permissions.roles_of(user, on) if user is not None else frozenset()
    if held & set(ADMINISTRATORS) and not permissions.holds_anywhere(by, Role.SYSTEM_ADMIN, on):
        reasons.append("管理员的账号只由系统管理员停用。")
    return reasons


def reasons_against_resetting(by: User, user: User, on: date) -> list[str]:
    """Against giving somebody a new one-time password."""
    reasons = []
    if not permissions.holds_anywhere(by, Role.SYSTEM_ADMIN, on):
        reasons.append("密码由系统管理员重置。")
    if by.pk == user.pk:
        reasons.append("自己的密码请在“修改密码”里更改。")
    if not user.is_active:
        reasons.append("该账号已停用。")
    return reasons


def reasons_against_closing(by: User, user: User, on: date) -> list[str]:
    """Against closing this account."""
    closed = [] if user.is_active else ["该账号已停用。"]
    return reasons_against_keeping_accounts(by, user, on) + closed


def reasons_against_resetting_second_factor(by: User, user: User, on: date) -> list[str]:
    """Against taking away somebody's lost authenticator."""
    reasons = []
    if not permissions.holds_anywhere(by, Role.SECURITY_ADMIN, on):
        reasons.append("二次验证由安全管理员重置。")
    if by.pk == user.pk:
        reasons.append("不能重置自己的二次验证，请由另一位安全管理员办理。")
    return reasons


def people_who_hold_what_none_may(on: date) -> list[str]:
    """The nightly second look at 三员分立: sentences on everyone who holds two roles that exclude each other."""
    held: dict[User, set[str]] = {}
    for row in Membership.objects.in_force(on).select_related("user"):
        held.setdefault(row.user, set()).add(row.role)
    faults = []
    for user, roles in held.items():
        clashing = sorted(role for role in roles if any(incompatible(role, other) for other in roles))
        if clashing:
            names = "、".join(Role(role).label for role in clashing)
            faults.append(f"{user.name}（{user.username}）同时担任{names}，违反三员分立。")
    return faults
