"""Every act of the correction loop and of the work plan: one transaction, one row in the ledger."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from disclosure import workdays
from disclosure.audit import actions as audit
from disclosure.compliance import checking, law
from disclosure.compliance.guards import (
    NotAllowed,
    Refused,
    is_office,
    may,
    reasons_against,
    reasons_against_issuing,
    reasons_against_report,
)
from disclosure.compliance.kinds import OrderState
from disclosure.compliance.models import Exemption, Finding, OrderAct, ProgressReport, RectificationOrder
from disclosure.compliance.stages import ORDER_WORKFLOW
from disclosure.departments.permissions import holds_one_of
from disclosure.departments.roles import PUBLISHING_ROLES
from yushan_portal.lib.transitions import transition

SYSTEM = "每日自查"


def issue(
    findings: Iterable[Finding], organ, *, by, demand: str, due_on: date | None = None, at: datetime | None = None
) -> RectificationOrder:
    """下达整改单: the findings stand locked while it is written. Refused with sentences; NotAllowed for any but the office."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    if not is_office(by, on):
        raise NotAllowed
    with transaction.atomic():
        rows = list(Finding.objects.select_for_update().filter(pk__in=[row.pk for row in findings]))
        reasons = reasons_against_issuing(rows, organ, demand, due_on, on)
        if reasons:
            raise Refused(reasons)
        order = RectificationOrder.objects.create(
            number=_next_number(on.year),
            organ=organ,
            demand=demand.strip(),
            issued_at=at,
            due_on=due_on or workdays.due(law.CORRECTION, on).on,
        )
        order.findings.set(rows)
        _act(order, "issue", "下达", by, at, demand)
    return order


def answer(order: RectificationOrder, *, by, text: str, evidence: str = "", at: datetime | None = None):
    """The organ says what it has done."""
    return _move(order, "answer", by=by, at=at, text=text, evidence=evidence)


def send_back(order: RectificationOrder, *, by, text: str, at: datetime | None = None):
    """The office is not content with the answer."""
    return _move(order, "send_back", by=by, at=at, text=text)


def cancel(order: RectificationOrder, *, by, text: str, at: datetime | None = None):
    """The order should not have been written."""
    return _move(order, "cancel", by=by, at=at, text=text)


def prolong(order: RectificationOrder, *, by, text: str, due_on: date | None, at: datetime | None = None):
    """More time, for a reason."""
    return _move(order, "prolong", by=by, at=at, text=text, due_on=due_on)


