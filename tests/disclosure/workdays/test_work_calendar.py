from datetime import date, datetime, timedelta
from timeit import timeit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.workdays import reference
from disclosure.workdays.calendar import Deadline, OutOfCalendar, SpecialDay, WorkCalendar, changed_days
from disclosure.workdays.kinds import DayKind
from yushan_portal.lib.periods import Period, Unit

calendar = reference.calendar()
loaded_days = st.dates(date(2004, 1, 1), date(2026, 12, 31))
all_days = st.dates(date(1950, 1, 1), date(2190, 12, 31))
counts = st.integers(0, 250)


@given(all_days, counts)
def test_a_due_day_is_always_a_working_day(start, n):
    assert calendar.is_working_day(calendar.add_working_days(start, n).on)


@given(all_days, counts)
def test_more_working_days_always_end_later(start, n):
    first, second = calendar.add_working_days(start, n), calendar.add_working_days(start, n + 1)
    assert first.on <= second.on
    assert n == 0 or first.on < second.on


@given(all_days, all_days, counts)
def test_a_later_start_never_ends_earlier(one, other, n):
    start, later = sorted((one, other))
    assert calendar.add_working_days(start, n).on <= calendar.add_working_days(later, n).on


@given(all_days, st.integers(1, 250))
def test_adding_and_counting_between_are_inverse(start, n):
    assert calendar.working_days_between(start, calendar.add_working_days(start, n).on) == n


@given(all_days, all_days)
def test_counting_between_is_the_number_of_working_days_met_on_the_way(one, other):
    until = one + (other - one) % timedelta(days=400)
    met = sum(calendar.is_working_day(one + timedelta(days=n)) for n in range(1, (until - one).days + 1))
    assert calendar.working_days_between(one, until) == met
    assert calendar.working_days_between(until, one) == -met


@given(loaded_days, st.integers(1, 250))
def test_counting_back_and_forth_from_a_working_day_returns_to_it(day, n):
    day = calendar.next_working_day(day)
    assert calendar.add_working_days(calendar.working_days_before(day, n).on, n).on == day


@given(all_days, st.integers(0, 2000))
def test_a_last_day_is_never_a_rest_day_and_never_early(start, days):
    deadline = calendar.last_day(start, days)
    assert calendar.is_working_day(deadline.on)
    assert start + timedelta(days=days) <= deadline.on
    passed = (deadline.on - start).days - days
    assert not any(calendar.is_working_day(deadline.on - timedelta(days=n)) for n in range(1, passed + 1))


@given(loaded_days, counts)
def test_a_deadline_is_provisional_exactly_if_the_count_reaches_an_unloaded_year(start, n):
    deadline = calendar.add_working_days(start, n)
    assert deadline.provisional == (deadline.on.year > 2026)
    assert deadline.provisional == any("暂定" in step for step in deadline.derivation)


@pytest.mark.parametrize(
    ("start", "days", "on", "provisional"),
    [
        (date(2026, 12, 1), 30, date(2026, 12, 31), False),
        (date(2026, 12, 2), 30, date(2027, 1, 1), True),
        (date(2003, 12, 31), 1, date(2004, 1, 1), False),
    ],
)
def test_calendar_days_are_provisional_where_the_last_day_may_yet_be_a_holiday(start, days, on, provisional):
    deadline = calendar.last_day(start, days)
    assert deadline.provisional is provisional
    assert deadline.on == on or not provisional


def test_a_start_in_an_unloaded_year_does_not_count_and_does_not_make_provisional():
    assert not calendar.add_working_days(date(2003, 12, 31), 3).provisional
    assert calendar.add_working_days(date(2003, 12, 30), 3).provisional
    assert not calendar.working_days_before(date(2027, 1, 1), 3).provisional
    assert calendar.working_days_before(date(2027, 1, 2), 3).provisional


def test_zero_working_days_are_the_same_day_or_the_next_on_which_offices_work():
    assert calendar.add_working_days(date(2026, 9, 30), 0).on == date(2026, 9, 30)
    assert calendar.add_working_days(date(2026, 10, 1), 0).on == date(2026, 10, 8)


def test_the_derivation_names_start_holidays_worked_weekends_and_result():
    assert calendar.add_working_days(date(2026, 2, 10), 15).derivation == (
        "起算日2026年2月10日（星期二）不计入，自次日起算（民法典第二百零一条第一款）。",
        "期限为15个工作日，休息日和节假日不计入。",
        "放假不计入：春节2026年2月15日至2月23日（9日）。",
        "其他星期六、星期日不计入：共3日。",
        "调休上班的休息日计入：2026年2月14日（星期六）春节调休、2026年2月28日（星期六）春节调休。",
        "第15个工作日为2026年3月9日（星期一），期限至当日24时届满（民法典第二百零三条第二款）。",
        f"日历依据：{reference.source(2026)}。",
    )


