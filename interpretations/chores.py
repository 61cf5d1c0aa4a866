"""Nightly work: each catches up with any gap and may run twice."""

from datetime import date

from django.utils import timezone

from interpretations.actions import concerns, inquiries, push, subscriptions
from interpretations.clock import inquiry_clock, veto_clock
from interpretations.models import Inquiry
from yushan_portal.lib.chores import Chore


def carry(on: date) -> str:
    return f"推送 {push.carry()} 封，汇总 {push.digest(on)} 封。"


def escalate(on: date) -> str:
    return f"舆情超时升级 {concerns.escalate_due(timezone.now())} 件。"


def alarms(on: date) -> str:
    """The overdue gauge; it is computed, so a missed night loses nothing."""
    now, late, veto = timezone.now(), 0, 0
    for inquiry in Inquiry.objects.open().iterator():
        late += inquiry_clock(inquiry).late(now)
        veto += veto_clock(inquiry).late(now)
    return f"来信超期未答 {late} 件，其中超过三个月 {veto} 件。"


def forget(on: date) -> str:
    now = timezone.now()
    return (
        f"删除联系方式 {inquiries.forget_contacts(now)} 条，未确认的订阅 {subscriptions.forget_unconfirmed(now)} 条。"
    )


CHORES = (
    Chore("interpretations.push", "推送", carry, order=15),
    Chore("interpretations.escalate", "舆情时限", escalate, order=40),
    Chore("interpretations.alarms", "来信时限", alarms, order=50),
    Chore("interpretations.forget", "删除联系方式", forget, order=90),
)
