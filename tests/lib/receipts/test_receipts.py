"""Numbers people can read over the telephone, codes that open what they name."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yushan_portal.lib.receipts import (
    ALPHABET,
    hash_lookup_code,
    is_receipt_number,
    new_lookup_code,
    receipt_number,
    tidy,
    verify_lookup_code,
)

numbers = st.builds(
    receipt_number,
    st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    st.integers(1, 200_000),
    st.sampled_from(["", "YS", "XX"]),
)


def test_a_number_names_its_day_and_place():
    number = receipt_number(date(2026, 11, 25), 17)
    assert number.startswith("20261125-00017-") and len(number) == 16
    assert is_receipt_number(number)


def test_serials_begin_at_one():
    with pytest.raises(ValueError):
        receipt_number(date(2026, 11, 25), 0)


@given(numbers, st.data())
def test_one_wrong_digit_is_found(number, data):
    place = data.draw(st.sampled_from([at for at, char in enumerate(number[:-2]) if char.isdigit()]))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != number[place])
    assert not is_receipt_number(number[:place] + digit + number[place + 1 :])


@given(numbers, st.data())
def test_neighbours_swapped_are_found(number, data):
    place = data.draw(st.integers(0, len(number) - 4))
    first, second = number[place], number[place + 1]
    assume(first != second and first.isdigit() and second.isdigit())
    assert not is_receipt_number(number[:place] + second + first + number[place + 2 :])


@given(numbers)
def test_what_people_type_is_tidied(number):
    wide = "".join(chr(ord(char) + 0xFEE0) for char in number.lower())
    assert tidy(f" {wide[:5]} {wide[5:]} ") == number
    assert tidy(number.replace("-", "—")) == number


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text):
    assert is_receipt_number(tidy(text)) in (True, False)
    assert not verify_lookup_code(text[:3], "broken")


def test_codes_are_random_and_unambiguous():
    codes = {new_lookup_code() for _ in range(300)}
    assert len(codes) == 300
    assert set("".join(codes)) <= set(ALPHABET) and not set(ALPHABET) & set("01OILSZ")
    assert len(new_lookup_code(6)) == 6


def test_a_code_too_short_is_not_made():
    with pytest.raises(ValueError):
        new_lookup_code(5)


def test_only_the_right_code_opens():
    code = new_lookup_code()
    stored = hash_lookup_code(code)
    assert code not in stored
    assert verify_lookup_code(code, stored)
    assert verify_lookup_code(f" {code[:4].lower()}-{code[4:]} ", stored)
    assert not verify_lookup_code(new_lookup_code(), stored)


def test_the_same_code_is_stored_differently_each_time():
    assert hash_lookup_code("ABCDEFGH") != hash_lookup_code("ABCDEFGH")


@pytest.mark.parametrize("stored", ["", "x", "pbkdf2$abc$salt$hash", "md5$1$salt$hash", "pbkdf2$1$s$"])
def test_nothing_opens_what_was_never_stored(stored):
    assert not verify_lookup_code("ABCDEFGH", stored)
