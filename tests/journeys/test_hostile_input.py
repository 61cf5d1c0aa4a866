"""Hostile and odd input over every address pattern, parameter and method: an answer with a sentence, never a fault.

Statuses that are answers: 200, redirects, 400, 403, 404, 405, 410, 413, 414, 422 (a form with faults), 429.
"""

import re

import pytest
from django.db import transaction
from django.test import Client

from disclosure.catalogue.loading import load_catalogue
from disclosure.publishing import actions
from tests import factories, papers
from tests.journeys.public_site import patterns

ANSWERS = {200, 301, 302, 304, 400, 403, 404, 405, 410, 413, 414, 422, 429}
ODD_ARGUMENTS = ("0", "1", "99999999999999999999999", "22", "99", "22-01-01", "99-99-99", "notice", "finance", "rss", "-1",
    "x" * 300, "%00", "%FF%FE", "..%2F..%2Fetc%2Fpasswd", "%E2%80%AE", "１２", "'\"><script>", "政策文件.rss",
)  # fmt: skip
ODD_VALUES = (
    "-1", "0", "2", "99999999999999999999999", "-99999999999999999999999", "1e309", "0x10", "%00", "%FF%FE", "%E0%A4%A",
    "%F0%9F%92%A9", "%ED%A0%80", "１２", "%27%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%27%20OR%201%3D1%20--", "%25%5F%5C",
    "%22", "-", "%22%22%20-%22", "NEAR(a%20b)", "a%20AND%20OR%20NOT", "(((", "*", "%E8%A1%A5%E8%B4%B4*", "2021-13-45", "9999-99",
    "%0D%0ASet-Cookie:%20a=b", "%2F%2Fevil.example", "javascript:alert(1)", "%EF%BF%BF", "%E2%80%8B", "[]", "true", "null",
)  # fmt: skip
PARAMETERS = (
    "page", "q", "organ", "domain", "genre", "kind", "year", "validity", "topic", "item", "audience", "place", "sort",
    "name", "to", "seal", "next", "elder", "size", "contrast", "month", "level", "method", "state", "view", "limit", "id",
    "code", "number", "department", "text", "format", "scope", "zzz",
)  # fmt: skip
METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "PROPFIND", "SEARCH")


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """The cast, the catalogue, a document and a withdrawn one, made once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = factories.cast()
        load_catalogue()
        shown = papers.published(cast, item_codes=["22-01-01"], topic_codes=["benefit-policy"])
        gone = papers.published(cast, title="误发的通知")
        actions.withdraw(gone, by=cast.wang, reason="误发")
        yield shown, gone
        transaction.set_rollback(True)


@pytest.fixture
def site(county, db):
    """A client that reports a fault as a 500."""
    return Client(raise_request_exception=False)


def samples() -> list[str]:
    """Every public address, those with arguments filled with every odd one."""
    found = []
    for _, template, names in patterns():
        values = ODD_ARGUMENTS if names else ("",)
        found += [re.sub(r"\{\w+\}", value.replace("\\", ""), template) for value in values]
    return list(dict.fromkeys(found))


def plain_addresses() -> list[str]:
    """Addresses that answer with a page: those without arguments and one of each kind with."""
    return [template for _, template, names in patterns() if not names] + [
        "/documents/notice/", "/documents/1/", "/topics/environment/", "/catalogue/22/", "/catalogue/items/22-01-01/",
        "/departments/finance/", "/departments/finance/guide/", "/departments/finance/statutory/20-1/",
        "/feeds/all.rss", "/feeds/organ/finance.atom", "/catalogue/export.csv", "/sitemaps/0.xml",
    ]  # fmt: skip


def ask(site, address: str, method: str = "GET", **more) -> str:
    """One request with the query kept byte for byte; a sentence about the fault, or nothing."""
    path, _, query = address.partition("?")
    answer = site.generic(method, path, QUERY_STRING=query.encode().decode("latin-1"), **more)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    told = f"{method} {address[:120]} → {answer.status_code}"
    if answer.status_code not in ANSWERS:
        return told
    spoken = answer.status_code >= 400 and method not in ("HEAD", "OPTIONS")
    if spoken and not re.search("[\u4e00-\u9fff]{4}", body.decode("utf-8", "replace")):
        return f"{told}，没有说明"
    return ""


def faults(asked) -> list[str]:
    return [fault for fault in asked if fault]


def test_no_address_with_odd_arguments_is_a_fault(site):
    assert faults(ask(site, address) for address in samples()) == []


def test_no_parameter_with_an_odd_value_is_a_fault(site):
    addresses = [
        f"{address}?{'&'.join(f'{name}={value}' for name in PARAMETERS)}"
        for address in plain_addresses()
        for value in ODD_VALUES
    ]
    assert faults(ask(site, address) for address in addresses) == []


@pytest.mark.parametrize("name", ("page", "q"))
def test_the_parameters_of_lists_survive_each_odd_value_alone_and_repeated(site, name):
    lists = ("/", "/search/", "/documents/notice/", "/catalogue/", "/catalogue/22/", "/catalogue/items/22-01-01/",
             "/departments/", "/departments/finance/statutory/20-1/", "/feeds/search.rss", "/search/suggest/")  # fmt: skip
    asked = [f"{place}?{name}={value}" for place in lists for value in ODD_VALUES]
    asked += [f"{place}?{name}={value}&{name}=2&{name}&&=&{name}[]=1" for place in lists for value in ODD_VALUES[:8]]
    assert faults(ask(site, address) for address in asked) == []


def test_a_page_before_the_first_is_the_first_and_one_after_the_last_is_the_last(site):
    first = site.get("/documents/notice/").content
    for odd in ("-1", "0", "999999", "abc", "1e9"):
        answer = site.get("/documents/notice/", {"page": odd})
        assert answer.status_code == 200 and answer.content.count(b'class="entry"') == first.count(b'class="entry"')


def test_a_query_of_twenty_thousand_characters_is_refused_with_a_sentence(site):
    for place in ("/search/", "/", "/documents/notice/", "/catalogue/", "/feeds/search.rss", "/leaving/"):
        for letter in ("a", "补"):
            answer = site.get(place, {"q": letter * 20_000})
            assert answer.status_code == 400 and "太长" in answer.content.decode()
    assert faults([ask(site, "/" + "a" * 20_000 + "/"), ask(site, "/documents/" + "9" * 20_000 + "/")]) == []


def test_every_method_gets_an_answer(site):
    hostile = {"data": "q=%00&a=1&" + "&".join(f"{name}=%00%FF" for name in PARAMETERS)}
    assert (
        faults(
            ask(site, address, method, content_type="application/x-www-form-urlencoded", **hostile)
            for address in plain_addresses()
            for method in METHODS
        )
        == []
    )


@pytest.mark.parametrize(
    ("content_type", "data"),
    (
        ("application/json", b"{\xff\x00"),
        ("multipart/form-data", b"--x"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"; filename="\x00"\r\n\r\n\xff',
        ),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(5000))),
        ("text/plain; charset=nonsense", "补贴".encode("gb18030")),
        ("", b"\x00" * 100),
    ),
)
def test_odd_bodies_are_answered(site, content_type, data):
    asked = (ask(site, address, "POST", data=data, content_type=content_type) for address in plain_addresses())
    assert faults(asked) == []


def test_odd_headers_and_cookies_are_answered(site):
    headers = (
        {"HTTP_HOST": "evil.example"}, {"HTTP_HOST": ""}, {"HTTP_HOST": "a b"}, {"HTTP_X_FORWARDED_FOR": "\x00" * 50},
        {"HTTP_COOKIE": "reading=%00.\xff; sessionid=\x00'; csrftoken=<x>"}, {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
        {"HTTP_RANGE": "bytes=-99999999999999999999,5-1"}, {"HTTP_IF_MODIFIED_SINCE": "never"}, {"HTTP_IF_NONE_MATCH": '"'},
        {"HTTP_USER_AGENT": "\x00\xff" * 400}, {"HTTP_REFERER": "javascript:1"}, {"HTTP_ACCEPT": "\xff"},
        {"CONTENT_LENGTH": "-5"}, {"CONTENT_LENGTH": "abc"},
    )  # fmt: skip
    assert faults(ask(site, place, **more) for place in ("/", "/search/", "/documents/1/") for more in headers) == []


def test_odd_paths_of_static_files_and_of_the_desk_are_answered(site):
    places = ("/static/%00", "/static/../../etc/passwd", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/" + "a" * 5000,
              "/files/%00/x", "/files/../x", "/admin/%00", "/admin/login/?next=//evil.example", "/admin/login/?next=%00",
              "/admin/../", "//", "/%FF", "/.env", "/.git/config", "/documents/1/%00", "/documents//", "/x\\y")  # fmt: skip
    assert faults(ask(site, place) for place in places) == []


def test_the_way_out_is_shown_only_for_links_that_this_site_wrote(site):
    from yushan_portal.lib.outside import address_of

    away = "https://www.example.com/a?b=c&d=补贴"
    shown = site.get(address_of(away))
    assert shown.status_code == 200 and "www.example.com" in shown.content.decode()
    for tampered in (
        "/leaving/?to=https://www.example.com/",
        address_of(away).replace("example", "evil"),
        address_of(away) + "x",
        "/leaving/?to=javascript:alert(1)&seal=x",
    ):
        assert site.get(tampered).status_code == 400
    assert address_of("https://www.jiangxi.gov.cn/") == "https://www.jiangxi.gov.cn/"


def test_reading_mode_never_leads_to_another_site(site):
    for target in (
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:1",
        "/%0d%0aX: y",
        "x" * 3000,
    ):
        assert not site.get("/reading/", {"next": target})["Location"].startswith(("//", "http", "javascript", "/\\"))
