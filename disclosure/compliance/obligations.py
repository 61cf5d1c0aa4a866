"""What compliance itself knows to fall due: catalogue duties, 整改单, plan tasks, yearly reports, calendars to load."""

from collections.abc import Iterator
from datetime import date

from disclosure import workdays
from disclosure.catalogue.models import CatalogueItem
from disclosure.compliance import law
from disclosure.compliance.kinds import OPEN_ORDERS
from disclosure.compliance.models import Duty, PlanTask, RectificationOrder
from disclosure.compliance.workplan import assess
from disclosure.departments.models import Department
from yushan_portal.lib.obligations import Obligation, ObligationSource
from yushan_portal.lib.periods import Period, fixed_day

OFFICE = "gov-office"


def catalogue_duties(first: date, last: date, organ_code: str) -> Iterator[Obligation]:
    """The next last day of every periodic item and declared event, as the latest check found it."""
    rows = Duty.objects.due_between(first, last)
    rows = rows.of_organ(organ_code) if organ_code else rows
    names = dict(CatalogueItem.objects.values_list("item_code", "level2"))
    for row in rows:
        yield Obligation(
            f"{row.item_code}:{row.organ_code}",
            f"公开“{names.get(row.item_code, row.item_code)}”（{row.limit}）",
            row.organ_code,
            row.due_on,
            "基层政务公开标准目录",
            f"/catalogue/items/{row.item_code}/",
        )


def orders(first: date, last: date, organ_code: str) -> Iterator[Obligation]:
    """整改单 that are not cancelled."""
    rows = RectificationOrder.objects.filter(due_on__gte=first, due_on__lte=last).exclude(state="cancelled")
    rows = rows.filter(organ__code=organ_code) if organ_code else rows
    for row in rows.select_related("organ"):
        done = None if row.state in OPEN_ORDERS else workdays.local_day(row.closed_at)
        yield Obligation(
            row.number, f"整改单 {row.number}", row.organ.code, row.due_on, law.CORRECTION.clause,
            f"/admin/compliance/orders/{row.number}/", done,
        )  # fmt: skip


def plan_tasks(first: date, last: date, organ_code: str) -> Iterator[Obligation]:
    """Tasks of the work plan, one row for each organ that leads."""
    tasks = PlanTask.objects.filter(due_on__gte=first, due_on__lte=last, waits_for="").select_related("plan")
    for task in tasks.prefetch_related("leads__organ", "reports__organ"):
        for share in assess(task, last).shares:
            if not organ_code or share.organ.code == organ_code:
                yield Obligation(
                    f"{task.plan.year}-{task.number}", f"工作方案任务{task.number}：{task.name}", share.organ.code,
                    task.due_on, task.plan.document_number,
                    f"/admin/compliance/plan/{task.plan.year}/{task.number}/", share.done_on,
                )  # fmt: skip


def _yearly(period: Period, first: date, last: date) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        day = fixed_day(str(period.length), year)
        if first <= day <= last:
            yield day


def yearly_reports(first: date, last: date, organ_code: str) -> Iterator[Obligation]:
    """31 January: every organ's report and the report of the site; 31 March: the government's."""
    for day in _yearly(law.REPORT_ORGAN, first, last):
        organs = Department.objects.standing(day).disclosing().exclude(kind="government")
        for code in organs.filter(code=organ_code) if organ_code else organs:
            yield Obligation(f"report-{day.year - 1}", law.REPORT_ORGAN.name, code.code, day, law.REPORT_ORGAN.clause)
    for period, key in ((law.SITE_REPORT, "site"), (law.REPORT_GOVERNMENT, "government")):
        if organ_code in ("", OFFICE):
            for day in _yearly(period, first, last):
                yield Obligation(f"report-{key}-{day.year - 1}", period.name, OFFICE, day, period.clause)


def holidays_to_load(first: date, last: date, organ_code: str) -> Iterator[Obligation]:
    """Each December the holidays of the next year; done as soon as they are loaded."""
    if organ_code in ("", OFFICE):
        calendar = workdays.current()
        for day in _yearly(law.HOLIDAY_NOTICE, first, last):
            done = day if calendar.loaded(day.year + 1) else None
            yield Obligation(
                f"holidays-{day.year + 1}",
                f"载入{day.year + 1}年放假安排",
                OFFICE,
                day,
                law.HOLIDAY_NOTICE.clause,
                "",
                done,
            )


OBLIGATIONS = (
    ObligationSource("catalogue", "标准目录事项", catalogue_duties),
    ObligationSource("orders", "整改单", orders),
    ObligationSource("plan", "工作方案任务", plan_tasks),
    ObligationSource("reports", "年度报告", yearly_reports),
    ObligationSource("holidays", "放假安排", holidays_to_load),
)
