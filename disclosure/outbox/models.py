"""One message to one address."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from .kinds import MessageState
from .querysets import MessageQuerySet


class Message(models.Model):
    """Queued once by its key. Message-ID and Date are fixed at queueing, so that a repeat is recognisably the same mail.

    `proof` is the mail server's own answer. After `delete_after` address, subject and text are erased; what happened
    and when remains.
    """

    key = models.CharField("标识", max_length=200, unique=True)
    purpose = models.CharField("用途", max_length=40, blank=True, db_index=True)
    to = models.CharField("收件地址", max_length=254, blank=True)
    subject = models.CharField("主题", max_length=250, blank=True)
    body = models.TextField("正文", blank=True)
    html = models.TextField("网页正文", blank=True)
    headers = models.JSONField("邮件头", default=dict, blank=True, encoder=DjangoJSONEncoder)
    message_id = models.CharField("Message-ID", max_length=200)
    state = models.CharField("状态", max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    repeats = models.PositiveSmallIntegerField("不确定后重发次数", default=0)
    created_at = models.DateTimeField("排队时间")
    next_try_at = models.DateTimeField("下次发送时间", null=True, blank=True)  # none: will not be sent by itself
    claim = models.CharField("执行标识", max_length=40, blank=True)
    claimed_at = models.DateTimeField("开始发送的时间", null=True, blank=True)
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)
    uncertain_at = models.DateTimeField("出现不确定的时间", null=True, blank=True)
    proof = models.CharField("送达凭证", max_length=500, blank=True)
    problem = models.CharField("最近的问题", max_length=500, blank=True)
    seen_at = models.DateTimeField("失败已处理的时间", null=True, blank=True)
    delete_after = models.DateTimeField("此后删除地址", db_index=True)
    forgotten_at = models.DateTimeField("地址删除时间", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "邮件"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="message_due"),
            models.Index(fields=["state", "created_at"], name="message_late"),
        ]
        constraints = [
            models.CheckConstraint(
                name="sent_message_has_a_time_and_a_proof",
                condition=~Q(state="sent") | (Q(sent_at__isnull=False) & ~Q(proof="")),
            ),
            models.CheckConstraint(
                name="only_queued_or_uncertain_messages_are_due",
                condition=Q(next_try_at__isnull=True) | Q(state__in=("queued", "uncertain")),
            ),
            models.CheckConstraint(
                name="queued_message_has_a_next_try", condition=~Q(state="queued") | Q(next_try_at__isnull=False)
            ),
            models.CheckConstraint(
                name="message_being_sent_is_claimed",
                condition=~Q(state="sending") | (~Q(claim="") & Q(claimed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="message_has_an_address_until_forgotten", condition=~Q(to="") | Q(forgotten_at__isnull=False)
            ),
            models.CheckConstraint(name="uncertain_message_is_repeated_once_at_most", condition=Q(repeats__lte=1)),
        ]

    def __str__(self):
        return f"{self.subject or self.key}（{self.get_state_display()}）"

    @property
    def may_have_been_delivered_twice(self) -> bool:
        return self.state == MessageState.SENT and self.uncertain_at is not None
