"""Two versions side by side: which paragraphs stayed, changed, came or went, and what changed inside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .text import plain_text

_WORDS = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_CLAUSES = re.compile(r"[^，。；：、！？\n]*[，。；：、！？\n]?")
MOST_WORDS = 1_500  # in one paragraph; longer ones are compared clause by clause
ALIKE = 0.35  # paragraphs less alike than this are one removed and one added
MOST_PAIRS = 2_500  # compared with each other inside one changed stretch


@dataclass(frozen=True)
class DiffRow:
    """One row of the comparison. `old` and `new` are escaped, with <del> and <ins> around what differs.

    `kind` is unchanged, changed, added or removed; the numbers count paragraphs from 1, None where there is none.
    """

    kind: str
    old: SafeString | str
    new: SafeString | str
    old_number: int | None = None
    new_number: int | None = None

    @property
    def label(self) -> str:
        return {"unchanged": "未变", "changed": "修改", "added": "新增", "removed": "删除"}[self.kind]


def diff_blocks(old_html: str, new_html: str) -> tuple[DiffRow, ...]:
    """All rows in reading order. The table of amendments (修改对照表) shows those that are not "unchanged"."""
    old, new = _blocks(old_html), _blocks(new_html)
    rows: list[DiffRow] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for verb, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if verb == "equal":
            for step in range(old_to - old_from):
                text = format_html("{}", old[old_from + step])
                rows.append(DiffRow("unchanged", text, text, old_from + step + 1, new_from + step + 1))
        else:
            rows.extend(_stretch(old, new, range(old_from, old_to), range(new_from, new_to)))
    return tuple(rows)


def _blocks(html: str) -> list[str]:
    return [line.replace("\t", " ｜ ") for line in plain_text(html).split("\n") if line.strip()]


def _stretch(old: list[str], new: list[str], left: range, right: range) -> Iterator[DiffRow]:
    """Pair the paragraphs of a changed stretch in order, each with the most similar one still ahead."""
    at = left.start
    partners = _partners(old, new, left, right)
    for number in right:
        partner = partners.get(number)
        if partner is None:
            yield DiffRow("added", "", format_html("<ins>{}</ins>", new[number]), None, number + 1)
            continue
        while at < partner:
            yield _removed(old, at)
            at += 1
        before, after = _marked(old[partner], new[number])
        yield DiffRow("changed", before, after, partner + 1, number + 1)
        at = partner + 1
    while at < left.stop:
        yield _removed(old, at)
        at += 1


def _removed(old: list[str], at: int) -> DiffRow:
    return DiffRow("removed", format_html("<del>{}</del>", old[at]), "", at + 1, None)


def _partners(old: list[str], new: list[str], left: range, right: range) -> dict[int, int]:
    """new paragraph → old paragraph, in the same order on both sides."""
    if len(left) * len(right) > MOST_PAIRS:
        return dict(zip(right, left, strict=False))
    partners: dict[int, int] = {}
    lowest = left.start
    for number in right:
        best, best_score = None, ALIKE
        for candidate in range(lowest, left.stop):
            score = _likeness(old[candidate], new[number])
            if score > best_score:
                best, best_score = candidate, score
        if best is not None:
            partners[number] = best
            lowest = best + 1
    return partners


def _likeness(one: str, other: str) -> float:
    """Share of common pairs of characters: quick, and good enough for Chinese."""
    left, right = ({text[at : at + 2] for at in range(max(len(text) - 1, 1))} for text in (one, other))
    return 2 * len(left & right) / (len(left) + len(right))


def _marked(old: str, new: str) -> tuple[SafeString, SafeString]:
    left, right = _pieces(old, new)
    before: list[tuple[bool, str]] = []
    after: list[tuple[bool, str]] = []
    for verb, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        same = verb == "equal"
        if b > a:
            before.append((same, "".join(left[a:b])))
        if d > c:
            after.append((same, "".join(right[c:d])))
    return _joined(before, "del"), _joined(after, "ins")


def _pieces(old: str, new: str) -> tuple[list[str], list[str]]:
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(left), len(right)) > MOST_WORDS:
        left, right = ([piece for piece in _CLAUSES.findall(text) if piece] for text in (old, new))
    return left, right


def _joined(pieces: list[tuple[bool, str]], tag: str) -> SafeString:
    form = {"del": "<del>{}</del>", "ins": "<ins>{}</ins>"}[tag]
    parts = [(format_html("{}", text) if same else format_html(form, text),) for same, text in pieces]
    return format_html_join("", "{}", parts)
