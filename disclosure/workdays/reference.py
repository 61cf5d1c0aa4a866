"""The official calendars of past years as shipped: the package chinesecalendar, and the feast days by the moon.

The package holds the State Council's notices year by year and knows nothing of a year without one; that is why it is
used and no package that estimates. A year enters `YEARS` by hand, together with its row in `FEASTS`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

from chinese_calendar import constants

from disclosure.workdays.calendar import SpecialDay, WorkCalendar
from disclosure.workdays.kinds import DayKind
from disclosure.workdays.law import statutory_holidays
from yushan_portal.lib.periods import fixed_day

YEARS = range(2004, 2027)

# 正月初一, 清明, 端午, 中秋; the last three are holidays by law since 2008.
FEASTS = {
    2004: ("01-22",),
    2005: ("02-09",),
    2006: ("01-29",),
    2007: ("02-18",),
    2008: ("02-07", "04-04", "06-08", "09-14"),
    2009: ("01-26", "04-04", "05-28", "10-03"),
    2010: ("02-14", "04-05", "06-16", "09-22"),
    2011: ("02-03", "04-05", "06-06", "09-12"),
    2012: ("01-23", "04-04", "06-23", "09-30"),
    2013: ("02-10", "04-04", "06-12", "09-19"),
    2014: ("01-31", "04-05", "06-02", "09-08"),
    2015: ("02-19", "04-05", "06-20", "09-27"),
    2016: ("02-08", "04-04", "06-09", "09-15"),
    2017: ("01-28", "04-04", "05-30", "10-04"),
    2018: ("02-16", "04-05", "06-18", "09-24"),
    2019: ("02-05", "04-05", "06-07", "09-13"),
    2020: ("01-25", "04-04", "06-25", "10-01"),
    2021: ("02-12", "04-04", "06-14", "09-21"),
    2022: ("02-01", "04-05", "06-03", "09-10"),
    2023: ("01-22", "04-05", "06-22", "09-29"),
    2024: ("02-10", "04-04", "06-10", "09-17"),
    2025: ("01-29", "04-04", "05-31", "10-06"),
    2026: ("02-17", "04-05", "06-19", "09-25"),
}
FEAST_NAMES = ("春节", "清明节", "端午节", "中秋节")

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}
# The Spring Festival of 2020 was prolonged by a second notice; the package has the days without a name of their own.
OWN_NAMES = dict.fromkeys((date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)), "春节假期延长")


def source(year: int) -> str:
    """What a derivation prints as the ground of a shipped year."""
    return f"国务院办公厅{year}年节假日安排（chinesecalendar {version('chinesecalendar')}整理）"


def statutory_days(year: int) -> dict[date, str]:
    """The holidays by law (放假办法 第二条) of one of `YEARS`, with their names."""
    return dict(_statutory_days(year))


def _statutory_days(year: int) -> Iterator[tuple[date, str]]:
    feasts = dict(zip(FEAST_NAMES, FEASTS[year], strict=False))
    for holiday in statutory_holidays(year):
        for month_day in holiday.fixed:
            yield fixed_day(month_day, year), holiday.name
        for distance in holiday.from_feast:
            yield fixed_day(feasts[holiday.name], year) + timedelta(days=distance), holiday.name


def special_days(year: int) -> dict[date, SpecialDay]:
    """All days of one of `YEARS` that differ from the plain week, in order. Raises KeyError for any other year."""
    statutory = statutory_days(year)
    names = {day: NAMES[name] for day, name in constants.holidays.items() if day.year == year}
    days = {
        day: SpecialDay(
            DayKind.STATUTORY if day in statutory else DayKind.HOLIDAY, OWN_NAMES.get(day) or names.get(day, name)
        )
        # The package leaves out statutory days that are weekends anyway (端午节 2012).
        for day, name in (statutory | names).items()
    }
    days |= {
        day: SpecialDay(DayKind.WORKING, NAMES[name]) for day, name in constants.workdays.items() if day.year == year
    }
    return dict(sorted(days.items()))


@cache
def calendar() -> WorkCalendar:
    """The shipped years alone, for programs and tests without a database."""
    special = {day: kind for year in YEARS for day, kind in special_days(year).items()}
    return WorkCalendar(special, {year: source(year) for year in YEARS})
