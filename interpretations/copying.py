"""How much of an interpretation is lifted from the paper, sentence by sentence (文件摘抄), and how hard it reads.

A sentence is laid on the source by its runs of characters: the share of its characters that lie in a run of at least
RUN characters standing in the source in the same form, and the share of its character pairs known to the source, which
light rewording changes less. Digits, punctuation and blanks do not count: every text on a subsidy names the same sums.
"""

import re
from dataclasses import dataclass

from interpretations.law import COPIED_SENTENCE, COPIED_TEXT
from yushan_portal.lib.richtext import plain_text

RUN = 5
SHORT = 8
_ENDS = re.compile(r"[^。！？；\n]+[。！？；]?")
_NOISE = re.compile(r"[\W\d_]+")
_TITLE = re.compile(r"《[^》]{2,80}》")
LONG_SENTENCE = 50
OFFICIALESE = (
    "进一步",
    "切实",
    "扎实推进",
    "贯彻落实",
    "统筹",
    "持续",
    "着力",
    "有关规定",
    "予以",
    "按照要求",
    "高度重视",
)


@dataclass(frozen=True)
class Sentence:
    """One sentence with the share of it that stands in the source, 0 to 1."""

    text: str
    share: float
    weight: int

    @property
    def copied(self) -> bool:
        return self.weight >= SHORT and self.share >= COPIED_SENTENCE


@dataclass(frozen=True)
class CopyReport:
    """`ratio` is the share of the text that stands in copied sentences, by characters."""

    sentences: tuple[Sentence, ...]
    ratio: float

    @property
    def too_much(self) -> bool:
        return self.ratio > COPIED_TEXT

    def __str__(self):
        return f"与原文重复 {self.ratio:.0%}"


class Source:
    """A paper's text, prepared once for many sentences."""

    def __init__(self, text: str):
        squeezed = squeeze(text)
        self.runs = {squeezed[at : at + RUN] for at in range(len(squeezed) - RUN + 1)}
        self.pairs = {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
        self.skips = {squeezed[at] + squeezed[at + 2] for at in range(len(squeezed) - 2)}

    def share(self, sentence: str) -> float:
        """How much of the sentence stands in the source; 0 for one too short to say."""
        text = squeeze(sentence)
        if len(text) < RUN:
            return 0.0
        covered = bytearray(len(text))
        for at in range(len(text) - RUN + 1):
            if text[at : at + RUN] in self.runs:
                covered[at : at + RUN] = b"\x01" * RUN
        in_runs = sum(covered) / len(text)
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        known = sum(pair in self.pairs or pair in self.skips for pair in pairs) / len(pairs)
        return round(max(in_runs, 0.5 * in_runs + 0.5 * known), 4)


def squeeze(text: str) -> str:
    """The Chinese characters and letters alone; names of papers in 《》 are nobody's wording."""
    return _NOISE.sub("", _TITLE.sub("", text))


def sentences_of(text: str) -> list[str]:
    """Sentences in reading order, ends kept."""
    return [piece.strip() for piece in _ENDS.findall(text) if piece.strip()]


def compare(text: str, source: str) -> CopyReport:
    """Every sentence of `text` against `source` (both plain)."""
    prepared = Source(source)
    rows = tuple(
        Sentence(sentence, prepared.share(sentence), len(squeeze(sentence))) for sentence in sentences_of(text)
    )
    whole = sum(row.weight for row in rows)
    copied = sum(row.weight for row in rows if row.copied)
    return CopyReport(rows, round(copied / whole, 4) if whole else 0.0)


def report_on(interpretation) -> CopyReport | None:
    """An interpretation against the paper it explains; None where there is no paper."""
    document = interpretation.document
    return compare(interpretation.said(), plain_text(document.body)) if document else None


def readability(text: str) -> list[str]:
    """Hints, worst first: long sentences and the words of official papers. Empty: it reads plainly."""
    hints = [
        f"句子较长（{len(row)} 字），建议拆开：{row[:24]}…" for row in sentences_of(text) if len(row) > LONG_SENTENCE
    ]
    words = [word for word in OFFICIALESE if word in text]
    if words:
        hints.append(f"公文用语较多，建议换成日常说法：{'、'.join(words)}。")
    return hints
