"""Which opinions say the same: a digest for identical texts, shared character pairs for near-identical ones.

No table is asked here. Candidates are found by MinHash bands, so that 100,000 different texts are not compared pair by
pair; each candidate is then judged by what the two texts really share.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

LEAST_SHARED = 0.75
SHORTEST = 12
"""Shorter texts are compared by their digest alone: two short sentences are alike by chance."""

BANDS, ROWS = 8, 3
"""Texts that share three quarters of their pairs meet in one of the bands with 98.7 % probability, closer ones surely."""
MOST_COMPARED = 50

_MASK = (1 << 61) - 1
_SALTS = tuple(
    int.from_bytes(hashlib.blake2b(f"band{number}".encode(), digest_size=8).digest(), "big") | 1
    for number in range(BANDS * ROWS)
)
_NOT_TEXT = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The text without anything that does not change what it says: width, case, blanks, punctuation."""
    return _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text).casefold())


def fingerprint(text: str) -> str:
    """The same for texts that differ in blanks and punctuation only."""
    said = plain(text) or text
    return hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()


def shingles(text: str) -> frozenset[str]:
    """Every two neighbouring characters of the plain text."""
    text = plain(text)
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset((text,))


def alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of shingles share enough."""
    fewer, more = sorted((len(first), len(second)))
    if fewer < LEAST_SHARED * more:
        return False
    shared = len(first & second)
    return shared >= LEAST_SHARED * (fewer + more - shared)


@lru_cache(maxsize=1 << 16)
def _number(piece: str) -> int:
    return int.from_bytes(hashlib.blake2b(piece.encode(errors="replace"), digest_size=8).digest(), "big")


def bands(pieces: frozenset[str]) -> list[tuple[int, ...]]:
    """The buckets of a set of shingles; sets that are alike share one nearly always."""
    numbers = [_number(piece) for piece in pieces]
    least = [min([number * salt & _MASK for number in numbers]) for salt in _SALTS]
    return [(band, *least[band * ROWS : band * ROWS + ROWS]) for band in range(BANDS)]


@dataclass
class Grouping:
    """Sorts texts into groups, each named by the first that was put in; fed one by one, so that progress can be told."""

    by_print: dict[str, object] = field(default_factory=dict)
    buckets: dict[tuple[int, ...], list[tuple[object, frozenset[str]]]] = field(default_factory=dict)

    def place(self, key, text: str, digest: str) -> object:
        """The key of the group that the text belongs to: its own, if it begins one."""
        known = self.by_print.get(digest)
        if known is not None:
            return known
        found = key
        if len(plain(text)) >= SHORTEST:
            pieces = shingles(text)
            where = bands(pieces)
            like = (seed for seed, others in self._candidates(where) if alike(others, pieces))
            found = next(like, None)
            if found is None:
                found = key
                for bucket in where:
                    self.buckets.setdefault(bucket, []).append((key, pieces))
        self.by_print[digest] = found
        return found

    def _candidates(self, where) -> Iterator[tuple[object, frozenset[str]]]:
        seen: set[object] = set()
        for bucket in where:
            for seed, pieces in self.buckets.get(bucket, ())[:MOST_COMPARED]:
                if seed not in seen:
                    seen.add(seed)
                    yield seed, pieces
