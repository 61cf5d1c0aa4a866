"""RSS and Atom of a selection: only what is public and indexable, newest first; a row that cannot be written is left out."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from yushan_portal.lib.plugins import offered

from .models import RegisterEntry
from .naming import address, known, names
from .search.text import canonical
from .selection import Selection

LENGTH = 40
FORMATS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
CONTENT_TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
SCHEMES = ("organ", "domain", "item", "topic")


@dataclass(frozen=True)
class FeedSource:
    """What a feed is about. `path` is the page it belongs to, `address` its own without the format."""

    name: str
    path: str
    address: str
    selection: Selection
    description: str = ""


def everything() -> FeedSource:
    """Everything newly public."""
    return FeedSource("全部信息", "/", "/feeds/all", Selection(), "最新公开的全部政府信息")


def columns() -> list[FeedSource]:
    """One for every 栏目 that holds rows of the register."""
    return [
        FeedSource(column.name, column.path, f"/feeds/{column.code}", Selection(column=column), column.description)
        for column in sorted(offered("columns", "COLUMNS"), key=lambda column: (column.order, column.code))
        if column.kinds or column.genres or column.topics
    ]


def of_column(code: str) -> FeedSource | None:
    """The feed of a 栏目 (or "all")."""
    return next((source for source in (everything(), *columns()) if source.address == f"/feeds/{code}"), None)


def of_code(scheme: str, code: str) -> FeedSource | None:
    """The feed of an organ, domain, item or topic; None if nobody knows the code."""
    name = known(scheme, code) if scheme in SCHEMES else ""
    if not name:
        return None
    selection = Selection(organ=code) if scheme == "organ" else Selection(tags=((scheme, code),))
    return FeedSource(name, address(scheme, code) or "/", f"/feeds/{scheme}/{code}", selection)


def build(source: FeedSource, extension: str, on: date) -> SyndicationFeed:
    """The feed of a source on that day."""
    entries = list(source.selection.entries(on).indexable().newest().listed()[:LENGTH])
    return fill(source, extension, entries)


def fill(source: FeedSource, extension: str, entries: list[RegisterEntry]) -> SyndicationFeed:
    """A feed of the given entries."""
    origin = settings.SITE_ORIGIN.rstrip("/")
    feed = FORMATS[extension](
        title=f"{source.name} - {settings.SITE['name']}",
        link=origin + source.path,
        description=source.description or f"{source.name}的最新公开信息",
        language="zh-CN",
        feed_url=f"{origin}{source.address}.{extension}",
    )
    organs = names("organ", (entry.organ_code for entry in entries))
    for entry in entries:
        organ = organs.get(entry.organ_code, "")
        facts = (organ, entry.document_number, entry.summary)
        feed.add_item(
            title=_writable(entry.title) or "（无标题）",
            link=origin + entry.address,
            description=_writable(" ".join(filter(None, facts))),
            author_name=_writable(organ) or None,
            pubdate=entry.published_at,
            updateddate=entry.published_at,
            unique_id=origin + entry.address,
        )
    return feed


def _writable(text: str) -> str:
    """What XML can hold, on one line; blanks between words stay."""
    return " ".join(filter(None, map(canonical, text.split())))
