"""Nightly: sums are kept short, and what follows from the rows is proved to follow."""

from datetime import date

from yushan_portal.lib.chores import Chore

from . import summary, upkeep


def fold_summary(on: date) -> str:
    """Fold the deltas up to that day into one row a cell. No figure changes; it only stays quick."""
    return f"统计增量已归并，减少 {summary.fold(on)} 行。"


def count_drift(on: date) -> str:
    """Compare figures, columns and text index with the register; target 0."""
    drift = upkeep.reconcile(on)
    return f"{drift}，请运行 manage.py rebuild_search。" if drift else "统计、栏目和检索与公开目录一致。"


CHORES = (
    Chore("register-fold", "归并公开目录统计", fold_summary, order=80),
    Chore("register-drift", "核对公开目录统计和检索", count_drift, order=90),
)
