"""Subscriptions by mail: asked for, confirmed by the owner of the address, ended by one click; the address is then erased."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.outbox import actions as outbox
from interpretations.kinds import Frequency
from interpretations.models import Subscription

CONFIRM_WITHIN_DAYS = 7


def ask(email: str, scheme: str, code: str, name: str, *, frequency=Frequency.DAILY, at=None) -> Subscription:
    """Note the wish and write to the address for confirmation; nothing else is ever sent before that.

    Asked again for the same wish, the standing one is kept and, if unconfirmed, written to once more a day at most.
    """
    at = at or timezone.now()
    email = email.strip().lower()
    try:
        with transaction.atomic():
            wish, _ = Subscription.objects.get_or_create(
                email=email,
                scheme=scheme,
                code=code[:200],
                ended_at=None,
                defaults={"name": name[:200], "frequency": frequency, "created_at": at},
            )
            if wish.confirmed_at is None:
                Subscription.objects.filter(pk=wish.pk).update(frequency=frequency)
                _ask_to_confirm(wish, at)
            elif wish.frequency != frequency:
                wish.frequency = frequency
                wish.save(update_fields=["frequency"])
    except IntegrityError:
        return Subscription.objects.get(email=email, scheme=scheme, code=code[:200], ended_at=None)
    return wish


def confirm(key: str, *, at=None) -> Subscription | None:
    """The owner of the address agrees; None for a key that stands for nothing any more."""
    at = at or timezone.now()
    with transaction.atomic():
        wish = Subscription.objects.select_for_update().filter(key=key, ended_at=None).first()
        if wish is not None and wish.confirmed_at is None:
            wish.confirmed_at = wish.told_until = at
            wish.save(update_fields=["confirmed_at", "told_until"])
    return wish


def end(key: str, *, at=None) -> Subscription | None:
    """退订: from this moment nothing is queued, and the address is erased."""
    at = at or timezone.now()
    with transaction.atomic():
        wish = Subscription.objects.select_for_update().filter(key=key).first()
        if wish is not None and wish.ended_at is None:
            wish.ended_at, wish.email = at, ""
            wish.save(update_fields=["ended_at", "email"])
    return wish


def forget_unconfirmed(at: datetime) -> int:
    """Addresses that nobody confirmed within a week are erased."""
    return (
        Subscription.objects.unconfirmed_since(at, CONFIRM_WITHIN_DAYS)
        .filter(ended_at=None)
        .update(ended_at=at, email="")
    )


def address(path: str) -> str:
    """The full address of a path on this site, for mails."""
    return settings.SITE_ORIGIN.rstrip("/") + path


def _ask_to_confirm(wish: Subscription, at) -> None:
    outbox.queue_mail(
        wish.email,
        f"请确认订阅：{wish.name}",
        f"您好！\n\n有人（应当是您）在{settings.SITE['name']}用这个邮箱订阅“{wish.name}”，{wish.get_frequency_display()}。\n\n"
        f"请打开下面的网址确认，确认之前我们不会再发信：\n{address(f'/subscriptions/{wish.key}/')}\n\n"
        f"不是您本人操作的，不用理会，{CONFIRM_WITHIN_DAYS} 天后我们删除这个地址。",
        key=f"confirm:{wish.pk}:{at:%Y-%m-%d}",
        purpose="subscription",
        delete_after=at + timedelta(days=CONFIRM_WITHIN_DAYS),
    )
