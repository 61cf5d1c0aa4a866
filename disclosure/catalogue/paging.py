"""Numbered pages over a list whose length is known; any page number leads to an existing page."""

from collections.abc import Callable
from dataclasses import dataclass

NEIGHBOURS = 2


@dataclass(frozen=True)
class Slice:
    """One page: which rows, and the addresses components/pagination shows."""

    start: int
    stop: int
    page: dict


def slice_of(total: int, wanted: str, per_page: int, address: Callable[[str], str]) -> Slice:
    """`wanted` is text from the address; what is no page number gives the first page, what is too high the last."""
    last = max(1, -(-total // per_page))
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 1
    number = min(max(number, 1), last)

    def url(page: int) -> str:
        return address("" if page == 1 else str(page))

    shown = sorted({1, last, *range(max(1, number - NEIGHBOURS), min(last, number + NEIGHBOURS) + 1)})
    numbers: list[dict] = []
    for page in shown:
        if numbers and page - numbers[-1]["number"] > 1:
            numbers.append({"gap": True, "number": page - 1})
        numbers.append({"number": page, "url": url(page), "current": page == number})
    return Slice(
        (number - 1) * per_page,
        min(number * per_page, total),
        {
            "first_url": url(1),
            "previous_url": url(number - 1) if number > 1 else "",
            "next_url": url(number + 1) if number < last else "",
            "last_url": url(last),
            "numbers": numbers,
            "summary": f"第 {number} 页，共 {last} 页",
        },
    )
