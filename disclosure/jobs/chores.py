"""Nightly: jobs whose worker was killed and that nobody looked after."""

from datetime import date

from yushan_portal.lib.chores import Chore

from . import actions


def sweep(on: date) -> str:
    return actions.sweep()


CHORES = (Chore("jobs.sweep", "清理中断的后台任务", sweep, order=10),)
