from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yushan_portal.lib.periods import (
    Period,
    PeriodKind,
    Unit,
    add_months,
    add_years,
    end_of,
    fixed_day,
    local_day,
    next_fixed_day,
    rule_in_force,
    start_of,
)

days = st.dates(date(1950, 1, 1), date(2190, 12, 31))

OLD = Period("X", 7, Unit.WORKING_DAYS, "甲法第一条", effective_to=date(2021, 7, 14))
NEW = Period("X", 3, Unit.WORKING_DAYS, "甲法第二条", effective_from=date(2021, 7, 15))


@pytest.mark.parametrize(("on", "rule"), [(date(2021, 7, 14), OLD), (date(2021, 7, 15), NEW), (date(2030, 1, 1), NEW)])
def test_the_wording_in_force_changes_at_midnight(on, rule):
    assert rule_in_force((OLD, NEW), on) is rule


def test_of_two_wordings_in_force_the_later_one_rules():
    general = Period("X", 30, Unit.DAYS, "乙法第一条")
    assert rule_in_force((NEW, general), date(2022, 1, 1)) is NEW
    assert rule_in_force((NEW, general), date(2021, 1, 1)) is general


def test_a_day_without_any_rule_is_said_and_not_guessed():
    with pytest.raises(LookupError, match="2021-07-14 没有有效的期限规定：X"):
        rule_in_force((NEW,), date(2021, 7, 14))
    with pytest.raises(LookupError):
        rule_in_force((), date(2021, 7, 14))


def test_wordings_of_different_rules_are_not_compared():
    with pytest.raises(ValueError, match="同一期限"):
        rule_in_force((OLD, Period("Y", 3, Unit.DAYS, "丙法")), date(2020, 1, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"length": -1, "unit": Unit.DAYS},
        {"length": "20", "unit": Unit.WORKING_DAYS},
        {"length": True, "unit": Unit.DAYS},
        {"length": 31, "unit": Unit.DATE},
        {"length": "1月31日", "unit": Unit.DATE},
        {"length": "02-30", "unit": Unit.DATE},
        {"length": 1, "unit": Unit.MONTHS, "backwards": True},
        {"length": 1, "unit": Unit.DAYS, "effective_from": date(2021, 1, 2), "effective_to": date(2021, 1, 1)},
    ],
)
def test_a_period_that_makes_no_sense_cannot_be_written(wrong):
    with pytest.raises(ValueError):
        Period("X", clause="甲法", **wrong)


@pytest.mark.parametrize(
    ("period", "printed"),
    [
        (Period("A", 20, Unit.WORKING_DAYS, "甲法"), "20个工作日"),
        (Period("A", 30, Unit.DAYS, "甲法", kind=PeriodKind.MIN), "30日"),
        (Period("A", 7, Unit.DAYS, "甲法", backwards=True), "7日前"),
        (Period("A", 6, Unit.MONTHS, "甲法"), "6个月"),
        (Period("A", 1, Unit.YEARS, "甲法"), "1年"),
        (Period("A", 48, Unit.HOURS, "甲法"), "48小时"),
        (Period("A", "01-31", Unit.DATE, "甲法"), "1月31日前"),
    ],
)
def test_a_period_prints_as_the_law_says_it(period, printed):
    assert str(period) == printed


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(day, months, result):
    assert add_months(day, months) == result


def test_a_year_from_29_february_ends_on_the_28th():
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_months_beyond_the_calendar_are_refused_in_words():
    with pytest.raises(ValueError, match="超出"):
        add_months(date(9999, 12, 1), 1)


@given(days, st.integers(0, 600))
def test_more_months_never_end_earlier(day, months):
    assert add_months(day, months) < add_months(day, months + 1)
    assert add_months(day, months).day <= day.day


@given(days)
def test_the_next_fixed_day_is_later_and_within_a_year(day):
    following = next_fixed_day("01-31", day)
    assert day < following <= day + timedelta(days=366)
    assert (following.month, following.day) == (1, 31)


def test_a_fixed_29_february_exists_in_every_year():
    assert fixed_day("02-29", 2025) == date(2025, 2, 28)
    assert fixed_day("02-29", 2028) == date(2028, 2, 29)


def test_a_moment_belongs_to_the_day_it_is_in_china():
    assert local_day(datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC)) == date(2026, 3, 31)
    assert local_day(datetime(2026, 3, 31, 16, 0, tzinfo=UTC)) == date(2026, 4, 1)
    assert local_day(date(2026, 3, 31)) == date(2026, 3, 31)
    with pytest.raises(ValueError, match="时区"):
        local_day(datetime(2026, 3, 31))


@given(days)
def test_a_day_ends_where_the_next_begins(day):
    assert end_of(day) == start_of(day + timedelta(days=1))
    assert local_day(end_of(day)) == day + timedelta(days=1)
    assert local_day(end_of(day) - timedelta(microseconds=1)) == day


def test_24_00_in_china_is_16_00_by_universal_time():
    assert end_of(date(2026, 3, 31)).astimezone(UTC) == datetime(2026, 3, 31, 16, 0, tzinfo=UTC)
