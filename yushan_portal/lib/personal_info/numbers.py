"""Numbers that identify a person — identity numbers, mobiles, bank cards — in a run of digits, however it is broken up.

A run is digits with at most a few separators between them; a window is one or more neighbouring groups of the run. A
window of one group is taken as it stands; several groups count as one number only if they are cut as people cut numbers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import labels
from .broken import broken_numbers
from .checks import identity_shaped, is_identity_15, is_identity_18, looks_like_a_date, passes_luhn
from .folding import INVISIBLE, LOOKALIKES, NUMERALS, ORNATE_DIGITS, fold_deeper
from .recognisers import MOST_IN_A_NUMBER, STRONG, WEAK, YEAR_OF_PAPERS, Hit, identity, mobile, recognise

BETWEEN = rf"[ _\-.\n{INVISIBLE}]{{0,8}}"
RUN = re.compile(rf"[0-9](?:{BETWEEN}[0-9Xx]){{9,}}")
GROUP = re.compile(rf"[0-9][0-9{INVISIBLE}]*(?:[Xx](?![A-Za-z]))?|[Xx]")
_NUMERALS, _LOOKALIKES = re.escape(NUMERALS), re.escape(LOOKALIKES)
NUMERAL_RUN = re.compile(rf"[0-9{_NUMERALS}](?:{BETWEEN}[0-9{_NUMERALS}Xx]){{9,}}")
NUMERAL_ONE = re.compile(rf"[{_NUMERALS}]")
LOOKALIKE_RUN = re.compile(
    rf"[0-9{_LOOKALIKES}](?:{BETWEEN}[0-9Xx]|[_\-.{INVISIBLE}]{{0,2}}[{_LOOKALIKES}]| [{_LOOKALIKES}](?=[0-9])){{9,}}"
)
LOOKALIKE_ONE = re.compile(rf"[{_LOOKALIKES}]")
DEEP_GROUP = re.compile(rf"[0-9{_NUMERALS}{_LOOKALIKES}{INVISIBLE}]+[Xx]?|[Xx]")
DEEP_ONE = re.compile(rf"[{_NUMERALS}{_LOOKALIKES}]")
LATIN_LOOKALIKE = re.compile(r"[A-Za-z|\u0370-\u04ff]")
BRACKETS = r"[ ,/_()\[\]'\":+、\n\u200b*★☆※|\\-]{1,3}"
MAYBE = rf"(?:{BRACKETS})?"
BRACKETED = re.compile(
    rf"(?<!\d)(?<!\d[,])(?<!\d\d\.)(?:1[3-9]\d{BRACKETS}\d{{4}}{MAYBE}\d{{4}}|"
    rf"[1-9]\d{{5}}{BRACKETS}(?:19|20)\d\d{MAYBE}\d\d{MAYBE}\d\d{BRACKETS}\d{{3}}[\dXx]|"
    rf"\d{{4}}(?:{BRACKETS}\d{{4}}){{3}}(?:{BRACKETS}\d{{1,3}})?)(?![\d.]|,\d)"
)
SCIENTIFIC = re.compile(r"(?<![\d.])([1-9])\.(\d{13,16})[Ee]\+?17(?!\d)")


# How people cut these numbers into groups; equal groups (with a shorter last one) are always allowed.
CUTS = {
    "identity": {(6, 8, 4), (6, 4, 4, 4), (6, 4, 2, 2, 4), (3, 3, 4, 4, 4), (3, 3, 4, 2, 2, 4), (6, 12), (14, 4), (10, 8),
                 (6, 8, 3, 1), (17, 1), (4, 4, 4, 4, 2), (2, 2, 2, 4, 2, 2, 4), (6, 2, 6, 4), (2, 2, 2, 8, 4), (6, 6, 6),
                 (3, 3, 8, 4), (6, 6, 3), (6, 2, 2, 2, 3),
                 (2, 2, 2, 2, 2, 2, 3)},
    "mobile": {(3, 4, 4), (4, 4, 3), (3, 3, 5), (3, 8), (7, 4), (3, 5, 3), (5, 6), (6, 5), (4, 3, 4)},
    "bank_card": {(4, 4, 4, 4, 3), (4, 4, 4, 4), (4, 4, 4, 7), (6, 13), (6, 10), (8, 11), (8, 8), (6, 4, 4, 5), (6, 6, 7), (4, 12), (4, 15)},
}  # fmt: skip
TABLE_CUTS = {
    "identity": CUTS["identity"],
    "mobile": {(3, 4, 4)},
    "bank_card": {
        (4, 4, 4, 4, 3),
        (4, 4, 4, 4),
        (4, 4, 4, 4, 2),
        (4, 4, 4, 4, 1),
        (6, 13),
        (4, 4, 4, 7),
        (6, 4, 4, 5),
        (6, 4, 4, 4),
        (6, 4, 4, 3),
        (6, 4, 4, 2),
    },
}
ALL_CUTS = frozenset().union(*CUTS.values(), *TABLE_CUTS.values())
SHORT_RUN = 8
CUTS_FROM: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
for _cut in ALL_CUTS | {(2, *cut) for cut in CUTS["mobile"]} | {(4, *cut) for cut in CUTS["mobile"]}:
    CUTS_FROM.setdefault(_cut[:2], []).append(_cut)


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together."""

    digits: str
    start: int
    end: int


