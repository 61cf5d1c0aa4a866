"""Mail about 整改单 and the morning digest. Every message has its key, so nothing is sent twice and no gap loses one."""

from datetime import date

from django.conf import settings
from django.db import transaction

from disclosure import workdays
from disclosure.audit import actions as audit
from disclosure.compliance import law
from disclosure.compliance.calendar import falling_due
from disclosure.compliance.models import Finding, MailAddress, RectificationOrder
from disclosure.outbox.actions import Mail, queue_mails
from disclosure.register.naming import names

OFFICE = "gov-office"
LINES = 40


def remind(on: date) -> int:
    """Reminders before and on the last day, a notice after it, and escalation to the office; returns how many are new."""
    mails, addresses = [], _addresses()
    for order in RectificationOrder.objects.waiting_for_organ().select_related("organ"):
        stage = _stage(order.due_on, on)
        if stage is not None:
            mails += _mails(addresses.get(order.organ.code, ()), order, stage, on)
        if on > workdays.due(law.ESCALATE_AFTER, order.due_on).on and order.escalated_on is None:
            mails += _mails(addresses.get(OFFICE, ()), order, "escalate", on)
            with transaction.atomic():
                order.escalated_on = on
                order.save(update_fields=["escalated_on"])
                audit.record("order_escalate", order, by="每日自查", after={"on": on.isoformat()})
    return queue_mails(mails)


def _stage(due_on: date, on: date) -> str | None:
    """Which reminder this day is for: before2, before0, late, or none."""
    if on > due_on:
        return "late"
    for days in law.REMIND_BEFORE_WORKING_DAYS:
        first = workdays.working_days_before(due_on, days).on if days else due_on
        if on >= first and (days == 0 or on < due_on):
            return f"before{days}"
    return None


def _mails(addresses, order: RectificationOrder, stage: str, on: date) -> list[Mail]:
    words = {"late": "已逾期，请立即整改并回复", "escalate": "逾期未回复，提请督办"}.get(
        stage, "将到期，请按时整改并回复"
    )
    body = (
        f"{order.organ.name}：\n\n整改单 {order.number}（期限 {order.due_on:%Y-%m-%d}）{words}。\n\n整改要求：\n{order.demand}\n\n"
        f"办理地址：{settings.SITE_ORIGIN}/admin/compliance/orders/{order.number}/\n"
    )
    subject = f"整改单 {order.number} {words}"
    key = f"order:{order.number}:{order.due_on:%Y%m%d}:{stage}"
    return [Mail(address, subject, body, f"{key}:{address}"[:200], "整改提醒") for address in addresses]


def digest(on: date) -> int:
    """The morning mail: what falls due, what is overdue, what was found. Organs with nothing get nothing."""
    mails = []
    rows = MailAddress.objects.filter(digest=True).select_related("organ")
    for row in rows:
        body = digest_text(row.organ, on)
        if body:
            subject = f"{on:%Y-%m-%d} 政务公开待办"
            mails.append(
                Mail(row.email, subject, body, f"digest:{on:%Y%m%d}:{row.organ.code}:{row.email}"[:200], "每日摘要")
            )
    return queue_mails(mails)


def digest_text(organ, on: date) -> str:
    """What the organ is told this morning; "" where there is nothing to tell."""
    due = falling_due(on, organ.code)
    findings = list(Finding.objects.standing(on).of_organ(organ.code).worst_first()[: LINES + 1])
    orders = list(RectificationOrder.objects.open().filter(organ=organ).order_by("due_on"))
    parts = []
    if due:
        parts.append(
            "7 日内到期和已逾期：\n"
            + _list(f"{row.due_on:%Y-%m-%d}{'（已逾期）' if row.overdue(on) else ''} {row.title}" for row in due)
        )
    if orders:
        parts.append(
            "整改单：\n"
            + _list(f"{row.number} {row.get_state_display()}，期限 {row.due_on:%Y-%m-%d}" for row in orders)
        )
    if findings:
        parts.append("自查发现：\n" + _list(f"{'预警 ' if row.warning else ''}{row}" for row in findings))
    if not parts:
        return ""
    name = names("organ", [organ.code])[organ.code]
    return (
        f"{name}：\n\n"
        + "\n\n".join(parts)
        + f"\n\n办理：{settings.SITE_ORIGIN}/admin/compliance/organs/{organ.code}/\n"
    )


def _list(lines) -> str:
    lines = list(lines)
    more = f"\n……共 {len(lines)} 项" if len(lines) > LINES else ""
    return "\n".join(f"· {line}" for line in lines[:LINES]) + more


def _addresses() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, email in MailAddress.objects.values_list("organ__code", "email"):
        found.setdefault(code, []).append(email)
    return found
