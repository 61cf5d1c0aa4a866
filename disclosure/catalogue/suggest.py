"""Which item is meant: by number, name or keyword while typing, or by what a text speaks of."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date

from disclosure.catalogue.explorer import plain
from disclosure.catalogue.models import CatalogueItem

BODY_LIMIT = 50_000


@dataclass(frozen=True)
class Suggestion:
    """One item offered to the clerk or the searcher."""

    item_code: str
    name: str
    level1: str
    domain: str
    score: float = 0.0

    @property
    def label(self) -> str:
        return f"{self.item_code} {self.name}（{self.domain}·{self.level1}）"


def _items(on: date):
    rows = CatalogueItem.objects.active(on).in_order()
    return rows.values_list(
        "item_code", "level2", "level1", "elements", "domain__name", "domain__aliases", "legal_basis"
    )


def suggest(text: str, on: date, limit: int = 10) -> list[Suggestion]:
    """Items for what has been typed: number first (06-02, 060201), then name, then keywords in elements and basis."""
    terms = plain(text[:100]).split()
    if not terms:
        return []
    digits = "".join(char for char in "".join(terms) if char.isdigit())
    by_number = digits if all(char.isdigit() or char in "-." for char in "".join(terms)) else ""
    found = []
    for place, (code, name, level1, elements, domain, aliases, basis) in enumerate(_items(on)):
        if by_number and code.replace("-", "").startswith(by_number):
            found.append((0, place, Suggestion(code, name, level1, domain)))
            continue
        title, heading = plain(name), plain(" ".join((level1, domain, *aliases)))
        keywords = plain(" ".join((*elements, *basis)))
        ranks = [_rank(term, title, heading, keywords) for term in terms]
        if None not in ranks:
            found.append((sum(ranks), place, Suggestion(code, name, level1, domain)))
    return [row for _, _, row in sorted(found, key=lambda entry: entry[:2])[:limit]]


def _rank(term: str, title: str, heading: str, keywords: str) -> int | None:
    if title.startswith(term):
        return 1
    if term in title:
        return 2
    if term in heading:
        return 4
    return 6 if term in keywords else None


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring Han characters and whole Latin words."""
    pairs, word = set(), ""
    text = plain(text)
    for first, second in zip(text, text[1:], strict=False):
        if "\u4e00" <= first <= "\u9fff" and "\u4e00" <= second <= "\u9fff":
            pairs.add(first + second)
    for char in text + " ":
        if char.isascii() and char.isalnum():
            word += char
        elif word:
            if len(word) > 1 and not word.isdigit():
                pairs.add(word)
            word = ""
    return pairs


def suggest_from_text(body: str, on: date, limit: int = 5) -> list[Suggestion]:
    """Items whose names and elements the text speaks of, best first; none where hardly anything overlaps.

    A pair of characters counts the more the fewer items use it; names count double.
    """
    spoken = bigrams(body[:BODY_LIMIT])
    if not spoken:
        return []
    items = [
        (
            Suggestion(code, name, level1, domain),
            bigrams(f"{name} {level1}"),
            bigrams(" ".join((*elements, domain, *aliases))),
        )
        for code, name, level1, elements, domain, aliases, _ in _items(on)
    ]
    users = Counter(pair for _, names, keywords in items for pair in names | keywords)
    weight = {pair: math.log(1 + len(items) / number) for pair, number in users.items()}
    scored = []
    for suggestion, names, keywords in items:
        whole = sum(2 * weight[pair] for pair in names) + sum(weight[pair] for pair in keywords - names)
        heard = sum(2 * weight[pair] for pair in names & spoken) + sum(
            weight[pair] for pair in (keywords - names) & spoken
        )
        named = sum(weight[pair] for pair in names & spoken) / (sum(weight[pair] for pair in names) or 1)
        if named >= 0.5:
            scored.append((round(named * heard / (whole**0.5 or 1), 4), suggestion))
    scored.sort(key=lambda entry: (-entry[0], entry[1].item_code))
    return [
        Suggestion(row.item_code, row.name, row.level1, row.domain, score) for score, row in scored[:limit] if score > 0
    ]
