"""A cleaned body as lines: what the understanding walks over, with the HTML of each line at hand."""

import re
from copy import deepcopy
from dataclasses import dataclass

import lxml.html
from django.utils.html import escape
from lxml.html import HtmlElement

from yushan_portal.lib.richtext import plain_text


@dataclass
class Line:
    """One paragraph, heading, list or table. `text` is squeezed to one line; `rows` only for tables."""

    text: str
    html: str
    tag: str = "p"
    classes: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def marked(self, *classes: str) -> str:
        """The line's HTML with these classes instead of its own."""
        return f'<p class="{" ".join(classes)}">{escape(self.text)}</p>'


def lines_of(html: str) -> list[Line]:
    """All lines of a cleaned body. A paragraph with line breaks in it is several lines; empty ones are left out."""
    if not html.strip():
        return []
    tree = lxml.html.fragment_fromstring(html, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True))
    found: list[Line] = []
    for element in tree:
        for part in _split_at_breaks(element):
            part.tail = None
            markup = lxml.html.tostring(part, encoding="unicode")
            text = squeezed(part.text_content() if part.tag != "table" else plain_text(markup))
            if text or part.find(".//img") is not None:
                rows = tuple(
                    tuple(squeezed(cell.text_content()) for cell in row.iter("td", "th")) for row in part.iter("tr")
                )
                found.append(Line(text, markup, part.tag, tuple(part.get("class", "").split()), rows))
    return found


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\n\u00a0]+", " ", text).strip(" \u3000")


def _split_at_breaks(element: HtmlElement) -> list[HtmlElement]:
    if element.tag not in ("p", "h2", "h3", "h4") or element.find("br") is None:
        return [element]
    parts: list[HtmlElement] = []
    current = element.makeelement(element.tag, dict(element.attrib))
    current.text = element.text
    for child in element:
        if child.tag == "br":
            parts.append(current)
            current = element.makeelement(element.tag, dict(element.attrib))
            current.text = child.tail
        else:
            current.append(deepcopy(child))
    return [*parts, current]
