"""The one counting function of each figure. A count equals the length of the list of the same selection on the same day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Sum

from yushan_portal.lib.plugins import offered

from .models import RegisterDelta, RegisterEntry, RegisterTag
from .selection import Selection
from .summary import folded_until
from .validity import validity

CAP = 10_000
CELL_COLUMNS = {"kind": "kind", "genre": "genre", "year": "year", "validity": "validity"}
SCOPES = ("domain", "topic")
DIMENSIONS = ("kind", "genre", "domain", "organ", "year", "validity", "topic")


@dataclass(frozen=True)
class Figure:
    """A number as shown; `exact` False means "at least"."""

    number: int
    exact: bool = True

    def __str__(self) -> str:
        return f"{self.number:,}" + ("" if self.exact else "+")


@dataclass(frozen=True)
class FacetCounts:
    """How a selection spreads over one dimension: (code, number), and whether all of it was counted (else the first CAP)."""

    counts: tuple[tuple[str, int], ...]
    exact: bool = True

    def __getitem__(self, code: str) -> int:
        return dict(self.counts).get(code, 0)


def count(selection: Selection, on: date) -> Figure:
    """How many entries the selection holds on that day: a sum of deltas, or a capped count where the summary has no cell."""
    cells = _cells(selection, on, folded_until())
    if cells is None:
        return capped(selection.entries(on).order_by())
    return Figure(cells.aggregate(n=Sum("amount"))["n"] or 0)


def capped(entries) -> Figure:
    """Count up to CAP, in the order given: a count of what a search finds stops as early as its first page does."""
    number = entries[: CAP + 1].count()
    return Figure(min(number, CAP), number <= CAP)


def facet(selection: Selection, on: date, dimension: str) -> FacetCounts:
    """The numbers of the alternatives in one dimension, the others staying chosen. Years newest first, else most first."""
    return facets(selection, on, (dimension,))[dimension]


def facets(selection: Selection, on: date, dimensions: tuple[str, ...] = DIMENSIONS) -> dict[str, FacetCounts]:
    """`facet` for several dimensions, in few queries: what is not chosen itself shares one."""
    found, folded = {}, folded_until()
    shared = [name for name in dimensions if name in CELL_COLUMNS and selection.without(name) == selection]
    alone = [(name,) for name in dimensions if name not in shared]
    for names in filter(None, (tuple(shared), *alone)):
        free = selection.without(names[0])
        scope = names[0] if names[0] in SCOPES else ""
        cells = _cells(free, on, folded, free_scope=scope, every_organ=names == ("organ",))
        if cells is None:
            found |= spread(free.entries(on).newest(), on, names)
            continue
        columns = [CELL_COLUMNS.get(name, "organ_code" if name == "organ" else "scope_code") for name in names]
        sums: dict[str, Counter] = {name: Counter() for name in names}
        for *codes, number in cells.values_list(*columns).annotate(n=Sum("amount")).order_by():
            for name, code in zip(names, codes, strict=True):
                sums[name][str(code)] += number
        found |= {name: _sorted(name, sums[name]) for name in names}
    return {name: found[name] for name in dimensions}


def spread(entries, on: date, dimensions: tuple[str, ...], cap: int = CAP) -> dict[str, FacetCounts]:
    """The same from ordered entries themselves, at most the first `cap` of them (`exact` says which): two queries."""
    wanted = ("pk", "kind", "genre", "year", "effective_on", "expires_on", "repealed_on")
    rows = list(entries.values_list(*wanted, named=True)[: cap + 1])
    exact, rows = len(rows) <= cap, rows[:cap]
    sums: dict[str, Counter] = {name: Counter() for name in dimensions}
    for row in rows:
        for name in dimensions:
            if name in CELL_COLUMNS:
                sums[name][str(validity(row, on) if name == "validity" else getattr(row, name))] += 1
    schemes = [name for name in dimensions if name not in CELL_COLUMNS]
    if schemes and rows:
        tags = RegisterTag.objects.filter(scheme__in=schemes, entry__in=[row.pk for row in rows])
        for scheme, code, number in tags.values_list("scheme", "code").annotate(n=Count("pk")).order_by():
            sums[scheme][code] = number
    return {name: _sorted(name, counts, exact) for name, counts in sums.items()}


def _sorted(dimension: str, counts: Counter, exact: bool = True) -> FacetCounts:
    rows = [(code, number) for code, number in counts.items() if number and (code or dimension == "validity")]
    if dimension == "year":
        rows.sort(key=lambda row: row[0], reverse=True)
    else:
        rows.sort(key=lambda row: (-row[1], row[0]))
    return FacetCounts(tuple(rows), exact)


def latest(selection: Selection, on: date) -> date | None:
    """The day of the newest entry of the selection, or None."""
    newest = selection.entries(on).newest().values_list("published_on", flat=True).first()
    return newest


def last_published(scheme: str, on: date) -> dict[str, date]:
    """For every code of a scheme, when something was last published under it: for pages that list many codes."""
    rows = RegisterTag.objects.filter(scheme=scheme, entry__in=RegisterEntry.objects.public(on).counted().values("pk"))
    return dict(rows.values_list("code").annotate(day=Max("entry__published_on")).order_by())


def by_code(scheme: str, on: date, selection: Selection | None = None) -> dict[str, int]:
    """For every code of a scheme (domain, item, topic, audience, place, organ, kind ...) the number of entries: one query."""
    selection = selection or Selection()
    if scheme in (*CELL_COLUMNS, "organ"):
        return dict(facet(selection, on, scheme).counts)
    cells = _cells(selection.without(scheme), on, folded_until(), free_scope=scheme)
    if cells is None:
        return dict(spread(selection.without(scheme).entries(on).newest(), on, (scheme,))[scheme].counts)
    return {code: n for code, n in cells.values_list("scope_code").annotate(n=Sum("amount")).order_by() if n}


def _cells(selection: Selection, on: date, folded: date, *, free_scope: str = "", every_organ: bool = False):
    """The deltas that add up to the selection on that day; None if it crosses two tags or lies before the folding."""
    tags, kinds, genres = list(selection.tags), selection.kinds, selection.genres
    if selection.column:
        column = selection.column
        if not (column.kinds or column.genres or column.topics):
            return RegisterDelta.objects.none()
        if len(column.topics) > 1 and column not in offered("columns", "COLUMNS"):
            return None
        if len(column.topics) > 1:
            tags.append(("column", column.code))
        else:
            tags += [("topic", topic) for topic in column.topics if ("topic", topic) not in tags]
        kinds, genres = _both(kinds, column.kinds), _both(genres, column.genres)
        if kinds is None or genres is None:
            return RegisterDelta.objects.none()
    if len(tags) + bool(free_scope) > 1 or on < folded:
        return None
    scope, code = tags[0] if tags else (free_scope or "all", None)
    cells = RegisterDelta.objects.filter(scope=scope, on__lte=on)
    cells = cells.exclude(organ_code="") if every_organ else cells.filter(organ_code=selection.organ)
    if scope != free_scope:
        cells = cells.filter(scope_code=code or "")
    if kinds:
        cells = cells.filter(kind__in=kinds)
    if genres:
        cells = cells.filter(genre__in=genres)
    if selection.year:
        cells = cells.filter(year=selection.year)
    if selection.validities:
        cells = cells.filter(validity__in=selection.validities)
    return cells


def _both(chosen: tuple[str, ...], declared: tuple[str, ...]) -> tuple[str, ...] | None:
    """Codes that are chosen and declared; () is no restriction, None is nothing in common."""
    if not chosen or not declared:
        return chosen or declared
    return tuple(code for code in chosen if code in declared) or None
