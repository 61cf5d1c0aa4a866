"""The allow-list of bodies: data, read by the cleaning and by the last check before a page."""

import re

BLOCKS = frozenset(
    "p h2 h3 h4 ul ol li table caption thead tbody tfoot tr th td blockquote hr figure figcaption".split()
)
INLINE = frozenset("a strong em u s sub sup br img".split())
TAGS = BLOCKS | INLINE
# Their content is never text of the body.
DROPPED_WITH_CONTENT = frozenset(
    "script style xml title noscript template iframe object svg math select noembed noframes textarea".split()
)
ALIGNMENTS = ("align-center", "align-right")
# The last three are set by lib/papers: the parts of an official paper (GB/T 9704-2012) that stand in its body.
CLASSES = frozenset((*ALIGNMENTS, "indent", "addressed-to", "signature", "note"))
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "scope", "class"},
    "td": {"colspan", "rowspan", "class"},
    **{tag: {"class"} for tag in ("p", "h2", "h3", "h4", "figcaption")},
}
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
OWN_FILES = re.compile(r"/files/[^\s\"'<>\\]+")
ANCHOR = re.compile(r"(?:p\d+-)?[sacht](?:-\d+){1,3}")


def allowed_attribute(tag: str, attribute: str, value: str) -> str | None:
    """The value to keep, or None: called by nh3 for each attribute that passed the list above."""
    if attribute == "class":
        kept = [name for name in dict.fromkeys(value.split()) if name in CLASSES]
        return " ".join(kept) or None
    if tag == "img" and attribute == "src":
        return value if OWN_FILES.fullmatch(value) and ".." not in value else None
    if tag == "a" and attribute == "href":
        return _href(value.strip())
    if attribute in ("colspan", "rowspan", "width", "height", "start"):
        number = value.strip().removesuffix("px")
        return str(int(number)) if number.isascii() and number.isdigit() and 0 < int(number[:6]) < 10_000 else None
    if attribute == "scope":
        return value if value in ("col", "row", "colgroup", "rowgroup") else None
    return value.strip() or None


def _href(value: str) -> str | None:
    if not value or value.startswith("\\"):
        return None
    if value.startswith("#"):  # marks of Word's own contents list and footnotes lead nowhere
        return value if ANCHOR.fullmatch(value[1:]) else None
    return f"https:{value}" if value.startswith("//") else value
