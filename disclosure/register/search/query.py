"""What a person typed: terms, "phrases", -excluded, a 发文字号; and what is said when it cannot be searched."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .document_numbers import is_document_number, number_key
from .text import canonical, fold, folded

MAX_LENGTH = 200
MAX_TERMS = 12
TOO_LONG = f"检索词不能超过{MAX_LENGTH}个字，请缩短后再试。"
ONLY_EXCLUDED = "请至少输入一个要查找的词；“-”后面的词只用于排除。"

_PIECE = re.compile(r'(-?)"([^"]*)"|(\S+)')
_QUOTES = str.maketrans({"“": '"', "”": '"', "＂": '"', "„": '"', "「": '"', "」": '"', "－": "-", "\x00": " "})


@dataclass(frozen=True)
class SearchQuery:
    """A query ready for the index. Every phrase is folded; `terms` holds the alternatives (synonyms) of each term.

    whole    all terms as one phrase, as typed; the best tiers look for it
    number   the key of the 发文字号, if the query is one
    refusal  a Chinese sentence if nothing can be searched, else ""
    """

    typed: str = ""
    terms: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    whole: str = ""
    number: str = ""
    refusal: str = ""
    words: tuple[str, ...] = field(default=())

    @property
    def empty(self) -> bool:
        return not self.terms

    def without(self, position: int) -> str:
        """The query text with one term left out: for "drop one word" suggestions."""
        kept = [word for number, word in enumerate(self.words) if number != position]
        return " ".join(f'"{word}"' if " " in word else word for word in kept)


def _no_synonyms(word: str) -> tuple[str, ...]:
    return ()


def parse(typed: str, synonyms: Callable[[str], tuple[str, ...]] = _no_synonyms) -> SearchQuery:
    """Understand what was typed. Never raises; unfinished quotes and stray signs are taken as they stand."""
    typed = typed.strip()
    if len(typed) > MAX_LENGTH:
        return SearchQuery(typed=canonical(typed[:MAX_LENGTH]), refusal=TOO_LONG)
    words, excluded = [], []
    if is_document_number(typed):
        words.append(canonical(typed))
    else:
        for sign, phrase, bare in _PIECE.findall(typed.translate(_QUOTES)):
            minus = sign == "-" or (bare.startswith("-") and len(bare) > 1)
            word = canonical(phrase or bare.lstrip("-").replace('"', "") or bare.replace('"', ""))
            if word:
                (excluded if minus else words).append(word)
    words = list(dict.fromkeys(words))[:MAX_TERMS]
    terms = tuple(tuple(dict.fromkeys([fold(word), *map(folded, synonyms(word))])) for word in words)
    return SearchQuery(
        typed=canonical_words(typed),
        terms=terms,
        excluded=tuple(dict.fromkeys(map(fold, excluded)))[:MAX_TERMS],
        whole=folded(" ".join(words)),
        number=number_key(typed) if is_document_number(typed) else "",
        refusal=ONLY_EXCLUDED if excluded and not words else "",
        words=tuple(words),
    )


def canonical_words(typed: str) -> str:
    """What is put back into the search box: the blanks between terms stay, invisible characters go."""
    return " ".join(filter(None, (canonical(word) for word in typed.split())))
