"""What a number is, once its digits are put together: identity number, mobile, bank card, or none of these.

Each recogniser gets the folded text, the digits, and where they stand; words around them decide what digits cannot.
"""

import re
from dataclasses import dataclass

from . import labels
from .checks import (
    has_organ_code,
    identity_shaped,
    is_identity_15,
    is_identity_18,
    is_unified_code,
    passes_luhn,
)
from .prefixes import PROVINCES, issued_in_china

CODE_AFTER = re.compile(r"[-_]?[A-Za-z]+[-_]?\d")
# An order number that passes as an identity number usually carries the date of the order, so a late year of birth.
YEAR_OF_PAPERS = 2015
# 138O793l234/13907931234, E12345678-13907931234: another number of the person before it, and no code.
PERSON_BEFORE = re.compile(r"(?<![\dA-Za-z])(?:1[\dA-Za-z]{10}|[EGHMC]\d{8})[/-]$")
MOST_IN_A_NUMBER = 19
# 登记管理部门 and 机构类别 that codes are in fact given to; 36… passes the check digits now and then, but is a person.
CODES_GIVEN = frozenset("11 12 13 19 51 52 53 59 91 92 93".split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A number found: kind code and half-open range in the folded text."""

    kind: str
    start: int
    end: int
    severity: str = ""


def is_a_unified_code(folded: str, digits: str, start: int) -> bool:
    """A unified code of digits alone: never personal. Its inner organ code settles the rare number that is also an id."""
    if len(digits) != 18 or not is_unified_code(digits):
        return False
    if not is_identity_18(digits) or labels.named("unified", folded, start):
        return True
    return digits[:2] in CODES_GIVEN and has_organ_code(digits) and not labels.named("identity", folded, start)


def identity(folded: str, digits: str, start: int, end: int) -> Hit | None:
    """居民身份证, 18 digits (also the 港澳台居民居住证 and the 永久居留身份证 of the same form)."""
    if len(digits) == 18 and is_identity_18(digits):
        if is_a_unified_code(folded, digits, start):
            return None
        if int(digits[6:10]) >= YEAR_OF_PAPERS and labels.names_something_else(folded, start, "identity", strong=True):
            return None
        return Hit("identity", start, end)
    if len(digits) in (19, 20) and digits[18:].isdigit() and digits[18] in "1234567" and is_identity_18(digits[:18]):
        if len(digits) == 20 and digits[19] in "1234":  # 残疾人证: identity number, category, grade
            return Hit("identity", start, end)
    return None


def old_identity(folded: str, digits: str, start: int, end: int) -> Hit | None:
    """The 15 digits of before 1999; no check digit, so words and units around it count."""
    if is_identity_15(digits):
        if labels.names_something_else(folded, start, "identity") or labels.named("unified", folded, start):
            return None
        if labels.in_web_address(folded, start) or labels.is_amount(folded, start, end):
            return None
        return Hit("identity", start, end)
    return None


def mobile(folded: str, digits: str, start: int, end: int) -> Hit | None:
    """手机号码, with or without 86, 0086, or a leading 0."""
    length = len(digits)
    if length == 12 and digits[0] == "0":
        if folded[start + 1 : start + 2] == "." and folded[start + 2 : start + 13].isdigit():
            return None  # 0.13812345678
        digits = digits[1:]
    elif length == 13 and digits.startswith("86"):
        digits = digits[2:]
    elif length == 15 and digits.startswith("0086"):
        digits = digits[4:]
    if len(digits) != 11 or digits[0] != "1" or digits[1] not in "3456789" or not digits.isdigit():
        return None
    if labels.names_something_else(folded, start, "mobile") or labels.in_web_address(folded, start):
        return None
    if labels.is_card_of_office(folded, start):
        return None
    if labels.named("mobile", folded, start):
        return Hit("mobile", start, end)
    if labels.is_amount(folded, start, end) or _is_a_fraction(folded, start) or _stands_in_a_code(folded, start, end):
        return None
    return Hit("mobile", start, end)


def _is_a_fraction(folded: str, start: int) -> bool:
    """28.13812345678 is a coordinate; 1.13812345678 at the head of a line is a list item."""
    if folded[start - 1 : start] != ".":
        return False
    at = start - 1
    while at > 0 and folded[at - 1].isdigit():
        at -= 1
    whole = folded[at : start - 1]
    heads_a_line = at == 0 or folded[at - 1] in "\n\t\x1e;、,，。 "
    return bool(whole) and not (
        heads_a_line and len(whole) <= 2 and at == len(folded[:at].rstrip(" ")) and int(whole) < 18
    )


def _stands_in_a_code(folded: str, start: int, end: int) -> bool:
    """Letters directly before or after, as in HT-13812345678: a code, unless the letters say phone."""
    before = folded[start - 1 : start]
    if before and (before in "-_/#" or (before.isascii() and before.isalpha())):
        tail = folded[max(0, start - 14) : start]
        if (
            not PERSON_BEFORE.search(tail)
            and re.search(r"[A-Za-z](?:[\dA-Za-z]+|[\dA-Za-z]*(?:[-_/#][\dA-Za-z]+)*[-_/#]+)$", tail)
            and not labels.PHONE_PREFIX_WORD.search(tail)
        ):
            return True
    return bool(CODE_AFTER.match(folded, end))


def bank_card(folded: str, digits: str, start: int, end: int) -> Hit | None:
    """银行卡号: Luhn, and an issuer of China or a word such as 卡号 before it."""
    length = len(digits)
    if not 15 <= length <= MOST_IN_A_NUMBER or not digits.isdigit():
        return None
    issued = length >= 16 and issued_in_china(digits)
    if not issued and (length < 16 and not passes_luhn(digits) or not labels.named("bank", folded, start)):
        return None
    if labels.names_something_else(folded, start, "bank") or labels.in_web_address(folded, start):
        return None
    said = labels.named("bank", folded, start)
    if length == 18 and (is_a_unified_code(folded, digits, start) or (identity_shaped(digits) and not said)):
        return None
    if not passes_luhn(digits):
        return None
    if not issued and labels.is_account_of_an_organ(folded, start, end):
        return None
    if not said and (labels.is_amount(folded, start, end) or labels.named("unified", folded, start)):
        return None
    return Hit("bank_card", start, end)


def bank_account(folded: str, digits: str, start: int, end: int) -> Hit | None:
    """Called an account and failing Luhn: mostly an organ's own account, now and then a passbook."""
    if not 16 <= len(digits) <= MOST_IN_A_NUMBER or not digits.isdigit() or not labels.named("bank", folded, start):
        return None
    if is_a_unified_code(folded, digits, start) or labels.names_something_else(folded, start, "bank"):
        return None
    return Hit("bank_account", start, end)


def doubtful_identity(folded: str, digits: str, start: int, end: int) -> Hit | None:
    """Called an identity number, long enough to be one, and wrong: a typing error still tells nearly everything."""
    if not 16 <= len(digits) <= 19 or digits[:2] not in PROVINCES or not digits[:-1].isdigit():
        return None
    if is_a_unified_code(folded, digits, start) or not labels.named("identity", folded, start):
        return None
    if labels.is_card_of_office(folded, start):
        return None
    return Hit("identity_doubtful", start, end)


STRONG = (identity, bank_card, old_identity, mobile)
WEAK = (doubtful_identity, bank_account)


def recognise(folded: str, digits: str, start: int, end: int, recognisers=STRONG) -> Hit | None:
    """The first kind that the number is; the order settles what is several things at once."""
    for recogniser in recognisers:
        if hit := recogniser(folded, digits, start, end):
            return hit
    return None
