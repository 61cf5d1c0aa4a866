"""What citizens send in: questions and messages. Their words are stored once and never edited."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.departments.models import Department
from disclosure.documents.models import Document
from interpretations.kinds import BOX_BY_CODE, BOX_CHOICES, OPEN, Channel, InquiryState
from interpretations.querysets import InquiryQuerySet


class PolicyOfficer(models.Model):
    """政策专员 of a unit (玉府办字〔2021〕36号 一(二)), with the substitutes in order: 0 is the officer."""

    organ = models.ForeignKey(Department, models.PROTECT, related_name="policy_officers", verbose_name="单位")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="政策专员")
    rank = models.PositiveSmallIntegerField("顺位", default=0, help_text="0 为政策专员，1 起为替补")
    phone = models.CharField("咨询电话", max_length=40, blank=True)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "政策专员"
        ordering = ["organ", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "rank"], condition=Q(valid_to__isnull=True), name="one_policy_officer_a_rank"
            )
        ]

    def __str__(self):
        return f"{self.organ}：{self.user}"


class InquirySerial(models.Model):
    """The last serial of a day; its row lock makes numbers unique."""

    day = models.DateField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.day} {self.last}"


class Inquiry(models.Model):
    """One question or message. The sender's words do not change; what was done with it stands in its events."""

    number = models.CharField("编号", max_length=40, unique=True)
    code_hash = models.CharField(max_length=160)
    nonce = models.CharField(max_length=40, unique=True)
    box = models.CharField("类别", max_length=12, choices=BOX_CHOICES)
    channel = models.CharField("来源", max_length=8, choices=Channel, default=Channel.SITE)
    subject = models.CharField("标题", max_length=100)
    text = models.TextField("内容")
    page = models.CharField("所涉页面", max_length=300, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所问文件"
    )
    anchor = models.CharField("所问条款", max_length=40, blank=True)
    may_publish = models.BooleanField("同意公开", default=True)
    organ = models.ForeignKey(Department, models.PROTECT, related_name="inquiries", verbose_name="承办单位")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人"
    )
    received_at = models.DateTimeField("收到时间")
    state = models.CharField("状态", max_length=10, choices=InquiryState, default=InquiryState.RECEIVED)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    closed_reason = models.CharField("不予受理的理由", max_length=300, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来信与提问"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "organ"]), models.Index(fields=["box", "received_at"])]
        constraints = [
            models.CheckConstraint(
                name="an_answered_inquiry_has_its_moment",
                condition=~Q(state=InquiryState.ANSWERED) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_inquiry_has_a_reason",
                condition=~Q(state=InquiryState.CLOSED) | ~Q(closed_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.subject}"

    @property
    def kind_of_box(self):
        """The box's declaration in `kinds.py`."""
        return BOX_BY_CODE[self.box]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Correspondent(models.Model):
    """Who wrote, if they wished to say so; kept apart and erased when no longer needed (个人信息保护法 第四十七条)."""

    inquiry = models.OneToOneField(Inquiry, models.PROTECT, related_name="correspondent")
    name = models.CharField("称呼", max_length=60, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.EmailField("邮箱", blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.name or "匿名"


class InquiryEvent(models.Model):
    """One dated act on an inquiry; the clock is a fold over them."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=60, blank=True)
    organ = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.inquiry_id} {self.verb}"


class Reply(models.Model):
    """A written reply; it counts once another person has approved it."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="replies")
    text = models.TextField("答复内容")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据文件"
    )
    anchor = models.CharField("依据条款", max_length=40, blank=True)
    quoted_digest = models.CharField(max_length=64, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="撰写人")
    written_at = models.DateTimeField("撰写时间")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField("审签时间", null=True)
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="an_approved_reply_has_its_moment_and_another_hand",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (Q(approved_at__isnull=False) & ~Q(approved_by=models.F("written_by"))),
            )
        ]

    def __str__(self):
        return self.text[:40]
