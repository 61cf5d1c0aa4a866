"""A list page of the register, of any 栏目, organ, domain or item: rows, count, facets, chips and pages agree by construction."""

from datetime import date

from django.http import QueryDict

from yushan_portal.lib.columns import Column

from . import counting, filters, paging
from .models import RegisterEntry
from .naming import Names
from .selection import Selection
from .validity import status

DIMENSIONS = ("kind", "genre", "domain", "organ", "year", "validity")
_EMPTY = "本栏目暂时没有公开信息。"
_EMPTY_FILTERED = "没有同时符合这些条件的信息，可以减少条件再试。"


def list_page(
    query: QueryDict,
    path: str,
    on: date,
    base: Selection,
    *,
    dimensions: tuple[str, ...] = DIMENSIONS,
    empty: str = _EMPTY,
    show_kind: bool = False,
) -> dict:
    """Context of `register/list.html`: entries, total, facets, chips, page. `base` is what the page itself restricts."""
    chosen = filters.choose(query, base)
    total = counting.count(chosen.selection, on)
    pages = paging.number_of_pages(total)
    number = min(filters.page_number(query), pages)
    offered = tuple(name for name in dimensions if base.without(name) == base)
    facets = counting.facets(chosen.selection, on, offered)
    names = Names()
    groups = filters.facet_groups(chosen, facets, names)
    rows = paging.rows_of_page(chosen.selection, on, number) if total.number else []
    return {
        "entries": entry_rows(rows, on, show_kind=show_kind, names=names),
        "total": total,
        "groups": groups,
        "facets_are_exact": all(facet.exact for facet in facets.values()),
        "chips": chosen.chips(path, names),
        "selected": len(chosen.parameters),
        "action": path,
        "clear_url": chosen.clear_url(path),
        "page": paging.page_links(number, pages, lambda place: chosen.url(path, page=str(place) if place > 1 else "")),
        "page_number": number,
        "empty": {
            "title": "没有找到" if chosen.parameters else "暂无内容",
            "text": _EMPTY_FILTERED if chosen.parameters else empty,
            "links": [{"label": "取消全部条件", "url": chosen.clear_url(path)}] if chosen.parameters else [],
        },
    }


def column_page(query: QueryDict, column: Column, on: date, **options) -> dict:
    """Context of the list page of a 栏目; render `register/list.html` or a template that extends it."""
    several_kinds = len(column.kinds) != 1
    dimensions = options.pop("dimensions", None) or tuple(
        name
        for name in DIMENSIONS
        if (name != "kind" or several_kinds) and (name != "genre" or len(column.genres) != 1)
    )
    context = list_page(
        query, column.path, on, Selection(column=column), dimensions=dimensions, show_kind=several_kinds, **options
    )
    return {
        **context,
        "column": column,
        "breadcrumb": [{"name": column.name, "url": ""}],
        "feed_url": f"/feeds/{column.code}.rss",
    }


def entry_rows(
    entries: list[RegisterEntry], on: date, *, show_kind: bool = False, names: Names | None = None
) -> list[dict]:
    """Rows for components/entry_list.html; organ names in one query."""
    names = names or Names()
    organs = names("organ", (entry.organ_code for entry in entries))
    labels = kind_labels(entries, names) if show_kind else {}
    return [
        {
            "kind_label": labels.get((entry.kind, entry.genre), ""),
            "title": entry.title,
            "url": entry.address,
            "organ": organs.get(entry.organ_code, ""),
            "number": entry.document_number,
            "date": entry.first_shown_on,
            "status": status(entry, on),
        }
        for entry in entries
    ]


def kind_labels(entries: list[RegisterEntry], names: Names | None = None) -> dict[tuple[str, str], str]:
    """What each kind and genre is called: the genre where it has a name, else the kind."""
    names = names or Names()
    kinds = names("kind", (entry.kind for entry in entries))
    genres = names("genre", (entry.genre for entry in entries if entry.genre))
    pairs = {(entry.kind, entry.genre) for entry in entries}
    return {pair: genres.get(pair[1], "") or kinds[pair[0]] for pair in pairs}
