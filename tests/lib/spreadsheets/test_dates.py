"""Dates as clerks type them; a day that does not exist is refused."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yushan_portal.lib.spreadsheets.dates import DateRefused, parse_date

DAY = date(2021, 6, 4)
DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "typed",
    [
        "2021.6.4",
        "20210604",
        "2021年6月4日",
        "2021/6/4",
        "二〇二一年六月四日",
        "2021-06-04 00:00:00",
        44351,
        "44351",
        20210604,
        "2021-6-4",
        "2021-06-04T00:00:00",
        "２０２１．６．４",
        " 2021 年 6 月 4 日 ",
        "2021年6月4号",
        "二○二一年六月四日",
        "二零二一年六月四日",
        "2021/06/04 10:30",
        "2021年6月4日 星期五",
        DAY,
        datetime(2021, 6, 4, 9, 30),
        44351.4,
        "2021.06.04.",
        "2021-06-04T08:00:00.000Z",
    ],
)
def test_every_form_clerks_type_is_the_same_day(typed):
    assert parse_date(typed) == DAY


@pytest.mark.parametrize(
    "typed,why",
    [
        ("2021.2.29", "没有29日"),
        ("2021-13-01", "没有13月"),
        ("20210631", "没有31日"),
        ("二〇二一年二月三十日", "没有30日"),
        ("21.6.4", "两位"),
        ("2021年6月", "缺少具体的日"),
        ("202106", "缺少具体的日"),
        (202106, "缺少具体的日"),
        ("2021/6-4", "不是能识别"),
        ("2021年6.4", "不是能识别"),
        ("2021.6.4起", "别的文字"),
        ("6月4日", "不是能识别"),
        ("明天", "不是能识别"),
        ("", "不是能识别"),
        (12, "是数字"),
        ("1021-06-04", "年份"),
        (True, "不是日期"),
        ("2021-06-04 25:00", "时间不存在"),
        ("2021.6.4.2021.7.1", "别的文字"),
        (datetime(1850, 1, 1), "年份"),
        ("二〇二一年十十月四日", "不是能识别"),
        ("9999-12-31", "年份"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(typed, why):
    with pytest.raises(DateRefused, match=why):
        parse_date(typed)


def in_chinese(number):
    if number < 10:
        return DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


@given(st.dates(date(1927, 6, 1), date(2199, 12, 31)))
def test_any_day_is_the_same_in_every_form(day):
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    forms = [
        day,
        day.isoformat(),
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日",
        (day - date(1899, 12, 30)).days,
    ]
    assert {parse_date(form) for form in forms} == {day}


@given(st.dates(date(1932, 1, 1), date(2199, 12, 31)))
def test_a_serial_of_the_1904_calendar_is_the_day_that_was_meant(day):
    assert parse_date((day - date(1904, 1, 1)).days, from_1904=True) == day


@given(st.integers(1900, 2199), st.integers(0, 99), st.integers(0, 99))
def test_three_numbers_are_a_day_exactly_when_the_calendar_has_it(year, month, day):
    try:
        expected = date(year, month, day)
    except ValueError:
        expected = None
    try:
        found = parse_date(f"{year}.{month}.{day}")
    except DateRefused:
        found = None
    assert found == expected


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_sentence(text):
    try:
        assert parse_date(text) - date(1900, 1, 1) >= timedelta(0)
    except DateRefused as refused:
        assert str(refused)
