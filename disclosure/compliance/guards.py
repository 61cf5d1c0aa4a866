"""What stands against an act on a 整改单, a report or an exception: sentences first."""

from collections.abc import Iterable
from datetime import date

from disclosure.compliance.kinds import OrderState
from disclosure.compliance.models import Finding, PlanTask, RectificationOrder
from disclosure.compliance.stages import ORDER_WORKFLOW
from disclosure.departments.models import Department
from disclosure.departments.permissions import departments_of, holds_anywhere, holds_one_of
from disclosure.departments.roles import Role
from yushan_portal.lib.transitions import transition

LOOKING_ROLES = (Role.REVIEWER, Role.APPROVER, Role.AUTHOR)


class Refused(Exception):
    """An act was refused; `reasons` are the sentences to show."""

    def __init__(self, reasons: Iterable[str]):
        self.reasons = list(reasons)
        super().__init__("".join(self.reasons))


class NotAllowed(Exception):
    """The person does not hold the role for that organ."""


def is_office(user, on: date) -> bool:
    """公开办: sees and does everything here."""
    return holds_anywhere(user, Role.OFFICE, on)


def scope(user, on: date) -> frozenset[str] | None:
    """Codes of the organs whose figures the person may see; None for the whole county, empty for nobody's."""
    if is_office(user, on):
        return None
    return frozenset(departments_of(user, on, LOOKING_ROLES).values_list("code", flat=True))


def may_see(user, organ_code: str, on: date) -> bool:
    """Whether the person may see this organ's figures."""
    codes = scope(user, on)
    return codes is None or organ_code in codes


def may(user, verb: str, organ: Department, on: date) -> bool:
    """Whether one of the verb's roles is held for the organ."""
    return holds_one_of(user, transition(ORDER_WORKFLOW, verb).roles, organ, on)


def reasons_against_issuing(
    findings: list[Finding], organ: Department, demand: str, due_on: date | None, on: date
) -> list[str]:
    """What stands against a new 整改单."""
    reasons = []
    if not findings:
        reasons.append("请至少选择一个问题。")
    others = sorted({row.organ_code for row in findings} - {organ.code, ""})
    if others:
        reasons.append("一张整改单只能写给一个单位；所选问题属于不同单位。")
    if any(row.gone_on is not None for row in findings):
        reasons.append("所选问题中有的已经消除，不必整改。")
    taken = [row for row in findings if row.pk and row.orders.filter(state__in=("issued", "answered")).exists()]
    reasons += [f"“{row.subject}”已在整改单 {row.orders.first().number} 中。" for row in taken[:3]]
    if not demand.strip():
        reasons.append("请写明整改要求。")
    if due_on is not None and due_on < on:
        reasons.append("整改期限不能早于今天。")
    if not organ.stands(on):
        reasons.append(f"{organ.short_name}已撤销，请改写给承接其职责的单位。")
    return reasons


def reasons_against(order: RectificationOrder, verb: str, *, text: str = "", due_on: date | None = None) -> list[str]:
    """What stands against a step of a 整改单."""
    row = transition(ORDER_WORKFLOW, verb)
    reasons = []
    if order.state not in row.sources:
        reasons.append(f"整改单“{OrderState(order.state).label}”，不能{row.name}。")
    if row.reason_required and not text.strip():
        reasons.append("请写明理由。")
    if verb == "answer" and not text.strip():
        reasons.append("请写明整改情况。")
    if verb == "prolong" and (due_on is None or due_on <= order.due_on):
        reasons.append("新的期限应晚于原期限。")
    return reasons


def reasons_against_report(
    task: PlanTask, organ: Department, text: str, evidence: str, done_on: date | None, on: date
) -> list[str]:
    """What stands against a progress report."""
    reasons = []
    if not text.strip():
        reasons.append("请写明进展情况。")
    if done_on is not None and not evidence.strip():
        reasons.append("报完成须附佐证地址。")
    if done_on is not None and done_on > on:
        reasons.append("完成日期不能晚于今天。")
    if evidence and not evidence.startswith(("/", "http://", "https://")):
        reasons.append("佐证地址应以 / 或 http 开头。")
    if not task.everyone and not task.leads.filter(organ=organ).exists():
        reasons.append(f"{organ.short_name}不是这项任务的牵头单位。")
    return reasons
