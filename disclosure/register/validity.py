"""有效性, computed from three dates and the day asked; never stored (law: 《政府信息公开目录系统实施指引》 元数据 有效性)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from django.db.models import Q


class Validity(StrEnum):
    """Codes; NONE is a thing to which the question does not apply (no effective, expiry or repeal date)."""

    NONE = ""
    FUTURE = "future"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REPEALED = "repealed"


NAMES = {
    Validity.NONE: "未标注",
    Validity.FUTURE: "尚未生效",
    Validity.IN_FORCE: "有效",
    Validity.EXPIRED: "失效",
    Validity.REPEALED: "废止",
}

WORDS = {
    Validity.FUTURE: "尚未生效",
    Validity.IN_FORCE: "现行有效",
    Validity.EXPIRED: "已失效",
    Validity.REPEALED: "已废止",
}
TONES = {
    Validity.FUTURE: "info",
    Validity.IN_FORCE: "success",
    Validity.EXPIRED: "neutral",
    Validity.REPEALED: "neutral",
}


class Dated(Protocol):
    effective_on: date | None
    expires_on: date | None
    repealed_on: date | None


@dataclass(frozen=True)
class Span:
    """A validity from `since` (None: always) until the day before `until` (None: without end)."""

    validity: Validity
    since: date | None
    until: date | None


def validity(entry: Dated, on: date) -> Validity:
    """The validity on that day. Repeal counts from its day, expiry from the day after the last day in force; repeal wins."""
    if not (entry.effective_on or entry.expires_on or entry.repealed_on):
        return Validity.NONE
    if entry.repealed_on and on >= entry.repealed_on:
        return Validity.REPEALED
    if entry.expires_on and on > entry.expires_on:
        return Validity.EXPIRED
    if entry.effective_on and on < entry.effective_on:
        return Validity.FUTURE
    return Validity.IN_FORCE


def spans(entry: Dated) -> Iterator[Span]:
    """The whole life of an entry as successive spans, each asked of `validity` on its first day."""
    turns = {entry.effective_on, entry.repealed_on, entry.expires_on and entry.expires_on + timedelta(days=1)}
    edges: list[date | None] = [None, *sorted(turn for turn in turns if turn), None]
    for since, until in zip(edges, edges[1:], strict=False):
        asked = since or (until - timedelta(days=1) if until else date.min)
        yield Span(validity(entry, asked), since, until)


def condition(code: Validity, on: date) -> Q:
    """The same rule as a filter: rows whose validity on that day is `code`."""
    undated = Q(effective_on=None, expires_on=None, repealed_on=None)
    repealed = Q(repealed_on__lte=on)
    expired = Q(expires_on__lt=on)
    future = Q(effective_on__gt=on)
    return {
        Validity.NONE: undated,
        Validity.REPEALED: repealed,
        Validity.EXPIRED: expired & _not(repealed, "repealed_on"),
        Validity.FUTURE: future & _not(repealed, "repealed_on") & _not(expired, "expires_on"),
        Validity.IN_FORCE: ~undated
        & _not(repealed, "repealed_on")
        & _not(expired, "expires_on")
        & _not(future, "effective_on"),
    }[code]


def _not(rule: Q, column: str) -> Q:
    """`~rule`, true also where the date is missing."""
    ((lookup, value),) = rule.children
    opposite = {"lte": "gt", "lt": "gte", "gt": "lte"}[lookup.rpartition("__")[2]]
    return Q(**{f"{column}__{opposite}": value}) | Q(**{f"{column}__isnull": True})


def status(entry: Dated, on: date) -> dict | None:
    """The validity as a word with a tone for components/status_tag.html; None where the question does not apply."""
    code = validity(entry, on)
    return {"word": WORDS[code], "tone": TONES[code]} if code in WORDS else None
