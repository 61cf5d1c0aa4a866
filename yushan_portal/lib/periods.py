"""A statutory length of time with its clause (期间), and the arithmetic that needs no calendar.

No statutory value stands here: each app keeps its own `Period`s in its `law.py`. Counting days is the business of
`disclosure.workdays` alone: `workdays.due(period, start)`.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")  # the one zone in which days begin and end


class Unit(StrEnum):
    """What `Period.length` counts."""

    WORKING_DAYS = "working_days"  # 工作日
    DAYS = "days"  # 日, rest days included
    MONTHS = "months"  # 月; a quarter is three
    YEARS = "years"  # 年
    HOURS = "hours"  # 小时 by the clock, day and night
    DATE = "date"  # a fixed day of the year, length "MM-DD"


class PeriodKind(StrEnum):
    """What keeping the period means."""

    MAX = "max"  # not later than
    MIN = "min"  # not shorter than
    TARGET = "target"  # aimed at, without legal consequence


UNIT_NAMES = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.DAYS: "日",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
    Unit.HOURS: "小时",
}


@dataclass(frozen=True)
class Period:
    """One statutory length of time, in one wording of its rule.

    code             the same in every wording of the rule, e.g. "PUB20"
    length           a count of `unit`; for Unit.DATE the day as "MM-DD"
    clause           where it stands, as printed: "条例第二十六条"
    effective_from / effective_to   first and last day on which this wording is in force; None = without bound
    backwards        counted back from the day of the event ("听证会七日前")
    moves            a last day that is a rest day moves to the next working day (民法典第二百零三条); False for mere
                     measures of age and for retention. Fixed dates and hours never move.

    Raises ValueError if length and unit do not fit each other.
    """

    code: str
    length: int | str
    unit: Unit
    clause: str
    name: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    kind: PeriodKind = PeriodKind.MAX
    note: str = ""
    backwards: bool = False
    moves: bool = True

    def __post_init__(self) -> None:
        if self.unit == Unit.DATE:
            fixed_day(str(self.length), 2024)
        elif not isinstance(self.length, int) or isinstance(self.length, bool) or self.length < 0:
            raise ValueError(f"期限 {self.code} 的长度应为不小于零的整数：{self.length!r}")
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError(f"期限 {self.code} 的失效日期早于生效日期")
        if self.backwards and self.unit not in (Unit.DAYS, Unit.WORKING_DAYS):
            raise ValueError(f"期限 {self.code} 只有按日或者按工作日计算时才能倒算")

    def __str__(self) -> str:
        """The length as printed: 20个工作日, 6个月, 每年1月31日, 会前7日."""
        if self.unit == Unit.DATE:
            month, day = str(self.length).split("-")
            return f"{int(month)}月{int(day)}日前"
        return f"{self.length}{UNIT_NAMES[self.unit]}{'前' if self.backwards else ''}"

    def in_force(self, on: date) -> bool:
        """Whether this wording of the rule is law on the day `on`."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )


def rule_in_force(periods: Iterable[Period], on: date) -> Period:
    """The one wording in force on `on`; of several the one that came last.

    `periods` are the wordings of one rule. Raises ValueError for periods of different codes, LookupError if no
    wording is in force on that day.
    """
    wordings = tuple(periods)
    if len({period.code for period in wordings}) > 1:
        raise ValueError("rule_in_force 只比较同一期限的不同版本")
    in_force = [period for period in wordings if period.in_force(on)]
    if not in_force:
        code = wordings[0].code if wordings else "（空）"
        raise LookupError(f"{on:%Y-%m-%d} 没有有效的期限规定：{code}")
    return max(in_force, key=lambda period: period.effective_from or date.min)


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later (earlier if negative); the month's last day where there is none.

    民法典 第二百零二条. Raises ValueError outside the years 1 to 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise ValueError("日期超出可以计算的范围")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The corresponding day `years` later; 29 February becomes the 28th. 民法典 第二百零二条."""
    return add_months(day, 12 * years)


def fixed_day(month_day: str, year: int) -> date:
    """ "01-31" in `year`; 29 February becomes the 28th in common years. Raises ValueError for anything else."""
    found = re.fullmatch(r"(\d{2})-(\d{2})", month_day)
    if not found:
        raise ValueError(f"固定日期应写作“月-日”，如 01-31：{month_day!r}")
    month, day = int(found[1]), int(found[2])
    if (month, day) == (2, 29):
        return date(year, 2, min(29, monthrange(year, 2)[1]))
    return date(year, month, day)


def next_fixed_day(month_day: str, after: date) -> date:
    """The first day written `month_day` that is later than `after`."""
    this_year = fixed_day(month_day, after.year)
    return this_year if this_year > after else fixed_day(month_day, after.year + 1)


def local_day(moment: date | datetime) -> date:
    """The calendar day in Asia/Shanghai. Days pass through; a moment without a zone is refused with ValueError."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("时刻没有注明时区，不能确定是哪一日")
    return moment.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Midnight with which `day` begins, Asia/Shanghai."""
    return datetime.combine(day, time.min, tzinfo=SHANGHAI)


def end_of(day: date) -> datetime:
    """The 24:00 of `day`: midnight after it, Asia/Shanghai, exclusive — what happens at this instant is late."""
    return start_of(day + timedelta(days=1))
