"""The worker's side: claim under lock, send, note the outcome. Each step is its own transaction.

A kill before the claim changes nothing; between claim and outcome the message stays 发送中 until `settle` marks it
uncertain; then it is sent once more under the same Message-ID. Nothing else ever repeats a message.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from .delivery import NotSent, PerhapsSent, Refused, deliver, letter, open_connection
from .kinds import BACKOFF, GIVEN_UP_AFTER, MOST_REPEATS, MessageState
from .models import Message

SOCKET_SECONDS = 60  # a mail server that says nothing for this long is gone


@dataclass
class Outcome:
    sent: int = 0
    postponed: int = 0
    failed: int = 0
    uncertain: int = 0
    unreachable: str = ""

    def __str__(self):
        counts = f"已发送{self.sent}封，推迟{self.postponed}封，未送达{self.failed}封，不确定{self.uncertain}封"
        return f"邮件：{counts}。" + (f"{self.unreachable}。" if self.unreachable else "")

    @property
    def touched(self) -> int:
        return self.sent + self.postponed + self.failed + self.uncertain


def send_due(limit: int = 100, at: datetime | None = None) -> Outcome:
    """Sends up to `limit` messages that are due. Safe to run in several workers and to kill at any moment.

    While the mail server cannot be reached nothing is claimed, so that an outage of any length is caught up with
    in the minute it ends.
    """
    outcome = Outcome(uncertain=settle(at))
    connection = get_connection()
    if getattr(connection, "timeout", 0) is None:
        connection.timeout = SOCKET_SECONDS
    try:
        while outcome.touched < limit and Message.objects.due(at or timezone.now()).exists():
            open_connection(connection)
            message = _claim(at or timezone.now())
            if message is None:
                break
            _send(connection, message, outcome, at)
    except NotSent as fault:
        outcome.unreachable = str(fault)
    finally:
        _close(connection)
    return outcome


def settle(at: datetime | None = None) -> int:
    """Marks as uncertain what a dead worker left 发送中; returns how many. What was repeated already stays uncertain."""
    at = at or timezone.now()
    marked = 0
    for pk in list(Message.objects.abandoned(at).values_list("pk", flat=True)):
        with transaction.atomic():
            message = Message.objects.abandoned(at).filter(pk=pk).select_for_update(skip_locked=True).first()
            if message is not None:
                _doubt(message, "发送程序中断，不知道是否已送达。", at)
                marked += 1
    return marked


def _claim(at: datetime) -> Message | None:
    """One message, claimed just before it is sent: a kill leaves at most one in doubt for each worker."""
    with transaction.atomic():
        message = Message.objects.due(at).select_for_update(skip_locked=True).first()
        if message is None:
            return None
        if message.state == MessageState.UNCERTAIN:
            message.repeats += 1
        message.state, message.claim, message.claimed_at = MessageState.SENDING, get_random_string(32), at
        message.attempts += 1
        message.next_try_at = None
        message.save(update_fields=["state", "claim", "claimed_at", "attempts", "repeats", "next_try_at"])
    return message


def _send(connection, message: Message, outcome: Outcome, at: datetime | None) -> None:
    now = at or timezone.now()
    try:
        proof = deliver(connection, letter(message, settings.DEFAULT_FROM_EMAIL, connection))
    except Refused as refused:
        outcome.failed += _note(message, state=MessageState.FAILED, problem=_safe(refused, message))
    except NotSent as fault:
        _close(connection)
        if now - message.created_at >= GIVEN_UP_AFTER:
            outcome.failed += _note(message, state=MessageState.FAILED, problem=_safe(fault, message))
        else:
            outcome.postponed += _note(
                message,
                # A repeat that certainly failed is still a message about whose first sending nobody knows.
                state=MessageState.UNCERTAIN if message.repeats else MessageState.QUEUED,
                repeats=max(message.repeats - 1, 0),
                next_try_at=now + BACKOFF[min(message.attempts - 1, len(BACKOFF) - 1)],
                problem=_safe(fault, message),
            )
    except PerhapsSent as fault:
        _close(connection)
        with transaction.atomic():
            mine = Message.objects.filter(pk=message.pk, claim=message.claim).select_for_update().first()
            if mine is not None:
                _doubt(mine, _safe(fault, message), now)
                outcome.uncertain += 1
    else:
        # Also over a doubt that another worker raised meanwhile: now it is known.
        known = Q(claim=message.claim) | Q(state=MessageState.UNCERTAIN)
        outcome.sent += _note(
            message, known, state=MessageState.SENT, sent_at=now, proof=_safe(proof, message), problem=""
        )


def _note(message: Message, which: Q | None = None, **changes) -> int:
    """Writes the outcome if the claim is still ours; a claim that was settled meanwhile stays as it was settled."""
    mine = Message.objects.filter(which or Q(claim=message.claim), pk=message.pk)
    return mine.update(**{"claim": "", "claimed_at": None, "next_try_at": None} | changes)


def _doubt(message: Message, problem: str, at: datetime) -> None:
    message.state, message.claim, message.claimed_at = MessageState.UNCERTAIN, "", None
    message.uncertain_at = message.uncertain_at or at
    message.next_try_at = at + BACKOFF[0] if message.repeats < MOST_REPEATS else None
    message.problem = (
        problem if message.repeats < MOST_REPEATS else f"{problem}已重发过一次，不再自动发送，请人工核实。"
    )
    message.save(update_fields=["state", "claim", "claimed_at", "uncertain_at", "next_try_at", "problem"])


def _safe(words, message: Message) -> str:
    """A server's answer without the receiver's address, which is erased one day while the answer stays."""
    return str(words).replace(message.to, "（收件人）")[:450] or "已接收"


def _close(connection) -> None:
    try:
        connection.close()
    except OSError:
        connection.connection = None
