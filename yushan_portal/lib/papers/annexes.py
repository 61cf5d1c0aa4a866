"""附件说明: the list of annexes between the text of a paper and its signature (GB/T 9704-2012, 7.3.4)."""

import re

from . import parts
from .lines import Line
from .titles import without_blanks


def continues(line: Line, listed: list[str]) -> bool:
    """Whether a line goes on with the list of attachments: a next number, or the rest of a long name."""
    if parts.NUMBERED.match(line.text):
        return True
    ended = not listed or bool(parts.organs_in(line.text)) or parts.is_date(line.text)
    return not ended and len(line.text) <= 40 and not parts.read_note(line.text)[0] and len(listed[-1]) >= 20


def names_in(text: str) -> list[str]:
    """Names out of 1.甲 2.乙 (numbers count up from 1) or one name without a number."""
    pieces: list[str] = []
    rest, wanted = text.replace("\n", " "), 1
    while match := re.search(rf"(?:^|[\s；;、，]|(?<=[\u4e00-\u9fff）》])){wanted}\s*[.．、:：]\s*(?!\d\D)", rest):
        pieces.append(rest[: match.start()])
        rest, wanted = rest[match.end() :], wanted + 1
    pieces.append(rest)
    names = pieces[1:] if wanted > 1 else pieces
    return [name for name in (without_blanks(piece).strip("。；;，、") for piece in names) if name]
