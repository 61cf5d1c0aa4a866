"""The one file of the project that may say `mark_safe`."""

import nh3
from django.utils.safestring import SafeString, mark_safe

from .allowed import ANCHOR, ATTRIBUTES, DROPPED_WITH_CONTENT, SCHEMES, TAGS, allowed_attribute

# What with_anchors adds to a stored body: identifiers, and the frame around a heading that runs into its paragraph.
_PAGE_ATTRIBUTES = {tag: ATTRIBUTES.get(tag, set()) | {"id"} for tag in ("p", "h2", "h3", "h4", "td", "th", "li")}
_PAGE_ATTRIBUTES = {**ATTRIBUTES, **_PAGE_ATTRIBUTES, "div": {"class", "id"}}


def safe_html(html: str) -> SafeString:
    """Body HTML for a template, checked once more on the way out, so a page never depends on how it was stored.

    Lets through what `clean` and `with_anchors` make and nothing else.
    """
    checked = nh3.clean(
        html or "",
        tags=set(TAGS | {"div"}),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes=_PAGE_ATTRIBUTES,
        attribute_filter=_page_attribute,
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )
    return mark_safe(checked)  # noqa: S308 - the allow-list above has just been applied


def _page_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id":
        return value if ANCHOR.fullmatch(value) else None
    if tag == "div":
        return value if value == "run-in" else None
    return allowed_attribute(tag, attribute, value)