def recheck(order: RectificationOrder, *, by, at: datetime | None = None) -> list[Finding]:
    """复查: look now; closed if every fault is gone, else back to the organ. Returns what still stands."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    if not may(by, "recheck", order.organ, on):
        raise NotAllowed
    with transaction.atomic():
        order = RectificationOrder.objects.select_for_update().get(pk=order.pk)
        reasons = reasons_against(order, "recheck")
        if reasons:
            raise Refused(reasons)
        checking.look_again(order.findings.values_list("indicator", flat=True), on)
        left = list(order.findings.filter(gone_on__isnull=True))
        if left:
            order.state = OrderState.ISSUED
            order.save(update_fields=["state"])
            text = "仍未整改：" + "；".join(str(row) for row in left[:20])
            _act(order, "recheck", "复查未通过", by, at, text)
        else:
            _close(order, by, at, "复查确认问题已消除。")
    return left


def close_mended(at: datetime | None = None) -> list[RectificationOrder]:
    """Orders of which the daily check no longer finds anything are closed by it."""
    at = at or timezone.now()
    closed = []
    with transaction.atomic():
        for order in RectificationOrder.objects.open().select_for_update():
            if order.findings.exists() and not order.findings.filter(gone_on__isnull=True).exists():
                _close(order, SYSTEM, at, "每日自查确认问题已消除。")
                closed.append(order)
    return closed


def excuse(
    organ, *, by, reason: str, valid_from: date, valid_to: date, item_code: str = "", indicator: str = "", key: str = "",
    at: datetime | None = None,
) -> Exemption:  # fmt: skip
    """准予例外: an item with an organ, or one case of an indicator, is left out for a time."""
    at = at or timezone.now()
    if not is_office(by, timezone.localdate(at)):
        raise NotAllowed
    reasons = []
    if not reason.strip():
        reasons.append("请写明理由。")
    if valid_to < valid_from:
        reasons.append("截止日期不能早于起始日期。")
    if bool(item_code) == bool(indicator and key):
        reasons.append("请指明一个目录事项，或者一个检查问题。")
    if reasons:
        raise Refused(reasons)
    with transaction.atomic():
        row = Exemption.objects.create(
            organ=organ, reason=reason.strip(), approved_by=by, approved_at=at, valid_from=valid_from, valid_to=valid_to,
            item_code=item_code, indicator=indicator, key=key,
        )  # fmt: skip
        audit.record("excuse", row, by=by, after={"reason": reason, "to": valid_to.isoformat()}, reason=reason, at=at)
    return row


def end_exemption(row: Exemption, *, by, reason: str, at: datetime | None = None) -> Exemption:
    """The exception ends earlier."""
    at = at or timezone.now()
    if not is_office(by, timezone.localdate(at)):
        raise NotAllowed
    if not reason.strip():
        raise Refused(["请写明理由。"])
    with transaction.atomic():
        row = Exemption.objects.select_for_update().get(pk=row.pk)
        if row.ended_on is None:
            row.ended_on = timezone.localdate(at)
            row.save(update_fields=["ended_on"])
            audit.record("end_exemption", row, by=by, reason=reason, at=at)
    return row


def report(
    task, organ, *, by, text: str, evidence: str = "", done_on: date | None = None, at: datetime | None = None
) -> ProgressReport:
    """An organ reports on a task of the work plan; reports are added, never changed."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    if not holds_one_of(by, PUBLISHING_ROLES, organ, on):
        raise NotAllowed
    reasons = reasons_against_report(task, organ, text, evidence, done_on, on)
    if reasons:
        raise Refused(reasons)
    with transaction.atomic():
        row = ProgressReport.objects.create(
            task=task, organ=organ, text=text.strip(), evidence=evidence.strip(), done_on=done_on, reported_at=at,
            reported_by=_name(by),
        )  # fmt: skip
        audit.record("report_progress", row, by=by, after={"text": text, "evidence": evidence}, at=at)
    return row


def _move(order, verb: str, *, by, at, text: str = "", evidence: str = "", due_on: date | None = None):
    at = at or timezone.now()
    row = transition(ORDER_WORKFLOW, verb)
    if not may(by, verb, order.organ, timezone.localdate(at)):
        raise NotAllowed
    with transaction.atomic():
        order = RectificationOrder.objects.select_for_update().get(pk=order.pk)
        reasons = reasons_against(order, verb, text=text, due_on=due_on)
        if evidence and not evidence.startswith(("/", "http://", "https://")):
            reasons.append("佐证地址应以 / 或 http 开头。")
        if reasons:
            raise Refused(reasons)
        if verb == "prolong":
            text = f"期限由 {order.due_on:%Y-%m-%d} 延至 {due_on:%Y-%m-%d}：{text}"
            order.due_on, order.escalated_on = due_on, None
        if row.target:
            order.state = row.target
        if order.state == OrderState.CANCELLED:
            order.closed_at = at
        order.save()
        _act(order, verb, row.name, by, at, text, evidence)
    return order


def _close(order, by, at: datetime, text: str) -> None:
    order.state, order.closed_at = OrderState.CLOSED, at
    order.save(update_fields=["state", "closed_at"])
    _act(order, "close", "办结", by, at, text)


def _act(order, verb: str, name: str, by, at: datetime, text: str = "", evidence: str = "") -> None:
    OrderAct.objects.create(
        order=order, verb=verb, name=name, at=at, by=_name(by), text=text.strip(), evidence=evidence.strip()
    )
    audit.record(f"order_{verb}", order, by=by, after={"state": order.state, "text": text}, at=at)


def _name(by) -> str:
    return by if isinstance(by, str) else (by.get_full_name() or by.get_username())


def _next_number(year: int) -> str:
    last = RectificationOrder.objects.filter(number__startswith=f"{year}-").order_by("-number").first()
    return f"{year}-{int(last.number.split('-')[1]) + 1 if last else 1:04d}"
