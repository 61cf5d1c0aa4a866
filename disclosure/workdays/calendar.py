"""The calendar as a value: which days offices work, and all counting of days. No table is asked here.

A `WorkCalendar` never changes; a new notice makes a new one, so an old and a new calendar can be compared.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from types import MappingProxyType

from disclosure.workdays import derivation
from disclosure.workdays.kinds import DayKind
from yushan_portal.lib.periods import (
    SHANGHAI,
    Period,
    Unit,
    add_months,
    add_years,
    end_of,
    local_day,
    next_fixed_day,
)

FIRST = date(1949, 10, 1).toordinal()
LAST = date(2199, 12, 31).toordinal()
MONDAY_TO_FRIDAY = 5


class OutOfCalendar(ValueError):
    """A day before 1949-10-01 or after 2199-12-31, or a count that leads there. Reads as a sentence."""

    def __init__(self) -> None:
        super().__init__("日期超出工作日历可以计算的范围（1949年10月1日至2199年12月31日）")


@dataclass(frozen=True)
class SpecialDay:
    """A day that differs from the plain week."""

    kind: DayKind
    name: str

    @property
    def works(self) -> bool:
        return self.kind == DayKind.WORKING


@dataclass(frozen=True)
class Deadline:
    """The last day (or, of periods in hours, the instant) of a period.

    on            the last day, inclusive
    provisional   the result touches a year whose holidays are not loaded: only weekends were left out there
    moment        set for periods in hours only
    """

    on: date
    provisional: bool = False
    moment: datetime | None = None
    explain: Callable[[], tuple[str, ...]] = field(default=tuple, repr=False, compare=False)

    @property
    def at(self) -> datetime:
        """The first instant that is too late: 24:00 of the last day, Asia/Shanghai, or the end of the last hour."""
        return self.moment if self.moment is not None else end_of(self.on)

    @property
    def derivation(self) -> tuple[str, ...]:
        """How the result came about, step by step, as Chinese sentences to print. Made when asked for."""
        return self.explain()

    def passed(self, at: datetime) -> bool:
        """Whether the period is over at the aware instant `at`."""
        return at >= self.at

    def __str__(self) -> str:
        return f"{derivation.said(self.on)}{'（暂定）' if self.provisional else ''}"


class WorkCalendar:
    """Rest days and working days from 1949-10-01 to 2199-12-31.

    special   the days that differ from the plain week
    sources   year → the notice it was loaded from; a year that is missing here is not loaded, there every Monday to
              Friday is taken for a working day and what touches it is provisional. The last days of December count
              as known with their own year, though the next year's notice may still swap them (as it did in 2018);
              loading that notice then lists what moved
    """

    def __init__(self, special: Mapping[date, SpecialDay], sources: Mapping[int, str]) -> None:
        self.special = MappingProxyType(dict(special))
        self.sources = MappingProxyType(dict(sources))
        resting = {day.toordinal() for day, kind in special.items() if not kind.works}
        working = {day.toordinal() for day, kind in special.items() if kind.works}
        # Ordinal 1 was a Monday.
        self._working = array(
            "l",
            [
                ordinal
                for ordinal in range(FIRST, LAST + 1)
                if ((ordinal - 1) % 7 < MONDAY_TO_FRIDAY and ordinal not in resting) or ordinal in working
            ],
        )

    def loaded(self, year: int) -> bool:
        """Whether the holidays of `year` are known."""
        return year in self.sources

    def is_working_day(self, day: date) -> bool:
        """工作日: Monday to Friday without holidays, and the weekends on which offices work instead."""
        special = self.special.get(local_day(day))
        return special.works if special else local_day(day).weekday() < MONDAY_TO_FRIDAY

    def add_working_days(self, start: date, n: int) -> Deadline:
        """The `n`-th working day after `start`; `start` itself is not counted (民法典 第二百零一条).

        With n = 0 the day itself, or the next working day if it is a rest day. Raises ValueError for negative `n`,
        OutOfCalendar beyond the calendar.
        """
        start, n = local_day(start), _count(n)
        ordinal = _ordinal(start)
        place = bisect_right(self._working, ordinal) + n - 1 if n else bisect_left(self._working, ordinal)
        on = self._at(place)
        first = date.fromordinal(ordinal + 1) if n else start
        return Deadline(on, not self._knows(first, on), explain=partial(derivation.working_days, self, start, n, on))

    def working_days_before(self, day: date, n: int) -> Deadline:
        """The `n`-th working day before `day`, which itself is not counted: the last day on which to act."""
        day, n = local_day(day), _count(n)
        ordinal = _ordinal(day)
        place = bisect_left(self._working, ordinal) - n if n else bisect_right(self._working, ordinal) - 1
        on = self._at(place)
        return Deadline(
            on,
            not self._knows(on, date.fromordinal(ordinal - 1) if n else day),
            explain=partial(derivation.working_days_before, self, day, n, on),
        )

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after `after` up to and with `until`; negative if `until` is the earlier."""
        return bisect_right(self._working, _ordinal(local_day(until))) - bisect_right(
            self._working, _ordinal(local_day(after))
        )

    def next_working_day(self, day: date) -> date:
        """`day` itself if offices work, else the next day on which they do."""
        return self._at(bisect_left(self._working, _ordinal(local_day(day))))

    def last_day(self, start: date, days: int) -> Deadline:
        """The last of `days` calendar days. The day of publication is not counted; a last day that is a rest day moves
        to the next working day (民法典 第二百零一条、第二百零三条).
        """
        start, days = local_day(start), _count(days)
        return self._ending(start, _later(start, days), f"{days}日", f"第{days}日")

    def due(self, period: Period, start: date | datetime) -> Deadline:
        """When `period` ends that was set going by `start` (a day, or an aware instant; hours need an instant).

        Hours run by the clock from the instant. Periods counted backwards give the last day on which to act. Fixed
        dates are the next one after `start`. Raises ValueError where start and unit do not fit each other.
        """
        if period.unit == Unit.HOURS:
            return self._after_hours(period, start)
        day = local_day(start)
        _ordinal(day)
        match period.unit:
            case Unit.WORKING_DAYS if period.backwards:
                return self.working_days_before(day, period.length)
            case Unit.WORKING_DAYS:
                return self.add_working_days(day, period.length)
            case Unit.DATE:
                on = next_fixed_day(period.length, day)
                return Deadline(on, explain=partial(derivation.fixed_date, on, period.clause))
            case Unit.DAYS if period.backwards:
                on = _later(day, -period.length)
                return Deadline(on, explain=partial(derivation.days_before, day, period.length, on))
            case Unit.DAYS:
                end, reached = _later(day, period.length), f"第{period.length}日"
            case Unit.MONTHS:
                end, reached = add_months(day, period.length), f"{period.length}个月后的对应日"
            case Unit.YEARS:
                end, reached = add_years(day, period.length), f"{period.length}年后的对应日"
        return self._ending(day, end, str(period), reached, moves=period.moves)

    def _ending(self, start: date, end: date, length: str, reached: str, *, moves: bool = True) -> Deadline:
        _ordinal(end)
        on = self.next_working_day(end) if moves else end
        provisional = moves and not self._knows(end, on)
        return Deadline(
            on, provisional, explain=partial(derivation.calendar_period, self, start, end, on, length, reached, moves)
        )

    @staticmethod
    def _after_hours(period: Period, start: date | datetime) -> Deadline:
        if not isinstance(start, datetime):
            raise ValueError("按小时计算的期限应从一个时刻起算，而不是从一日起算")
        _ordinal(local_day(start))  # refuses an instant without zone
        moment = (start.astimezone(UTC) + timedelta(hours=period.length)).astimezone(SHANGHAI)
        begun = start.astimezone(SHANGHAI)
        return Deadline(moment.date(), moment=moment, explain=partial(derivation.hours, begun, period.length, moment))

    def _at(self, place: int) -> date:
        if not 0 <= place < len(self._working):
            raise OutOfCalendar
        return date.fromordinal(self._working[place])

    def _knows(self, first: date, last: date) -> bool:
        if first.year == last.year:
            return first.year in self.sources
        return all(year in self.sources for year in range(first.year, last.year + 1))


def changed_days(before: WorkCalendar, after: WorkCalendar) -> Iterable[date]:
    """The days on which one calendar works and the other rests, in order."""
    for day in sorted(before.special.keys() | after.special.keys()):
        if before.is_working_day(day) != after.is_working_day(day):
            yield day


def _count(n: int) -> int:
    if n < 0:
        raise ValueError("天数不能小于零")
    return n


def _ordinal(day: date) -> int:
    ordinal = day.toordinal()
    if not FIRST <= ordinal <= LAST:
        raise OutOfCalendar
    return ordinal


def _later(day: date, days: int) -> date:
    ordinal = _ordinal(day) + days
    if not FIRST <= ordinal <= LAST:
        raise OutOfCalendar
    return date.fromordinal(ordinal)
