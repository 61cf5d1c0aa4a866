"""Numbered pages over the one sort key: a deep page starts from the summary's count of the years before it."""

from collections.abc import Callable
from datetime import date

from . import counting, sort_keys
from .counting import Figure
from .models import RegisterEntry
from .selection import Selection

PER_PAGE = 20
_NEAR = 2_000  # rows that are skipped without looking for a nearer start
_AROUND = 2  # page numbers shown on either side of the current one


def number_of_pages(total: Figure, per_page: int = PER_PAGE) -> int:
    """At least one; a capped count gives the pages that can be reached."""
    return max(1, -(-total.number // per_page))


def rows_of_page(selection: Selection, on: date, number: int, *, per_page: int = PER_PAGE) -> list[RegisterEntry]:
    """The rows of a page, newest first, with the columns a list shows."""
    entries, skipped = selection.entries(on).newest().listed(), (number - 1) * per_page
    if skipped > _NEAR and not selection.year:
        for year, count in counting.facet(selection, on, "year").counts:
            if skipped < count:
                entries = entries.between_keys(0, sort_keys.year_range(int(year))[1])
                break
            skipped -= count
        else:
            return []
    return list(entries[skipped : skipped + per_page])


def page_links(number: int, pages: int, url: Callable[[int], str], summary: str = "") -> dict:
    """The argument of components/pagination.html."""
    shown = sorted({1, pages, *range(max(1, number - _AROUND), min(pages, number + _AROUND) + 1)})
    numbers: list[dict] = []
    for place in shown:
        if numbers and place - numbers[-1]["number"] > 1:
            numbers.append({"gap": True, "number": place})
        numbers.append({"number": place, "url": url(place), "current": place == number})
    return {
        "first_url": url(1),
        "previous_url": url(number - 1) if number > 1 else "",
        "next_url": url(number + 1) if number < pages else "",
        "last_url": url(pages),
        "numbers": numbers,
        "summary": summary or (f"第 {number} 页，共 {pages} 页" if pages > 1 else ""),
    }
