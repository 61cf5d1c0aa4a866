"""Done-line 5: a first-time visitor, from the front page, at 390 px, with and without scripts."""

import os
import re

import pytest
from django.core.cache import cache

from interpretations.actions import inquiries
from interpretations.models import Inquiry
from tests.browser.public_browser import Screen, chromium
from tests.factories import cast as make_cast
from tests.interpretations.conftest import interpretation_of
from tests.papers import published
from yushan_portal.demo_people import DemoCast, through_the_chain

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop in the thread of the test

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [False, True], ids=["without-scripts", "with-scripts"])
def test_a_visitor_finds_what_a_policy_means_asks_and_looks_the_answer_up(live_server, scripts):
    cache.clear()
    cast = make_cast()
    people = DemoCast(cast.chen, cast.li, cast.wang, cast.sun, cast.zhou)
    paper = published(
        cast, genre="policy", title="关于印发农机补贴办法的通知", document_number="玉财字〔2021〕3号", document_type="通知",
        theme="农业、林业、水利", audiences=["farmers"], body="<h2>一、补贴对象</h2><p>农户。</p><h2>二、补贴标准</h2><p>每台二千元。</p>",
    )  # fmt: skip
    thing = through_the_chain(interpretation_of(paper, cast, title="买农机能补多少"), people)
    with chromium() as browser:
        screen = Screen(browser, live_server.url, 390, scripts=scripts)
        page = screen.page
        screen.open("/")
        page.click("section[aria-labelledby='for-me'] >> text=农户")  # first click
        page.click(f"main >> text={thing.title}")  # second click
        assert "每台补二千元" in page.inner_text("main")
        assert page.url.endswith(thing.get_absolute_url())
        page.click("text=不用注册，直接提问")
        page.fill("input[name=subject]", "旋耕机能补多少钱")
        page.wait_for_timeout(3200)  # a person needs longer than the least time of a form
        page.click("text=提交问题")
        receipt = page.inner_text("main")
        assert "已收到您的来信" in receipt and "5个工作日" not in page.title()
        number = re.search(r"W\d{8}-\d{5}-\w", receipt)[0]
        code = page.locator(".confirmation__number").nth(1).inner_text().strip()
        inquiry = Inquiry.objects.get(number=number)
        inquiries.draft_reply(inquiry, "旋耕机每台补二千元。", by=cast.chen, document=paper, anchor="s-2")
        inquiries.approve_reply(inquiry, by=cast.wang)
        page.click("main >> a:has-text('查询办理情况')")
        page.fill("input[name=number]", number)
        page.fill("input[name=code]", code)
        page.click("main >> button:has-text('查询')")
        assert "旋耕机每台补二千元。" in page.inner_text("main")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390 if scripts else True
        assert not [line for line in screen.told if "outside" in line or "Refused" in line]
        screen.close()


PAGES = ["/interpretations/", "/interpretations/{pk}/", "/questions/", "/questions/ask/?q=农机", "/questions/track/", "/messages/", "/messages/leader/",
         "/messages/channels/", "/messages/figures/", "/questions/officers/", "/questions/unclear/", "/concerns/", "/concerns/epidemic/", "/for-me/?a=farmers", "/subscriptions/?scheme=all"]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1366])
def test_pages_have_no_faults_that_a_browser_or_axe_can_tell(live_server, width):
    cast = make_cast()
    people = DemoCast(cast.chen, cast.li, cast.wang, cast.sun, cast.zhou)
    paper = published(
        cast, genre="policy", title="关于印发农机补贴办法的通知", document_number="玉财字〔2021〕3号", document_type="通知",
        theme="农业、林业、水利", audiences=["farmers"], body="<p>每台二千元。</p>",
    )  # fmt: skip
    thing = through_the_chain(interpretation_of(paper, cast), people)
    with chromium() as browser:
        screen = Screen(browser, live_server.url, width)
        faults = {}
        for path in PAGES:
            screen.open(path.format(pk=thing.pk))
            if found := screen.faults():
                faults[path] = found
        screen.close()
    assert faults == {}
