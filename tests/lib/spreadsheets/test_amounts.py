"""Money in the units clerks use, exact to the last fen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yushan_portal.lib.spreadsheets.amounts import (
    NumberRefused,
    parse_amount,
    parse_int,
    unit_in_heading,
    unit_of_sheet,
)


@pytest.mark.parametrize(
    "typed,unit,expected",
    [
        ("1,234.5", "元", "1234.50"),
        ("1.2万元", "元", "12000.00"),
        ("１，２３４．５", "元", "1234.50"),
        ("￥500", "元", "500.00"),
        ("¥ 1,000.00元", "元", "1000.00"),
        ("人民币5000元整", "元", "5000.00"),
        (0.1 + 0.2, "元", "0.30"),
        (12, "元", "12.00"),
        ("3.5", "万元", "35000.00"),
        ("200元", "万元", "200.00"),
        ("2亿", "元", "200000000.00"),
        ("1千万元", "元", "10000000.00"),
        ("(1,200.00)", "元", "-1200.00"),
        ("-5", "元", "-5.00"),
        ("￥-5", "元", "-5.00"),
        ("1 200", "元", "1200.00"),
        ("5百元", "元", "500.00"),
        (".5", "元", "0.50"),
        ("3万", "元", "30000.00"),
    ],
)
def test_an_amount_is_what_was_meant_in_yuan(typed, unit, expected):
    assert str(parse_amount(typed, unit, "元", 2)) == expected


@pytest.mark.parametrize("typed", ["-", "—", "——", "/", "无", "--"])
def test_a_stroke_stands_for_nothing(typed):
    assert parse_amount(typed, "元", "元", 2) is None
    assert parse_int(typed) is None


@pytest.mark.parametrize(
    "typed", ["约500", "12,34", "1.2.3", "五百元", "", "500美元", "1e5", "12元34", True, "1" * 50, 1e20]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(NumberRefused):
        parse_amount(typed, "元", "元", 2)


def test_more_decimals_than_fit_are_refused_and_never_rounded_away():
    with pytest.raises(NumberRefused, match="超过2位小数"):
        parse_amount("33.333", "元", "元", 2)
    assert parse_amount("33.333", "元", "万元", 7) == Decimal("0.0033333")


@pytest.mark.parametrize(
    "heading,unit",
    [
        ("罚款金额（万元）", "万元"),
        ("金额(元)", "元"),
        ("金额（单位：万元）", "万元"),
        ("金额/万元", "万元"),
        ("元旦补贴", ""),
        ("金额", ""),
        ("万元", "万元"),
    ],
)
def test_the_unit_is_read_from_the_heading(heading, unit):
    assert unit_in_heading(heading) == unit


def test_the_unit_is_read_from_the_line_above_the_table():
    assert unit_of_sheet("2021年  单位：万元") == "万元"
    assert unit_of_sheet("单位：玉山县财政局") == ""


@pytest.mark.parametrize("typed,expected", [(3, 3), (3.0, 3), ("1,200", 1200), ("１２", 12), ("3.0", 3), ("-7", -7)])
def test_whole_numbers(typed, expected):
    assert parse_int(typed) == expected


@pytest.mark.parametrize("typed", [1.5, "1.5", "三", "12个", "", True, 10**15, float(10**16)])
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(NumberRefused):
        parse_int(typed)


amounts = st.decimals(min_value=Decimal("-99999999999.99"), max_value=Decimal("99999999999.99"), places=2)


@given(amounts)
def test_an_amount_survives_every_way_of_writing_it(amount):
    forms = [
        (str(amount), "元"),
        (f"{amount:,}", "元"),
        (f"{amount}元", "万元"),
        (float(amount), "元"),
        (str(amount / 10_000), "万元"),
    ]
    assert {parse_amount(text, unit, "元", 2) for text, unit in forms} == {amount}


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_sentence(text):
    try:
        number = parse_amount(text, "元", "元", 2)
        assert number is None or number.is_finite()
    except NumberRefused as refused:
        assert str(refused)
