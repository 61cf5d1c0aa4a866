"""From a query string to a selection and back: what is chosen, the chips that undo it, the facets that offer more.

Odd input is never an error: unknown parameters are ignored, unknown codes find nothing.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from .counting import FacetCounts
from .naming import DIMENSION_NAMES, Names
from .selection import Selection
from .validity import Validity

SEVERAL = {"kind": "kinds", "genre": "genres", "validity": "validities"}  # alternatives may be combined
TAGS = ("domain", "item", "topic", "audience", "place")
FILTERS = ("kind", "genre", "domain", "organ", "year", "validity", "item", "topic", "audience", "place")
NO_VALIDITY = "none"  # how Validity.NONE is written in an address
IN_USE = (Validity.NONE, Validity.FUTURE, Validity.IN_FORCE)
_LONGEST_CODE = 120


@dataclass(frozen=True)
class Chosen:
    """What a reader asked for: `selection` with the page's own restriction, `parameters` the filters as in the address."""

    selection: Selection
    parameters: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...] = ()  # other parameters that stay: q, sort

    def url(self, path: str, *, but: tuple[str, str] | None = None, **changed: str) -> str:
        """The address of the same list without one filter, or with other values (page, sort); "" drops a value."""
        pairs = [pair for pair in self.parameters if pair != but]
        pairs = [pair for pair in (*self.kept, *pairs) if pair[0] not in changed]
        pairs += [(name, value) for name, value in changed.items() if value]
        return path + ("?" + urlencode(pairs) if pairs else "")

    def clear_url(self, path: str) -> str:
        """The list without any filter."""
        return path + ("?" + urlencode(self.kept) if self.kept else "")

    def chips(self, path: str, names: Names | None = None) -> list[dict]:
        """The chosen filters as removable chips."""
        chips, names = [], names or Names()
        for name, value in self.parameters:
            code = _code(name, value)
            label = names(name, [code])[code]
            chips.append({"label": DIMENSION_NAMES[name], "value": label, "url": self.url(path, but=(name, value))})
        return chips


def choose(query: QueryDict, base: Selection | None = None, *, kept: tuple[str, ...] = ()) -> Chosen:
    """Read the filters of an address; a filter the page itself fixes cannot be changed."""
    base = base or Selection()
    parameters: list[tuple[str, str]] = []
    selection = base
    for name in FILTERS:
        if base.without(name) != base:
            continue
        values = list(dict.fromkeys(value.strip() for value in query.getlist(name)))
        values = [value for value in values if value and len(value) <= _LONGEST_CODE and value.isprintable()]
        if name not in SEVERAL:
            values = values[:1]
        values = [value for value in values[:20] if _is_possible(name, value)]
        if values:
            parameters += [(name, value) for value in values]
            selection = _chosen(selection, name, [_code(name, value) for value in values])
    stay = tuple((name, query.get(name, "")[:400]) for name in kept if query.get(name))
    return Chosen(selection, tuple(parameters), stay)


def facet_groups(chosen: Chosen, counts: dict[str, FacetCounts], names: Names | None = None) -> list[dict]:
    """The argument `groups` of components/facets.html; a group with nothing to choose is left out."""
    groups, names = [], names or Names()
    for name, facet in counts.items():
        picked = {_code(*pair) for pair in chosen.parameters if pair[0] == name}
        codes = [code for code, _ in facet.counts]
        codes += [code for code in picked if code not in codes]
        if len(codes) < 2 and not picked:
            continue
        labels, numbers = names(name, codes), dict(facet.counts)
        options = [
            {
                "value": NO_VALIDITY if name == "validity" and not code else code,
                "label": labels[code],
                "count": numbers.get(code, 0),
                "checked": code in picked,
            }
            for code in codes
        ]
        several = name in SEVERAL
        if not several:
            options.insert(0, {"value": "", "label": "不限", "count": None, "checked": not picked})
        groups.append(
            {
                "name": name,
                "label": DIMENSION_NAMES[name],
                "options": options,
                "multiple": several,
                "open": bool(picked) or len(options) <= 8,
            }
        )
    return groups


def page_number(query: QueryDict) -> int:
    """?page= as a number of at least 1; nonsense is the first page, a huge number is left to the list to bound."""
    text = query.get("page", "").strip()[:12]
    return max(1, int(text)) if text.isascii() and text.isdecimal() else 1


def _is_possible(name: str, value: str) -> bool:
    if name == "year":
        return value.isascii() and value.isdecimal() and len(value) == 4 and value >= "1900"
    if name == "validity":
        return value == NO_VALIDITY or (value and value in set(Validity))
    return True


def _code(name: str, value: str) -> str:
    return "" if name == "validity" and value == NO_VALIDITY else value


def _chosen(selection: Selection, name: str, codes: list[str]) -> Selection:
    if name in SEVERAL:
        return replace(selection, **{SEVERAL[name]: tuple(codes)})
    if name == "organ":
        return replace(selection, organ=codes[0])
    if name == "year":
        return replace(selection, year=int(codes[0]))
    return replace(selection, tags=(*selection.tags, (name, codes[0])))
