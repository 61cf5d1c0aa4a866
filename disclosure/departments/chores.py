"""Nightly work about people."""

from datetime import date, timedelta

from disclosure.departments.guards import people_who_hold_what_none_may
from disclosure.departments.models import UserSession
from yushan_portal.lib.chores import Chore
from yushan_portal.lib.periods import start_of

SESSIONS_KEPT_DAYS = 400  # 互联网政务应用安全管理规定 第二十条: one year at least


def check_separation(on: date) -> str:
    """三员分立 looked at once more, past guard and trigger."""
    faults = people_who_hold_what_none_may(on)
    return "".join(faults) if faults else "三员分立无违反。"


def forget_old_sessions(on: date) -> str:
    """Sign-ins whose last activity lies further back than the law has them kept."""
    rows = UserSession.objects.filter(last_seen_at__lt=start_of(on - timedelta(days=SESSIONS_KEPT_DAYS)))
    number, _ = rows.delete()
    return f"清理 {number} 条超过 {SESSIONS_KEPT_DAYS} 天的登录记录。"


CHORES = (
    Chore("separation-of-administrators", "三员分立核查", check_separation, order=60),
    Chore("old-sign-ins", "清理过期登录记录", forget_old_sessions, order=90),
)
