"""A list as a value: which entries it holds. List, count and facets are all read from the same selection."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from yushan_portal.lib.columns import Column

from .models import RegisterEntry
from .querysets import RegisterEntryQuerySet

# The narrowest list drives the query; the others are asked of its rows.
DRIVING_ORDER = ("item", "place", "topic", "organ", "domain", "audience")


@dataclass(frozen=True)
class Selection:
    """Entries of these kinds and genres, of this organ and year, of one of these validities, carrying all these tags.

    Empty means no restriction. `column` adds the filter of a 栏目.
    """

    kinds: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    organ: str = ""
    year: int = 0
    validities: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    column: Column | None = None

    def entries(self, on: date) -> RegisterEntryQuerySet:
        """The public entries of the selection, in no order yet."""
        rows = RegisterEntry.objects.public(on).counted()
        for scheme, code in sorted(self.tags, key=_rank):
            rows = rows.tagged(scheme, code)
        if self.organ:
            rows = rows.for_organ(self.organ)
        if self.column:
            rows = rows.in_column(self.column)
        if self.kinds:
            rows = rows.of_kind(*self.kinds)
        if self.genres:
            rows = rows.of_genre(*self.genres)
        if self.year:
            rows = rows.in_year(self.year)
        if self.validities:
            rows = rows.with_validity(on, *self.validities)
        return rows

    def tag(self, scheme: str) -> str:
        """The code asked for in that scheme, or ""."""
        return next((code for name, code in self.tags if name == scheme), "")

    def without(self, dimension: str) -> Self:
        """The same selection with one dimension set free: facets count the alternatives to what was chosen."""
        fields = {"kind": "kinds", "genre": "genres", "organ": "organ", "year": "year", "validity": "validities"}
        if dimension in fields:
            return replace(self, **{fields[dimension]: type(getattr(self, fields[dimension]))()})
        return replace(self, tags=tuple(tag for tag in self.tags if tag[0] != dimension))


def _rank(tag: tuple[str, str]) -> int:
    return DRIVING_ORDER.index(tag[0]) if tag[0] in DRIVING_ORDER else len(DRIVING_ORDER)
