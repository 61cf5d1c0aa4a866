"""The search page: from the address to everything the template shows."""

from dataclasses import replace
from datetime import date

from django.http import QueryDict

from yushan_portal.lib.columns import Column, UpdateClass

from . import filters, paging
from .lists import entry_rows, kind_labels
from .naming import Names
from .search import engine

COLUMN = Column(
    code="search",
    name="站内检索",
    column_type="检索",
    description="在全部公开信息的标题、正文、附件和文号中检索",
    keywords="玉山县,政务公开,检索",
    path="/search/",
    update_class=UpdateClass.STATIC,
)
DIMENSIONS = ("kind", "organ", "domain", "year", "validity")
SORTS = (("", "按相关度"), ("newest", "按最新"))
_LONGEST = 400  # what is looked at of ?q=; the parser refuses beyond 200 with a sentence


def page(query: QueryDict, on: date) -> dict:
    """Context of `register/search.html`. Repealed and expired papers are left out unless asked for (?all=1 or ?validity=)."""
    typed = query.get("q", "").replace("\x00", " ")[:_LONGEST]
    chosen = filters.choose(query, kept=("q", "sort", "all"))
    asked, path = engine.understand(typed), COLUMN.path
    sort = "newest" if query.get("sort") == "newest" else ""
    selection, narrowed = chosen.selection, False
    if not selection.validities and not query.get("all") and not asked.number:
        selection, narrowed = replace(selection, validities=filters.IN_USE), True
    found = engine.search(asked, selection, on, sort=sort or "relevance", page=filters.page_number(query))
    facets = (
        engine.facets(asked, chosen.selection if not narrowed else selection, on, DIMENSIONS) if not asked.empty else {}
    )
    names = Names()
    groups = filters.facet_groups(chosen, facets, names)
    return {
        "column": COLUMN,
        "breadcrumb": [{"name": COLUMN.name, "url": ""}],
        "robots": "noindex,follow",
        "query": asked.typed if not asked.refusal else asked.typed[:50],
        "asked": asked,
        "found": found,
        "numbered": hit_rows(found.numbered, on, names),
        "hits": hit_rows(found.hits, on, names),
        "first_number": (found.page - 1) * engine.PER_PAGE + 1,
        "sorts": [
            {"label": label, "url": chosen.url(path, sort=code), "current": code == sort} for code, label in SORTS
        ],
        "groups": groups,
        "facets_are_exact": all(facet.exact for facet in facets.values()),
        "faceted": engine.FACETED,
        "sort_hidden": [("sort", sort)] if sort else [],
        "hidden": [pair for pair in chosen.kept if pair[1]],
        "chips": chosen.chips(path, names),
        "selected": len(chosen.parameters),
        "clear_url": chosen.clear_url(path),
        "action": path,
        "narrowed_url": chosen.url(path, all="1") if narrowed else "",
        "page": paging.page_links(
            found.page, found.pages, lambda place: chosen.url(path, page=str(place) if place > 1 else "")
        ),
        "feed_url": chosen.url("/feeds/search.rss", sort="", all="") if not asked.empty else "",
        "hints": hints(asked, chosen, narrowed, found, on),
    }


def hit_rows(hits: list[engine.Hit], on: date, names: Names) -> list[dict]:
    """Rows for register/hit.html: title and excerpt as segments, so that nothing but the template makes markup."""
    entries = [hit.entry for hit in hits]
    labels = kind_labels(entries, names)
    rows = entry_rows(entries, on, names=names)
    return [
        {
            **row,
            "kind_label": labels[hit.entry.kind, hit.entry.genre],
            "title_segments": hit.title,
            "excerpt_segments": hit.excerpt,
        }
        for row, hit in zip(rows, hits, strict=True)
    ]


def hints(asked, chosen, narrowed: bool, found: engine.Results, on: date) -> list[dict]:
    """What to try when nothing was found, each with the number it would find."""
    if asked.empty or found.total.number:
        return []
    links = []
    if chosen.parameters:
        links.append({"label": "取消全部筛选条件再找", "url": chosen.clear_url(COLUMN.path)})
    if narrowed:
        links.append({"label": "连同已失效、已废止的文件一起找", "url": chosen.url(COLUMN.path, all="1")})
    for text, figure in engine.loosened(asked, on):
        links.append({"label": f"改找“{text}”（{figure} 条）", "url": chosen.url(COLUMN.path, q=text)})
    return links
