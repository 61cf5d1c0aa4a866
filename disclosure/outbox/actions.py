"""Queue, settle, forget. Sending stands in sending.py."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import make_msgid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from .kinds import KEPT_FOR, MOST_REPEATS, MessageState
from .models import Message
from .tasks import send_outbox

BATCH = 500


class MailRefused(ValueError):
    """A message that cannot be queued; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Mail:
    """What a caller wants sent. The same key is the same message, whatever else it says."""

    to: str
    subject: str
    body: str
    key: str
    purpose: str = ""
    html: str = ""
    headers: dict = field(default_factory=dict)
    delete_after: datetime | None = None


def queue_mail(
    to: str, subject: str, body: str, key: str, purpose: str = "", *, html: str = "", headers: dict | None = None,
    delete_after: datetime | None = None,
) -> Message:  # fmt: skip
    """Queues one message in the caller's transaction and returns it; a key already queued returns that message unchanged.

    Raises MailRefused for an address or a heading that no mail can carry.
    """
    queue_mails([Mail(to, subject, body, key, purpose, html, headers or {}, delete_after)])
    return Message.objects.get(key=key)


def queue_mails(mails: Iterable[Mail]) -> int:
    """Queues many in the caller's transaction, each key once ever; returns how many were new."""
    now, added, batch = timezone.now(), 0, []
    with transaction.atomic():
        for mail in mails:
            batch.append(_message(mail, now))
            if len(batch) >= BATCH:
                added += _add(batch)
                batch = []
        added += _add(batch)
        if added:
            transaction.on_commit(_wake, robust=True)
    return added


def forget_before(at: datetime) -> int:
    """Erases addresses and texts that are no longer needed; what was still unsent by then is given up first."""
    forgotten = 0
    with transaction.atomic():
        Message.objects.forgettable(at).filter(state__in=(MessageState.QUEUED, MessageState.UNCERTAIN)).update(
            state=MessageState.FAILED, next_try_at=None, problem="保存期限已到，仍未送达，地址已删除。"
        )
        done = Message.objects.forgettable(at).exclude(state=MessageState.SENDING)
        forgotten = done.update(to="", subject="", body="", html="", headers={}, forgotten_at=at)
    return forgotten


def acknowledge(message: Message, *, by=None, at: datetime | None = None) -> Message:
    """Somebody has looked at a failed message and dealt with it: the alarm ends."""
    Message.objects.filter(pk=message.pk, state=MessageState.FAILED, seen_at=None).update(seen_at=at or timezone.now())
    message.refresh_from_db()
    return message


def send_again(message: Message, *, by=None, at: datetime | None = None) -> Message:
    """Queues anew what failed or stayed uncertain, when a person decides so. Raises MailRefused for any other."""
    at = at or timezone.now()
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=message.pk)
        ended = message.state == MessageState.FAILED or (
            message.state == MessageState.UNCERTAIN and message.repeats >= MOST_REPEATS
        )
        if not ended or message.forgotten_at:
            raise MailRefused("只有未送达或不确定、地址还在的邮件可以重新发送。")
        message.state, message.next_try_at, message.created_at = MessageState.QUEUED, at, at
        message.save(update_fields=["state", "next_try_at", "created_at"])
        transaction.on_commit(_wake, robust=True)
    return message


def late(at: datetime | None = None):
    """The alarm list: unsent for an hour, or failed without anybody having looked."""
    return Message.objects.late(at or timezone.now())


def _message(mail: Mail, now: datetime) -> Message:
    subject = " ".join(mail.subject.split())[:250]
    if not mail.key or len(mail.key) > 200:
        raise MailRefused("邮件缺少标识，或标识过长。")
    if not subject or not mail.body.strip():
        raise MailRefused("邮件缺少主题或正文。")
    if any("\n" in str(part) or "\r" in str(part) for pair in mail.headers.items() for part in pair):
        raise MailRefused("邮件头里不能有换行。")
    try:
        validate_email(mail.to)
    except ValidationError:
        raise MailRefused("收件地址不是有效的邮箱地址。") from None
    if len(mail.to) > 254:
        raise MailRefused("收件地址过长。")
    return Message(
        key=mail.key,
        purpose=mail.purpose[:40],
        to=mail.to,
        subject=subject.replace("\0", ""),
        body=mail.body.replace("\0", ""),
        html=mail.html.replace("\0", ""),
        headers=mail.headers,
        message_id=make_msgid(domain=settings.SITE["domain"]),
        created_at=now,
        next_try_at=now,
        delete_after=mail.delete_after or now + KEPT_FOR,
    )


def _add(batch: list[Message]) -> int:
    keys = [message.key for message in batch]
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = list({message.key: message for message in reversed(batch) if message.key not in known}.values())[::-1]
    if not fresh:
        return 0
    # Another transaction may be queueing the same key right now: the unique key decides, nobody fails.
    Message.objects.bulk_create(fresh, ignore_conflicts=True)
    stored = dict(Message.objects.filter(key__in=keys).values_list("key", "message_id"))
    return sum(stored.get(message.key) == message.message_id for message in fresh)


def _wake() -> None:
    send_outbox.enqueue()
