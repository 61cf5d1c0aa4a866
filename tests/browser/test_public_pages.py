"""The public site in a real Chromium: no console error, no sideways scroll, no serious accessibility finding, print.

Screenshots of what was seen are left in screenshots/ (not kept in the repository).
"""

import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from disclosure.audit import triggers
from disclosure.documents.models import Document
from tests.browser.public_browser import AXE, Screen, chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RADICALS = str.maketrans("⻓⻚⻅⻋", "长页见车")
SHOTS = Path(settings.BASE_DIR) / "screenshots"


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration county behind a real server, loaded once for this file and emptied after it."""
    media = str(tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), override_settings(DEMO=True, MEDIA_ROOT=media):
        call_command("load_reference", verbosity=0)
        call_command("load_demo", verbosity=0)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        triggers.drop(connection)
        call_command("flush", interactive=False, verbosity=0, reset_sequences=False, allow_cascade=True)
        triggers.install(connection)


def pages() -> dict[str, str]:
    """The pages that people see most, by name."""
    paper = Document.objects.filter(state="published", title__contains="农机购置与应用补贴实施方案").get()
    return {
        "home": "/",
        "explorer": "/catalogue/",
        "domain": "/catalogue/22/",
        "item": "/catalogue/items/22-01-02/",
        "document": paper.get_absolute_url(),
        "list": "/documents/notice/",
        "department": "/departments/agriculture/",
        "search": "/search/?q=补贴",
        "topic": "/topics/environment/",
        "site-map": "/sitemap/",
        "regulations": "/regulations/",
    }


def test_public_pages_are_sound_at_every_width(county):
    assert AXE.exists(), "axe-core is missing: run npm ci"
    SHOTS.mkdir(exist_ok=True)
    seen, faults = pages(), []
    with chromium() as browser:
        for width, mode in ((1366, ""), (390, ""), (320, ""), (390, "elder"), (1366, "elder")):
            screen = Screen(browser, county, width, mode)
            for name, path in seen.items():
                screen.open(path)
                faults += [f"{name} {width}{mode}: {fault}" for fault in screen.faults()]
                if mode or width != 320:
                    screen.page.screenshot(path=SHOTS / f"{name}-{width}{mode}.png", full_page=True)
            screen.close()
    assert faults == []


def test_the_skip_link_search_and_entrances_come_first_by_keyboard(county):
    with chromium() as browser:
        screen = Screen(browser, county, 1366)
        screen.open("/")
        order = []
        for _ in range(40):
            screen.page.keyboard.press("Tab")
            order.append(screen.page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))
        assert order[0] == "跳到正文"
        assert order.index("site-search") < order.index("政府信息公开指南")
        screen.close()


def plain(text: str) -> str:
    """Text of a PDF without blanks and with the usual code points (fonts give radicals for some characters)."""
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


def test_a_printed_paper_carries_head_validity_and_source(county):
    paper = pages()["document"]
    with chromium() as browser:
        screen = Screen(browser, county, 1366)
        screen.open(paper)
        printed = PdfReader(BytesIO(screen.page.pdf(prefer_css_page_size=True)))
        screen.close()
    first, text = printed.pages[0], plain("".join(page.extract_text() for page in printed.pages))
    assert [round(float(side) / 72 * 25.4) for side in first.mediabox[2:]] == [210, 297]
    assert "玉农字〔2026〕12号" in text and "打印件仅供参考" in text and "有效性" in text
    assert "站内检索" not in text and "长者模式" not in text


def test_a_page_works_without_scripts(county):
    with chromium() as browser:
        screen = Screen(browser, county, 390, scripts=False)
        screen.open("/")
        screen.page.fill("#site-search", "玉府字〔2026〕7号")
        screen.page.click("button:has-text('检索')")
        assert "惠民惠农补贴公开办法" in screen.page.inner_text("main")
        screen.open("/documents/policy/")
        assert screen.page.locator(".entry").count() > 3
        screen.close()
