"""A citizen without account walks the whole demonstration county: every kind of page, every link.

Sampling rule: links are followed breadth first from the front page, the sitemap and a few seeds; of each view at most
MOST addresses and FILTERED addresses with a query are opened. A link that is not opened must still resolve, and where it
names a document, must be an address in the register.
"""

import re
from collections import Counter, defaultdict, deque
from html import unescape
from io import StringIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from django.utils import timezone

from disclosure.audit.models import LedgerEntry
from disclosure.documents.models import Document
from disclosure.register.models import RegisterEntry
from tests.journeys.public_site import demo_county, patterns
from yushan_portal.lib.outside import address_of
from yushan_portal.lib.plugins import offered

MOST = 20
FILTERED = 4
MOST_QUERIES = 15
SEEDS = (
    "/", "/sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/search/?q=补贴", "/search/?q=玉府办字〔2026〕21号",
    "/search/suggest/?q=补贴", "/feeds/search.rss?q=补贴", "/catalogue/suggest/?q=补贴", "/regulations/", "/sitemap/",
    "/documents/?page=-1", "/documents/notice/?page=2",
)  # fmt: skip
IN_A_COLUMN = ("home", "catalogue:explorer", "catalogue:domain", "catalogue:item", "departments:")
"""Views whose pages stand in a 栏目 beside the declared columns' own pages and every published thing."""
NOT_ARTICLES = {"catalogue:item"}
REACHED = {
    "home", "documents:detail", "documents:column", "documents:topic", "documents:regulations", "catalogue:explorer",
    "catalogue:domain", "catalogue:item", "catalogue:export", "departments:list", "departments:organ", "departments:part",
    "departments:node", "departments:venues", "register:search", "register:column_feed", "register:sitemap_part",
    "files:file", "leaving",
}  # fmt: skip
"""Kinds of pages that the walk must have come to by itself."""
META = re.compile(r'<meta name="([^"]+)" content="([^"]*)"')
LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
LOCATION = re.compile(r"<loc>([^<]+)</loc>|<link>([^<]+)</link>|<link [^>]*href=\"([^\"]+)\"")


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration county, loaded once for this file."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), demo_county(media):
        yield media


class Walk:
    """Follows links and notes every fault as a sentence."""

    def __init__(self):
        self.client = Client(raise_request_exception=False)
        self.faults: list[str] = []
        self.seen: dict[str, int] = {}
        self.opened: Counter = Counter()
        self.titles: dict[str, list[str]] = defaultdict(list)
        self.queries: dict[str, int] = {}
        self.unopened: set[str] = set()
        self.columns = {column.path for column in offered("columns", "COLUMNS")}
        self.addresses = set(RegisterEntry.objects.public(timezone.localdate()).values_list("address", flat=True))
        self.articles = set(
            RegisterEntry.objects.public(timezone.localdate()).exclude(kind="item").values_list("address", flat=True)
        )

    def go(self, *starts: str) -> None:
        waiting = deque((start, "起点") for start in starts)
        while waiting:
            address, source = waiting.popleft()
            if address in self.seen:
                continue
            view = self.view_of(address)
            if view is None:
                self.faults.append(f"{source} 链接到不存在的地址 {address}")
                self.seen[address] = 404
                continue
            key = (view, "?" in address)
            if source != "起点" and self.opened[key] >= (FILTERED if key[1] else MOST) and view != "static":
                self.unopened.add(address)
                continue
            self.opened[key] += 1
            waiting.extend((found, address) for found in self.open(address, view))

    def view_of(self, address: str) -> str | None:
        path = urlsplit(address).path
        if path.startswith("/static/"):
            return "static" if finders.find(path.removeprefix("/static/")) else None
        try:
            return resolve(path).view_name or "unnamed"
        except Resolver404:
            return None

    def open(self, address: str, view: str) -> list[str]:
        if view == "static":
            self.seen[address] = 200
            return []
        with CaptureQueriesContext(connection) as asked:
            answer = self.client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.seen[address], self.queries[address] = answer.status_code, len(asked)
        if len(asked) > MOST_QUERIES:
            self.faults.append(f"{address} 查询 {len(asked)} 次：{asked[0]['sql'][:90]} … {asked[-1]['sql'][:90]}")
        if answer.status_code in (301, 302):
            return [] if address.startswith("/admin/") else [urljoin(address, answer["Location"])]
        if answer.status_code != 200:
            self.faults.append(f"{address} 回答 {answer.status_code}")
            return []
        kind = answer.get("Content-Type", "")
        if "xml" in kind and "officedocument" not in kind:
            text = body.decode()
            return self.inside(address, [unescape(next(filter(None, found))) for found in LOCATION.findall(text)])
        if "html" not in kind:
            return []
        html = body.decode()
        self.judge(address, view, html)
        return self.inside(address, [unescape(found) for found in LINK.findall(html)])

    def inside(self, address: str, targets: list[str]) -> list[str]:
        """Addresses of this site, absolute in it and without fragment."""
        found = []
        for target in targets:
            parts = urlsplit(urljoin(f"http://testserver{address}", target))
            ours = parts.scheme in ("http", "https") and parts.netloc in ("testserver", "127.0.0.1:8000")
            if ours and not parts.path.startswith(("/admin/", "/reading/")):
                found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return list(dict.fromkeys(found))

    def judge(self, address: str, view: str, html: str) -> None:
        """Required meta tags (国办发〔2017〕47号), one heading, the band of a demonstration, a title of its own."""
        metas = dict(META.findall(html))
        needed = ["SiteName", "SiteDomain", "SiteIDCode"]
        if urlsplit(address).path in self.columns or address in self.articles or view.startswith(IN_A_COLUMN):
            needed += ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
        if address in self.articles and view not in NOT_ARTICLES:
            needed += ["ArticleTitle", "PubDate", "ContentSource"]
        self.faults += [f"{address} 缺 {name}" for name in needed if not unescape(metas.get(name, "")).strip()]
        self.faults += [f"{address} 的 {name} 是空的" for name, value in metas.items() if not value.strip()]
        if html.count("<h1") != 1:
            self.faults.append(f"{address} 有 {html.count('<h1')} 个一级标题")
        if view != "gallery" and 'class="demo-band"' not in html:
            self.faults.append(f"{address} 没有示例标记")
        if re.search(r"\sstyle=\"|\son[a-z]+=\"|<style", html):
            self.faults.append(f"{address} 有内联样式或脚本")
        if "?" not in address:
            title = re.search(r"<title>(.*?)</title>", html, re.S)
            self.titles[title[1].strip() if title else ""].append(address)


