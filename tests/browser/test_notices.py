"""Notices in a real Chromium: lists, records, budgets on three widths; a clerk's import from upload to drafts by hand."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from disclosure.notices.models import Batch, BudgetReport, Record
from tests import factories
from tests.browser.public_browser import Screen, chromium
from tests.disclosure.notices.sheets import penalty, person, published, sample, table
from tests.disclosure.notices.test_budgets import report
from tests.disclosure.notices.workbooks import department_workbook

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop in the thread of the test

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECENT = {"CF_JDRQ": date.today() - timedelta(days=20)}  # displays must not have run out
SHOTS = Path(settings.BASE_DIR) / "screenshots"


@pytest.fixture
def server(transactional_db):
    live = LiveServer("127.0.0.1")
    yield live
    live.stop()


@pytest.fixture
def county(server):
    cast = factories.cast()
    published(cast, rows=[penalty(1, **RECENT), penalty(2, **RECENT), person(3, **RECENT)])
    published(cast, "subsidy-payment", [sample("subsidy-payment", serial) for serial in (1, 2)])
    rows = [
        {"place": "县城自动监测站", "measured_on": date(2026, month, 5), "pm25": str(20 + month * 2)}
        for month in range(1, 9)
    ]
    published(cast, "air", rows)
    report(cast, 2024)
    report(cast, 2025, scale=1.08)
    report(cast, 2025, unit_name="玉山县财政绩效服务中心")
    return cast


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_public_pages_of_notices_have_no_fault(county, server, width):
    pages = {
        "hub": "/notices/",
        "penalties": "/notices/penalty/",
        "record": Record.objects.of_kind("penalty").in_force().first().get_absolute_url(),
        "payments": "/notices/subsidy-payment/",
        "air": "/notices/air/",
        "party": "/notices/party/?q=怀玉第1食品",
        "budgets": "/notices/budgets/?account=final",
        "budget": BudgetReport.objects.order_by("-year").first().get_absolute_url(),
    }
    SHOTS.mkdir(exist_ok=True)
    faults = {}
    with chromium() as browser:
        screen = Screen(browser, server.url, width)
        for name, path in pages.items():
            screen.open(path)
            if found := screen.faults():
                faults[name] = found
            screen.page.screenshot(path=SHOTS / f"notices-{name}-{width}.png", full_page=True)
    assert faults == {}


def signed_in(screen, client, user) -> None:
    factories.sign_in(client, user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    screen.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": screen.origin}])


def test_a_clerk_imports_a_table_with_clicks_alone(county, server, client, tmp_path):
    file = tmp_path / "处罚.xlsx"
    file.write_bytes(table("penalty", [penalty(11, **RECENT), penalty(12, **RECENT)]).read())
    with chromium() as browser:
        screen = Screen(browser, server.url, 1366)
        signed_in(screen, client, county.chen)
        page = screen.page
        screen.open("/admin/notices/batch/import/")
        page.select_option("#id_kind", "penalty")
        page.set_input_files("#id_file", file)
        page.click("text=读入文件")
        page.screenshot(path=SHOTS / "notices-desk-columns.png", full_page=True)
        page.click("button[value=check]")
        page.wait_for_selector("text=共读到2行数据")
        page.screenshot(path=SHOTS / "notices-desk-checked.png", full_page=True)
        page.click("button[value=import]")
        page.wait_for_selector("text=已写入 2 条草稿")
        assert screen.told == []
    assert Batch.objects.latest("pk").row_count == 2


def test_a_clerk_uploads_nine_tables_without_typing_a_figure(county, server, client, tmp_path):
    file = tmp_path / "2023年决算.xlsx"
    file.write_bytes(department_workbook("县财政局", 2023).read())
    with chromium() as browser:
        screen = Screen(browser, server.url, 1366)
        signed_in(screen, client, county.chen)
        page = screen.page
        screen.open("/admin/notices/budgetreport/add/")
        page.select_option("#id_level", "department")
        page.select_option("#id_account", "final")
        page.fill("#id_year", "2023")
        page.set_input_files("#id_workbook", file)
        page.click(".desk-bar button[value=save]")
        page.wait_for_selector("text=9 张")
        page.screenshot(path=SHOTS / "notices-desk-budget.png", full_page=True)
    assert len(BudgetReport.objects.latest("pk").tables) == 9
