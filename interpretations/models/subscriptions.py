"""Who asked to be told what, and what there is to tell."""

import secrets

from django.db import models
from django.db.models import Q

from interpretations.kinds import Frequency
from interpretations.querysets import NewsQuerySet, SubscriptionQuerySet


def new_key() -> str:
    """An unguessable part of a subscription's addresses."""
    return secrets.token_urlsafe(18)


class Subscription(models.Model):
    """One wish: rows of the register that carry (scheme, code), or that hold the words of a saved search.

    Confirmed by the owner of the address before anything is sent; ended by one click, and the address is erased then.
    """

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    email = models.EmailField("邮箱", blank=True)
    scheme = models.CharField("按什么", max_length=24)
    code = models.CharField("代码", max_length=200, blank=True)
    name = models.CharField("名称", max_length=200)
    frequency = models.CharField("频率", max_length=10, choices=Frequency, default=Frequency.DAILY)
    created_at = models.DateTimeField("申请时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    ended_at = models.DateTimeField("退订时间", null=True, blank=True)
    told_until = models.DateTimeField("已汇总到", null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "订阅"
        ordering = ["pk"]
        indexes = [models.Index(fields=["scheme", "code", "frequency", "id"], name="subscription_by_wish")]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "scheme", "code"],
                condition=Q(ended_at__isnull=True),
                name="one_wish_of_an_address_stands_once",
            ),
            models.CheckConstraint(
                name="an_ended_subscription_has_no_address", condition=Q(ended_at__isnull=True) | Q(email="")
            ),
        ]

    def __str__(self):
        return self.name


class News(models.Model):
    """One publication to carry to subscribers; written in the transaction that publishes, carried by the worker.

    `cursor` is the last subscription that has its mail queued: a worker that dies is followed from there.
    """

    kind = models.CharField(max_length=40)
    thing_id = models.CharField(max_length=64)
    verb = models.CharField(max_length=10)
    at = models.DateTimeField(db_index=True)
    cursor = models.BigIntegerField(default=0)
    matched_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing_id", "verb", "at"], name="a_piece_of_news_is_told_once")
        ]

    def __str__(self):
        return f"{self.kind}:{self.thing_id} {self.verb}"
