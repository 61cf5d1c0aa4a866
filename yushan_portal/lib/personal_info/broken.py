"""Numbers broken up by stops and brackets — 138，0793，1234, 361123【1990】01011234 — which part other numbers elsewhere.

Read through only where a word before them says what they are, or where a check digit leaves no doubt.
"""

import re
from collections.abc import Iterator

from . import labels
from .checks import is_identity_18
from .folding import INVISIBLE
from .recognisers import YEAR_OF_PAPERS, Hit, bank_card, identity, mobile, old_identity

STOPS = ",、。:()\\[\\]"
PART = rf"[ {INVISIBLE}]?[{STOPS}][{STOPS} {INVISIBLE}\-]{{0,2}}"
RUN = re.compile(rf"(?<![\d.])\d{{1,18}}(?:{PART}\d{{1,18}}){{1,40}}[Xx]?")
GROUP = re.compile(r"\d+(?:[Xx](?![A-Za-z]))?")
LENGTHS = frozenset((11, 15, 16, 17, 18, 19))
MOST_GROUPS = 6
SAID_AFTER = re.compile(r"[()\[\] ]{0,2}(?:微信|手机|电话)")
BRACKETED_PART = re.compile(r"\d+(?:[(\[](?!(?:19|20)\d\d[)\]])\d+[)\]]\d*|[)\]]\d+)")
MOBILE_SIZES = {(3, 4, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5)}


def broken_numbers(folded: str) -> Iterator[Hit]:
    """Identity numbers, mobiles and bank cards of two to six parts with stops or brackets between."""
    for run in RUN.finditer(folded):
        groups = _without_country_code(folded, _groups(run))
        at = 0
        while at < len(groups) - 1:
            hit, last = _from(folded, groups, at)
            if hit:
                yield hit
            at = last


def _groups(run: re.Match) -> list[tuple[str, int, int]]:
    first = run.start()
    return [(found.group(), first + found.start(), first + found.end()) for found in GROUP.finditer(run.group())]


def _without_country_code(folded: str, groups: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """+86138，0793，1234: the parts of the mobile begin after the 86."""
    digits, start, end = groups[0]
    head = 4 if digits.startswith("0086") else 2 if digits.startswith("86") and folded[start - 1 : start] == "+" else 0
    return [(digits[head:], start + head, end), *groups[1:]] if head and len(digits) > head else groups


def _from(folded: str, groups: list[tuple[str, int, int]], at: int) -> tuple[Hit | None, int]:
    """The longest number that begins with a group, and the group after it."""
    digits, found, after = groups[at][0], None, at + 1
    for last in range(at + 1, min(at + MOST_GROUPS, len(groups))):
        digits += groups[last][0]
        if len(digits) > 19:
            break
        if len(digits) in LENGTHS:
            if hit := _recognised(
                folded, digits, [group[0] for group in groups[at : last + 1]], groups[at][1], groups[last][2]
            ):
                found, after = hit, last + 1
    return found, after


def _recognised(folded: str, digits: str, parts: list[str], start: int, end: int) -> Hit | None:
    length = len(digits)
    if length == 18 and is_identity_18(digits):
        if labels.heads_the_list("identity", folded, start) or int(digits[6:10]) < YEAR_OF_PAPERS:
            return identity(folded, digits, start, end)
    if length == 15 and labels.heads_the_list("identity", folded, start):
        return old_identity(folded, digits, start, end)
    if length == 11 and _is_said_to_be_a_mobile(folded, parts, start, end):
        return mobile(folded, digits, start, end)
    if length >= 16 and labels.heads_the_list("bank", folded, start):
        return bank_card(folded, digits, start, end)
    return None


def _is_said_to_be_a_mobile(folded: str, parts: list[str], start: int, end: int) -> bool:
    if labels.heads_the_list("mobile", folded, start) or SAID_AFTER.match(folded, end):
        return not labels.is_amount(folded, start, end)
    # 138。0793。1234 in a column of telephones; with commas it may as well be three figures.
    if BRACKETED_PART.fullmatch(folded[start:end]) and folded[end : end + 1] != "号":
        return True  # 1304[192]4299, but no year
    stops = {stop for stop in re.sub(rf"[\d {INVISIBLE}]", "", folded[start:end])}
    return tuple(map(len, parts)) in MOBILE_SIZES and stops in ({"。"}, {":"})
