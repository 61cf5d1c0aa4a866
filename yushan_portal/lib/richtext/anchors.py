"""Headings of an official paper (一、 （一） 第一章 第一条) with anchors that stay when paragraphs come and go.

An anchor is made of the numbers printed in the text, not of positions: 三、（二） is #s-3-2 in every revision. Where
numbering begins anew (a plan behind the notice that carries it, an annex) the later part's anchors begin with p2-.
"""

import re
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_CN = "[〇○零一二两三四五六七八九十百]{1,7}"
_FIRST = re.compile(rf"({_CN})[、．.]\s*")
_SECOND = re.compile(rf"[（(]({_CN})[）)]\s*[、．.]?\s*")
_THIRD = re.compile(r"(\d{1,2})[．.、](?!\d)\s*")
_CHAPTER = re.compile(rf"第({_CN})(章|节)(?:[\s\u3000]|$)")
_ARTICLE = re.compile(rf"第({_CN}|\d{{1,3}})条(?:之[一二三四五六七八九])?(?:[\s\u3000]|$)")
_SENTENCE_END = re.compile("[。！？；;]")
LONGEST_HEADING = 60  # characters; longer first sentences are text, not headings


@dataclass(frozen=True)
class Heading:
    """One line of the contents. `level` 2 or 3; `number` as printed (一、 or （一）); `text` without it."""

    level: int
    number: str
    text: str
    anchor: str
    runs_in: bool = False  # the heading is the first sentence of its paragraph


def number_of(text: str) -> int:
    """The value of a Chinese or Arabic numeral up to 999: 二十一 → 21, 一〇二 → 102."""
    if text.isdigit():
        return int(text)
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


class _Numbering:
    """Which anchor comes next; begins a new part when a number that was already given comes again."""

    def __init__(self) -> None:
        self.part, self.first, self.second, self.chapter = 1, 0, 0, 0
        self.given: set[str] = set()
        self.untitled = 0

    def take(self, *numbers: int | str) -> str:
        name = "-".join(str(number) for number in numbers)
        anchor = name if self.part == 1 else f"p{self.part}-{name}"
        if anchor in self.given:
            self.part += 1
            anchor = f"p{self.part}-{name}"
        self.given.add(anchor)
        return anchor


def with_anchors(html: str) -> tuple[str, tuple[Heading, ...]]:
    """The body with identifiers on everything numbered, and its contents in order.

    Numbered paragraphs that are headings become h2 (一、) and h3 （一）. In "（一）标题句。正文" the first sentence becomes
    an h3 in a `div.run-in` around both, so that readers of every kind find a real heading; the style sheet lets them run
    in one line. Items of an enumeration (ending with ；) get an anchor but no line in the contents. Takes and gives
    cleaned HTML; meant for display, never for storing.
    """
    if not html or not html.strip():
        return "", ()
    tree = lxml.html.fragment_fromstring(html, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True))
    numbering = _Numbering()
    contents: list[Heading] = []
    for element in list(tree):
        if element.tag in ("p", "h2", "h3", "h4"):
            heading = _anchor(element, numbering)
            if heading:
                contents.append(heading)
    done = "".join(lxml.html.tostring(child, encoding="unicode") for child in tree)
    return done, tuple(contents)


def _anchor(element: HtmlElement, numbering: _Numbering) -> Heading | None:
    text = element.text_content().strip()
    if match := _FIRST.match(text):
        numbering.first, numbering.second = number_of(match[1]), 0
        return _numbered(element, 2, match, text, numbering.take("s", numbering.first))
    if match := _SECOND.match(text):
        numbering.second = number_of(match[1])
        return _numbered(element, 3, match, text, numbering.take("s", numbering.first, numbering.second))
    if match := _CHAPTER.match(text):
        inner = match[2] == "节"
        numbering.chapter = numbering.chapter if inner else number_of(match[1])
        numbers = (numbering.chapter, number_of(match[1])) if inner else (numbering.chapter,)
        return _numbered(element, 3 if inner else 2, match, text, numbering.take("c", *numbers))
    if match := _ARTICLE.match(text):
        element.set("id", numbering.take("a", number_of(match[1])))
        return None
    if numbering.second and (match := _THIRD.match(text)):
        element.set("id", numbering.take("s", numbering.first, numbering.second, int(match[1])))
        return None
    if element.tag in ("h2", "h3") and text:
        numbering.untitled += 1
        element.set("id", anchor := f"h-{numbering.untitled}")
        return Heading(int(element.tag[1]), "", _short(text), anchor)
    return None


def _numbered(element: HtmlElement, level: int, match: re.Match, text: str, anchor: str) -> Heading | None:
    number, rest = match[0].strip(), text[match.end() :].strip()
    end = _SENTENCE_END.search(rest)
    is_heading = element.tag != "p"
    element.set("id", anchor)
    if is_heading or (len(rest) <= LONGEST_HEADING and not end):
        element.tag = f"h{level}"
        return Heading(level, number, _short(rest), anchor)
    if end and end[0] in "；;":
        return None
    sentence = rest[: end.end()] if end else rest
    if end and end.end() < len(rest) and len(sentence) <= LONGEST_HEADING and _run_in(element, level, sentence, anchor):
        return Heading(level, number, _short(sentence.rstrip("。！？")), anchor, runs_in=True)
    return Heading(level, number, _short(sentence.rstrip("。！？")), anchor)


def _run_in(element: HtmlElement, level: int, sentence: str, anchor: str) -> bool:
    """Split the paragraph after its first sentence; False when the sentence does not lie in one run of text."""
    start = element.text or ""
    bold = None
    if not start.strip() and len(element) and element[0].tag == "strong" and not len(element[0]):
        bold, start = element[0], element[0].text or ""
    at = start.find(sentence)
    if at < 0:
        return False
    cut = at + len(sentence)
    frame, heading = element.makeelement("div"), element.makeelement(f"h{level}")
    frame.set("class", "run-in")
    frame.set("id", anchor)
    heading.text = start[:cut].strip()
    if bold is not None:
        rest = start[cut:]
        if rest.strip():
            bold.text = rest
        else:
            bold.drop_tree()
    else:
        element.text = start[cut:].lstrip()
    del element.attrib["id"]
    element.getparent().replace(element, frame)
    frame.tail, element.tail = element.tail, None
    frame.append(heading)
    heading.tail = " "
    frame.append(element)
    return True


def _short(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= LONGEST_HEADING else text[: LONGEST_HEADING - 1] + "…"
