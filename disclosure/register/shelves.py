"""What an organ has published, for its page in the room below (departments/shelves.py)."""

from datetime import date

from disclosure.departments.shelves import Shelf, ShelfCounts

from .counting import by_code
from .selection import Selection


def _counts(organ_code: str, on: date) -> ShelfCounts:
    mine = Selection(organ=organ_code)
    return ShelfCounts(True, by_code("genre", on, mine), by_code("topic", on, mine))


def _entries(organ_code: str, on: date, genres: tuple[str, ...], topic: str, offset: int, limit: int) -> list[dict]:
    tags = (("topic", topic),) if topic else ()
    rows = Selection(organ=organ_code, genres=genres, tags=tags).entries(on).newest().listed()[offset : offset + limit]
    return [
        {"title": row.title, "url": row.address, "number": row.document_number, "date": row.published_on}
        for row in rows
    ]


SHELVES = (Shelf(_counts, _entries),)
