"""Which opinions say the same: a digest for identical texts, 64 bits for near-identical ones. No table is asked here."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

BITS = 64
MOST_BITS_APART = 6
BANDS = 8
"""Bands of sixteen bits, each overlapping the next by eight: texts six bits apart share one of them nearly always."""
LEAST_SHARED = 0.75
SHORTEST = 12
"""Shorter texts are compared by their digest alone: two short sentences are alike by chance."""

_NOT_TEXT = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The text without anything that does not change what it says: width, case, blanks, punctuation."""
    return _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text).casefold())


def fingerprint(text: str) -> str:
    """The same for texts that differ in blanks and punctuation only."""
    return hashlib.blake2b((plain(text) or text).encode(), digest_size=16).hexdigest()


def shingles(text: str) -> frozenset[str]:
    """Every two neighbouring characters of the plain text."""
    text = plain(text)
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset((text,))


def simhash(text: str) -> int:
    """64 bits, signed as databases keep them; texts that share most shingles differ in few bits."""
    weights = [0] * BITS
    for piece in shingles(text):
        value = _bits(piece)
        for bit in range(BITS):
            weights[bit] += 1 if value >> bit & 1 else -1
    number = sum(1 << bit for bit in range(BITS) if weights[bit] > 0)
    return number - (1 << BITS) if number >> (BITS - 1) else number


@lru_cache(maxsize=1 << 16)
def _bits(piece: str) -> int:
    return int.from_bytes(hashlib.blake2b(piece.encode(), digest_size=8).digest(), "big")


def alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of shingles share enough."""
    return len(first & second) >= LEAST_SHARED * len(first | second)


@dataclass
class _Seed:
    key: object
    simhash: int
    pieces: frozenset[str]


@dataclass
class Grouping:
    """Sorts texts into groups, each named by the first that was put in; fed one by one, so that progress can be told."""

    by_print: dict[str, object] = field(default_factory=dict)
    buckets: dict[tuple[int, int], list[_Seed]] = field(default_factory=dict)

    def place(self, key, text: str, digest: str, bits: int) -> object:
        """The key of the group that the text belongs to: its own, if it begins one."""
        known = self.by_print.get(digest)
        if known is not None:
            return known
        if len(plain(text)) < SHORTEST:
            self.by_print[digest] = key
            return key
        pieces = shingles(text)
        found = next((seed.key for seed in self._candidates(bits) if alike(seed.pieces, pieces)), None)
        if found is None:
            found = key
            seed = _Seed(key, bits, pieces)
            for band in _bands(bits):
                self.buckets.setdefault(band, []).append(seed)
        self.by_print[digest] = found
        return found

    def _candidates(self, bits: int) -> Iterator[_Seed]:
        seen: set[int] = set()
        for band in _bands(bits):
            for seed in self.buckets.get(band, ()):
                if id(seed) not in seen:
                    seen.add(id(seed))
                    if ((seed.simhash ^ bits) & 0xFFFFFFFFFFFFFFFF).bit_count() <= MOST_BITS_APART:
                        yield seed


def _bands(bits: int) -> Iterable[tuple[int, int]]:
    bits &= 0xFFFFFFFFFFFFFFFF
    doubled = bits | bits << BITS
    return [(band, doubled >> (band * 8) & 0xFFFF) for band in range(BANDS)]