@given(loaded_days, counts)
def test_the_derivation_accounts_for_every_day_passed(start, n):
    """Counted days and days named as left out add up to the distance."""
    deadline = calendar.add_working_days(start, n + 1)
    text = "".join(deadline.derivation)
    named = sum(int(part.split("日）")[0].rpartition("（")[2]) for part in _parts(text, "放假不计入：", "。"))
    weekends = text.partition("星期六、星期日不计入：共")[2].partition("日")[0]
    assert (deadline.on - start).days == n + 1 + named + int(weekends or 0)


def _parts(text, begin, end):
    inside = text.partition(begin)[2].partition(end)[0]
    return [part + "）" if not part.endswith("）") else part for part in inside.split("；")] if inside else []


def test_the_printed_day_says_that_it_is_provisional():
    assert str(calendar.add_working_days(date(2026, 12, 31), 3)) == "2027年1月5日（星期二）（暂定）"
    assert str(calendar.add_working_days(date(2026, 2, 10), 3)) == "2026年2月13日（星期五）"


def test_measures_of_age_do_not_move_and_are_never_provisional():
    fortnight = Period("COL_NEWS", 14, Unit.DAYS, "甲指标", moves=False)
    deadline = calendar.due(fortnight, date(2026, 12, 20))
    assert (deadline.on, deadline.provisional) == (date(2027, 1, 3), False)  # a Sunday
    assert deadline.derivation[-1] == "遇休息日不顺延。"
    assert not any("暂定" in step for step in deadline.derivation)


def test_deadlines_are_equal_if_day_and_certainty_are():
    assert calendar.last_day(date(2026, 3, 2), 1) == Deadline(date(2026, 3, 3))
    assert calendar.add_working_days(date(2026, 12, 31), 1) != Deadline(date(2027, 1, 1))


@pytest.mark.parametrize(
    "count",
    [
        lambda: calendar.add_working_days(date(1, 1, 1), 3),
        lambda: calendar.add_working_days(date(9999, 12, 31), 3),
        lambda: calendar.add_working_days(date(2026, 1, 1), 10**9),
        lambda: calendar.working_days_before(date(2026, 1, 1), 10**9),
        lambda: calendar.working_days_between(date(1, 1, 1), date(2026, 1, 1)),
        lambda: calendar.last_day(date(2026, 1, 1), 10**9),
        lambda: calendar.next_working_day(date(9999, 12, 31)),
        lambda: calendar.due(Period("X", "01-31", Unit.DATE, "甲"), date(9999, 12, 31)),
        lambda: calendar.due(Period("X", 1, Unit.HOURS, "甲"), datetime(9999, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))),
        lambda: calendar.due(Period("X", 900, Unit.YEARS, "甲", moves=False), date(2026, 1, 1)),
    ],
)
def test_days_beyond_the_calendar_are_refused_in_words(count):
    with pytest.raises(OutOfCalendar, match="超出工作日历"):
        count()


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (lambda: calendar.add_working_days(date(2026, 1, 1), -1), "不能小于零"),
        (lambda: calendar.last_day(date(2026, 1, 1), -1), "不能小于零"),
        (lambda: calendar.add_working_days(datetime(2026, 1, 1), 1), "时区"),
        (lambda: calendar.due(Period("X", 5, Unit.HOURS, "甲"), date(2026, 1, 1)), "按小时"),
    ],
)
def test_counts_that_make_no_sense_are_refused_in_words(count, sentence):
    with pytest.raises(ValueError, match=sentence):
        count()


def test_a_changed_calendar_names_its_changed_days_and_leaves_the_old_one_alone():
    holiday = SpecialDay(DayKind.HOLIDAY, "元旦")
    later = WorkCalendar({**calendar.special, date(2027, 1, 1): holiday}, {**calendar.sources, 2027: "通知"})
    assert list(changed_days(calendar, later)) == [date(2027, 1, 1)]
    assert calendar.is_working_day(date(2027, 1, 1))
    assert later.add_working_days(date(2026, 12, 31), 1) == Deadline(date(2027, 1, 4))


def test_adding_20_working_days_takes_microseconds():
    seconds = min(timeit(lambda: calendar.add_working_days(date(2026, 2, 10), 20), number=2000) for _ in range(5))
    assert seconds / 2000 < 50e-6
