"""工作日: the calendar as versioned data; the only room that counts days.

Doors: `add_working_days`, `working_days_before`, `working_days_between`, `last_day`, `due`, `is_working_day` count by the
calendar in force and give a `Deadline` with its derivation; `current()` is that calendar as a value, with the same
methods, for many counts in a row. An app that stores due dates offers `deadlines.py: DEADLINES`, callables
`(before: WorkCalendar, after: WorkCalendar) -> [MovedDeadline, ...]`, asked by `actions.load_notice`; they count by the
two calendars handed to them, since `current()` follows only after the commit.
"""

from datetime import date, datetime

from disclosure.workdays.calendar import Deadline, OutOfCalendar, SpecialDay, WorkCalendar
from disclosure.workdays.in_force import current, forget
from disclosure.workdays.kinds import DayKind
from disclosure.workdays.moved import MovedDeadline
from yushan_portal.lib.periods import Period, end_of, local_day, start_of

__all__ = [
    "DayKind",
    "Deadline",
    "MovedDeadline",
    "OutOfCalendar",
    "SpecialDay",
    "WorkCalendar",
    "add_working_days",
    "current",
    "due",
    "end_of",
    "forget",
    "is_working_day",
    "last_day",
    "local_day",
    "next_working_day",
    "start_of",
    "working_days_before",
    "working_days_between",
]


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`."""
    return current().is_working_day(day)


def next_working_day(day: date) -> date:
    """`day` itself if offices work, else the next day on which they do."""
    return current().next_working_day(day)


def add_working_days(start: date, n: int) -> Deadline:
    """The `n`-th working day after `start`, which is not counted itself."""
    return current().add_working_days(start, n)


def working_days_before(day: date, n: int) -> Deadline:
    """The `n`-th working day before `day`, which is not counted itself."""
    return current().working_days_before(day, n)


def working_days_between(after: date, until: date) -> int:
    """How many working days lie after `after` up to and with `until`."""
    return current().working_days_between(after, until)


def last_day(start: date, days: int) -> Deadline:
    """The last of `days` calendar days after `start`, moved past rest days (民法典 第二百零三条)."""
    return current().last_day(start, days)


def due(period: Period, start: date | datetime) -> Deadline:
    """When `period`, set going by `start`, ends."""
    return current().due(period, start)