@pytest.fixture
def site(county, db, settings):
    settings.DEMO = True
    settings.MEDIA_ROOT = str(county)
    settings.SITE = {**settings.SITE, "id_code": "3611230001", "contact_phone": "0793-2222222"}
    return settings


def test_every_public_page_and_link_answers_as_it_should(site):
    walk = Walk()
    walk.go(*SEEDS, address_of("https://www.example.com/page"))
    stray = [address for address in walk.unopened if walk.view_of(address) == "documents:detail"]
    walk.faults += [f"链接的文件不在公开目录：{address}" for address in stray if address not in walk.addresses]
    walk.faults += [f"标题相同：{title} {same[:3]}" for title, same in walk.titles.items() if len(same) > 1]
    assert walk.faults == [], "\n".join(walk.faults[:200])
    assert REACHED <= {view for view, _ in walk.opened}
    assert len(walk.seen) > 200


def test_every_address_without_arguments_answers_a_citizen(site, client):
    client.raise_request_exception = False
    answers = {path: client.get(path).status_code for _, path, names in patterns() if not names}
    assert len(answers) > 15
    assert {path: status for path, status in answers.items() if status not in (200, 301, 302, 400, 404, 405)} == {}
    assert [
        path for path, status in answers.items() if status == 404 and path.startswith(("/documents", "/topics"))
    ] == []


def test_every_topic_shows_something_in_each_of_its_sections(site, client):
    from disclosure.documents.kinds import TOPICS
    from disclosure.documents.topics import topic_sections

    for topic in TOPICS:
        sections = topic_sections(topic, timezone.localdate())["sections"]
        assert sections and [section["name"] for section in sections if not section["entries"]] == []


def test_each_organ_shows_its_guide_rules_and_report(site, client):
    from disclosure.departments.models import Department

    organs = list(Department.objects.standing(timezone.localdate()).disclosing())
    assert len(organs) > 40
    for organ in organs[::7]:
        for part, genre in (("guide", "guide"), ("rules", "rule"), ("reports", "report")):
            html = client.get(f"/departments/{organ.code}/{part}/").content.decode()
            shown = RegisterEntry.objects.public(timezone.localdate()).for_organ(organ.code).of_genre(genre)
            assert shown.exists() and all(f'href="{row.address}"' in html for row in shown), (organ.code, part)


def test_the_front_page_stays_small_and_shows_no_empty_list(site, client):
    answer = client.get("/")
    html = answer.content.decode()
    assert len(answer.content) < 150_000
    assert html.count('class="tile__name"') >= 26 + 5
    assert "暂无内容" not in html


def test_loading_the_demonstration_again_changes_nothing(site):
    before = (Document.objects.count(), RegisterEntry.objects.count(), LedgerEntry.objects.count())
    call_command("load_demo", verbosity=0, stdout=StringIO())
    assert (Document.objects.count(), RegisterEntry.objects.count(), LedgerEntry.objects.count()) == before
