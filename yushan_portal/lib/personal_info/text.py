"""Scanning and masking plain text."""

import re

from .findings import KINDS, Finding, Severity
from .folding import fold, fold_in_cells
from .numbers import numbers
from .patterns import patterns
from .recognisers import Hit

STAR = "*"
ORDER = tuple(KINDS)
MOST_ROUNDS = 6
_KEPT = re.compile(r"[\s*]")
_SAMPLE = 40


def scan_text(text: str, place: str | None = None) -> list[Finding]:
    """All personal information in `text`, in order, without overlaps. Without `place`, findings name the line.

    start and end point into `text` as given, however the number was disguised.
    """
    folded = fold(text)
    cells = fold_in_cells(text) if "\t" in text else folded
    hits = sorted([*numbers(cells), *patterns(folded)], key=lambda hit: (_rank(hit), hit.start - hit.end))
    kept = _without_overlaps(hits)
    if not kept:
        return []
    findings = []
    line, counted = 1, 0
    for hit in kept:
        where = place
        if where is None:
            line += text.count("\n", counted, hit.start)
            counted = hit.start
            where = f"第 {line} 行"
        findings.append(finding(hit.kind, text, folded, hit.start, hit.end, where, hit.severity))
    return findings


def finding(
    kind: str, text: str, folded: str, start: int, end: int, place: str, severity: str = "", hide: tuple = ()
) -> Finding:
    """A finding over text[start:end] with its masked sample and the positions to hide."""
    hide = hide or hidden_positions(kind, folded, start, end)
    covered = set(hide)
    sample = "".join(STAR if at in covered else text[at] for at in range(start, min(end, start + _SAMPLE)))
    return Finding(kind, Severity(severity or KINDS[kind].severity), place, sample, start, end, hide)


def hidden_positions(kind: str, folded: str, start: int, end: int) -> tuple[int, ...]:
    """Which characters masking replaces: all that carry meaning but the few the kind lets stand."""
    if kind in ("birth_date", "birth_month"):
        year = re.match(r"\d{4}|[^年]{4}年", folded[start:end])
        start += year.end() if year else 0
        return tuple(at for at in range(start, end) if folded[at].isdigit() or folded[at] in "一二三四五六七八九十廿")
    rule = KINDS[kind]
    telling = [at for at in range(start, end) if folded[at].isalnum() or "\u4e00" <= folded[at] <= "\u9fff"]
    if kind == "mobile" and len(telling) > 11:
        return tuple(telling[:-11] + telling[-8:-4])
    if not telling:
        telling = list(range(start, end))
    return tuple(telling[rule.keep_first : len(telling) - rule.keep_last] or telling)


def _rank(hit: Hit) -> tuple[bool, int]:
    return Severity(hit.severity or KINDS[hit.kind].severity) is Severity.NOTICE, ORDER.index(hit.kind)


def _without_overlaps(hits: list[Hit]) -> list[Hit]:
    """The more important kind, then the longer range, takes the place."""
    taken: set[int] = set()
    kept = []
    for hit in hits:
        if hit.start in taken or hit.end - 1 in taken:
            continue
        ends = range(hit.start, hit.end)
        if hit.end - hit.start > 2 and not taken.isdisjoint(ends):
            continue
        taken.update(ends)
        kept.append(hit)
    kept.sort(key=lambda hit: hit.start)
    return kept


def hide(text: str, findings: list[Finding]) -> str:
    """The text with the hidden positions of the findings starred; as long as before."""
    letters = list(text)
    for each in findings:
        for at in each.hide:
            letters[at] = STAR
    return "".join(letters)


def mask_text(text: str) -> str:
    """The text with nothing blocking left to find; every other character as it was."""
    for _ in range(MOST_ROUNDS):
        findings = [each for each in scan_text(text) if each.masked]
        if not findings:
            return text
        text = hide(text, findings)
    for each in (each for each in scan_text(text) if each.masked):  # what four kept digits formed anew
        text = text[: each.start] + STAR * (each.end - each.start) + text[each.end :]
    return text
