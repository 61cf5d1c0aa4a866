"""Folding: every disguise of a digit or separator becomes one plain character, one for one.

Because the folded text has exactly the length of the original, a position in one is the position in the other.
"""

import re
import unicodedata

# What may stand inside a number without ending it.
INVISIBLE = "\u200b"
SPACE, DASH, DOT = " ", "-", "."

_SPACES = (
    "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2800\u3164"
)
_INVISIBLES = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c"
    "\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\uffa0"
    "\u20e3\u20dd\u20de\u0332\u0336\u0335\u0305\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x1f\x7f"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u2500\u2501\u30fc\uff70\u02d7\u2796~\u223c\u301c\uff5e"
_DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff0e\uff65\u2024\uff61\u25cf\u2e31\u0387\u16eb\u318d"
_NEWLINES = "\u0085\u2028\u2029"

CHINESE_DIGITS = {
    **dict(zip("零一二三四五六七八九", "0123456789", strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True)),
    **dict(zip("貳參陸弌弍弎幺", "2361231", strict=True)),
    **dict(zip("〇○◯", "000", strict=True)),
}
LOOKALIKE_DIGITS = {
    **dict.fromkeys("OoОоΟο", "0"),
    **dict.fromkeys("lI|丨ⅠⅼіІιΙi", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    **dict.fromkeys("B", "8"),
}


def _ornate_digits() -> dict[str, str]:
    """Circled, parenthesised, superscript digits: mostly list numbers, now and then a disguise."""
    ornate = {}
    for base, first in ((0x2474, 1), (0x2488, 1), (0x2776, 1), (0x2780, 1), (0x278A, 1), (0x24F5, 1), (0x1F100, 0)):
        ornate |= {chr(base + at): str(first + at) for at in range(10 - first)}
    for code in (
        0xB2,
        0xB3,
        0xB9,
        0x2070,
        *range(0x2074, 0x207A),
        *range(0x2080, 0x208A),
        *range(0x2460, 0x2469),
        0x24EA,
    ):
        ornate[chr(code)] = str(unicodedata.digit(chr(code)))
    return ornate


LAST_FOLDED = 0x1FC00
ORNATE_DIGITS = _ornate_digits()


def _table() -> list[int | str]:
    """A list, not a dict: a character without an entry in a dict costs str.translate an exception."""
    table: list[int | str] = list(range(LAST_FOLDED))
    for code in range(0x80, LAST_FOLDED):
        if (digit := unicodedata.decimal(chr(code), None)) is not None:
            table[code] = str(digit)
    for code in range(0xFF21, 0xFF3B):
        table[code] = chr(code - 0xFEE0)
        table[code + 32] = chr(code + 32 - 0xFEE0)
    for code in range(0xFE00, 0xFE10):
        table[code] = INVISIBLE
    folded = dict.fromkeys(_SPACES, SPACE) | dict.fromkeys(_INVISIBLES, INVISIBLE)
    folded |= dict.fromkeys(_DASHES, DASH) | dict.fromkeys(_DOTS, DOT) | dict.fromkeys(_NEWLINES, "\n")
    folded |= dict(zip("（）［］【】｛｝：，／＿＋＃，“”‘’；", "()[][]{}:,/_+#,\"\"'';", strict=True))
    folded |= dict.fromkeys("×ХхΧχ✕✖", "X")
    for letter, plain in folded.items():
        table[ord(letter)] = plain
    return table


FOLD = _table()
ROW_NUMBER = re.compile(rf"(\d*)({INVISIBLE}?)\n(?=(\d{{1,4}})\t)")
WHOLE_NUMBERS, LONG_NUMBERS = (11, 15, 18), range(16, 20)
NUMERALS = "".join({**CHINESE_DIGITS, **ORNATE_DIGITS})
ROUND_ZEROS = "〇○◯"
LOOKALIKES = "".join(LOOKALIKE_DIGITS) + ROUND_ZEROS
DEEP_DIGITS = NUMERALS + "".join(LOOKALIKE_DIGITS)
_DEEP = {ord(a): b for a, b in {**CHINESE_DIGITS, **LOOKALIKE_DIGITS, **ORNATE_DIGITS}.items()}


def fold(text: str) -> str:
    """Plain digits, spaces, dashes, dots and Latin letters for their disguises; same length as `text`."""
    if "\r" in text:
        text = text.replace("\r\n", INVISIBLE + "\n").replace("\r", "\n")
    return text.translate(FOLD)


def fold_in_cells(text: str) -> str:
    """As `fold`, but a tab stays: it parts the cells of a pasted table, and no number goes on behind it.

    Nor from the last cell of a row into the row number of the next: a tab stands for the line end between them too.
    """
    return ROW_NUMBER.sub(_row_ends, "\t".join(map(fold, text.split("\t"))))


def _row_ends(match: re.Match) -> str:
    """A tab for the line end, unless the digits on both sides make up a number that neither is alone."""
    digits, invisible, row = match.groups()
    together = len(digits) + len(row)
    if digits and len(digits) not in WHOLE_NUMBERS and (together in WHOLE_NUMBERS or together in LONG_NUMBERS):
        return match.group()
    return digits + invisible + "\t"


def fold_deeper(text: str) -> str:
    """Chinese numerals and letters that look like digits read as digits, in text already folded."""
    return text.translate(_DEEP)