def numbers(folded: str) -> Iterator[Hit]:
    """Every number of a person in folded text; ranges may overlap only between plain and disguised readings."""
    for run in RUN.finditer(folded):
        yield from _in_groups(folded, _groups(run.group(), run.start(), GROUP))
    for cut in BRACKETED.finditer(folded):
        yield from _in_brackets(folded, cut)
    yield from broken_numbers(folded)
    for run in NUMERAL_RUN.finditer(folded):
        if NUMERAL_ONE.search(run.group()):
            yield from _disguised(folded, run)
    for run in LOOKALIKE_RUN.finditer(folded):
        if LOOKALIKE_ONE.search(run.group()):
            yield from _disguised(folded, run)
    for cut in SCIENTIFIC.finditer(folded):
        digits = (cut[1] + cut[2])[:14]
        if identity_shaped(digits + "0000"):
            yield Hit("identity_doubtful", cut.start(), cut.end())


def _groups(run: str, offset: int, pattern: re.Pattern) -> list[Group]:
    groups = []
    for found in pattern.finditer(run):
        text = found.group().rstrip(INVISIBLE)
        digits = text.replace(INVISIBLE, "")
        if digits in ("861", "00861") or (digits[:2] == "86" and len(digits) < 7 and not groups):
            # +86 1 3 8 …: what goes before the number is no part of its cut
            head = 4 if digits.startswith("00") else 2
            start = offset + found.start()
            if text[:head].isdigit() and text[head : head + 1] == "1":
                groups += [
                    Group(digits[:head], start, start + head),
                    Group(digits[head:], start + head, start + len(text)),
                ]
                continue
        if digits:
            groups.append(Group(digits, offset + found.start(), offset + found.start() + len(text)))
    return groups


def _in_groups(folded: str, groups: list[Group]) -> Iterator[Hit]:
    used = [False] * len(groups)
    for recogniser in STRONG:
        for at, group in enumerate(groups):
            if used[at] or len(group.digits) < 11:
                continue
            found = list(_alone(folded, group, recogniser))
            used[at] = bool(found)
            yield from found
        if len(groups) > 1:
            yield from _in_windows(folded, groups, used, (recogniser,))
    for at, group in enumerate(groups):
        if not used[at] and len(group.digits) >= 16:
            if hit := recognise(folded, group.digits, group.start, group.end, WEAK):
                used[at] = True
                yield hit
    if 1 < len(groups) <= SHORT_RUN and not any(used):
        digits = "".join(group.digits for group in groups)
        if 16 <= len(digits) <= MOST_IN_A_NUMBER:
            if hit := recognise(folded, digits, groups[0].start, groups[-1].end, WEAK):
                yield hit


