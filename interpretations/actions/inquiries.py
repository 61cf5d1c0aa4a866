"""Questions and messages: taken in once, routed, replied to by one hand and approved by another."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.departments.models import Department
from disclosure.outbox import actions as outbox
from interpretations.guards import Refused, officers_of, reasons_against
from interpretations.kinds import BOX_BY_CODE, Channel, InquiryState
from interpretations.law import CONTACT_KEPT_DAYS
from interpretations.models import Correspondent, Inquiry, InquiryEvent, InquirySerial, Reply
from interpretations.models.answers import quoted_now
from yushan_portal.lib.periods import local_day
from yushan_portal.lib.receipts import hash_lookup_code, receipt_number

FALLBACK = "gov-office"
PREFIXES = {"question": "W", "leader": "L", "advice": "J", "complaint": "T", "fault": "C"}


def receive(
    box: str, *, subject: str, text: str, nonce: str, code: str, organ: Department | None = None, document=None,
    anchor: str = "", page: str = "", channel: str = Channel.SITE, may_publish: bool = True, name: str = "",
    phone: str = "", email: str = "", by="citizen", at: datetime | None = None,
) -> Inquiry:  # fmt: skip
    """Take in one question or message; the same nonce is the same submission and gives the same row.

    The row and its first event are written in the one transaction after which the receipt is shown.
    """
    at = at or timezone.now()
    standing = Inquiry.objects.filter(nonce=nonce).first()
    if standing is not None:
        return standing
    declared = BOX_BY_CODE[box]
    try:
        with transaction.atomic():
            target = organ or (document.organ if document else None) or _organ(declared.routes_to)
            officer = officers_of(target, local_day(at)).first()
            inquiry = Inquiry.objects.create(
                number=_next_number(local_day(at), PREFIXES[box]),
                code_hash=hash_lookup_code(code),
                nonce=nonce,
                box=box,
                channel=channel,
                subject=subject.strip()[:100],
                text=text.strip(),
                page=page.strip()[:300],
                document=document,
                anchor=anchor[:40],
                may_publish=may_publish,
                organ=target,
                officer=officer.user if officer else None,
                received_at=at,
                state=InquiryState.ROUTED if officer else InquiryState.RECEIVED,
            )
            if name or phone or email:
                Correspondent.objects.create(inquiry=inquiry, name=name[:60], phone=phone[:40], email=email)
            _note(inquiry, "receive", by, at, target)
            audit.record("receive", inquiry, by=by, after={"box": box, "organ": target.code}, at=at)
    except IntegrityError:
        standing = Inquiry.objects.filter(nonce=nonce).first()
        if standing is None:
            raise
        return standing
    return inquiry


def route(inquiry: Inquiry, organ: Department, *, by, note: str = "", at=None) -> Inquiry:
    """Hand on to the responsible unit's 政策专员. The clock runs on from the day of receipt."""
    at = at or timezone.now()
    with transaction.atomic():
        inquiry = _locked(inquiry)
        _refuse(reasons_against(inquiry, "route", by=by, at=at))
        before = inquiry.organ.code
        officer = officers_of(organ, local_day(at)).first()
        inquiry.organ, inquiry.officer, inquiry.state = organ, officer.user if officer else None, InquiryState.ROUTED
        inquiry.save()
        _note(inquiry, "route", by, at, organ, note)
        audit.record("route", inquiry, by=by, before={"organ": before}, after={"organ": organ.code}, reason=note, at=at)
    return inquiry


def draft_reply(inquiry: Inquiry, text: str, *, by, document=None, anchor: str = "", at=None) -> Reply:
    """Write a reply; it waits for another person. What it quotes is bound to the paper's published revision."""
    at = at or timezone.now()
    with transaction.atomic():
        inquiry = _locked(inquiry)
        reasons = reasons_against(inquiry, "draft", by=by, at=at)
        if not text.strip():
            reasons.append("请填写答复内容。")
        digest = quoted_now(document)
        if document is not None and not digest:
            reasons.append("依据文件没有公开，不能引用。")
        _refuse(reasons)
        reply = Reply.objects.create(
            inquiry=inquiry, text=text.strip(), document=document, anchor=anchor[:40], quoted_digest=digest,
            written_by=by, written_at=at,
        )  # fmt: skip
        inquiry.state, inquiry.officer = InquiryState.DRAFTED, by
        inquiry.save()
        _note(inquiry, "draft", by, at, inquiry.organ)
        audit.record("draft_reply", inquiry, by=by, after={"reply": reply.pk}, at=at)
    return reply


