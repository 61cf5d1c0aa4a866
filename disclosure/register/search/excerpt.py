"""Where a text was hit, as plain segments: the template escapes and marks them, no markup is made here."""

from dataclasses import dataclass

from .text import fold

WIDTH = 120
_LEAD = 24  # characters shown before the first hit


@dataclass(frozen=True)
class Segment:
    text: str
    hit: bool = False


def hits(text: str, phrases: list[str]) -> list[tuple[int, int]]:
    """Places of the phrases in the text, overlapping ones joined."""
    folded_text, places = fold(text), []
    for phrase in filter(None, phrases):
        start = folded_text.find(phrase)
        while start >= 0:
            places.append((start, start + len(phrase)))
            start = folded_text.find(phrase, start + len(phrase))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def segments(text: str, phrases: list[str]) -> list[Segment]:
    """The whole text, cut at its hits."""
    cut, position = [], 0
    for start, end in hits(text, phrases):
        if start > position:
            cut.append(Segment(text[position:start]))
        cut.append(Segment(text[start:end], hit=True))
        position = end
    if position < len(text):
        cut.append(Segment(text[position:]))
    return cut


def excerpt(text: str, phrases: list[str], width: int = WIDTH) -> list[Segment]:
    """About `width` characters around the first hit (the longest phrase first), or the beginning."""
    folded_text = fold(text)
    firsts = (folded_text.find(phrase) for phrase in sorted(filter(None, phrases), key=len, reverse=True))
    first = next((place for place in firsts if place >= 0), 0)
    start = max(0, min(first - _LEAD, len(text) - width))
    end = min(len(text), start + width)
    window = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return segments(window, phrases)
