"""Nightly: files that a break left without a row."""

from datetime import date

from django.utils import timezone

from disclosure.publishing.attachments import sweep_orphans
from yushan_portal.lib.chores import Chore


def sweep(on: date) -> str:
    """Files older than a day, so that no upload under way is touched."""
    return f"清理无主文件 {sweep_orphans(timezone.now())} 个"


CHORES = (Chore("publishing.sweep", "清理无主文件", sweep, order=80),)
