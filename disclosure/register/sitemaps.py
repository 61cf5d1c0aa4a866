"""The sitemap: the declared columns, then the register in parts of a fixed range of row numbers, so a part never shifts."""

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import F, Max
from django.urls import Resolver404, resolve
from django.utils import timezone

from yushan_portal.lib.plugins import offered

from .models import RegisterEntry

PART = 40_000  # rows; the protocol allows 50,000 addresses a file
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index(on: date) -> str:
    """The list of parts; part 0 holds the columns."""
    parts = (
        RegisterEntry.objects.public(on)
        .indexable()
        .values_list((F("id") - 1) / PART + 1)
        .annotate(changed=Max("changed_at"))
        .order_by()
    )
    lines = [_sitemap(0, "")] + [_sitemap(int(number), _day(changed)) for number, changed in sorted(parts)]
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{''.join(lines)}</sitemapindex>\n"


def part(number: int, on: date) -> Iterator[str]:
    """One part, row by row; a row that cannot be written is left out."""
    yield f"{_HEAD}<urlset {_NAMESPACE}>\n"
    if number == 0:
        for path in column_paths():
            yield _url(path, "")
    else:
        rows = RegisterEntry.objects.public(on).indexable().filter(id__gt=(number - 1) * PART, id__lte=number * PART)
        for address, changed in rows.order_by("id").values_list("address", "changed_at").iterator(chunk_size=2000):
            if address.isprintable():
                yield _url(address, _day(changed))
    yield "</urlset>\n"


def exists(number: int) -> bool:
    """Whether there is such a part."""
    last = RegisterEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return 0 <= number <= -(-last // PART)


def column_paths() -> list[str]:
    """The front page and every column whose page is built."""
    paths = ["/", "/feeds/", *(column.path for column in offered("columns", "COLUMNS"))]
    return [path for path in dict.fromkeys(paths) if _answers(path)]


def _answers(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _origin() -> str:
    return settings.SITE_ORIGIN.rstrip("/")


def _day(moment) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def _sitemap(number: int, changed: str) -> str:
    return f"<sitemap><loc>{escape(_origin())}/sitemaps/{number}.xml</loc>{_lastmod(changed)}</sitemap>\n"


def _url(address: str, changed: str) -> str:
    return f"<url><loc>{escape(_origin() + address)}</loc>{_lastmod(changed)}</url>\n"


def _lastmod(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""