def _alone(folded: str, group: Group, recogniser) -> Iterator[Hit]:
    """A group that is a number as it stands, or but for an X that follows it, or is two numbers run together."""
    if hit := recogniser(folded, group.digits, group.start, group.end):
        yield hit
    elif group.digits[-1] in "Xx" and (hit := recogniser(folded, group.digits[:-1], group.start, group.end - 1)):
        yield hit
    elif recogniser is identity and len(group.digits) > 18:
        yield from _glued(folded, group)


def _glued(folded: str, group: Group) -> Iterator[Hit]:
    """An identity number and a mobile, or two of either, written without anything between."""
    if INVISIBLE in folded[group.start : group.end]:
        return
    digits, length = group.digits, len(group.digits)
    for sizes in ((18, 11), (11, 18), (18, 18), (11, 11), (18, 19), (19, 18), (18, 16)):
        if sum(sizes) != length:
            continue
        middle = group.start + sizes[0]
        first = recognise(folded, digits[: sizes[0]], group.start, middle)
        second = recognise(folded, digits[sizes[0] :], middle, group.end)
        if first and second:
            yield first
            yield second
            return
    for start in (0, length - 18) if length <= 22 else ():  # a list number, say, run into the identity number
        piece = digits[start : start + 18]
        if is_identity_18(piece) and int(piece[6:10]) < YEAR_OF_PAPERS:
            yield Hit("identity", group.start + start, group.start + start + 18)
            return


def _in_windows(folded: str, groups: list[Group], used: list[bool], recognisers) -> Iterator[Hit]:
    count, at = len(groups), 0
    sizes = tuple([len(group.digits) for group in groups])
    while at < count:
        best, best_last = None, at + 1
        for last in _ends(sizes, at) if not used[at] and sizes[at] < MOST_IN_A_NUMBER else ():
            if last > count or any(used[at:last]):
                break
            digits = "".join([group.digits for group in groups[at:last]])
            if not _may_be_personal(digits):
                continue
            hit = recognise(folded, digits, groups[at].start, groups[last - 1].end, recognisers)
            if hit and _cut_as_a_number(folded, hit, groups, used, at, last):
                best, best_last = hit, last
        if best:
            yield best
            used[at:best_last] = [True] * (best_last - at)
        at = best_last if best else at + 1


def _ends(sizes: tuple[int, ...], at: int) -> Iterable[int]:
    """Where a number that begins with group `at` may end: anywhere in a short run, at known cuts in a long one."""
    if len(sizes) <= SHORT_RUN:
        return range(at + 2, len(sizes) + 1)
    ends = [at + len(cut) for cut in CUTS_FROM.get(sizes[at : at + 2], ()) if sizes[at : at + len(cut)] == cut]
    if sizes[at + 1 : at + 2] != sizes[at : at + 1]:
        return ends
    total = last = 0
    while at + last < len(sizes) and sizes[at + last] == sizes[at] and total < MOST_IN_A_NUMBER:
        total += sizes[at]
        last += 1
        if total + sizes[at] > 11 and last > 1:
            ends.append(at + last)
    if last > 1 and at + last < len(sizes) and sizes[at + last] < sizes[at]:
        ends.append(at + last + 1)
    return sorted(set(ends))


def _may_be_personal(digits: str) -> bool:
    """A quick no for the many windows of a table of figures."""
    length = len(digits)
    if not 11 <= length <= 20:
        return False
    if length == 11:
        return digits[0] == "1" and digits[1] > "2"
    if length < 14:
        return digits.startswith(("01", "861"))
    if length == 18 and is_identity_18(digits):
        return True
    if length == 20 and is_identity_18(digits[:18]) and digits[18:].isdigit():
        return True  # 残疾人证
    if length == 15 and (digits.startswith("0086") or is_identity_15(digits)):
        return True
    return length >= 15 and digits.isdigit() and passes_luhn(digits)


