"""What officers do with single records after publication, and records entered by hand."""

from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.notices import importing, records
from disclosure.notices.law import penalty_term
from disclosure.notices.models import Batch, ImportRun, Record, RecordState, RunStage, WithdrawalCause
from disclosure.notices.querysets import RECORD
from disclosure.notices.values import restored
from disclosure.publishing.guards import Refused, may
from disclosure.register import actions as register


def enter(kind_code: str, organ, rows: list[dict], *, by, title: str, at=None) -> Batch:
    """A batch of rows given as parsed values (a form at the desk, a demonstration): the same checks as an import."""
    at = at or timezone.now()
    if not may(by, "create", organ, timezone.localdate(at)):
        raise Refused(["只能为自己任职的单位新建内容。"])
    with transaction.atomic():
        run = ImportRun.objects.create(
            kind=kind_code, organ=organ, title=title[:300], author=by, created_at=at, stage=RunStage.CHECKED
        )
        judge, reasons = importing.Judge(run, timezone.localdate(at)), []
        for number, values in enumerate(rows, start=1):
            required = [spec for spec in run.kind_of_record.fields if spec.required and values.get(spec.code) is None]
            reasons += [f"第 {number} 条缺少{spec.name}。" for spec in required]
            if not required:
                reasons += [f"第 {number} 条：{problem}。" for _, problem in judge(values)]
        if reasons or not rows:
            raise Refused(reasons or ["没有填写任何内容。"])
        known = importing._existing(run, judge.keys)
        pairs = []
        for number, (key, values) in enumerate(zip(judge.keys, rows, strict=True), start=1):
            pairs.append(records.build(run, number, values, known[key][0] if key in known else ""))
        records.store(pairs)
        return importing._finish(run, at)


def withdraw_record(record: Record, *, by, cause: str, reason: str, at=None) -> Record:
    """Take one record down at once; its address keeps a tombstone with day and reason.

    行政处罚法 第四十八条 (changed, revoked, unlawful, void: within three working days), 信用修复管理办法 (repair).
    """
    at = at or timezone.now()
    with transaction.atomic():
        record = Record.objects.select_for_update(of=("self",)).select_related("organ").get(pk=record.pk)
        reasons = reasons_against_withdrawal(record, by=by, cause=cause, on=timezone.localdate(at))
        if not reason.strip():
            reasons.append("请写明对外说明的原因。")
        if reasons:
            raise Refused(reasons)
        record.state, record.withdrawn_at = RecordState.WITHDRAWN, at
        record.withdrawal_cause, record.withdrawal_reason = cause, reason.strip()[:300]
        record.save()
        register.withdraw_many(RECORD, [record.identity], at=at, reason=record.withdrawal_reason)
        audit.record(
            "withdraw_record",
            (RECORD, record.identity, record.title),
            by=by,
            before={"state": "published"},
            after={"state": "withdrawn", "cause": cause, "digest": record.digest},
            reason=reason,
            at=at,
            organ_code=record.organ.code,
        )
    return record


def reasons_against_withdrawal(record: Record, *, by, cause: str, on) -> list[str]:
    """Sentences against taking a record down for this cause on that day."""
    if not may(by, "withdraw", record.organ, on):
        return ["撤回须由本单位的签发人或公开办办理。"]
    if cause not in WithdrawalCause.values:
        return ["请选择撤回原因。"]
    if record.state != RecordState.PUBLISHED:
        return [f"这条记录的状态是“{record.get_state_display()}”，不能撤回。"]
    if cause != WithdrawalCause.REPAIRED:
        return []
    kind = record.kind_of_record
    if kind.display != "penalty":
        return ["只有行政处罚信息可以办理信用修复。"]
    values = {spec.code: restored(spec, record.public.get(spec.code)) for spec in kind.public_fields}
    term = penalty_term(values["severity"], record.decided_on)
    first = term.first_repair_on(record.decided_on)
    if on < first:
        return [f"最短公示期未满，{first:%Y年%m月%d日}起才能办理信用修复（{term.clause}）。"]
    return []
