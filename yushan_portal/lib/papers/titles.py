"""The title of an official paper, which is broken over lines by meaning and by width, with blank lines between."""

import re
from dataclasses import dataclass

from . import parts
from .lines import Line

MOST_LINES = 8
LONGEST = 160  # characters


@dataclass(frozen=True)
class Title:
    """The title in one line, the organs it begins with, and the place of the line after it."""

    text: str
    organs: tuple[str, ...]
    end: int


def without_blanks(text: str) -> str:
    """Blanks between Chinese characters are typography; those between Latin words stay."""
    return re.sub(r"(?<=[^\x00-\x7f])[\s\u3000]+|[\s\u3000]+(?=[^\x00-\x7f])", "", text).strip()


def find_title(lines: list[Line], start: int) -> Title | None:
    """The title that begins at `start`; None when the lines there do not make one.

    Complete means: it ends with a kind of paper (通知, 方案, …) and its 《》 are closed. When no ending is found, lines
    that are centred or a heading are taken as the title; anything else is not guessed.
    """
    if start >= len(lines):
        return None
    end = start
    joined = ""
    while end < min(len(lines), start + MOST_LINES):
        line = lines[end]
        if line.rows or parts.is_addressed(line.text) or parts.is_date(line.text) or len(joined + line.text) > LONGEST:
            break
        if re.search(r"[。；]", line.text):
            break
        joined += line.text
        end += 1
        if _complete(joined) and not _goes_on(joined, lines, end):
            return _title(lines, start, end) if _belongs_together(lines[start:end]) else _by_look(lines, start)
    return _by_look(lines, start)


def _belongs_together(lines: list[Line]) -> bool:
    """Whether lines that end like a title are one: prose that happens to end with 方案 is not."""
    joined = "".join(line.text for line in lines)
    if len(lines) == 1 or "关于" in joined or "《" in joined or parts.organs_in(lines[0].text):
        return True
    short = len(lines) == 2 and len(joined) <= 40 and not re.search("[，：、！？]", joined)
    return short or all(_stands_out(line) for line in lines)


def _complete(text: str) -> bool:
    text = without_blanks(text)
    balanced = all(text.count(left) == text.count(right) for left, right in ("《》", "（）", "()", "“”"))
    return balanced and bool(parts.read_genre(text)) and len(text) >= 4


def _goes_on(text: str, lines: list[Line], place: int) -> bool:
    """「关于印发…工作报告」+「的通知」: a complete look, but the next line ends the sentence."""
    if place >= len(lines):
        return False
    following = without_blanks(lines[place].text)
    if re.fullmatch(r"[（(](试行|暂行|草案|修订|征求意见稿|送审稿|.{0,6}年?(修订|修正))[）)]", following):
        return True
    if following.startswith("的") and parts.read_genre(following):
        return True
    ends_as_sentence = re.search(rf"的(?:{'|'.join(parts.GENRES)})(?:（[^）]*）)?$", without_blanks(text))
    return (
        "关于" in text
        and not ends_as_sentence
        and bool(re.search(r"的(通知|意见|决定|批复|通报|公告|通告|函)$", following))
    )


def _by_look(lines: list[Line], start: int) -> Title | None:
    end = start
    while end < min(len(lines), start + 4) and _stands_out(lines[end]):
        end += 1
    return _title(lines, start, end) if end > start else None


def _stands_out(line: Line) -> bool:
    looks = line.tag in ("h2", "h3") or "align-center" in line.classes
    return (
        looks and 4 <= len(line.text) <= 80 and not re.search(r"[。；：]$", line.text) and not parts.is_date(line.text)
    )


def _title(lines: list[Line], start: int, end: int) -> Title:
    pieces = [line.text for line in lines[start:end]]
    head, about, rest = "\n".join(pieces).partition("关于")
    organs = parts.organs_in(head.replace("\n", " ")) if about and head.strip() else ()
    if len(organs) > 1:
        return Title(" ".join(organs) + "关于" + without_blanks(rest.replace("\n", "")), organs, end)
    return Title(without_blanks("".join(pieces)), organs, end)
