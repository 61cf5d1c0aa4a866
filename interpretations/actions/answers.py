"""From replies to public entries: a 一号答 bound to its source, a message with the four fields, both through the chain."""

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from disclosure.publishing import actions as publishing
from disclosure.publishing.models import DisclosureAttribute
from interpretations.guards import Refused, reasons_against
from interpretations.models import Answer, PublicMessage
from interpretations.models.answers import quoted_now
from yushan_portal.lib.personal_info import mask_text


def create_answer(answer: Answer, *, by, at=None) -> Answer:
    """Store a new entry with its first draft, quoting the paper as it is published now."""
    answer.quoted_digest = quoted_now(answer.document)
    answer.disclosure = answer.disclosure or DisclosureAttribute.PROACTIVE
    return publishing.create(answer, by=by, at=at)


def draft_from(inquiry, *, by, at=None):
    """The public draft of an approved reply: an answer for a question, a message for the boxes. Once each."""
    at = at or timezone.now()
    with transaction.atomic():
        reasons = reasons_against(inquiry, "publish", by=by, at=at)
        if not inquiry.may_publish:
            reasons.append("写信人没有同意公开，不能公开这封信。")
        if reasons:
            raise Refused(reasons)
        reply = inquiry.replies.filter(approved_at__isnull=False).last()
        if inquiry.box == "question":
            standing = inquiry.answers.first()
            return standing or create_answer(_answer(inquiry, reply), by=by, at=at)
        standing = PublicMessage.objects.filter(inquiry=inquiry).first()
        return standing or publishing.create(_message(inquiry, reply), by=by, at=at)


def review(answer: Answer, *, by, at=None, valid_until=None):
    """Begin the review of a stale entry: a revision that quotes the paper as it stands now, then through the chain."""
    at = at or timezone.now()
    revision = answer.working or publishing.open_revision(answer, by=by, at=at)
    content = revision.content | {"quoted_digest": quoted_now(answer.document)}
    if valid_until is not None:
        content["valid_until"] = valid_until.isoformat()
    return publishing.save_draft(answer, content, by=by, at=at, change_note="按现行文件复核")


def _answer(inquiry, reply) -> Answer:
    paragraphs = [line for line in reply.text.splitlines() if line.strip()]
    return Answer(
        organ=inquiry.organ,
        inquiry=inquiry,
        title=mask_text(inquiry.subject),
        body="".join(f"<p>{escape(mask_text(line))}</p>" for line in paragraphs),
        document=reply.document,
        anchor=reply.anchor,
        audiences=list(reply.document.audiences) if reply.document else [],
    )


def _message(inquiry, reply) -> PublicMessage:
    return PublicMessage(
        organ=inquiry.organ,
        inquiry=inquiry,
        box=inquiry.box,
        title=mask_text(inquiry.subject),
        disclosure=DisclosureAttribute.PROACTIVE,
        text=mask_text(inquiry.text),
        reply=mask_text(reply.text),
        received_at=inquiry.received_at,
        replied_at=inquiry.answered_at,
    )
