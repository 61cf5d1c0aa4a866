"""Nightly: catch up with what an outage left, and forget addresses that are no longer needed."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from yushan_portal.lib.chores import Chore

from . import actions, sending

AT_ONCE = 20_000


def catch_up(on: date) -> str:
    return f"{sending.send_due(AT_ONCE)}超过一小时未发出或失败未处理的{actions.late().count()}封。"


def forget(on: date) -> str:
    midnight = timezone.make_aware(datetime.combine(on, time.min) + timedelta(days=1))
    return f"已删除{actions.forget_before(min(midnight, timezone.now()))}封邮件的地址和正文。"


CHORES = (
    Chore("outbox.catch_up", "补发邮件", catch_up, order=20),
    Chore("outbox.forget", "删除不再需要的邮件地址", forget, order=90),
)
