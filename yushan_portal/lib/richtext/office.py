"""What Word, WPS and Excel put on the clipboard, turned into structure while their style attributes still tell it.

Works on a tree that nh3 has already built by the rules of HTML 5, with `style`, `class` and `align` still in place.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]*)", re.IGNORECASE)
_LIST = re.compile(r"level(\d)")
_NUMBER = re.compile(r"[(（]?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)、．）]")
_CHINESE_NUMBER = re.compile(r"[（(]?第?[〇零一二三四五六七八九十百]+[、.．）)章节条]?")
_BULLETS = frozenset("·•●○◆◇■□▪▫➢✓✔–—-*§oOlnuüØvqØ\uf0b7\uf0a7\uf06c\uf06e\uf075\uf0d8\uf0fc")
_HIDDEN = ("comment-list", "footnote-list-separator", "comment")
Styles = dict[str, str]


def styles_of(element: HtmlElement) -> Styles:
    return {name.lower(): value.strip().lower() for name, value in _STYLE.findall(element.get("style", ""))}


def settle(root: HtmlElement) -> None:
    """Office marks become elements and classes: hidden text goes, faked lists, emphasis and alignment become real."""
    _drop_hidden(root)
    _mark_blocks(root)
    _real_lists(root)
    _mark_emphasis(root)


def _drop_hidden(root: HtmlElement) -> None:
    for element in list(root.iter()):
        style = styles_of(element)
        css_class = element.get("class", "").lower()
        hidden = style.get("display") == "none" or "mso-hide" in style or style.get("mso-element", "") in _HIDDEN
        if hidden or "msocomanchor" in css_class or "msocommentreference" in css_class:
            if element is not root:
                element.drop_tree()


def _mark_blocks(root: HtmlElement) -> None:
    for element in root.iter("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "center"):
        style = styles_of(element)
        classes = element.get("class", "").split()
        alignment = style.get("text-align") or element.get("align", "").lower()
        if element.tag == "center" or alignment == "center":
            classes.append("align-center")
        elif alignment in ("right", "end"):
            classes.append("align-right")
        if element.tag in ("p", "div") and _is_indented(style) and "align-center" not in classes:
            classes.append("indent")
        if classes:
            element.set("class", " ".join(classes))
    for element in root.iter("center"):
        element.tag = "div"


def _is_indented(style: Styles) -> bool:
    amount = re.match(r"(\d+(?:\.\d+)?)(em|pt|px|cm|mm|in|rem)?", style.get("text-indent", ""))
    if amount and float(amount[1]) > 0:
        return True
    return style.get("mso-char-indent-count", "").startswith(("1", "2", "3", "4"))


def _mark_emphasis(root: HtmlElement) -> None:
    """Spans and fonts that mean something become the element that says so; the others are unwrapped later."""
    for element in list(root.iter("span", "font")):
        style = styles_of(element)
        wanted = []
        if style.get("font-weight") in ("bold", "bolder", "600", "700", "800", "900"):
            wanted.append("strong")
        if style.get("font-style") == "italic":
            wanted.append("em")
        if "underline" in style.get("text-decoration", ""):
            wanted.append("u")
        if "line-through" in style.get("text-decoration", ""):
            wanted.append("s")
        if style.get("vertical-align") in ("super", "sub"):
            wanted.append({"super": "sup", "sub": "sub"}[style["vertical-align"]])
        if not wanted or not element.text_content().strip():
            continue
        element.tag = wanted[0]
        element.attrib.clear()
        for tag in wanted[1:]:
            _wrap_content(element, tag)


def _wrap_content(element: HtmlElement, tag: str) -> None:
    inner = element.makeelement(tag)
    inner.text, element.text = element.text, None
    for child in list(element):
        inner.append(child)
    element.append(inner)


def _real_lists(root: HtmlElement) -> None:
    for first in list(root.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "div")):
        if first.getparent() is not None and _level(first):
            run = list(_run_of(first))
            if run:
                _build(run)
            else:
                _keep_marker(first)


def _keep_marker(element: HtmlElement) -> None:
    """一、 and （一） are words of the paper: they stay, without the blanks Word puts behind them."""
    span = _marker_element(element)
    if span is not None:
        marker = _marker(element)
        for child in list(span):
            span.remove(child)
        span.text = marker + ("\u3000" if marker.endswith(("条", "章", "节")) else "")
        span.tail = (span.tail or "").lstrip()


def _run_of(first: HtmlElement) -> Iterator[HtmlElement]:
    """The faked list items that follow each other, the first included, as far as their marks are list marks."""
    element = first
    while element is not None and _level(element) and _kind(_marker(element)):
        yield element
        if (element.tail or "").strip():
            return
        element = element.getnext()


def _level(element: HtmlElement) -> int:
    match = _LIST.search(styles_of(element).get("mso-list", ""))
    return int(match[1]) if match else 0


def _marker_element(element: HtmlElement) -> HtmlElement | None:
    for span in element.iter("span"):
        if styles_of(span).get("mso-list", "") == "ignore":
            return span
    return None


def _marker(element: HtmlElement) -> str:
    span = _marker_element(element)
    return re.sub(r"\s+", "", span.text_content()) if span is not None else ""


def _kind(marker: str) -> str:
    """ul or ol; "" for 一、 and （一）, which are headings of an official paper and stay as text."""
    if marker and all(char in _BULLETS for char in marker):
        return "ul"
    if _CHINESE_NUMBER.fullmatch(marker):
        return ""
    return "ol" if _NUMBER.fullmatch(marker) else ""


def _build(run: list[HtmlElement]) -> None:
    if not run:
        return
    parent = run[0].getparent()
    place = parent.index(run[0])
    tail = run[-1].tail
    stack: list[tuple[int, HtmlElement]] = []
    tops: list[HtmlElement] = []
    for item in run:
        level, marker = _level(item), _marker(item)
        kind = _kind(marker)
        while stack and (stack[-1][0] > level or (stack[-1][0] == level and stack[-1][1].tag != kind)):
            stack.pop()
        if not stack or stack[-1][0] < level:
            new = parent.makeelement(kind)
            number = re.search(r"\d+", marker)
            if kind == "ol" and number and int(number[0]) > 1:
                new.set("start", str(int(number[0])))
            if stack and len(stack[-1][1]):
                stack[-1][1][-1].append(new)
            else:
                stack.clear()
                tops.append(new)
            stack.append((level, new))
        _marker_element(item).drop_tree()
        item.tail = None
        item.tag = "li"
        item.attrib.clear()
        stack[-1][1].append(item)
    for number, top in enumerate(tops):
        parent.insert(place + number, top)
    tops[-1].tail = tail
