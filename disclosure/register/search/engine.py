"""Search over everything public: what is found, in which order, how much of it.

Order of relevance, which a clerk can explain: 发文字号 as typed, the words as typed in a title, every word in a title, the
words as typed in a text, every word somewhere; newest first within each. Nothing is scored.
"""

from dataclasses import dataclass, field
from datetime import date

from yushan_portal.lib.plugins import offered

from .. import counting
from ..models import RegisterEntry
from ..querysets import LISTED, RegisterEntryQuerySet
from ..selection import Selection
from . import index
from .excerpt import Segment, excerpt, segments
from .query import SearchQuery, parse

PER_PAGE = 20
RELEVANT = 1_000  # how deep the order of relevance is followed
NEWEST = 10_000  # how deep newest first is followed
FACETED = 2_000  # facets of a text search are counted over this many of the newest hits
NUMBERED = 10
LONGEST_NAME = 20


@dataclass
class Hit:
    """One result: the entry, its title and an excerpt cut at the hits."""

    entry: RegisterEntry
    title: list[Segment] = field(default_factory=list)
    excerpt: list[Segment] = field(default_factory=list)


@dataclass
class Results:
    """A page of results. `numbered` are the entries with exactly the 发文字号 typed; they stand above the others."""

    query: SearchQuery
    hits: list[Hit] = field(default_factory=list)
    numbered: list[Hit] = field(default_factory=list)
    total: counting.Figure = counting.Figure(0)
    page: int = 1
    pages: int = 1
    sort: str = "relevance"
    depth: int = RELEVANT

    @property
    def beyond(self) -> bool:
        """True if more was found than the pages reach."""
        return not self.total.exact or self.total.number > self.depth


def synonyms(word: str) -> tuple[str, ...]:
    """Other names of the word, as the apps know them."""
    return tuple(name for source in offered("synonyms", "SYNONYMS") for name in source.expand(word))


def understand(typed: str) -> SearchQuery:
    """Parse with the synonyms of the house, for words that can be a name."""
    return parse(typed, lambda word: synonyms(word) if 2 <= len(word) <= LONGEST_NAME else ())


def found(query: SearchQuery, selection: Selection, on: date) -> RegisterEntryQuerySet:
    """Everything public that the query finds, newest first."""
    if query.empty:
        return RegisterEntry.objects.none()
    entries, tags = _filtered(selection, on)
    return index.restricted(entries, index.expressions(query, tags)["all"])


def search(query: SearchQuery, selection: Selection, on: date, *, sort: str = "relevance", page: int = 1) -> Results:
    """One page of results; a page too small or too large becomes the first or the last."""
    depth = NEWEST if sort == "newest" else RELEVANT
    if query.empty:
        return Results(query, sort=sort, depth=depth)
    numbered = _numbered(query, selection, on)
    matching = found(query, selection, on).exclude(pk__in=[entry.pk for entry in numbered])
    rest = counting.capped(matching)
    pages = max(1, -(-min(rest.number, depth) // PER_PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * PER_PAGE
    if sort == "newest":
        keys = list(matching.values_list("pk", flat=True)[start : start + PER_PAGE])
    else:
        keys = _tiered(query, selection, on, {entry.pk for entry in numbered}, start + PER_PAGE)[start:]
    rows = _with_text(RegisterEntry.objects).in_bulk(keys)
    total = counting.Figure(rest.number + len(numbered), rest.exact)
    entries = [rows[key] for key in keys if key in rows]
    shown = _marked(query, (numbered if page == 1 else []) + entries)
    own = len(numbered) if page == 1 else 0
    return Results(query, shown[own:], shown[:own], total, page, pages, sort, depth)


def facets(query: SearchQuery, selection: Selection, on: date, dimensions: tuple[str, ...]) -> dict:
    """How the hits spread, each dimension counted with the others chosen; over the FACETED newest, and said so."""
    spreads = {}
    free = tuple(name for name in dimensions if selection.without(name) == selection)
    for names in filter(None, (free, *((name,) for name in dimensions if name not in free))):
        entries = found(query, selection.without(names[0]), on)
        spreads |= counting.spread(entries, on, names, cap=FACETED)
    return {name: spreads[name] for name in dimensions}


def loosened(query: SearchQuery, on: date) -> list[tuple[str, counting.Figure]]:
    """For a search without results: the same with one word left out, where that finds something."""
    tried = [query.without(position) for position in range(min(len(query.words), 4))] if len(query.words) > 1 else []
    offers = [(text, counting.capped(found(understand(text), Selection(), on))) for text in tried]
    return [(text, figure) for text, figure in offers if figure.number]


def suggestions(typed: str, on: date, limit: int = 8) -> list[RegisterEntry]:
    """Entries whose title contains what was typed, or whose 发文字号 begins with it; newest first."""
    query = parse(typed)
    if query.empty or not query.whole:
        return []
    entries = RegisterEntry.objects.public(on).indexable().listed()
    titles = index.restricted(entries, index.expressions(query, [])["title_phrase"])[:limit]
    numbers = entries.filter(number_key__startswith=query.number or query.whole).newest()[:limit]
    return list({entry.pk: entry for entry in (*numbers, *titles)}.values())[:limit]


def _filtered(selection: Selection, on: date) -> tuple[RegisterEntryQuerySet, list[tuple[str, str]]]:
    """The selection as conditions on the row and tags for the index. Search also finds what lists do not count."""
    rows = RegisterEntry.objects.public(on)
    for word, values in (("of_kind", selection.kinds), ("of_genre", selection.genres)):
        rows = getattr(rows, word)(*values) if values else rows
    rows = rows.in_year(selection.year) if selection.year else rows
    rows = rows.with_validity(on, *selection.validities) if selection.validities else rows
    tags = list(selection.tags)
    tags += [("organ", selection.organ)] if selection.organ else []
    tags += [("column", selection.column.code)] if selection.column else []
    return rows, tags


def _numbered(query: SearchQuery, selection: Selection, on: date) -> list[RegisterEntry]:
    if not query.number:
        return []
    rows, tags = _filtered(selection, on)
    for scheme, code in tags:
        rows = rows.tagged(scheme, code)
    return list(_with_text(rows.filter(number_key=query.number)).newest()[:NUMBERED])


def _tiered(query: SearchQuery, selection: Selection, on: date, but: set[int], needed: int) -> list[int]:
    """Primary keys in order of relevance, at least `needed` of them if there are so many."""
    entries, tags = _filtered(selection, on)
    expressions = index.expressions(query, tags)
    keys: list[int] = []
    for tier, expression in expressions.items():
        if tier == "all" or len(keys) >= needed:
            continue
        wanted = needed - len(keys) + len(but)
        tiered = index.restricted(entries, expression).values_list("pk", flat=True)[:wanted]
        keys += [key for key in tiered if key not in but]
    return keys[:needed]


def _with_text(rows) -> RegisterEntryQuerySet:
    """The columns a result shows, the text among them."""
    return rows.select_related("search_text").only(*LISTED, "search_text__body")


def _marked(query: SearchQuery, entries: list[RegisterEntry]) -> list[Hit]:
    phrases = [phrase for term in query.terms for phrase in term]
    return [Hit(entry, segments(entry.title, phrases), excerpt(_text(entry), phrases)) for entry in entries]


def _text(entry: RegisterEntry) -> str:
    """What an excerpt is cut from; rows outside the text index have only their summary."""
    return entry.search_text.body if hasattr(entry, "search_text") else entry.summary
