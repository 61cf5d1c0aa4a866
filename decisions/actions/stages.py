"""A decision passes its statutory stages; each step is recorded with its papers."""

from django.db import transaction
from django.utils import timezone

from decisions.guards import SIGNERS, WRITERS, Refused, must_serve, refuse
from decisions.models import Decision, Evidence, StageRecord
from decisions.stage_guards import reasons_against_beginning, reasons_against_ending
from decisions.stages import BY_CODE, EVIDENCE
from disclosure.audit import actions as audit
from disclosure.publishing import attachments

from .window import announce


def begin(decision: Decision, stage: str, *, on, note: str = "", submitted_on=None, by, at=None) -> StageRecord:
    """Enter a stage; for 合法性审查 with the day on which the draft was sent in."""
    at = at or timezone.now()
    with transaction.atomic():
        decision = _locked(decision, by, at)
        refuse(reasons_against_beginning(decision, stage, on))
        if stage == "legality" and submitted_on is None:
            submitted_on = on
        record = StageRecord.objects.create(
            decision=decision,
            stage=stage,
            began_on=on,
            note=note.strip()[:300],
            submitted_on=submitted_on,
            by=by,
            recorded_at=at,
        )
        _note("begin_stage", decision, record, by, at)
    return record


def end(record: StageRecord, *, on, note: str = "", opinion_on=None, passed=None, by, at=None) -> StageRecord:
    """Leave a stage; 合法性审查 ends with an opinion that lets the draft pass."""
    at = at or timezone.now()
    with transaction.atomic():
        decision = _locked(record.decision, by, at)
        record = decision.stages.select_for_update().get(pk=record.pk)
        refuse(reasons_against_ending(record, on, opinion_on=opinion_on, passed=passed))
        record.ended_on, record.opinion_on, record.passed = on, opinion_on or record.opinion_on, passed
        record.note = note.strip()[:300] or record.note
        record.save()
        _note("end_stage", decision, record, by, at)
    return record


def add_paper(record: StageRecord, upload, file_name: str, *, name: str, issued_on=None, by, at=None) -> Evidence:
    """Keep a paper of a stage inside; raises RefusedFile with a sentence."""
    at = at or timezone.now()
    must_serve(by, record.decision.organ, WRITERS, at)
    if name not in EVIDENCE:
        raise Refused(["请选择材料名称。"])
    kept = attachments.add(record.decision, upload, file_name, by=by, at=at)
    with transaction.atomic():
        paper = Evidence.objects.create(
            record=record, name=name, attachment=kept, issued_on=issued_on, by=by, recorded_at=at
        )
        audit.record("add_paper", record.decision, by=by, after={"paper": name, "attachment": kept.pk}, at=at)
    return paper


def release_paper(paper: Evidence, *, by, at=None) -> Evidence:
    """Make a paper public: another hand than the one that added it, and nothing personal in the file."""
    at = at or timezone.now()
    with transaction.atomic():
        paper = (
            Evidence.objects.select_for_update(of=("self",)).select_related("record__decision__organ").get(pk=paper.pk)
        )
        decision = paper.record.decision
        must_serve(by, decision.organ, SIGNERS, at)
        reasons = []
        if paper.by_id == by.pk:
            reasons.append("不能公开自己上传的材料，请由另一人办理。")
        if paper.attachment.findings or not paper.attachment.readable:
            reasons.append("材料里有个人信息或者无法检查，请处理后重新上传。")
        if not paper.attachment.public_copy:
            reasons.append("材料还没有可公开的副本。")
        refuse(reasons)
        paper.public, paper.released_at = True, at
        paper.save(update_fields=["public", "released_at"])
        audit.record("release_paper", decision, by=by, after={"paper": paper.pk, "name": paper.name}, at=at)
        if decision.published_at:
            announce(decision)
    return paper


def _locked(decision: Decision, by, at) -> Decision:
    decision = Decision.objects.select_for_update(of=("self",)).select_related("organ").get(pk=decision.pk)
    must_serve(by, decision.organ, WRITERS, at)
    return decision


def _note(verb: str, decision: Decision, record: StageRecord, by, at) -> None:
    after = {"stage": BY_CODE[record.stage].name, "began_on": record.began_on, "ended_on": record.ended_on}
    audit.record(verb, decision, by=by, after=after, at=at)
    if decision.published_at:
        announce(decision)
