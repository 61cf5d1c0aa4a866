"""What falls due in decisions: answers to opinions, papers before hearings, decisions promised by the directory."""

from datetime import date

from decisions.law import FEEDBACK_CLAUSE, HEAR_DOC
from decisions.models import Consultation, Directory, Hearing
from decisions.progress import month_end, row_progress
from disclosure import workdays
from disclosure.departments.models import Department
from yushan_portal.lib.obligations import Obligation, ObligationSource


def answers_due(first: date, last: date, organ_code: str):
    """The day by which a consultation promised its answers."""
    rows = Consultation.objects.published().filter(expects_answer_by__range=(first, last)).select_related("organ")
    for row in rows:
        if organ_code in ("", row.organ.code):
            done = workdays.local_day(row.report_published_at) if row.report_published_at else None
            yield Obligation(f"{row.pk}", f"公布意见采纳情况：{row.title}", row.organ.code, row.expects_answer_by, FEEDBACK_CLAUSE, row.get_absolute_url(), done)  # fmt: skip


def papers_due(first: date, last: date, organ_code: str):
    """Seven days before each hearing."""
    for row in Hearing.objects.filter(notice_at__isnull=False).select_related("decision__organ"):
        due = workdays.due(HEAR_DOC, workdays.local_day(row.starts_at)).on
        organ = row.decision.organ.code
        if first <= due <= last and organ_code in ("", organ):
            yield Obligation(f"{row.pk}", f"送达听证材料：{row.title}", organ, due, HEAR_DOC.clause, row.get_absolute_url(), row.papers_on)  # fmt: skip


def decisions_due(first: date, last: date, organ_code: str):
    """Rows of the directory, at the end of the promised month."""
    codes = dict(Department.objects.values_list("name", "code"))
    for directory in Directory.objects.published().filter(year__range=(first.year, last.year)).select_related("organ"):
        for row in row_progress(directory, last, public_only=False):
            due = month_end(row.row.get("month", ""))
            organ = codes.get(row.row.get("lead", ""), directory.organ.code)
            if due and first <= due <= last and not row.row.get("removed") and organ_code in ("", organ):
                done = due if row.done else None
                yield Obligation(f"{directory.year}-{row.row['id']}", f"决策事项：{row.row['matter']}", organ, due, "条例713第三条", directory.get_absolute_url(), done)  # fmt: skip


OBLIGATIONS = (
    ObligationSource("decisions-answers", "意见采纳情况", answers_due),
    ObligationSource("decisions-papers", "听证材料送达", papers_due),
    ObligationSource("decisions-directory", "重大决策目录事项", decisions_due),
)
