"""Counting days: 民法典 第二百零一条至第二百零三条, 全国年节及纪念日放假办法, and the State Council's yearly notices."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest

from disclosure.workdays import reference
from disclosure.workdays.kinds import DayKind
from yushan_portal.lib.periods import Period, PeriodKind, Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
calendar = reference.calendar()

# start, then the day 3, 5, 7, 15, 20 and 40 working days later
LENGTHS = (3, 5, 7, 15, 20, 40)
VECTORS = """
2021-04-23  2021-04-27 2021-04-29 2021-05-06 2021-05-17 2021-05-24 2021-06-22
2021-06-04  2021-06-09 2021-06-11 2021-06-16 2021-06-28 2021-07-05 2021-08-02
2021-09-17  2021-09-23 2021-09-26 2021-09-28 2021-10-14 2021-10-21 2021-11-18
2021-09-30  2021-10-11 2021-10-13 2021-10-15 2021-10-27 2021-11-03 2021-12-01
2021-12-20  2021-12-23 2021-12-27 2021-12-29 2022-01-11 2022-01-18 2022-02-18
2025-01-20  2025-01-23 2025-01-26 2025-02-05 2025-02-14 2025-02-21 2025-03-21
2026-02-10  2026-02-13 2026-02-24 2026-02-26 2026-03-09 2026-03-16 2026-04-14
2026-02-13  2026-02-25 2026-02-27 2026-03-02 2026-03-12 2026-03-19 2026-04-17
2026-09-30  2026-10-10 2026-10-13 2026-10-15 2026-10-27 2026-11-03 2026-12-01
2026-11-22  2026-11-25 2026-11-27 2026-12-01 2026-12-11 2026-12-18
"""


def vectors():
    for line in VECTORS.split("\n"):
        start, *ends = (date.fromisoformat(day) for day in line.split()) if line else (None,)
        yield from ((start, length, end) for length, end in zip(LENGTHS, ends, strict=False))


def test_every_vector_is_in_the_table():
    assert len(list(vectors())) == 59


@pytest.mark.parametrize(("start", "length", "end"), list(vectors()))
def test_working_days_end_on_the_published_vectors(start, length, end):
    deadline = calendar.add_working_days(start, length)
    assert deadline.on == end
    assert not deadline.provisional


def test_forty_working_days_from_november_2026_touch_2027_and_are_provisional():
    deadline = calendar.add_working_days(date(2026, 11, 22), 40)
    assert deadline.on == date(2027, 1, 15)  # weekends only
    assert deadline.provisional
    assert any("2027年的放假安排尚未载入" in step and "暂定" in step for step in deadline.derivation)


def test_article_201_the_day_itself_is_not_counted():
    assert calendar.add_working_days(date(2026, 3, 2), 1).on == date(2026, 3, 3)
    assert calendar.last_day(date(2026, 3, 2), 1).on == date(2026, 3, 3)


def test_article_201_hours_run_from_the_instant_through_nights_and_holidays():
    five_hours = Period("OPIN_5H", 5, Unit.HOURS, "甲规定")
    deadline = calendar.due(five_hours, datetime(2026, 9, 30, 22, 30, tzinfo=SHANGHAI))
    assert deadline.at == datetime(2026, 10, 1, 3, 30, tzinfo=SHANGHAI)
    assert deadline.on == date(2026, 10, 1)
    assert not deadline.passed(datetime(2026, 10, 1, 3, 29, 59, tzinfo=SHANGHAI))
    assert deadline.passed(datetime(2026, 10, 1, 3, 30, tzinfo=SHANGHAI))


def test_article_202_months_end_on_the_corresponding_day_or_the_last_of_the_month():
    half_a_year = Period("X", 6, Unit.MONTHS, "甲规定", moves=False)
    assert calendar.due(half_a_year, date(2025, 8, 31)).on == date(2026, 2, 28)
    assert calendar.due(Period("X", 1, Unit.YEARS, "甲规定"), date(2025, 3, 4)).on == date(2026, 3, 4)


def test_article_203_a_last_day_on_a_holiday_moves_past_the_whole_holiday():
    deadline = calendar.last_day(date(2026, 9, 1), 30)  # 10-01 to 10-07 are holidays
    assert deadline.on == date(2026, 10, 8)
    assert any("国庆节放假" in step and "第二百零三条第一款" in step for step in deadline.derivation)


def test_article_203_a_last_day_on_a_weekend_moves_to_monday():
    assert calendar.last_day(date(2026, 3, 6), 15).on == date(2026, 3, 23)  # 03-21 is a Saturday


def test_article_203_a_last_day_on_a_saturday_on_which_offices_work_stays():
    assert calendar.last_day(date(2026, 9, 10), 30).on == date(2026, 10, 10)  # a Saturday, worked for 国庆节


def test_article_203_the_last_day_ends_at_24_00_in_china():
    closes = calendar.last_day(date(2026, 3, 1), 30).at
    assert closes == datetime(2026, 4, 1, 0, 0, tzinfo=SHANGHAI)  # 截至3月31日24:00
    assert closes.astimezone(UTC) == datetime(2026, 3, 31, 16, 0, tzinfo=UTC)


def test_an_instant_late_in_the_evening_starts_the_period_on_its_day_in_china():
    period = Period("X", 1, Unit.WORKING_DAYS, "甲规定")
    assert calendar.due(period, datetime(2026, 3, 2, 15, 59, tzinfo=UTC)).on == date(2026, 3, 3)
    assert calendar.due(period, datetime(2026, 3, 2, 16, 0, tzinfo=UTC)).on == date(2026, 3, 4)


def test_a_fixed_date_is_the_next_one_and_does_not_move():
    report = Period("AR_DEPT", "01-31", Unit.DATE, "条例第四十九条", kind=PeriodKind.MAX)
    assert calendar.due(report, date(2025, 12, 31)).on == date(2026, 1, 31)  # a Saturday
    assert calendar.due(report, date(2026, 1, 31)).on == date(2027, 1, 31)
    assert not calendar.due(report, date(2026, 12, 31)).provisional


def test_papers_seven_days_before_a_hearing_are_counted_back_without_moving():
    before = Period("HEAR_DOC", 7, Unit.DAYS, "甲规定", kind=PeriodKind.MIN, backwards=True)
    assert calendar.due(before, date(2026, 10, 12)).on == date(2026, 10, 5)


def test_working_days_before_skip_the_holiday_backwards():
    assert calendar.working_days_before(date(2026, 10, 9), 3).on == date(2026, 9, 29)


def test_the_prolonged_spring_festival_of_2020_is_rest():
    assert [calendar.is_working_day(date(2020, 1, 31) + timedelta(days=n)) for n in range(4)] == [False] * 3 + [True]
    assert calendar.add_working_days(date(2020, 1, 23), 1).on == date(2020, 2, 3)
    assert calendar.special[date(2020, 2, 1)].name == "春节假期延长"


def test_the_arrangement_of_2026_is_that_of_the_notice():
    rest = {(1, 1, 3), (2, 15, 23), (4, 4, 6), (5, 1, 5), (6, 19, 21), (9, 25, 27), (10, 1, 7)}
    expected = {date(2026, month, day) for month, first, last in rest for day in range(first, last + 1)}
    worked = {date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))}
    special = {day: kind for day, kind in calendar.special.items() if day.year == 2026}
    assert {day for day, kind in special.items() if not kind.works} == expected
    assert {day for day, kind in special.items() if kind.works} == worked


@pytest.mark.parametrize(
    ("year", "number"), [(2004, 10), (2008, 11), (2009, 10), (2014, 11), (2020, 10), (2024, 11), (2025, 13), (2026, 13)]
)
def test_the_measures_give_10_then_11_then_13_statutory_days(year, number):
    """In 2009 and 2020 中秋节 fell into 国庆节."""
    assert len(reference.statutory_days(year)) == number


@pytest.mark.parametrize("year", reference.YEARS)
def test_every_statutory_day_is_a_rest_day_of_its_year(year):
    kinds = {day: special.kind for day, special in reference.special_days(year).items()}
    assert all(kinds.get(day) == DayKind.STATUTORY for day in reference.statutory_days(year))


def test_the_shipped_calendar_agrees_with_the_package_on_every_day():
    day = date(2004, 1, 1)
    while day.year < 2027:
        assert calendar.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_2027_is_not_loaded():
    assert not calendar.loaded(2027)
    assert calendar.loaded(2026)
    assert calendar.loaded(2004)
    assert not calendar.loaded(2003)


def test_a_year_that_is_not_loaded_is_never_estimated():
    assert calendar.is_working_day(date(2027, 1, 1))  # a Friday: only weekends are taken out
    assert not any(day.year == 2027 for day in calendar.special)
