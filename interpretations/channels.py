"""Channels by which news reaches a subscriber. Mail and RSS stand; another (the county's WeChat account) is one class more.

A channel takes a batch and must be safe to be given the same batch twice: mail by the outbox's key, RSS because it is
read, not sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings

from disclosure.outbox.actions import Mail, queue_mails
from interpretations.actions.subscriptions import address
from interpretations.models import Subscription

KEPT_DAYS = 30


@dataclass(frozen=True)
class Item:
    """One public thing as a channel tells of it."""

    title: str
    path: str
    organ: str = ""
    summary: str = ""


class Channel(Protocol):
    """How news is carried: `tell` returns how many messages were new."""

    code: str

    def tell(self, wishes: Iterable[Subscription], items: list[Item], key: str, at: datetime) -> int: ...


class MailChannel:
    """One mail a subscription and key."""

    code = "mail"

    def tell(self, wishes, items, key, at) -> int:
        return queue_mails(self._letter(wish, items, key, at) for wish in wishes if wish.email)

    def _letter(self, wish: Subscription, items: list[Item], key: str, at: datetime) -> Mail:
        end = address(f"/subscriptions/{wish.key}/end/")
        lines = [f"{item.title}{f'（{item.organ}）' if item.organ else ''}\n{address(item.path)}" for item in items]
        subject = items[0].title if len(items) == 1 else f"{wish.name}：{len(items)} 条新信息"
        return Mail(
            to=wish.email,
            subject=f"【{settings.SITE['name']}】{subject}"[:250],
            body="\n\n".join([f"您订阅的“{wish.name}”有新信息：", *lines, f"不想再收到，打开即可退订：\n{end}"]),
            key=f"sub:{wish.pk}:{key}",
            purpose="subscription",
            headers={"List-Unsubscribe": f"<{end}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
            delete_after=at + timedelta(days=KEPT_DAYS),
        )


CHANNELS: tuple[Channel, ...] = (MailChannel(),)
