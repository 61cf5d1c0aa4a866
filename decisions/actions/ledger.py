"""采纳台账: like opinions grouped, each answered, the report published whole and every author told."""

from django.db import transaction
from django.utils import timezone

from decisions import clock
from decisions.actions.window import announce
from decisions.guards import OFFICERS, SIGNERS, Refused, must_serve, reasons_against_report, refuse
from decisions.kinds import NAMES_AN_ARTICLE, Disposition
from decisions.models import Answer, Consultation, Opinion, OpinionGroup
from decisions.register_entry import consultation_entry
from disclosure.audit import actions as audit
from disclosure.outbox.actions import Mail, queue_mails
from disclosure.register import actions as register
from disclosure.workdays import local_day

CHUNK = 1000


def answer(opinion: Opinion, disposition: str, *, reason: str = "", article_label: str = "", by, at=None) -> Answer:
    """Write an answer and give it to the opinion and to everything in its group."""
    at = at or timezone.now()
    with transaction.atomic():
        consultation = _open_ledger(opinion.consultation_id, by, at)
        refuse(reasons_against_answer(disposition, reason, article_label))
        written = Answer.objects.create(
            consultation=consultation,
            disposition=disposition,
            reason=reason.strip(),
            article_label=article_label.strip()[:120],
            written_at=at,
            written_by=by,
        )
        count = _give(consultation, opinion, written)
        _note("answer", consultation, written, count, by, at)
    return written


def reuse(opinion: Opinion, written: Answer, *, by, at=None) -> int:
    """Give an answer that is already written to another opinion and its group; returns how many it answered."""
    at = at or timezone.now()
    with transaction.atomic():
        consultation = _open_ledger(opinion.consultation_id, by, at)
        if written.consultation_id != consultation.pk:
            raise Refused(["这条答复属于另一项征求意见。"])
        count = _give(consultation, opinion, written)
        _note("reuse_answer", consultation, written, count, by, at)
    return count


def group_by_hand(consultation: Consultation, ids, *, by, at=None) -> OpinionGroup:
    """Put these opinions into one group; the first is its sample. What was answered apart keeps its answer."""
    at = at or timezone.now()
    with transaction.atomic():
        consultation = _open_ledger(consultation.pk, by, at)
        rows = list(consultation.opinions.counted().filter(pk__in=list(ids)[:5000]).oldest())
        if len(rows) < 2:
            raise Refused(["请至少选择两条意见再归并。"])
        first = rows[0]
        made = OpinionGroup.objects.create(
            consultation=consultation,
            fingerprint=first.fingerprint,
            sample=first.text,
            made_at=at,
            by_hand=True,
        )
        Opinion.objects.filter(pk__in=[row.pk for row in rows]).update(group=made)
        audit.record("group", consultation, by=by, after={"group": made.pk, "count": len(rows)}, at=at)
    return made


def set_apart(opinion: Opinion, *, by, at=None) -> Opinion:
    """Take an opinion out of its group: it says something else after all and gets an answer of its own."""
    at = at or timezone.now()
    with transaction.atomic():
        consultation = _open_ledger(opinion.consultation_id, by, at)
        opinion = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
        opinion.group = opinion.answer = None
        opinion.save(update_fields=["group", "answer"])
        audit.record("set_apart", consultation, by=by, after={"opinion": opinion.number}, at=at)
    return opinion


def publish_report(consultation: Consultation, *, note: str = "", by, at=None) -> Consultation:
    """Publish every answer together; refused while a row is open. Authors who left an address are told."""
    at = at or timezone.now()
    with transaction.atomic():
        consultation = clock.hold(consultation.pk)
        must_serve(by, consultation.organ, SIGNERS, at)
        refuse(reasons_against_report(consultation, at))
        Answer.objects.filter(consultation=consultation, published_at__isnull=True).update(published_at=at)
        consultation.report_published_at, consultation.report_note, consultation.changed_at = at, note.strip(), at
        consultation.save(update_fields=["report_published_at", "report_note", "changed_at"])
        register.show(consultation_entry(consultation))
        told = queue_mails(_mails(consultation, at))
        received = consultation.opinions.counted().count()
        audit.record("publish_report", consultation, by=by, after={"received": received, "told": told}, at=at)
        announce(consultation)
    return consultation


def reasons_against_answer(disposition: str, reason: str, article_label: str) -> list[str]:
    """The reason can never be skipped, except where the opinion was adopted whole."""
    reasons = []
    if disposition not in Disposition.values:
        return ["请选择处理结果。"]
    if disposition != Disposition.ADOPTED and not reason.strip():
        reasons.append(f"“{Disposition(disposition).label}”必须说明理由。")
    if disposition in NAMES_AN_ARTICLE and not article_label.strip():
        reasons.append("请写明采纳到草案的哪一条。")
    return reasons


# --- pieces ---


def _open_ledger(pk: int, by, at) -> Consultation:
    consultation = clock.share(pk)
    must_serve(by, consultation.organ, OFFICERS, at)
    if consultation.report_published_at:
        raise Refused(["采纳情况已经公布，答复不能再改。"])
    return consultation


def _give(consultation: Consultation, opinion: Opinion, written: Answer) -> int:
    rows = consultation.opinions.counted()
    opinion = Opinion.objects.get(pk=opinion.pk)
    rows = rows.filter(group_id=opinion.group_id) if opinion.group_id else rows.filter(pk=opinion.pk)
    count = rows.update(answer=written)
    if not count:
        raise Refused(["这条意见已撤回或者逾期，不在台账的答复范围内。"])
    return count


def _note(verb, consultation, written, count, by, at) -> None:
    given = {"answer": written.pk, "disposition": str(written.disposition), "count": count}
    audit.record(verb, consultation, by=by, after=given, reason=written.reason, at=at)


def _mails(consultation: Consultation, at):
    rows = consultation.opinions.counted().exclude(email="").select_related("answer").oldest()
    day = local_day(at)
    for row in rows.iterator(chunk_size=CHUNK):
        said = row.answer
        body = (
            f"您好：\n\n您对“{consultation.title}”提出的意见（编号 {row.number}）已有处理结果，"
            f"{consultation.organ.name}于{day:%Y年%m月%d日}公布了全部采纳情况。\n\n"
            f"处理结果：{said.get_disposition_display()}\n"
            + (f"采纳到：{said.article_label}\n" if said.article_label else "")
            + (f"说明：{said.reason}\n" if said.reason else "")
            + "\n感谢您参与。\n"
        )
        yield Mail(row.email, f"意见处理结果：{consultation.title}"[:120], body, f"opinion-{row.pk}-report", "意见反馈")
