"""Markers stand in everything collected and not shown, of every kind; no page, file, feed, search or answer has them."""

import io
import re

import pytest
from openpyxl import load_workbook

from disclosure.notices import exchange
from disclosure.notices.kinds import KINDS
from disclosure.notices.models import RestrictedValues
from disclosure.register.models import RegisterEntry, SearchText
from tests.disclosure.notices.sheets import identity, published, sample
from yushan_portal.lib.spreadsheets import FieldKind

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
MOST_PAGES = 900
NAMES = {
    "penalty": "诸葛隐名",
    "licence": "司马隐名",
    "subsidy-payment": "皇甫隐名",
    "coercion": "公孙隐名",
    "inspection": "长孙隐名",
}


def planted(cast) -> set[str]:
    """Publish a row of every kind with a marker in each field that is not public; returns the markers."""
    markers: set[str] = set()
    for number, kind in enumerate(KINDS, start=1):
        values = sample(kind.code, number)
        for place, spec in enumerate(kind.restricted_fields):
            marker = (
                identity(number * 20 + place) if spec.kind is FieldKind.IDENTITY_NUMBER else f"密{number}之{place}标记"
            )
            values[spec.code] = marker
            markers.add(marker)
        if kind.code in NAMES:
            values[kind.party] = NAMES[kind.code]
            markers.add(NAMES[kind.code])
            if kind.party_class:
                values[kind.party_class] = "自然人"
        published(cast, kind.code, [values])
    return markers


def content(answer) -> str:
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if raw[:2] == b"PK":
        book = load_workbook(io.BytesIO(raw))
        return "\n".join(str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row)
    return raw.decode("utf-8", "replace")


def crawl(client, start: list[str]) -> dict[str, str]:
    """Everything that can be reached by links; address → text."""
    waiting, seen = list(start), {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0).replace("&amp;", "&")
        if address in seen or address.startswith(("/static/", "/admin/", "/reading/", "/leaving/")):
            continue
        text = content(client.get(address))
        seen[address] = text
        waiting += (
            LINK.findall(text)
            + re.findall(r"<loc>https?://[^/]+(/[^<]*)", text)
            + re.findall(r"<link>https?://[^/]+(/[^<]*)", text)
        )
    return seen


def test_no_marker_is_found_by_anybody_who_follows_every_link(cast, client):
    markers = planted(cast)
    assert RestrictedValues.objects.count() >= 12 and len(markers) > 25
    start = ["/notices/", "/sitemap.xml", "/search/", "/robots.txt", "/notices/budgets/"]
    start += [f"/notices/{kind.code}/" for kind in KINDS]
    start += [f"/notices/{kind.code}/download.{ending}" for kind in KINDS for ending in ("csv", "xlsx", "json")]
    start += [f"/feeds/notices-{kind.code}.rss" for kind in KINDS]
    seen = crawl(client, start)
    records = [address for address in seen if re.fullmatch(r"/notices/[a-z-]+/\d+-\d+/", address)]
    assert len(records) == len(KINDS), "every record was visited"
    found = [(address, marker) for address, text in seen.items() for marker in markers if marker in text]
    assert found == []


def test_no_marker_is_found_by_searching_for_it(cast, client):
    markers = planted(cast)
    addresses = set(RegisterEntry.objects.filter(kind="notice").values_list("address", flat=True))
    for marker in sorted(markers):
        for page in ("/search/", "/notices/party/", "/notices/penalty/", "/notices/subsidy-payment/"):
            text = client.get(page, {"q": marker}).content.decode()
            assert not any(address in text for address in addresses), (page, marker)


def test_register_and_text_index_hold_no_marker(cast):
    markers = planted(cast)
    texts = [str(row) for model in (RegisterEntry, SearchText) for row in model.objects.values_list()]
    assert [marker for marker in markers if any(marker in text for text in texts)] == []


def test_exchange_files_hold_markers_only_where_the_national_fields_ask_for_them(cast):
    markers = planted(cast)
    for kind in KINDS:
        for platform in kind.platforms:
            if not exchange.due(platform, kind, [cast.finance]):
                continue
            text = exchange.make_file(platform, kind.code, by=cast.chen).file.open("rb").read().decode()
            held = {marker for marker in markers if marker in text}
            assert bool(held) == ((platform, kind.code) in exchange.WITH_RESTRICTED), (platform, kind.code)