def return_reply(inquiry: Inquiry, *, by, reason: str, at=None) -> Inquiry:
    """Send the draft back with a reason."""
    at = at or timezone.now()
    with transaction.atomic():
        inquiry = _locked(inquiry)
        _refuse(reasons_against(inquiry, "return", by=by, at=at, reason=reason))
        reply = inquiry.replies.last()
        reply.returned_reason = reason.strip()[:300]
        reply.save(update_fields=["returned_reason"])
        inquiry.state = InquiryState.ROUTED
        inquiry.save()
        _note(inquiry, "return", by, at, inquiry.organ, reason)
        audit.record("return_reply", inquiry, by=by, reason=reason, at=at)
    return inquiry


def approve_reply(inquiry: Inquiry, *, by, at=None) -> Inquiry:
    """审签: from now on the sender reads the reply; a mail says so where an address was left."""
    at = at or timezone.now()
    with transaction.atomic():
        inquiry = _locked(inquiry)
        reasons = reasons_against(inquiry, "approve", by=by, at=at)
        reply = inquiry.replies.last()
        if reply is not None and reply.document_id and quoted_now(reply.document) != reply.quoted_digest:
            reasons.append("依据文件在拟稿之后有变动，请退回重拟。")
        _refuse(reasons)
        reply.approved_by, reply.approved_at = by, at
        reply.save(update_fields=["approved_by", "approved_at"])
        inquiry.state, inquiry.answered_at = InquiryState.ANSWERED, at
        inquiry.save()
        _note(inquiry, "approve", by, at, inquiry.organ)
        audit.record("approve_reply", inquiry, by=by, after={"reply": reply.pk}, at=at)
        _tell(inquiry, "已答复", at)
    return inquiry


def close(inquiry: Inquiry, *, by, reason: str, at=None) -> Inquiry:
    """不予受理 with a reason that the sender reads."""
    at = at or timezone.now()
    with transaction.atomic():
        inquiry = _locked(inquiry)
        _refuse(reasons_against(inquiry, "close", by=by, at=at, reason=reason))
        inquiry.state, inquiry.closed_reason = InquiryState.CLOSED, reason.strip()[:300]
        inquiry.save()
        _note(inquiry, "close", by, at, inquiry.organ, reason)
        audit.record("close", inquiry, by=by, reason=reason, at=at)
        _tell(inquiry, "已处理", at)
    return inquiry


def forget_contacts(at: datetime) -> int:
    """Erase names and addresses of people whose matter ended long ago; returns how many."""
    limit = at - timedelta(days=CONTACT_KEPT_DAYS)
    ended = Correspondent.objects.filter(forgotten_at__isnull=True).exclude(
        inquiry__state__in=[InquiryState.RECEIVED, InquiryState.ROUTED, InquiryState.DRAFTED]
    )
    rows = ended.exclude(inquiry__events__at__gte=limit)
    return Correspondent.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
        name="", phone="", email="", forgotten_at=at
    )


def _tell(inquiry: Inquiry, word: str, at) -> None:
    writer = Correspondent.objects.filter(inquiry=inquiry).exclude(email="").first()
    if writer is None:
        return
    outbox.queue_mail(
        writer.email,
        f"您的来信{word}（{inquiry.number}）",
        f"您好！\n\n您提交的“{inquiry.kind_of_box.name}”{word}，编号 {inquiry.number}。\n"
        f"请到本站“互动交流—查询办理情况”，凭编号和查询码查看。\n\n此信由系统发出，请勿直接回复。",
        key=f"inquiry:{inquiry.pk}:{inquiry.state}",
        purpose="inquiry",
        delete_after=at + timedelta(days=30),
    )


def _next_number(on: date, prefix: str) -> str:
    InquirySerial.objects.get_or_create(day=on)
    serial = InquirySerial.objects.select_for_update().get(day=on)
    serial.last += 1
    serial.save(update_fields=["last"])
    return receipt_number(on, serial.last, prefix)


def _organ(code: str) -> Department:
    found = Department.objects.filter(code=code or FALLBACK).first() or Department.objects.filter(code=FALLBACK).first()
    if found is None:
        raise Refused(["还没有设置受理单位，请拨打 12345。"])
    return found


def _locked(inquiry: Inquiry) -> Inquiry:
    return Inquiry.objects.select_for_update(of=("self",)).select_related("organ").get(pk=inquiry.pk)


def _note(inquiry, verb, by, at, organ, note="") -> None:
    InquiryEvent.objects.create(
        inquiry=inquiry, verb=verb, at=at, by=getattr(by, "username", str(by)), organ=organ, note=note[:300]
    )


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)
