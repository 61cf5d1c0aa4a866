"""CSV that Excel opens rightly and that cannot carry a formula."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yushan_portal.lib.csvfiles import canonical_cell, canonical_csv, csv_lines, protect, unprotect


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-2+3", "@SUM", "\tx", "\rx", "\nx", "＝1", "＋1", "－x", "＠x", "'=1", "-"]
)
def test_dangerous_beginnings_are_protected(text):
    assert protect(text) == "'" + text


@pytest.mark.parametrize("text", ["玉山县", "-12", "-0.50", "12", "'引号", "a=b", "1-2", ""])
def test_everything_else_stays_as_it_is(text):
    assert protect(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝1a玉"), max_size=8) | st.text(max_size=20))
def test_protection_can_be_taken_away_exactly(text):
    assert unprotect(protect(text)) == text
    assert protect(text)[:1] not in tuple("=+@\t\r\n＝＋－＠")


@pytest.mark.parametrize(
    "value,cell",
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (Decimal("1.50"), "1.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.00"), "0"),
        (-5, "-5"),
        (0.1 + 0.2, "0.3"),
        (date(2021, 6, 4), "2021-06-04"),
        (Decimal("100"), "100"),
        (float("nan"), ""),
        (datetime(2021, 6, 4, 1, tzinfo=UTC), "2021-06-04 09:00:00"),
        ("a\0b", "ab"),
    ],
)
def test_each_value_has_one_spelling(value, cell):
    assert canonical_cell(value) == cell


def test_the_file_opens_in_excel_and_quotes_only_what_needs_it():
    content = canonical_csv([["甲,乙", '引"号', "=x", Decimal("2.0")]], ["一", "二", "三", "四"])
    assert content == '\ufeff一,二,三,四\r\n"甲,乙","引""号",\'=x,2\r\n'.encode()


def test_lines_are_made_one_by_one():
    def rows():
        yield ["甲"]
        raise AssertionError("read too far")

    lines = csv_lines(rows(), ["头"])
    assert [next(lines) for _ in range(3)] == ["\ufeff", "头\r\n", "甲\r\n"]
