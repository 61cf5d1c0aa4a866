"""What falls due with notices: batches not yet published, budgets, yearly statistics, village affairs."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Min

from disclosure import workdays
from disclosure.departments.models import Department
from disclosure.notices import clock
from disclosure.notices.kinds import BY_CODE, KINDS
from disclosure.notices.law import BUDGET, ENF_STAT
from disclosure.notices.models import Batch, BudgetReport, Record
from disclosure.publishing.models import Revision
from yushan_portal.lib.obligations import Obligation, ObligationSource
from yushan_portal.lib.periods import add_months, fixed_day

DESK = "/admin/notices/"


def _of(rows, organ_code: str):
    return rows.filter(organ__code=organ_code) if organ_code else rows


def _open(model) -> list[int]:
    return list(Revision.objects.filter(kind=model.kind).open().values_list("thing_id", flat=True))


def batches(first: date, last: date, organ_code: str) -> Iterable[Obligation]:
    """Batches on their way: due when the limit of their earliest row ends."""
    waiting = _of(Batch.objects.never_published().filter(pk__in=_open(Batch)), organ_code).select_related("organ")
    for batch in waiting:
        earliest = Record.objects.filter(run=batch.run_id).aggregate(day=Min("decided_on"))["day"]
        deadline = clock.due_on(batch.kind_of_record, earliest) if earliest else None
        if deadline and first <= deadline.on <= last:
            yield Obligation(
                f"batch-{batch.pk}",
                f"公示：{batch.title}",
                batch.organ.code,
                deadline.on,
                batch.kind_of_record.period.clause,
                f"{DESK}batch/{batch.pk}/change/",
                provisional=deadline.provisional,
            )


def budgets(first: date, last: date, organ_code: str) -> Iterable[Obligation]:
    """Budgets and final accounts within twenty days of their approval (预算法 第十四条)."""
    for report in _of(BudgetReport.objects.exclude(approved_on=None), organ_code).select_related("organ"):
        deadline = workdays.due(BUDGET, report.approved_on)
        if first <= deadline.on <= last:
            done = workdays.local_day(report.published_at) if report.published_at else None
            yield Obligation(
                f"budget-{report.pk}",
                f"公开：{report.title}",
                report.organ.code,
                deadline.on,
                BUDGET.clause,
                f"{DESK}budgetreport/{report.pk}/change/",
                done,
                deadline.provisional,
            )


def statistics(first: date, last: date, organ_code: str) -> Iterable[Obligation]:
    """Yearly figures of every organ that published results of enforcement in the year before, by 31 January."""
    enforcing = [kind.code for kind in KINDS if kind.group == "enforcement" and kind.code != "enforcement-statistics"]
    for year in range(first.year, last.year + 1):
        due = fixed_day(str(ENF_STAT.length), year)
        if not first <= due <= last:
            continue
        active = Record.objects.of_kind(*enforcing).in_force().filter(decided_on__year=year - 1).values("organ")
        organs = Department.objects.filter(pk__in=active)
        told = Record.objects.of_kind("enforcement-statistics").in_force().of_year(year - 1)
        done = dict(told.order_by().values_list("organ__code").annotate(Min("published_at")))
        for organ in organs.filter(code=organ_code) if organ_code else organs:
            moment = done.get(organ.code)
            yield Obligation(
                f"statistics-{organ.code}-{year - 1}",
                f"公布{year - 1}年度行政执法数据",
                organ.code,
                due,
                ENF_STAT.clause,
                f"{DESK}batch/import/?kind=enforcement-statistics",
                workdays.local_day(moment) if moment else None,
            )


def villages(first: date, last: date, organ_code: str) -> Iterable[Obligation]:
    """The next posting of each village, a quarter or a month after its last (村民委员会组织法 第三十条)."""
    for kind in (BY_CODE["village-affairs"], BY_CODE["village-finance"]):
        rows = _of(Record.objects.of_kind(kind.code).in_force(), organ_code).order_by()
        for code, township, village, posted_on in rows.values_list("organ__code", "township", "village").annotate(
            Max("decided_on")
        ):
            due = add_months(posted_on, kind.every_months)
            if first <= due <= last:
                yield Obligation(
                    f"{kind.code}-{code}-{township}-{village}-{due:%Y%m%d}",
                    f"{village}{kind.name}",
                    code,
                    due,
                    kind.period.clause,
                    f"{DESK}batch/import/?kind={kind.code}",
                )


OBLIGATIONS = (
    ObligationSource("notice-batches", "待公示的批次", batches),
    ObligationSource("budgets", "预算和决算公开", budgets),
    ObligationSource("enforcement-statistics", "年度行政执法数据", statistics),
    ObligationSource("village-affairs", "村（居）务公开", villages),
)
