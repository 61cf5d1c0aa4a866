"""What counts as the same text, and how a text is cut into grams.

`canonical` decides what is kept (display form), `fold` what is equal (width, case, bracket form). A text contains a phrase
if `fold(canonical(phrase))` is a substring of `fold(canonical(text))`; both indexes promise exactly that.
"""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ud800-\udfff]"
)
_WHITESPACE = re.compile(r"\s+")
# A blank carries meaning only between two letters or digits that are not Chinese: "open data", but 2021 年 = 2021年.
_WORD = r"[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
_IDLE_BLANK = re.compile(rf"(?<!{_WORD}) | (?!{_WORD})")

_OPENING, _CLOSING = "〔［[【〖〘（﹝", "〕］]】〗〙）﹞"  # the bracket forms in which document numbers are written


class _Folding(dict):
    """One character to one character: width, case, brackets; lazily filled, so translate() stays in C."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _OPENING:
            folded = "("
        elif character in _CLOSING:
            folded = ")"
        else:
            folded = character
            for step in (unicodedata.normalize("NFKC", character), character.lower()):
                if len(step) == 1:
                    folded = step.lower() if len(step.lower()) == 1 else step
                    break
        self[code] = folded
        return folded


class _Encoding(dict):
    """Characters as FTS5's unicode61 tokenizer keeps them whole: others are written as ꀀ and five hexadecimal digits."""

    def __missing__(self, code: int) -> str:
        plain = 0x4E00 <= code <= 0x9FA5 or 0x61 <= code <= 0x7A or 0x30 <= code <= 0x39
        self[code] = chr(code) if plain else f"ꀀ{code:05x}"
        return self[code]


_FOLDING = _Folding()
_ENCODING = _Encoding()


def canonical(text: str) -> str:
    """The display form: no invisible characters, no blanks but those between two non-Chinese words."""
    return _IDLE_BLANK.sub("", _WHITESPACE.sub(" ", _INVISIBLE.sub("", text)))


def fold(text: str) -> str:
    """The comparison form of a canonical text; same length, so a position found in it is a position in the text."""
    return text.translate(_FOLDING)


def folded(text: str) -> str:
    """canonical and fold in one."""
    return fold(canonical(text))


def grams(folded_text: str) -> list[str]:
    """Every two neighbouring characters, in order, and the last one alone: one gram begins at each position."""
    return [folded_text[i : i + 2] for i in range(len(folded_text))]


def phrase_grams(folded_phrase: str) -> list[str]:
    """The grams a text must have for the phrase; a phrase of one character is the beginning of a gram."""
    if len(folded_phrase) < 2:
        return [folded_phrase]
    return [folded_phrase[i : i + 2] for i in range(len(folded_phrase) - 1)]


def encoded(gram: str) -> str:
    """A gram as one FTS5 token; prefix-free by character, so "begins with" stays exact."""
    return gram.translate(_ENCODING)


def encoded_grams(folded_text: str) -> str:
    """All grams of a text as FTS5 tokens, in order; each character is encoded once."""
    characters = list(map(_ENCODING.__getitem__, map(ord, folded_text)))
    return " ".join(map("".join, zip(characters, [*characters[1:], ""], strict=False)))