def _cut_as_a_number(folded: str, hit: Hit, groups: list[Group], used: list[bool], at: int, last: int) -> bool:
    window = groups[at:last]
    gaps = [folded[a.end : b.start].replace(INVISIBLE, "") for a, b in zip(window, window[1:], strict=False)]
    if any(gap.count("\n") > 2 or len(gap) > 4 for gap in gaps):
        return False
    kind = hit.kind
    sizes = tuple(len(group.digits) for group in window)
    if kind == "identity" and sum(sizes) == 20 and sizes[-1] > 2:
        sizes = (*sizes[:-1], sizes[-1] - 2)  # category and grade of a 残疾人证, written on to the identity number
    if _are_figures(folded, hit, sizes, gaps):
        return False
    if kind == "mobile" and window[0].digits in ("86", "0086"):
        sizes, gaps = sizes[1:], gaps[1:]
        if len(sizes) == 1:
            return True
    listed = at == 1 and len(groups[0].digits) < 3 and folded[groups[0].end : groups[1].start].startswith(".")
    whole = (at == 0 or used[at - 1] or listed) and (last == len(groups) or used[last])
    broken = sum("\n" in gap for gap in gaps)
    if broken and broken < len(gaps) and broken > 1:
        return False
    if _equal(sizes) and (sizes[0] == 1 or kind != "mobile"):
        return (sizes[0] == 1 and len(sizes) != 15) or whole or sum(sizes) == 18 or sizes in TABLE_CUTS[kind]
    if kind == "mobile" and sizes in CUTS[kind] and not _may_be_years(window):
        if _has_a_line_to_itself(folded, groups, at, last):
            return True
    if any(" " in gap or "\n" in gap for gap in gaps):
        if kind == "mobile" and not labels.named("mobile", folded, hit.start) and _may_be_years(window):
            return False
        if kind == "mobile" and len(groups) > SHORT_RUN and not _has_a_line_to_itself(folded, groups, at, last):
            return labels.named("mobile", folded, hit.start)
        if sizes in TABLE_CUTS[kind]:
            return True
        return whole and (len(sizes) <= 3 or not broken)
    return whole or sizes in CUTS[kind] or (kind == "identity" and len(sizes) <= 3)


def _are_figures(folded: str, hit: Hit, sizes: tuple[int, ...], gaps: list[str]) -> bool:
    """A decimal, 1.5064343434, or an amount and what stands next to it, 638.00 2021110890."""
    if hit.kind == "mobile" and sizes == (1, 10) and gaps == ["."]:
        return True
    mixed = 0 < gaps.count(".") < len(gaps) and any(gap.isspace() for gap in gaps)
    return mixed and sum(sizes) != 18 and not labels.named(hit.kind.removesuffix("_card"), folded, hit.start)


def _has_a_line_to_itself(folded: str, groups: list[Group], at: int, last: int) -> bool:
    """Whether the line holds nothing else of the run but a list number: a list of telephones, not a table of figures."""
    first = at - 1 if at and len(groups[at - 1].digits) <= 3 else at
    begins = (
        first == 0
        or "\n" in folded[groups[first - 1].end : groups[first].start]
        or (first < at and "\n" in folded[groups[first].end : groups[at].start])
    )
    return begins and (last == len(groups) or "\n" in folded[groups[last - 1].end : groups[last].start])


def _equal(sizes: tuple[int, ...]) -> bool:
    return len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0]


def _may_be_years(window: list[Group]) -> bool:
    rest = [group.digits for group in window[1:]]
    return all(digits[:2] in ("19", "20") for digits in rest) and all(
        len(digits) == 4 or (len(digits) == 8 and looks_like_a_date(digits)) for digits in rest
    )


