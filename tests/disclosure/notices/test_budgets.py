"""A budget goes from the official workbook to tables, comparison and file; what does not add up is said."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.notices.budget_reading import read_workbook
from disclosure.notices.budget_tables import official_tables
from disclosure.notices.models import BudgetReport
from disclosure.publishing import actions as publishing
from disclosure.publishing.models import DisclosureAttribute, Opinion
from tests.disclosure.notices.workbooks import department_workbook
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def released(cast, report):
    """Through the chain."""
    publishing.submit(report, by=cast.chen)
    publishing.record_review(report, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    publishing.review(report, by=cast.li)
    publishing.approve(report, by=cast.wang)
    return publishing.publish(report, by=cast.wang)


def report(cast, year=2025, *, unit_name="", scale=1.0, account="final", **fields) -> BudgetReport:
    """A published final account of the finance bureau or of one of its units."""
    level = "unit" if unit_name else "department"
    tables = read_workbook(department_workbook("县财政局", year, account, scale=scale), level, account, year).tables
    values = {
        "organ": cast.finance,
        "title": f"{year}年{unit_name or '玉山县财政局'}{'单位' if unit_name else '部门'}决算",
        "disclosure": DisclosureAttribute.PROACTIVE,
        "level": level,
        "account": account,
        "year": year,
        "unit_name": unit_name,
        "approved_on": date(year + 1, 9, 1),
        "tables": tables,
    }
    return released(cast, publishing.create(BudgetReport(**values | fields), by=cast.chen))


def test_nine_tables_are_read_from_one_workbook():
    found = read_workbook(department_workbook("县财政局", 2025), "department", "final", 2025)
    assert [table["code"] for table in found.tables] == [
        code for code, _ in official_tables("department", "final", 2025)
    ]
    assert found.unknown == []
    spending = found.tables[2]
    assert spending["columns"] == ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    assert spending["rows"][0][:3] == ["", "合计", "1400"]
    assert spending["unit"] == "万元"
    assert found.tables[7]["note"] == "注:本部门没有此项收支,故本表无数据。"


def test_totals_that_do_not_add_up_are_said_with_their_difference():
    found = read_workbook(department_workbook("县财政局", 2025, wrong_total=5), "department", "final", 2025)
    assert [table["code"] for table in found.tables if table["total_problem"]] == ["t3"]
    assert found.tables[2]["total_problem"] == "“合计”合计 1405，各项相加 1400，相差 5。"


def test_budget_tables_have_names_of_their_own():
    found = read_workbook(department_workbook("县财政局", 2026, "budget"), "department", "budget", 2026)
    assert len(found.tables) == 9


def test_a_clerk_uploads_and_everything_is_there(cast, client):
    sign_in(client, cast.chen)
    file = SimpleUploadedFile("2025年决算.xlsx", department_workbook("县财政局", 2025).read())
    answers = {
        "organ": cast.finance.pk,
        "level": "department",
        "account": "final",
        "year": "2025",
        "approved_on": "2026-09-01",
        "disclosure": "proactive",
        "workbook": file,
    }
    made = client.post("/admin/notices/budgetreport/add/", answers)
    assert made.status_code == 302, made.content.decode()[:3000]
    kept = BudgetReport.objects.get()
    assert kept.title == "2025年玉山县财政局部门决算"
    assert len(kept.tables) == 9
    assert [row.name for row in kept.working and kept.as_revised(kept.working).attachments] == ["2025年决算.xlsx"]
    assert kept.as_revised(kept.working).missing() == []


def test_the_public_page_compares_with_the_year_before(cast, client):
    report(cast, 2024)
    newer = report(cast, 2025, scale=1.1)
    page = client.get(newer.get_absolute_url()).content.decode()
    assert "与上年比较" in page and "+10.0%" in page
    assert "2025年“三公”经费决算 33.0，比2024年增加 3.0" in page or "2025年“三公”经费决算 33，比2024年增加 3" in page


def test_tables_can_be_sorted_and_taken_away(cast, client):
    made = report(cast)
    page = client.get(made.get_absolute_url(), {"sort": "t5:2:d"}).content.decode()
    part = page[page.index('id="table-t5"') :]
    assert part.index("教育支出") < part.index("住房公积金")
    assert 'aria-sort="descending"' in part
    text = client.get(f"{made.get_absolute_url()}t5.csv").content.decode("utf-8-sig")
    assert text.splitlines()[0] == "科目编码,科目名称,合计,基本支出,项目支出"
    assert client.get(f"{made.get_absolute_url()}zz.csv").status_code == 404


@pytest.mark.parametrize("sort", ["t5:99:d", "t5:x:d", "::", "t5", "t5:²:d", "t5:-1:a"])
def test_an_odd_order_is_no_error(cast, client, sort):
    assert client.get(report(cast).get_absolute_url(), {"sort": sort}).status_code == 200


def test_units_stand_under_their_department_and_the_grid_says_what_is_missing(cast, client):
    made = report(cast, 2025)
    report(cast, 2025, unit_name="玉山县财政绩效服务中心")
    assert "玉山县财政绩效服务中心" in client.get(made.get_absolute_url()).content.decode()
    grid = client.get("/notices/budgets/", {"account": "final"}).content.decode()
    assert "玉山县财政绩效服务中心（所属单位）" in grid
    assert "已公开 2 份" in grid and "未公开" in grid


def test_missing_tables_stop_the_submission_unless_explained(cast):
    tables = read_workbook(department_workbook("县财政局", 2025), "department", "final", 2025).tables[:7]
    draft = BudgetReport(
        organ=cast.finance,
        title="决算",
        disclosure="proactive",
        level="department",
        account="final",
        year=2025,
        approved_on=date(2026, 9, 1),
        tables=tables,
    )
    assert any("缺少规定的报表" in sentence for sentence in draft.missing())
    draft.no_tables_reason = "本部门没有政府性基金和国有资本经营收支"
    assert draft.missing() == []


def test_a_file_that_is_no_workbook_is_refused(cast, client):
    sign_in(client, cast.chen)
    answers = {"organ": cast.finance.pk, "level": "department", "account": "final", "year": "2025"}
    for content in (b"", b"a,b\n1,2\n", b"PK\x03\x04broken"):
        file = SimpleUploadedFile("x.xlsx", content)
        assert client.post("/admin/notices/budgetreport/add/", answers | {"workbook": file}).status_code == 200
    assert BudgetReport.objects.count() == 0


def test_withdrawn_budgets_leave_a_tombstone(cast, client):
    made = report(cast)
    publishing.withdraw(made, by=cast.wang, reason="数据有误")
    page = client.get(made.get_absolute_url())
    assert page.status_code == 410 and "数据有误" in page.content.decode()
    assert client.get(f"{made.get_absolute_url()}t1.csv").status_code == 404
