"""Names for codes: the register stores plain codes, the apps that own them say what they are called.

An app offers `labels.py: LABELS` (a tuple of LabelScheme) and, where its things have short names, `synonyms.py: SYNONYMS`
(a tuple of SynonymSource). Both are asked at the moment of showing, so a renamed organ is renamed everywhere at once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LabelScheme:
    """What the codes of one scheme are called.

    scheme   "kind", "genre", "organ", "domain", "item", "topic", "audience", "place" ...
    label    given codes, a mapping code -> Chinese name; unknown codes are left out. One query at most.
    address  given a code, the path of its page, or "" if it has none
    """

    scheme: str
    label: Callable[[Iterable[str]], Mapping[str, str]]
    address: Callable[[str], str] = lambda code: ""


@dataclass(frozen=True)
class SynonymSource:
    """Other names of what a searcher typed: 住建局 -> (住房和城乡建设局,). `expand` returns () for what it does not know."""

    name: str
    expand: Callable[[str], tuple[str, ...]]
