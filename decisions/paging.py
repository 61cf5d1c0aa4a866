"""Numbered pages of a list, as components/pagination.html shows them."""

from dataclasses import dataclass

from django.core.paginator import Paginator

SIZE = 50


@dataclass(frozen=True)
class Page:
    """The rows of one page, the number of its first row, and the links to the others."""

    rows: list
    start: int
    total: int
    links: dict


def pages_of(rows, wanted, request, *, size: int = SIZE, anchor: str = "") -> Page:
    """The wanted page, or the nearest there is: any text is a valid `wanted`."""
    paginator = Paginator(rows, size)
    page = paginator.get_page(wanted)

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = number
        return f"?{query.urlencode()}" + (f"#{anchor}" if anchor else "")

    numbers = [
        {"gap": True}
        if number == Paginator.ELLIPSIS
        else {"number": number, "url": address(number), "current": number == page.number}
        for number in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    links = {
        "first_url": address(1),
        "previous_url": address(page.number - 1) if page.has_previous() else "",
        "next_url": address(page.number + 1) if page.has_next() else "",
        "last_url": address(paginator.num_pages),
        "numbers": numbers,
        "summary": f"第 {page.number} / {paginator.num_pages} 页，共 {paginator.count} 条",
    }
    return Page(list(page.object_list), page.start_index(), paginator.count, links)
