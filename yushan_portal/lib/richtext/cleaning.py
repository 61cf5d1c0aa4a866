"""`clean`: the one door through which HTML gets into the database."""

import re

import lxml.html
import nh3
from lxml.html import HtmlElement

from . import office
from .allowed import ALIGNMENTS, ATTRIBUTES, BLOCKS, DROPPED_WITH_CONTENT, INLINE, SCHEMES, TAGS, allowed_attribute

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
_CONDITIONAL = re.compile(r"<!--\[if[^>]*>.*?<!\[endif\]-->", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile("[ \t\r\n\u00a0]+")
# Word and WPS break the lines of their source anywhere; between Chinese characters such a break is not a space.
_WIDE = "[\u3001-\u303f\u4e00-\u9fff\uff01-\uff60\u2014\u2018-\u201d\u2026]"
_SOURCE_BREAK = re.compile(f"(?<={_WIDE})[ \t]*\n[ \t]*(?={_WIDE})")
_RENAMED = {"b": "strong", "i": "em", "strike": "s", "del": "s", "ins": None, "h1": "h2", "h5": "h4", "h6": "h4"}
_KEPT_FOR_NOW = (
    set(TAGS) | set(_RENAMED) | {"div", "span", "font", "center", "section", "article", "dl", "dt", "dd", "pre"}
)
_PARAGRAPH_LIKE = frozenset("p h2 h3 h4 figcaption".split())
_MOST_PASSES = 6
_DEEPEST = 120
_DEEPEST_SOURCE = 400  # open tags at once; the parser takes quadratic time for thousands, honest pastes have dozens
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>", re.IGNORECASE)
_CLOSED_BY_THE_NEXT = frozenset(
    "p li td th tr dt dd thead tbody tfoot option br hr img col meta link input area base embed source wbr".split()
)


def clean(html: str) -> str:
    """Clean semantic HTML of the allow-list. Any text is a valid argument; `clean(clean(x)) == clean(x)`.

    Keeps headings, paragraphs, lists, tables with their spans, alignment and 首行缩进 as classes, links with safe
    schemes and pictures under /files/. Everything said in Office marks only is translated, everything else unwrapped;
    text that a reader of the source could see is never lost.
    """
    html = _CONTROL.sub("", html or "").replace("\r\n", "\n")
    if _source_depth(html) > _DEEPEST_SOURCE:
        html = _TAG.sub(lambda tag: "<br>" if tag[2].lower() in ("p", "div", "li", "tr", "br", "table") else "", html)
    for _ in range(_MOST_PASSES):
        cleaned = _once(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    return _as_paragraphs(html)


def _once(html: str) -> str:
    rough = nh3.clean(
        _CONDITIONAL.sub("", html),
        tags=_KEPT_FOR_NOW,
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes={"*": {"style", "class", "align"}, **ATTRIBUTES},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    try:
        tree = lxml.html.fragment_fromstring(
            rough, create_parent="div", parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (lxml.etree.ParserError, ValueError):
        return ""
    if _depth(tree) > _DEEPEST:
        return _as_paragraphs(rough)
    office.settle(tree)
    _rename(tree)
    _settle_blocks(tree)
    _settle_tables(tree)
    _tidy_text(tree)
    content = "".join(lxml.html.tostring(child, encoding="unicode") for child in tree)
    return nh3.clean(
        content,
        tags=set(TAGS),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes=ATTRIBUTES,
        attribute_filter=allowed_attribute,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    ).strip()


def _source_depth(html: str) -> int:
    deepest = depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _CLOSED_BY_THE_NEXT:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _depth(tree: HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _as_paragraphs(html: str) -> str:
    """The last resort for markup that does not settle: its text, paragraph by paragraph."""
    text = nh3.clean(html, tags={"br", "p"}, clean_content_tags=set(DROPPED_WITH_CONTENT), attributes={})
    lines = (_SPACES.sub(" ", line).strip() for line in re.split(r"<br>|</?p>", text))
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _rename(tree: HtmlElement) -> None:
    for element in list(tree.iter()):
        if element is tree:
            continue
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6") and not element.text_content().strip():
            element.drop_tag() if element.find(".//img") is not None else element.drop_tree()
        elif element.tag in _RENAMED:
            element.tag = _RENAMED[element.tag] or "span"
        elif element.tag in ("section", "article", "dl", "dt", "dd", "pre"):
            element.tag = "div"
    for element in list(tree.iter("span", "font")):
        element.drop_tag()
    for element in list(tree.iter("img")):
        if allowed_attribute("img", "src", element.get("src", "")) is None:
            element.drop_tree()
    for element in list(tree.iter("a")):
        if not allowed_attribute("a", "href", element.get("href", "")):
            element.drop_tag()
    for element in list(tree.iter("strong", "em", "u", "s", "sub", "sup", "a")):
        if not element.text_content() and element.find(".//img") is None and element.find(".//br") is None:
            element.drop_tree()
        elif element.getparent().tag == element.tag:
            element.drop_tag()
    _join_neighbours(tree)


def _join_neighbours(tree: HtmlElement) -> None:
    """<strong>a</strong><strong>b</strong> is one emphasis: Word writes one for each change of script."""
    for element in list(tree.iter("strong", "em", "u", "s", "sub", "sup")):
        follower = element.getnext()
        while follower is not None and follower.tag == element.tag and not element.tail:
            if len(element):
                element[-1].tail = (element[-1].tail or "") + (follower.text or "")
            else:
                element.text = (element.text or "") + (follower.text or "")
            element.extend(list(follower))
            element.tail = follower.tail
            follower.getparent().remove(follower)
            follower = element.getnext()


def _has_blocks(element: HtmlElement) -> bool:
    return any(child.tag in BLOCKS or child.tag == "div" for child in element.iterdescendants())


def _settle_blocks(tree: HtmlElement) -> None:
    """Every div becomes a paragraph or goes; loose text becomes paragraphs; nothing empty stays."""
    for element in reversed(list(tree.iterdescendants())):
        if element.tag in INLINE and _has_blocks(element):
            element.drop_tag()  # <strong><p>: blocks cannot stand inside emphasis
    for element in reversed(list(tree.iterdescendants("div"))):
        if _has_blocks(element):
            _hand_down_alignment(element)
            _wrap_loose(element)
            element.drop_tag()
        else:
            element.tag = "p"
    for element in list(tree.iter("blockquote", "figure")):
        _wrap_loose(element)
    _wrap_loose(tree)
    for element in list(tree.iter("li", "td", "th")):
        _unwrap_only_paragraph(element)
    for element in list(tree.iter(*_PARAGRAPH_LIKE, "li", "ul", "ol", "blockquote", "figure")):
        if element.getparent() is None or element.find(".//img") is not None or element.find(".//td") is not None:
            continue
        if not element.text_content().replace("\u3000", "").strip():
            element.drop_tree()


def _hand_down_alignment(element: HtmlElement) -> None:
    alignment = [name for name in element.get("class", "").split() if name in ALIGNMENTS]
    for child in element:
        if alignment and child.tag in _PARAGRAPH_LIKE | {"div"}:
            names = child.get("class", "").split()
            if not set(names) & set(ALIGNMENTS):
                child.set("class", " ".join([*names, *alignment]))


def _wrap_loose(parent: HtmlElement) -> None:
    """Text and inline elements directly inside a container of blocks become paragraphs of their own."""
    loose: HtmlElement | None = None
    if (parent.text or "").strip():
        loose = parent.makeelement("p")
        loose.text, parent.text = parent.text, None
        parent.insert(0, loose)
    for child in list(parent):
        if child is loose:
            continue
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS or child.tag == "div":
            loose = None
            if (tail or "").strip():
                loose = parent.makeelement("p")
                loose.text = tail
                child.addnext(loose)
        else:
            if loose is None:
                loose = parent.makeelement("p")
                child.addprevious(loose)
            loose.append(child)
            child.tail = tail


def _unwrap_only_paragraph(cell: HtmlElement) -> None:
    children = list(cell)
    alone = len(children) == 1 and children[0].tag == "p"
    if not alone or (cell.text or "").strip() or (children[0].tail or "").strip():
        return
    names = [name for name in children[0].get("class", "").split() if name in ALIGNMENTS]
    if names and cell.tag != "li" and not set(cell.get("class", "").split()) & set(ALIGNMENTS):
        cell.set("class", " ".join([*cell.get("class", "").split(), *names]))
    children[0].drop_tag()


def _settle_tables(tree: HtmlElement) -> None:
    for table in list(tree.iter("table")):
        if not table.text_content().strip() and table.find(".//img") is None:
            table.drop_tree()
    for cell in tree.iter("td", "th"):
        for attribute in ("colspan", "rowspan"):
            if cell.get(attribute, "").strip() in ("1", "0"):
                del cell.attrib[attribute]


def _tidy_text(tree: HtmlElement) -> None:
    """Line ends of the source are spaces, runs of spaces one; leading full-width spaces are 首行缩进."""
    for element in tree.iter():
        element.text = _spaced(element.text)
        element.tail = _spaced(element.tail)
    for paragraph in tree.iter("p"):
        _indent_by_spaces(paragraph)
    for block in tree.iter(*_PARAGRAPH_LIKE, "li", "td", "th", "caption"):
        _trim(block)
    for container in tree.iter("ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "blockquote", "figure"):
        if not (container.text or "").strip():
            container.text = None
        for child in container:
            if not (child.tail or "").strip():
                child.tail = None
    tree.text = None if not (tree.text or "").strip() else tree.text
    for child in tree:
        if not (child.tail or "").strip():
            child.tail = None


def _spaced(text: str | None) -> str | None:
    return _SPACES.sub(" ", _SOURCE_BREAK.sub("", text)) if text else text


def _indent_by_spaces(paragraph: HtmlElement) -> None:
    text = paragraph.text or ""
    stripped = text.lstrip(" \u3000")
    if text[: len(text) - len(stripped)].count("\u3000"):
        paragraph.text = stripped
        names = paragraph.get("class", "").split()
        if not {"indent", *ALIGNMENTS} & set(names):
            paragraph.set("class", " ".join([*names, "indent"]))


def _trim(block: HtmlElement) -> None:
    if block.text:
        block.text = block.text.lstrip(" ")
    children = list(block)
    if not children:
        block.text = (block.text or "").rstrip(" \u3000")
        return
    while children and children[-1].tag == "br" and not (children[-1].tail or "").strip():
        block.remove(children.pop())  # a break at the end of a block shows nothing
    if not children:
        block.text = (block.text or "").rstrip(" \u3000")
    elif children[-1].tail:
        children[-1].tail = children[-1].tail.rstrip(" \u3000")
