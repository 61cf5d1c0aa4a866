"""What has been published by an organ, asked of whoever keeps it: the register offers `shelves.py: SHELVES`.

The room of organs lies below the register and knows none of its tables; the organ's page asks through here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from yushan_portal.lib.plugins import offered


@dataclass(frozen=True)
class ShelfCounts:
    """How many public things an organ has, by genre and by topic. `known` is False where nobody keeps a register."""

    known: bool = False
    genres: Mapping[str, int] = field(default_factory=dict)
    topics: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Shelf:
    """One keeper of public things.

    counts    (organ_code, on) -> ShelfCounts, in at most a few queries
    entries   (organ_code, on, genres, topic, offset, limit) -> rows for components/entry_list.html, newest first
    """

    counts: Callable[[str, date], ShelfCounts]
    entries: Callable[[str, date, tuple[str, ...], str, int, int], list[dict]]


def counts_of(organ_code: str, on: date) -> ShelfCounts:
    """The sums over every keeper; a count equals the length of the list that it opens."""
    genres: dict[str, int] = {}
    topics: dict[str, int] = {}
    shelves = offered("shelves", "SHELVES")
    for shelf in shelves:
        counts = shelf.counts(organ_code, on)
        for total, part in ((genres, counts.genres), (topics, counts.topics)):
            for code, number in part.items():
                total[code] = total.get(code, 0) + number
    return ShelfCounts(bool(shelves), genres, topics)


def entries_of(
    organ_code: str, on: date, *, genres: tuple[str, ...] = (), topic: str = "", offset: int = 0, limit: int = 20
) -> list[dict]:
    """Rows of what the organ has published, newest first, restricted to these genres and that topic."""
    return [
        row
        for shelf in offered("shelves", "SHELVES")
        for row in shelf.entries(organ_code, on, genres, topic, offset, limit)
    ]


SHELVES: tuple[Shelf, ...] = ()
