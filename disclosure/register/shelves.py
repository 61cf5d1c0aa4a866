"""What an organ has published, for its own page (disclosure/departments/shelves.py)."""

from datetime import date

from disclosure.departments.shelves import Shelf, ShelfCounts

from . import counting
from .lists import entry_rows
from .models import RegisterEntry
from .selection import Selection


def _counts(organ_code: str, on: date) -> ShelfCounts:
    spread = counting.facets(Selection(organ=organ_code), on, ("genre", "topic"))
    return ShelfCounts(True, dict(spread["genre"].counts), dict(spread["topic"].counts))


def _entries(organ_code: str, on: date, genres: tuple[str, ...], topic: str, offset: int, limit: int) -> list[dict]:
    tags = (("topic", topic),) if topic else ()
    selection = Selection(organ=organ_code, genres=genres, tags=tags)
    rows: list[RegisterEntry] = list(selection.entries(on).newest().listed()[offset : offset + limit])
    return entry_rows(rows, on, show_kind=True)


SHELVES = (Shelf(_counts, _entries),)
