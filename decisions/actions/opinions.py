"""Opinions come in, are corrected and taken back. One transaction each; a receipt exists only after the commit."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from decisions import clock, similarity, versions
from decisions.guards import WRITERS, Refused, WindowClosed, must_serve, reasons_against_opinion, refuse
from decisions.kinds import Channel, Consent, OpinionState, Standing
from decisions.models import Consultation, Opinion, OpinionWording
from disclosure.audit import actions as audit
from disclosure.workdays import local_day
from yushan_portal.lib.intake import code_for
from yushan_portal.lib.receipts import hash_lookup_code, new_lookup_code, receipt_number, tidy, verify_lookup_code

PREFIX = "YJ"
CITIZEN = "公众"


@dataclass(frozen=True)
class Said:
    """What a person says, from whichever door. `article_id` empty is the whole draft; `version` 0 the present one."""

    text: str
    article_id: str = ""
    version: int = 0
    name: str = ""
    contact: str = ""
    email: str = ""
    standing: str = Standing.PERSON
    organisation: str = ""
    on_behalf_of: int = 1
    consent: str = Consent.TEXT


@dataclass(frozen=True)
class Receipt:
    """What the author keeps. `again` is True where the same submission had come before."""

    opinion: Opinion
    code: str
    again: bool = False


def receive(consultation_id: int, said: Said, *, nonce: str) -> Receipt:
    """Take an online opinion; returns its receipt after the commit. The same nonce is the same opinion, stored once.

    Raises WindowClosed outside the window, judged by the database's clock under a shared lock on the window.
    """
    code = code_for(nonce)
    with transaction.atomic():
        consultation = clock.share(consultation_id)
        at = clock.database_now()
        before = Opinion.objects.filter(nonce=nonce, consultation_id=consultation_id).first()
        if before is not None:
            return Receipt(before, code, again=True)
        if reasons := reasons_against_opinion(consultation, at):
            raise WindowClosed(reasons)
        opinion = _store(consultation, said, at=at, received_on=local_day(at), nonce=nonce, code=code)
    return Receipt(opinion, code)


def take_in(
    consultation: Consultation,
    said: Said,
    *,
    channel: str,
    received_on: date,
    scan=None,
    by,
    at: datetime | None = None,
) -> Receipt:
    """Assisted intake at the desk: the date of receipt counts as the legal date and must be proved by the scan.

    A sheet that came after the last day is kept and marked 逾期, outside the ledger's counts.
    """
    with transaction.atomic():
        consultation = clock.share(consultation.pk)
        at = clock.database_now()
        must_serve(by, consultation.organ, WRITERS, at)
        reasons = []
        if consultation.published_at is None:
            reasons.append("这项征求意见还没有公布。")
        elif received_on < consultation.opens_on:
            reasons.append("收到日期早于公布日期。")
        if received_on > local_day(at):
            reasons.append("收到日期在今天之后。")
        if channel == Channel.ONLINE or channel not in Channel.values:
            reasons.append("请选择信函、电话、窗口等渠道。")
        if scan is None and channel != Channel.HEARING:
            reasons.append("请上传意见原件的扫描件或照片（电话来的，上传通话记录单）。")
        if consultation.report_published_at:
            reasons.append("采纳情况已经公布，不能再登记；请按信访或咨询办理。")
        refuse(reasons)
        code = new_lookup_code()
        opinion = _store(
            consultation,
            said,
            at=at,
            received_on=received_on,
            nonce=f"desk-{secrets.token_hex(16)}",
            code=code,
            channel=channel,
            late=received_on > consultation.closes_on,
            scan=scan,
            taken_by=by,
        )
        audit.record("take_in", consultation, by=by, after={"opinion": opinion.number, "channel": channel}, at=at)
    return Receipt(opinion, code)


def find(number: str, code: str) -> Opinion | None:
    """The opinion that number and look-up code open together; the same time passes for right and wrong."""
    opinion = Opinion.objects.filter(number=tidy(number)).select_related("consultation", "answer", "article").first()
    fits = verify_lookup_code(code, opinion.lookup_hash if opinion else "")
    return opinion if fits else None


def correct(opinion: Opinion, text: str) -> Opinion:
    """The author words it anew before closing; what was said before is kept. It is checked again before showing."""
    with transaction.atomic():
        opinion, at = _own(opinion)
        if not text.strip():
            raise Refused(["请写明意见内容。"])
        if text.strip() == opinion.text:
            return opinion
        number = opinion.wordings.count() + 1
        OpinionWording.objects.create(opinion=opinion, number=number, text=text.strip(), written_at=at)
        opinion.text = text.strip()
        opinion.fingerprint = similarity.fingerprint(opinion.text)
        opinion.state, opinion.refusal_reason, opinion.redactions = OpinionState.WAITING, "", []
        opinion.group = opinion.answer = None
        opinion.save()
        _note("correct", opinion, at)
    return opinion


def take_back(opinion: Opinion) -> Opinion:
    """The author withdraws it before closing; kept, shown nowhere, outside the counts."""
    with transaction.atomic():
        opinion, at = _own(opinion)
        opinion.state, opinion.withdrawn_at, opinion.group, opinion.answer = OpinionState.WITHDRAWN, at, None, None
        opinion.save()
        _note("take_back", opinion, at)
    return opinion


# --- pieces ---


def _own(opinion: Opinion):
    """The author's opinion, locked, while the window is open."""
    consultation = clock.share(opinion.consultation_id)
    opinion = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
    at = clock.database_now()
    if reasons := reasons_against_opinion(consultation, at):
        raise WindowClosed(reasons)
    if opinion.state == OpinionState.WITHDRAWN:
        raise Refused(["这条意见已经撤回。"])
    return opinion, at


def _store(consultation, said: Said, *, at, received_on, nonce, code, channel=Channel.ONLINE, **desk) -> Opinion:
    text = said.text.strip()
    if not text:
        raise Refused(["请写明意见内容。"])
    version = versions.version_of(consultation, said.version)
    article = None
    if said.article_id:
        article = version.articles.filter(article_id=said.article_id).first()
        if article is None:
            raise Refused(["没有找到您选的条款，请重新选择。"])
    opinion = Opinion.objects.create(
        consultation=consultation,
        nonce=nonce,
        lookup_hash=hash_lookup_code(code),
        version=version,
        article=article,
        text=text,
        channel=channel,
        received_at=at,
        received_on=received_on,
        name=said.name.strip(),
        contact=said.contact.strip(),
        email=said.email.strip(),
        standing=said.standing,
        organisation=said.organisation.strip(),
        on_behalf_of=said.on_behalf_of,
        consent=said.consent,
        fingerprint=similarity.fingerprint(text),
        **desk,
    )
    opinion.number = receipt_number(local_day(at), opinion.pk, PREFIX)
    opinion.save(update_fields=["number"])
    OpinionWording.objects.create(opinion=opinion, number=1, text=text, written_at=at)
    _note("receive", opinion, at)
    return opinion


def _note(verb: str, opinion: Opinion, at) -> None:
    """The ledger names the receipt, never the person."""
    thing = ("opinion", opinion.pk, opinion.number)
    organ = opinion.consultation.organ.code
    audit.record(verb, thing, by=CITIZEN, at=at, address="-", organ_code=organ, after={"channel": opinion.channel})
