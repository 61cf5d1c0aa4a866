"""What a row of the register (公开目录) is made of: written by the app that owns the thing, kept by the register."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class EntryFacts:
    """All the register needs to know of one public thing. Codes are plain text; labels come by plug.

    kind, thing_id   together the identity of the row; `kind` is a code such as "document"
    genre            the kind's own sub-kind (documents: policy, news, notice ...)
    address          permanent path on this site, beginning with "/"
    organ_code       Department.code of the organ that answers for it (joint things: the lead)
    organ_codes      further organs on whose pages it stands
    formed_on        成文日期; published_at is the server's moment of publication
    first_shown_on / last_shown_on   bounds of the display, both inclusive; None = published day / without end
    effective_on / expires_on / repealed_on   validity is computed from these
    text             plain text for full-text search; attachments' text included
    indexable        False for records of natural persons: not in sitemap and feeds, not found by full name
    counted          False for rows that stand in search and sitemap but in no list and no figure (a catalogue item's own)
    extra_tags       further (scheme, code) pairs by which lists are asked, such as ("item-county", "22-03")
    """

    kind: str
    thing_id: str
    title: str
    address: str
    organ_code: str
    published_at: datetime
    genre: str = ""
    organ_codes: tuple[str, ...] = ()
    formed_on: date | None = None
    first_shown_on: date | None = None
    last_shown_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    repealed_on: date | None = None
    document_number: str = ""
    index_number: str = ""
    source: str = ""
    summary: str = ""
    text: str = ""
    item_codes: tuple[str, ...] = ()
    domain_nos: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    indexable: bool = True
    digest: str = ""
    successor: str = ""
    changed_at: datetime | None = None
    counted: bool = True
    extra_tags: tuple[tuple[str, str], ...] = ()


def domains_of(item_codes) -> tuple[str, ...]:
    """The 26 domains that catalogue items lie in: an item code is `domain-level1-level2` and is never renumbered."""
    return tuple(sorted({code.split("-")[0] for code in item_codes}))
