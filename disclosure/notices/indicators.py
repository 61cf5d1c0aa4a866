"""What the portal can check on its notices: limits of publication, and that what was told elsewhere is what is shown."""

from datetime import date, timedelta

from disclosure import workdays
from disclosure.notices import clock
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.law import BUDGET
from disclosure.notices.models import BudgetReport
from disclosure.register.models import RegisterEntry
from yushan_portal.lib.indicators import Case, Indicator

LOOKED_BACK_DAYS = 365  # our choice, no law
DOUBLE = ("licence", "penalty")


def _double(on: date):
    rows = RegisterEntry.objects.public(on).of_kind("notice").of_genre(*DOUBLE)
    return rows.filter(first_shown_on__gte=on - timedelta(days=LOOKED_BACK_DAYS), formed_on__isnull=False)


def _late(on: date) -> list[RegisterEntry]:
    """Shown after the seventh working day; the limit is worked out once for each day of decision."""
    due: dict = {}
    found = []
    for row in _double(on).only("genre", "thing_id", "title", "organ_code", "address", "formed_on", "first_shown_on"):
        day = (row.genre, row.formed_on)
        if day not in due:
            due[day] = clock.due_on(BY_CODE[row.genre], row.formed_on).on
        if row.first_shown_on > due[day]:
            found.append(row)
    return found


def _late_case(row: RegisterEntry) -> Case:
    due = clock.due_on(BY_CODE[row.genre], row.formed_on).on
    return Case(row.thing_id, row.title, row.organ_code, row.address, f"{row.first_shown_on:%Y-%m-%d} 公示", due)


def _budgets(on: date):
    return BudgetReport.objects.public(on).exclude(approved_on=None).select_related("organ")


def _late_budgets(on: date) -> list[BudgetReport]:
    return [
        row for row in _budgets(on) if workdays.local_day(row.published_at) > workdays.due(BUDGET, row.approved_on).on
    ]


def _budget_case(row: BudgetReport) -> Case:
    due = workdays.due(BUDGET, row.approved_on).on
    return Case(str(row.pk), row.title, row.organ.code, row.get_absolute_url(), f"{row.approved_on:%Y-%m-%d} 批准", due)


INDICATORS = (
    Indicator(
        "double-publicity-late",
        "行政许可、行政处罚逾期公示",
        "国办发〔2018〕118号",
        _double,
        _late,
        definition="近一年公示的行政许可、行政处罚，公示日晚于决定日后第 7 个工作日的。",
        case=_late_case,
        order=300,
    ),
    Indicator(
        "budget-late",
        "预算、决算逾期公开",
        BUDGET.clause,
        _budgets,
        _late_budgets,
        definition="公开日晚于批准（批复）后第 20 日的预算和决算。",
        case=_budget_case,
        order=310,
    ),
)
