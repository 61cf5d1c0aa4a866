"""Nightly work of the notices: what broken imports left behind is removed. No display depends on it."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from disclosure.jobs.models import Job
from disclosure.notices import importing
from disclosure.notices.models import ImportRun, Record
from yushan_portal.lib.chores import Chore

KEPT_DAYS = 3


def clear_broken_imports(on: date) -> str:
    """Remove rows of imports that were never finished and on which no job works any more."""
    rows = Record.objects.filter(run=OuterRef("pk"))
    left = ImportRun.objects.filter(Exists(rows), finished_at__isnull=True)
    left = left.filter(created_at__date__lt=on - timedelta(days=KEPT_DAYS))
    cleared = 0
    for run in left:
        if not Job.objects.open().filter(pk=run.job_id or 0).exists():
            importing.clear(run)
            cleared += 1
    return f"清理未完成的导入：{cleared} 个。"


CHORES = (Chore("notices-broken-imports", "清理未完成的导入", clear_broken_imports, 60),)
