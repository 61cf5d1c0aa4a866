"""The work plan's lights, its import; the statutory calendar and its ICS; the quarterly paper; the public scoreboard."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook, load_workbook

from disclosure.compliance import actions, calendar, checking
from disclosure.compliance.guards import NotAllowed, Refused
from disclosure.compliance.loading import load_plan, load_shown
from disclosure.compliance.models import CheckRun, Finding, PlanTask, RectificationOrder, ShownFigure, WorkPlan
from disclosure.compliance.plan_import import import_plan
from disclosure.compliance.reports import quarter_of, quarterly_report
from disclosure.compliance.workplan import assess, known_evidence, light_of
from tests.factories import make_department, sign_in

from .conftest import TODAY, moment

pytestmark = pytest.mark.django_db
ROOT = "/admin/compliance/"
DUE = date(2021, 8, 31)


@pytest.fixture
def plan(cast):
    make_department("big-data", "玉山县大数据发展服务中心", short_name="县大数据中心")
    load_plan()
    return WorkPlan.objects.get(year=2021)


@pytest.fixture
def ninth(plan):
    return PlanTask.objects.get(plan=plan, number=9)


def test_the_plan_of_2021_has_its_sixteen_tasks_with_leads_and_days(plan):
    assert plan.document_number == "玉府办字〔2021〕36号" and plan.tasks.count() == 16
    days = dict(plan.tasks.values_list("number", "due_on"))
    assert (days[9], days[14]) == (DUE, date(2021, 10, 31))
    assert {day for number, day in days.items() if number not in (9, 14)} == {date(2021, 12, 31)}
    leads = {task.number: {lead.organ.code for lead in task.leads.all()} for task in plan.tasks.all()}
    assert leads[9] == {"big-data", "bingxi"} and leads[7] == {"finance", "big-data"}
    assert leads[1] >= {"finance", "education", "bingxi"}


def test_loading_the_plan_again_keeps_what_the_county_changed(plan):
    PlanTask.objects.filter(number=9).update(due_on=date(2021, 9, 15))
    assert load_plan().endswith("新增任务 0，保留 16")
    assert PlanTask.objects.get(number=9).due_on == date(2021, 9, 15)


@pytest.mark.parametrize(
    ("done", "on", "light"),
    [
        (None, DUE - timedelta(days=31), "on_course"),
        (None, DUE - timedelta(days=30), "soon"),
        (None, DUE, "soon"),
        (None, DUE + timedelta(days=1), "overdue"),
        (DUE, DUE + timedelta(days=90), "done"),
        (DUE + timedelta(days=1), DUE + timedelta(days=90), "late_done"),
    ],
)
def test_a_light_turns_on_its_day(done, on, light):
    assert light_of(DUE, done, on) == light


def test_a_task_is_met_when_all_its_organs_are_and_says_so(cast, ninth):
    at = moment(DUE)
    assert assess(ninth, TODAY).sentence == "期限 2021-08-31，2 个单位中 0 个报完成，逾期未完成。"
    for code, day in (("big-data", date(2021, 8, 27)), ("bingxi", DUE)):
        organ = next(lead.organ for lead in ninth.leads.all() if lead.organ.code == code)
        actions.report(ninth, organ, by=cast.zhou, text="已完成。", evidence="/catalogue/", done_on=day, at=at)
    assert assess(ninth, TODAY).sentence == "期限 2021-08-31，2021-08-31 全部完成，按期。"
    assert assess(ninth, date(2021, 8, 28)).light == "soon"


def test_done_needs_evidence_and_a_lead_reports(cast, plan, ninth):
    with pytest.raises(Refused, match="佐证"):
        actions.report(ninth, cast.bingxi, by=cast.zhou, text="完成", done_on=DUE)
    with pytest.raises(Refused, match="不是这项任务的牵头单位"):
        actions.report(plan.tasks.get(number=6), cast.finance, by=cast.chen, text="进展")
    with pytest.raises(NotAllowed):
        actions.report(ninth, cast.bingxi, by=cast.chen, text="进展")


def test_a_task_that_waits_for_a_ministry_has_no_deadline_yet(plan):
    assert assess(plan.tasks.get(number=12), date(2022, 5, 1)).light == "waiting"


def test_the_system_knows_some_evidence_itself(plan, ninth, press):
    press(date(2021, 8, 1), items="01-01-01")
    assert {row.figure.code: row.number for row in known_evidence(ninth, TODAY)} == {"catalogue-filled": 1}


def sheet(*rows) -> SimpleUploadedFile:
    book, target = Workbook(), BytesIO()
    book.active.append(["任务号", "方案条目", "任务", "任务内容", "牵头单位", "普遍责任", "完成时限", "启动条件"])
    for row in rows:
        book.active.append(row)
    book.save(target)
    return SimpleUploadedFile("plan.xlsx", target.getvalue())


def test_next_years_plan_comes_from_a_spreadsheet_all_or_nothing(cast, client, today):
    good = [1, "一", "精准解读", "及时发布权威信息", "县财政局、县教体局", "", "2022-08-31", ""]
    given = {"by": cast.zhou, "year": 2022, "title": "2022年工作方案", "issued_on": date(2022, 3, 1)}
    bad = import_plan(
        sheet(good, [2, "", "专区", "建设专区", "火星局", "", "", ""], [2, "", "", "x", "县财政局", "", "昨天", ""]),
        **given,
    )
    assert any("火星局" in fault for fault in bad.faults) or any("第" in fault for fault in bad.faults)
    assert not WorkPlan.objects.exists()
    sign_in(client, cast.zhou)
    form = {"year": 2022, "title": "2022年工作方案", "issued_on": "2022-03-01", "document_number": ""}
    assert (
        "试读通过" in client.post(f"{ROOT}plan/import/", form | {"file": sheet(good), "act": "trial"}).content.decode()
    )
    assert not WorkPlan.objects.exists()
    assert client.post(f"{ROOT}plan/import/", form | {"file": sheet(good), "act": "write"}).status_code == 302
    task = PlanTask.objects.get()
    assert (task.due_on, {lead.organ.code for lead in task.leads.all()}) == (
        date(2022, 8, 31),
        {"finance", "education"},
    )
    assert "已经有了" in "".join(import_plan(sheet(good), **given).faults)
    assert (
        client.post(
            f"{ROOT}plan/import/", form | {"file": SimpleUploadedFile("x.xlsx", b"nonsense\0"), "act": "write"}
        ).status_code
        == 409
    )


def test_the_annex_lists_what_the_page_lists(cast, client, plan, today):
    sign_in(client, cast.zhou)
    book = load_workbook(BytesIO(client.get(f"{ROOT}plan/2021/?format=xlsx").content))
    assert book.active.max_row == 17
    for light in ("overdue", "on_course", "waiting"):
        book = load_workbook(BytesIO(client.get(f"{ROOT}plan/2021/?light={light}&format=xlsx").content))
        assert f" {book.active.max_row - 1}</a>" in client.get(f"{ROOT}plan/2021/").content.decode()


# --- calendar ---


@pytest.fixture
def order(cast, today):
    row = Finding.objects.create(indicator="media-fresh", key="1", organ_code="finance", subject="账号", found_on=TODAY)
    return actions.issue([row], cast.finance, by=cast.zhou, demand="请整改。", due_on=TODAY + timedelta(days=7))


@pytest.mark.parametrize(("days", "open_rows"), [(-1, 0), (0, 1), (6, 1), (7, 1), (8, 0)])
def test_what_falls_due_within_seven_days_counts_both_ends(order, days, open_rows):
    soon = calendar.due_soon(TODAY + timedelta(days=days))
    assert len([row for row in soon if row.source_code == "orders"]) == open_rows


def test_the_calendar_holds_yearly_reports_tasks_and_holidays(cast, plan):
    rows = calendar.between(date(2022, 1, 1), date(2022, 12, 31))
    keys = {(row.source_code, row.key, row.due_on) for row in rows if row.organ_code in ("gov-office", "finance")}
    assert ("reports", "report-2021", date(2022, 1, 31)) in keys
    assert ("reports", "report-government-2021", date(2022, 3, 31)) in keys
    assert ("holidays", "holidays-2023", date(2022, 12, 15)) in keys
    tasks = calendar.between(date(2021, 8, 31), date(2021, 8, 31), "big-data")
    assert [row.key for row in tasks if row.source_code == "plan"] == ["2021-9"]


def test_the_month_names_each_duty_once_with_its_organs(cast, client, today):
    page = sign_in(client, cast.zhou).get(f"{ROOT}calendar/?month=2022-01").content.decode()
    assert "（4 个单位）" in page and "公布上一年度政府网站工作年度报表" in page


def test_an_organs_calendar_can_be_subscribed(cast, client, order):
    text = sign_in(client, cast.chen).get(f"{ROOT}calendar/finance.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") > 0
    assert "UID:orders-2021-0001-finance@" in text and "DTSTART;VALUE=DATE:20210908" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_month_covers_whole_weeks_and_every_day_once():
    for year in (2020, 2021, 2026):
        for number in range(1, 13):
            weeks = calendar.month(year, number, [])
            days = [day for week in weeks for day, _ in week]
            assert all(len(week) == 7 for week in weeks) and weeks[0][0][0].weekday() == 0
            assert [day.day for day in days if day.month == number] == list(
                range(1, max(d.day for d in days if d.month == number) + 1)
            )
            assert days[0] <= date(year, number, 1) and days[-1] == days[0] + timedelta(days=len(days) - 1)


# --- papers ---


def test_the_quarterly_paper_says_what_was_kept(cast, press, today):
    press(TODAY - timedelta(days=40), genre="news")
    checking.run_day(date(2021, 8, 1))
    checking.run_day(TODAY)
    paper = Document(BytesIO(quarterly_report(*quarter_of("2021-3", TODAY), TODAY)))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "2021年第三季度" in text and "共自查 2 日" in text
    found = Finding.objects.failing().count()
    assert f"共发现问题 {found} 个" in text
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows][1:]
    assert sum(int(row[2]) for row in rows) == found
    assert sum(int(row.cells[1].text) for row in paper.tables[1].rows[1:]) == found


@pytest.mark.parametrize(
    ("text", "first"), [("2021-1", date(2021, 1, 1)), ("x", date(2021, 4, 1)), ("2021-5", date(2021, 4, 1))]
)
def test_a_quarter_that_cannot_be_read_is_the_last_complete_one(text, first):
    assert quarter_of(text, TODAY)[0] == first


def test_citizens_see_what_the_office_chose_and_nothing_before(cast, client, press, today):
    assert "暂时没有公示的数字" in client.get("/compliance/").content.decode()
    load_shown()
    press(TODAY, genre="news")
    checking.run_day(TODAY)
    page = client.get("/compliance/").content.decode()
    assert (
        "标准目录覆盖率" in page and "空白栏目" in page and "/admin/" not in page.split("<main")[1].split("</main>")[0]
    )
    ShownFigure.objects.exclude(code="overdue").delete()
    page = client.get("/compliance/").content.decode()
    assert "超期事项" in page and "空白栏目" not in page
    assert CheckRun.objects.count() == 1 and not RectificationOrder.objects.exists()
