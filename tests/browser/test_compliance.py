"""Done-line 5 in a real browser: from the dashboard, in at most two clicks, at 1366 and 390 px."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from disclosure.catalogue.loading import load_catalogue
from disclosure.catalogue.models import CatalogueItem
from disclosure.compliance import actions, checking
from disclosure.compliance.loading import load_plan, load_scores, load_shown
from disclosure.compliance.models import Finding, PlanTask
from tests.browser.public_browser import Screen, chromium
from tests.disclosure.compliance.conftest import Press, owe
from tests.factories import cast as make_cast
from tests.factories import make_department, sign_in

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop in the thread of the test

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOT = "/admin/compliance/"
KEPT = Path(settings.BASE_DIR) / "screenshots"
MONTHLY = "01-01-01"


def county():
    """The education bureau is worst: its columns and items are late; 冰溪街道 has nothing in domain 22."""
    people = make_cast()
    make_department("big-data", "玉山县大数据发展服务中心", short_name="县大数据中心")
    load_catalogue()
    load_scores()
    load_plan()
    load_shown()
    on, press = timezone.localdate(), Press()
    codes = list(
        CatalogueItem.objects.filter(domain__domain_no__in=("01", "05", "06", "08", "22")).values_list(
            "item_code", flat=True
        )
    )
    owe(*codes)
    for n, code in enumerate(codes):
        press(on - timedelta(days=n), organ="finance", items=code, genre="notice", formed_on=on - timedelta(days=n))
        press(on - timedelta(days=200), organ="education", items=code, genre="news", formed_on=on - timedelta(days=300))
    task = PlanTask.objects.get(number=9)
    for lead in task.leads.select_related("organ"):
        actions.report(
            task,
            lead.organ,
            by=people.zhou,
            text="目录已再梳理，首页设专题。",
            evidence="/catalogue/",
            done_on=date(2021, 8, 30),
        ) if lead.organ.code != "big-data" else actions.report(
            task,
            lead.organ,
            by=people.zhou,
            text="已完成。",
            evidence="/topics/standard-catalogue/",
            done_on=date(2021, 8, 27),
        )
    checking.run_day(on)
    organ = people.finance
    rows = Finding.objects.failing().of_organ("finance")[:1]
    if rows:
        actions.issue(rows, organ, by=people.zhou, demand="请补充政府信息公开指南。", due_on=on + timedelta(days=3))
    return people


@pytest.mark.parametrize("width", [1366, 390])
def test_the_office_answers_its_four_questions_in_two_clicks(live_server, client, width):
    people = county()
    session = sign_in(client, people.zhou).cookies["sessionid"].value
    KEPT.mkdir(exist_ok=True)
    with chromium() as browser:
        screen = Screen(browser, live_server.url, width)
        screen.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = screen.page
        screen.open(ROOT)
        assert screen.faults() == []
        page.screenshot(path=KEPT / f"compliance-overview-{width}.png", full_page=True)

        worst = page.locator("#worst tbody tr").first.inner_text()
        assert "县教体局" in worst and "标准目录事项超期" in worst

        page.locator(".stat a", has_text="7 日内到期").click()
        assert "整改单 2" in page.locator("#content .table").last.inner_text()
        assert screen.faults() == []
        page.screenshot(path=KEPT / f"compliance-calendar-{width}.png", full_page=True)

        screen.open(ROOT)
        page.locator(".heat tbody th a", has_text="22 ").click()
        assert "冰溪街道" in page.locator("#content p").filter(has_text="暂无内容").first.inner_text()
        assert screen.faults() == []
        page.screenshot(path=KEPT / f"compliance-domain-{width}.png", full_page=True)
        page.get_by_role("link", name="只看乡镇（街道）暂无内容的事项").click()
        listed = page.locator("#content .table").last.inner_text()
        assert "冰溪街道" in listed and "县财政局" not in listed

        screen.open(ROOT)
        page.locator(".sections a", has_text="工作方案").click()
        row = page.locator("#tasks tbody tr", has_text="9. ").first.inner_text()
        assert "期限 2021-08-31" in row and "按期" in row
        assert screen.faults() == []
        page.screenshot(path=KEPT / f"compliance-plan-{width}.png", full_page=True)

        for path, name in (
            ("/compliance/", "scoreboard"),
            (f"{ROOT}indicators/", "indicators"),
            (f"{ROOT}organs/education/", "organ"),
        ):
            screen.open(path)
            assert screen.faults() == []
            page.screenshot(path=KEPT / f"compliance-{name}-{width}.png", full_page=True)
        screen.close()
