"""What the portal checks on itself here: interpretation, replies, stale answers (国办秘函〔2019〕19号)."""

from datetime import date

from django.utils import timezone

from disclosure.workdays import local_day
from interpretations import coverage, law
from interpretations.clock import inquiry_clock, interpretation_clock, veto_clock
from interpretations.kinds import MESSAGE_BOXES, InquiryState
from interpretations.models import Answer, Inquiry
from yushan_portal.lib.indicators import Block, Case, Indicator
from yushan_portal.lib.periods import add_years, end_of, start_of

INSPECTION = "国办秘函〔2019〕19号"
SIMPLE = ("question", "fault")


def _papers(on: date) -> list:
    return list(coverage.policy_documents().filter(published_at__lt=end_of(on)).select_related("organ"))


def _uninterpreted(on: date) -> list:
    rows = coverage.waiting_documents().filter(published_at__lt=end_of(on))
    return [paper for paper in rows if interpretation_clock(paper).late(end_of(on))]


def _nearly_due(on: date) -> list:
    rows = coverage.waiting_documents().filter(published_at__lt=end_of(on))
    return [paper for paper in rows if not interpretation_clock(paper).late(end_of(on))]


def _paper_case(paper) -> Case:
    due = interpretation_clock(paper).deadline.on
    return Case(str(paper.pk), paper.title, paper.organ.code, paper.get_absolute_url(), "还没有解读", due)


def _of_last_year(on: date, *boxes: str) -> list:
    rows = Inquiry.objects.filter(received_at__gte=start_of(add_years(on, -1)), received_at__lt=end_of(on))
    rows = rows.of_box(*boxes) if boxes else rows
    return list(rows.exclude(state=InquiryState.CLOSED).select_related("organ"))


def _late(on: date, clock_of, *boxes: str) -> list:
    return [row for row in _of_last_year(on, *boxes) if (clock := clock_of(row)).running() and clock.late(end_of(on))]


def _near_veto(on: date) -> list:
    found = []
    for row in _of_last_year(on):
        clock = veto_clock(row)
        if clock.running() and 0 <= (clock.deadline.on - on).days <= law.VETO_WARNING_DAYS:
            found.append(row)
    return found


def _inquiry_case(row) -> Case:
    clock = inquiry_clock(row)
    return Case(
        row.number,
        row.subject,
        row.organ.code,
        f"/admin/interpretations/inquiry/{row.pk}/change/",
        "",
        clock.deadline.on,
    )


def _answers(on: date):
    return list(Answer.objects.published().select_related("organ"))


def _stale(on: date):
    return list(Answer.objects.stale(on).select_related("organ"))


def _answer_case(row) -> Case:
    changed = local_day(row.changed_at or row.published_at or timezone.now())
    return Case(
        str(row.pk), row.title, row.organ.code, row.get_absolute_url(), f"依据已变动，{changed:%Y-%m-%d} 之后没有复核"
    )


INDICATORS = (
    Indicator(
        "policy-interpretation", "政策文件没有解读", law.INTERPRET_LIMIT.clause, _papers, _uninterpreted, Block.PUBLISHING,
        "政策文件公开后 3 个工作日内没有解读、也没有写明不解读的理由；期限内为预警。", _nearly_due, _paper_case, order=25,
    ),
    Indicator(
        "message-veto", "留言超过 3 个月未答复", INSPECTION, lambda on: _of_last_year(on),
        lambda on: _late(on, veto_clock), Block.VETO, "最近一年内收到的有效来信超过 3 个月没有答复；满期前 14 日预警。",
        _near_veto, _inquiry_case, veto_from=1, order=9,
    ),
    Indicator(
        "message-simple", "简单常见咨询超过 5 个工作日未答复", INSPECTION, lambda on: _of_last_year(on, *SIMPLE),
        lambda on: _late(on, inquiry_clock, *SIMPLE), Block.INTERACTION, "一号答 5 个工作日、网站找错 3 个工作日内没有答复。",
        case=_inquiry_case, order=35,
    ),
    Indicator(
        "message-late", "来信超期未答复", INSPECTION, lambda on: _of_last_year(on, *(box.code for box in MESSAGE_BOXES)),
        lambda on: _late(on, inquiry_clock, *(box.code for box in MESSAGE_BOXES)), Block.INTERACTION,
        "各信箱按其公布的期限没有答复。", case=_inquiry_case, order=36,
    ),
    Indicator(
        "answer-stale", "问答所依据的文件已变动", "玉府办字〔2021〕36号", _answers, _stale, Block.COUNTY,
        "已公开的一号答所引用的文件版本不再是现行版本，还没有复核。", case=_answer_case, order=62,
    ),
)  # fmt: skip
