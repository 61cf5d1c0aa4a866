"""Codes with check characters, choices, telephones and yes or no."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yushan_portal.lib.spreadsheets import CellFault, CellRefused, Choice, FieldSpec, parser_for
from yushan_portal.lib.spreadsheets.codes import (
    UNIFIED_ALPHABET,
    identity_check_character,
    identity_number_fault,
    tidy_code,
    unified_check_character,
    unified_code_fault,
)

bodies = st.text(alphabet=UNIFIED_ALPHABET, min_size=17, max_size=17)
identities = st.builds(
    lambda region, day, serial: f"{region:06d}{day:%Y%m%d}{serial:03d}",
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1)),
    st.integers(0, 999),
)


def read(cell, **spec):
    return parser_for(FieldSpec("x", "栏", **spec))(cell)


def test_known_unified_codes_pass():
    assert [unified_code_fault(code) for code in ("91350100M000100Y43", "91110000600037341L")] == ["", ""]


@given(bodies, st.integers(0, 16), st.sampled_from(UNIFIED_ALPHABET))
def test_one_wrong_character_in_a_unified_code_is_always_found(body, place, other):
    code = body + unified_check_character(body)
    assert unified_code_fault(code) == ""
    wrong = code[:place] + other + code[place + 1 :]
    assert wrong == code or unified_code_fault(wrong)


@given(identities, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_in_an_identity_number_is_always_found(body, place, other):
    number = body + identity_check_character(body)
    assert identity_number_fault(number) == ""
    wrong = number[:place] + other + number[place + 1 :]
    assert wrong == number or identity_number_fault(wrong)


@given(bodies)
def test_codes_are_read_through_full_width_spaces_and_dashes(body):
    code = body + unified_check_character(body)
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code[:8]) + " - " + code[8:].lower()
    assert read(wide, kind="unified_code") == code == tidy_code(code)


@pytest.mark.parametrize(
    "code,why",
    [("9135010OM000100Y43", "不使用“O”"), ("91350100M000100Y4", "现为17位"), ("91350100M000100Y44", "校验位不对")],
)
def test_a_wrong_unified_code_says_what_is_wrong(code, why):
    with pytest.raises(CellRefused, match=why):
        read(code, kind="unified_code")


@pytest.mark.parametrize(
    "number,why",
    [
        ("110105491231002", "15位"),
        ("11010519491331002X", "出生日期不存在"),
        ("110105194912310021", "校验位不对"),
        ("1101051949123100", "现为16位"),
        ("1101051949123100AX", "应为数字"),
        ("①10105194912310021"[:18], "校验位不对"),
    ],
)
def test_a_wrong_identity_number_says_what_is_wrong(number, why):
    with pytest.raises(CellRefused, match=why):
        read(number, kind="identity_number")


def test_a_code_kept_as_a_number_has_lost_its_last_digits():
    with pytest.raises(CellRefused, match="存成了数字"):
        read(110105194912310000, kind="identity_number")
    with pytest.raises(CellRefused, match="存成了数字"):
        read(1.1010519491231e17, kind="unified_code")


@pytest.mark.parametrize(
    "typed,expected",
    [("是", True), (" 有 ", True), ("√", True), (True, True), (1, True), ("否", False), ("×", False), ("ｎ", False)],
)
def test_yes_and_no(typed, expected):
    assert read(typed, kind="bool") is expected


def test_neither_yes_nor_no_is_refused():
    with pytest.raises(CellRefused, match="应为“是”或“否”"):
        read("也许", kind="bool")


@pytest.mark.parametrize(
    "typed,expected",
    [
        (13879312345, "13879312345"),
        ("0793-2552331", "0793-2552331"),
        ("１３８７９３１２３４５／0793-2552331", "13879312345、0793-2552331"),
        ("12345", "12345"),
        ("400-888-8888", "400-888-8888"),
        ("+86 13879312345", "+8613879312345"),
    ],
)
def test_telephones(typed, expected):
    assert read(typed, kind="phone") == expected


@pytest.mark.parametrize("typed", ["1387931234", "23879312345678", "电话见附件", "0793-"])
def test_what_is_no_telephone_is_refused(typed):
    with pytest.raises(CellRefused):
        read(typed, kind="phone")


def test_a_choice_is_known_by_value_label_and_synonym_and_the_allowed_ones_are_named():
    spec = {"kind": "choice", "choices": (Choice("fine", "罚款", ("罚金",)), Choice("warning", "警告"))}
    assert [read(word, **spec) for word in ("fine", "罚 款", "罚金", "警告")] == ["fine", "fine", "fine", "warning"]
    with pytest.raises(CellRefused) as refused:
        read("没收", **spec)
    assert refused.value.remedy == "请填：罚款、警告。"


def test_text_is_cleaned_of_what_nobody_can_see():
    assert read("\ufeff玉山\x00县\u200b\r\n政府 ") == "玉山县\n政府"
    assert read(12.0) == "12"


def test_text_that_is_too_long_is_refused_with_both_numbers():
    with pytest.raises(CellRefused, match="共6个字，最多5个字"):
        read("一二三四五六", max_length=5)


def test_words_have_the_meaning_that_the_field_gives_them():
    assert read("长期", kind="date", words=(("长期", "2099-12-31"),)) == "2099-12-31"


def test_an_own_check_speaks_last():
    with pytest.raises(CellRefused, match="不能晚于今天"):
        read("2021.6.4", kind="date", check=lambda day: "不能晚于今天")


def test_a_faulty_cell_keeps_its_own_remedy():
    with pytest.raises(CellRefused) as refused:
        read(CellFault("#REF!", "公式引用的单元格已不存在", "请改正公式。"))
    assert refused.value.remedy == "请改正公式。"


@given(
    st.sampled_from(["text", "date", "amount", "int", "unified_code", "identity_number", "phone", "bool"]),
    st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times()),
)
def test_no_cell_breaks_a_parser(kind, cell):
    try:
        read(cell, kind=kind)
    except CellRefused as refused:
        assert refused.problem and refused.remedy.endswith("。")


@pytest.mark.parametrize("wrong", [{"kind": "amount", "unit": "美元"}, {"kind": "choice"}, {"kind": "colour"}])
def test_a_field_that_makes_no_sense_cannot_be_declared(wrong):
    with pytest.raises(ValueError):
        FieldSpec("x", "栏", **wrong)
