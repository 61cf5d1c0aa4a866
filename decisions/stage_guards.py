"""What stands against entering or leaving a stage (国务院令第713号 第十条至第三十六条)."""

from datetime import date

from decisions.law import LEGAL_DEC
from decisions.models import Decision, StageRecord
from decisions.stages import BY_CODE, STAGES
from disclosure import workdays


def reasons_against_beginning(decision: Decision, code: str, on: date) -> list[str]:
    """Sentences; the order of the table is the order of the law."""
    stage = BY_CODE.get(code)
    if stage is None:
        return ["没有这个阶段。"]
    records = {row.stage: row for row in decision.stages.all()}
    reasons = []
    if code in records:
        reasons.append(f"“{stage.name}”已经登记过。")
    for needed in stage.needs:
        before = records.get(needed)
        if before is None or before.ended_on is None:
            reasons.append(f"“{BY_CODE[needed].name}”还没有结束，不能开始“{stage.name}”。")
        elif on < before.ended_on:
            reasons.append(f"“{stage.name}”的开始日期早于“{BY_CODE[needed].name}”的结束日期。")
    if code == "discussion":
        reasons += _before_discussion(decision, records, on)
    return reasons


def _before_discussion(decision: Decision, records: dict, on: date) -> list[str]:
    """第二十五条: 未经合法性审查或者经审查不合法的, 不得提交; 第二十九条: what is handed in with the draft."""
    reasons = []
    legality = records.get("legality")
    if legality is None or not legality.passed or legality.opinion_on is None:
        reasons.append("没有合法性审查通过的意见，不得提交集体讨论（条例713第二十五条）。")
    elif on < legality.opinion_on:
        reasons.append("集体讨论的日期早于合法性审查意见的日期。")
    for stage in STAGES:
        if stage.asked_by and getattr(decision, stage.asked_by):
            record = records.get(stage.code)
            if record is None or record.ended_on is None:
                reasons.append(f"本事项应当{stage.name}，还没有完成（条例713{stage.clause}）。")
    if decision.needs_hearing and not decision.hearings.filter(recorded_at__isnull=False).exists():
        reasons.append("本事项应当听证，还没有举行听证会的记录（条例713第十六条）。")
    if decision.concerns_market and not _has_paper(decision, "公平竞争审查意见"):
        reasons.append("涉及市场主体经济活动，还没有公平竞争审查意见（条例713第二十九条）。")
    return reasons


def reasons_against_ending(record: StageRecord, on: date, *, opinion_on=None, passed=None) -> list[str]:
    """The papers are there, and the review had its working days."""
    stage, reasons = BY_CODE[record.stage], []
    if record.ended_on is not None:
        return [f"“{stage.name}”已经结束。"]
    if on < record.began_on:
        reasons.append("结束日期早于开始日期。")
    for name in stage.evidence:
        if not record.papers.filter(name=name).exists():
            reasons.append(f"请先上传“{name}”。")
    if record.stage == "legality":
        reasons += _legality(record, on, opinion_on, passed)
    if record.stage == "public":
        running = record.decision.consultations.filter(published_at__isnull=False, report_published_at__isnull=True)
        reasons += [f"“{row.title}”还没有公布意见采纳情况。" for row in running]
    return reasons


def _legality(record: StageRecord, on: date, opinion_on, passed) -> list[str]:
    if opinion_on is None:
        return ["请填写合法性审查意见的日期。"]
    reasons = []
    earliest = workdays.due(LEGAL_DEC, record.submitted_on).on
    if opinion_on < earliest:
        reasons.append(
            f"合法性审查的时间一般不少于{LEGAL_DEC}：{record.submitted_on:%Y年%m月%d日}送审的，"
            f"意见最早{earliest:%Y年%m月%d日}出具（条例713第二十七条）。"
        )
    if on < opinion_on:
        reasons.append("结束日期早于审查意见的日期。")
    if not passed:
        reasons.append("审查没有通过，不能结束这一阶段；修改后重新送审（条例713第二十五条）。")
    return reasons


def _has_paper(decision: Decision, name: str) -> bool:
    return any(record.papers.filter(name=name).exists() for record in decision.stages.all())
