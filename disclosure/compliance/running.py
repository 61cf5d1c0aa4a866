"""例行工作 under watch: every chore of every app, each outcome kept, one that breaks stops no other."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q
from django.utils import timezone

from disclosure.compliance.models import DutyRun
from yushan_portal.lib.chores import Chore
from yushan_portal.lib.plugins import offered

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Watch:
    """When a chore last succeeded, and how many days it is behind."""

    chore: Chore
    last: DutyRun | None
    succeeded_on: date | None
    days_late: int
    trouble: str

    @property
    def ok(self) -> bool:
        return not self.days_late and not self.trouble


def chores() -> tuple[Chore, ...]:
    """All of them, in the order in which they run."""
    return tuple(sorted(offered("chores", "CHORES"), key=lambda chore: (chore.order, chore.code)))


def run_all(on: date, tell: Callable[[str], None] = lambda line: None) -> int:
    """Run every chore for that day and keep its outcome; returns how many broke.

    Each chore itself catches up with what was due before, so after any gap one run is enough; a second run on the
    same day is harmless and its outcome replaces the first.
    """
    broken = 0
    for chore in chores():
        started = timezone.now()
        try:
            outcome, succeeded = chore.run(on), True
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other chores must run and this must be seen
            log.exception("chore %s", chore.code)
            outcome, succeeded = f"出错：{type(fault).__name__}：{fault}"[:2000], False
            broken += 1
        DutyRun.objects.update_or_create(
            code=chore.code,
            on=on,
            defaults={
                "name": chore.name,
                "started_at": started,
                "finished_at": timezone.now(),
                "succeeded": succeeded,
                "outcome": str(outcome),
            },
        )
        tell(f"{chore.name}：{outcome}")
    return broken


def watched(on: date) -> list[Watch]:
    """Every chore with its last run. One that has never run is a day late."""
    return list(_watches(on))


def _watches(on: date) -> Iterator[Watch]:
    days = DutyRun.objects.filter(on__lte=on).order_by().values_list("code")
    days = {
        code: (last, good)
        for code, last, good in days.annotate(last=Max("on"), good=Max("on", filter=Q(succeeded=True)))
    }
    rows = {(row.code, row.on): row for row in DutyRun.objects.filter(on__in={last for last, _ in days.values()})}
    for chore in chores():
        last_on, good_on = days.get(chore.code, (None, None))
        last = rows.get((chore.code, last_on))
        late = max((on - good_on).days - 1, 0) if good_on else 1
        yield Watch(chore, last, good_on, late, last.outcome if last is not None and not last.succeeded else "")


def health(on: date) -> dict:
    """For /readyz: the day of the last complete run and the most days a chore is behind."""
    watches = watched(on)
    days = [watch.succeeded_on for watch in watches]
    return {
        "last_run": min(days).isoformat() if days and all(days) else None,
        "days_late": max((watch.days_late for watch in watches), default=0),
        "broken": [watch.chore.code for watch in watches if watch.trouble],
    }
