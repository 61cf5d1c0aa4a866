"""Between bodies and plain text: for search and scanning one way, for imports of text files the other."""

import re

import lxml.html
from django.utils.html import escape

from .allowed import BLOCKS

_LINE_BLOCKS = BLOCKS - {"td", "th"} | {"div", "dt", "dd", "pre"}


def plain_text(html: str) -> str:
    """The words of a body: one line a block, table cells separated by a tab, nothing of the markup.

    Alternative texts of pictures and the addresses of tel: and mailto: links are words too: they reach the reader,
    so search and the scan for personal information must see them.
    """
    if not html or not html.strip():
        return ""
    try:
        tree = lxml.html.fragment_fromstring(html, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True))
    except (lxml.etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    cells = 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment")):
        is_cell = element.tag in ("td", "th")
        if event == "start":
            pieces += (_before(element, cells), element.text or "")
            cells += is_cell
        elif event == "end":
            cells -= is_cell
            pieces += (_after(element, cells), element.tail or "" if element is not tree else "")
        else:
            pieces.append(element.tail or "")
    lines = (line.strip(" \u3000\r").rstrip("\t ") for line in "".join(pieces).replace("\u00a0", " ").split("\n"))
    return "\n".join(re.sub(r" *\t *", "\t", re.sub(r" {2,}", " ", line)) for line in lines if line.strip())


def _before(element: lxml.html.HtmlElement, cells: int) -> str:
    if element.tag in _LINE_BLOCKS or element.tag == "br":
        return " " if cells else "\n"  # a row of a table stays one line
    if element.tag == "img":
        return " ".join(filter(None, (element.get("alt"), element.get("title"))))
    return ""


def _after(element: lxml.html.HtmlElement, cells: int) -> str:
    if element.tag in ("td", "th"):
        return "\t"
    if element.tag == "a":
        scheme, _, target = (element.get("href") or "").partition(":")
        said = element.text_content()
        extra = [target] if scheme.lower() in ("tel", "mailto") and target not in said else []
        return "".join(f" {word}" for word in (*extra, element.get("title") or "") if word)
    return (" " if cells else "\n") if element.tag in _LINE_BLOCKS else ""


def from_text(text: str) -> str:
    """Plain text as body HTML: a line is a paragraph, a line that begins with blanks is indented.

    Two or more lines in a row with the same number of tabs are a table.
    """
    lines = [line.rstrip() for line in (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    html: list[str] = []
    place = 0
    while place < len(lines):
        rows = _table_rows(lines, place)
        if len(rows) > 1:
            html.append(_table(rows))
            place += len(rows)
            continue
        line = lines[place]
        words = line.strip(" \t\u3000")
        if words:
            html.append(
                f'<p class="indent">{escape(words)}</p>' if line[0] in "\u3000 \t" else f"<p>{escape(words)}</p>"
            )
        place += 1
    return "".join(html)


def _table_rows(lines: list[str], place: int) -> list[list[str]]:
    rows: list[list[str]] = []
    width = lines[place].strip("\n").count("\t")
    while width and place < len(lines) and lines[place].strip() and lines[place].count("\t") == width:
        rows.append([cell.strip() for cell in lines[place].split("\t")])
        place += 1
    return rows


def _table(rows: list[list[str]]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tbody>{body}</tbody></table>"
