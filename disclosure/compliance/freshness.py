"""How old the columns are, read from the register; a column without entries is blank, not stale."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from disclosure import workdays
from disclosure.compliance import law
from disclosure.compliance.models import ColumnKeeper
from disclosure.register.selection import Selection
from yushan_portal.lib.columns import Column, UpdateClass
from yushan_portal.lib.indicators import Case
from yushan_portal.lib.periods import Period
from yushan_portal.lib.plugins import offered

UPDATED = (UpdateClass.NEWS, UpdateClass.NOTICE, UpdateClass.OTHER)


@dataclass(frozen=True)
class ColumnState:
    """One column on one day: its newest entry, and the limit on its age (None: exempt)."""

    code: str
    name: str
    path: str
    organ_code: str
    newest_on: date | None
    limit: Period | None

    @property
    def due_on(self) -> date | None:
        """The last day on which it is still fresh without a new entry."""
        return workdays.due(self.limit, self.newest_on).on if self.limit and self.newest_on else None

    def stale(self, on: date) -> bool:
        """Whether the limit has passed."""
        return self.due_on is not None and on > self.due_on

    def ageing(self, on: date) -> bool:
        """Whether the day of warning has come and the limit has not passed."""
        if self.due_on is None or self.stale(on):
            return False
        return (on - self.newest_on).days >= law.WARNING_DAYS[self.limit.code]

    def case(self) -> Case:
        """As a member of an indicator."""
        detail = f"最近一条 {self.newest_on:%Y-%m-%d}" if self.newest_on else "没有公开信息"
        if self.due_on:
            detail += f"，{self.limit.name}即不合格，应在 {self.due_on:%Y-%m-%d} 前更新"
        return Case(
            self.code,
            f"栏目“{self.name}”" if self.code != "home" else "首页",
            self.organ_code,
            self.path,
            detail,
            self.due_on,
        )


_asked: ContextVar[dict[tuple[str, date], date | None] | None] = ContextVar("newest_days_asked", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """Within it each column is asked once for its newest day: several indicators judge the same columns."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def newest_day(column: Column, on: date) -> date | None:
    """The day of the newest public entry of the column."""
    asked = _asked.get()
    if asked is not None and (column.code, on) in asked:
        return asked[column.code, on]
    rows = Selection(column=column).entries(on).newest()
    day = rows.values_list("first_shown_on", flat=True).first()
    if asked is not None:
        asked[column.code, on] = day
    return day


def column_states(on: date, *classes: UpdateClass) -> list[ColumnState]:
    """Columns that list entries of the register, of these update classes (all where none is named)."""
    keepers = dict(ColumnKeeper.objects.values_list("column_code", "organ__code"))
    return [
        ColumnState(
            column.code, column.name, column.path, keepers.get(column.code, "gov-office"), newest_day(column, on),
            law.COLUMN_LIMITS.get(column.update_class),
        )
        for column in offered("columns", "COLUMNS")
        if (column.kinds or column.genres or column.topics) and (not classes or column.update_class in classes)
    ]  # fmt: skip


def home_state(on: date) -> ColumnState:
    """The home page: the newest of what stands on it. One without any entry is as old as the rule itself."""
    columns = [c for c in offered("columns", "COLUMNS") if c.on_home and (c.kinds or c.genres or c.topics)]
    days = [day for column in columns if (day := newest_day(column, on)) is not None]
    return ColumnState("home", "首页", "/", "gov-office", max(days, default=law.HOME.effective_from), law.HOME)