def _in_brackets(folded: str, cut: re.Match) -> Iterator[Hit]:
    """(138)0793-1234, 362323,19900101,1234: separators too common elsewhere to be read through in general."""
    start = cut.start()
    digits = re.sub(r"[^\dXx]", "", cut.group())
    gaps = re.findall(r"(?<=\d)[^\dXx]+(?=[\dXx])", cut.group())
    if all(not gap.strip(" -\n" + INVISIBLE) for gap in gaps) or len({gap for gap in gaps if gap.strip()}) > 2:
        return
    hit = recognise(folded, digits, start, cut.end())
    if hit and hit.kind in ("identity", "mobile", "bank_card"):
        if hit.kind == "mobile" and not labels.named("mobile", folded, start) and re.search(r"[/、\n:]", "".join(gaps)):
            return
        yield hit


def _disguised(folded: str, run: re.Match) -> Iterator[Hit]:
    """Chinese numerals, circled digits, and letters that look like digits, read as digits."""
    groups = _groups(run.group(), run.start(), DEEP_GROUP)
    plain = [Group(fold_deeper(group.digits), group.start, group.end) for group in groups]
    taken: set[int] = set()
    for hit in _in_groups(folded, plain):
        taken.update(range(hit.start, hit.end))
        if _is_disguised_number(folded, hit):
            yield hit
    for group, deep in zip(plain, groups, strict=True):
        if len(group.digits) > 11 and len(group.digits) == group.end - group.start and group.start not in taken:
            yield from _sliding(folded, group, deep.digits)


def _is_disguised_number(folded: str, hit: Hit) -> bool:
    text = folded[hit.start : hit.end]
    if not DEEP_ONE.search(text):
        return False
    if text[0] == "|" and not labels.named(hit.kind.removesuffix("_card"), folded, hit.start):
        return False  # a bar between columns
    letters = len(LATIN_LOOKALIKE.findall(text[:-1]))
    if not letters:
        return True
    around = folded[hit.start - 1 : hit.start] + folded[hit.end : hit.end + 1]
    if any(letter.isascii() and letter.isalpha() for letter in around):
        if hit.kind != "identity" or not (is_identity_18(_read(text)) or labels.named("identity", folded, hit.start)):
            return False  # D361123S2021-1922, and no check digit to say otherwise
    return letters * 3 <= hit.end - hit.start and text[:1] + text[1:2] != "OO"


def _read(text: str) -> str:
    return re.sub(r"[^\dXx]", "", fold_deeper(text))


def _sliding(folded: str, group: Group, deep: str) -> Iterator[Hit]:
    """联系人张一一三八零…: a numeral of the words before may touch the number."""
    at = 0
    while at + 11 <= len(group.digits):
        for length in (18, 11):
            piece = group.digits[at : at + length]
            if len(piece) < length or not DEEP_ONE.search(deep[at : at + length]):
                continue
            start, end = group.start + at, group.start + at + length
            hit = identity(folded, piece, start, end) if length == 18 else None
            if length == 11 and _begins_anew(deep, at) and _begins_anew(deep, at + length):
                hit = mobile(folded, piece, start, end)
            if hit and _is_disguised_number(folded, hit):
                yield hit
                at += length - 1
                break
        at += 1


def _begins_anew(deep: str, at: int) -> bool:
    """Whether one sort of digit ends and another begins here, or all are numerals and no boundary can be seen."""
    if at in (0, len(deep)) or deep[at] in "Xx":
        return True
    before, after = (letter in "0123456789" for letter in deep[at - 1 : at + 1])
    ornate = deep[at - 1] in ORNATE_DIGITS, deep[at] in ORNATE_DIGITS
    return before != after or ornate[0] != ornate[1] or not (before or after)
