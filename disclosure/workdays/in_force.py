"""The calendar in force, kept by each process.

At most every `CHECK_EVERY` seconds one short query asks whether another process has loaded a notice; counting itself
never asks the database. A year without a notice in the table is taken from the shipped reference, so that a fresh
database is never wrong; a year that neither knows is not loaded.
"""

from dataclasses import dataclass
from time import monotonic

from django.apps import apps

from disclosure.workdays import reference
from disclosure.workdays.calendar import SpecialDay, WorkCalendar
from disclosure.workdays.kinds import DayKind

CHECK_EVERY = 5.0  # seconds; how long another process may count by the calendar before


@dataclass(frozen=True)
class _Kept:
    calendar: WorkCalendar
    stamp: tuple
    checked: float


_kept: _Kept | None = None


def current() -> WorkCalendar:
    """The calendar in force."""
    global _kept
    kept, now = _kept, monotonic()
    if kept is not None and 0 <= now - kept.checked < CHECK_EVERY:
        return kept.calendar
    stamp = _stamp()
    calendar = kept.calendar if kept is not None and kept.stamp == stamp else stored()
    _kept = _Kept(calendar, stamp, now)
    return calendar


def forget() -> None:
    """Ask the table at the next count. Called when a notice was loaded; tests call it after rolling one back."""
    global _kept
    _kept = None


def stored() -> WorkCalendar:
    """The calendar made anew of table and reference; `current()` is the quick way."""
    notices = {notice.year: notice for notice in _model("CalendarNotice").objects.in_force()}
    shipped = [year for year in reference.YEARS if year not in notices]
    special = {day: kind for year in shipped for day, kind in reference.special_days(year).items()}
    rows = _model("CalendarDay").objects.in_force().values_list("date", "kind", "name")
    special |= {day: SpecialDay(DayKind(kind), name) for day, kind, name in rows}
    sources = {year: reference.source(year) for year in shipped}
    sources |= {year: notice.ground for year, notice in notices.items()}
    return WorkCalendar(special, sources)


def _stamp() -> tuple:
    return tuple(_model("CalendarNotice").objects.in_force().order_by("id").values_list("id", "digest"))


def _model(name: str):
    """By name: the package's door stands open before Django's models are loaded."""
    return apps.get_model("workdays", name)
