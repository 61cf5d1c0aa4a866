"""Opinions: what citizens said, from any door, kept as they said it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions.kinds import Channel, Consent, OpinionState, Standing
from decisions.models.consultation import Consultation, DraftArticle, DraftVersion
from decisions.models.ledger import Answer, OpinionGroup
from decisions.querysets import OpinionQuerySet
from disclosure.publishing.models import Attachment


class Opinion(models.Model):
    """One opinion (意见), on the whole draft or on one article of one version.

    `received_on` is the legal date: of the moment online, of the sheet at the desk. `late` opinions (逾期) are kept and
    stand outside the ledger's counts. The text only ever becomes what its author worded (`OpinionWording`).
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions", verbose_name="征求意见")
    number = models.CharField("编号", max_length=30, unique=True, null=True, editable=False)
    nonce = models.CharField(max_length=64, unique=True, editable=False)
    lookup_hash = models.CharField(max_length=200, editable=False)
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="+", verbose_name="草案版次")
    article = models.ForeignKey(
        DraftArticle, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name="条款"
    )
    text = models.TextField("意见")
    channel = models.CharField("渠道", max_length=10, choices=Channel, default=Channel.ONLINE)
    received_at = models.DateTimeField("登记时间")
    received_on = models.DateField("收到日期")
    late = models.BooleanField("逾期", default=False)
    name = models.CharField("姓名", max_length=60, blank=True)
    contact = models.CharField("联系方式", max_length=120, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    standing = models.CharField("身份", max_length=12, choices=Standing, default=Standing.PERSON)
    organisation = models.CharField("单位名称", max_length=120, blank=True)
    on_behalf_of = models.PositiveIntegerField("代表人数", default=1)
    consent = models.CharField("公开意愿", max_length=6, choices=Consent, default=Consent.TEXT)
    state = models.CharField("公开状态", max_length=10, choices=OpinionState, default=OpinionState.WAITING)
    refusal_reason = models.CharField("不予公开的理由", max_length=300, blank=True)
    redactions = models.JSONField("隐去的片段", default=list, blank=True)
    moderated_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    scan = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    fingerprint = models.CharField(max_length=32, editable=False)
    group = models.ForeignKey(OpinionGroup, models.PROTECT, null=True, blank=True, related_name="opinions")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="opinions")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "意见"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["consultation", "id"]),
            models.Index(fields=["consultation", "state", "id"]),
            models.Index(fields=["consultation", "late", "channel"]),
            models.Index(fields=["consultation", "answer"]),
            models.Index(fields=["consultation", "fingerprint"]),
        ]
        constraints = [
            models.CheckConstraint(name="an_opinion_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="an_opinion_speaks_for_somebody", condition=Q(on_behalf_of__gte=1)),
            models.CheckConstraint(
                name="an_opinion_kept_from_the_public_has_a_reason",
                condition=~Q(state=OpinionState.REFUSED) | ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="desk_intake_of_a_sheet_has_its_scan_and_its_hand",
                condition=Q(channel=Channel.ONLINE)
                | (Q(taken_by__isnull=False) & Q(scan__isnull=False))
                | Q(channel=Channel.HEARING, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="only_desk_intake_is_late", condition=Q(late=False) | ~Q(channel=Channel.ONLINE)
            ),
        ]

    def __str__(self):
        return self.number or "（未编号）"

    @property
    def wants_mail(self) -> bool:
        return bool(self.email)


class OpinionWording(models.Model):
    """One wording by the author; the first is what was received. Never changed, never deleted."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["opinion", "number"]
        constraints = [models.UniqueConstraint(fields=["opinion", "number"], name="a_wording_is_numbered_once")]

    def __str__(self):
        return f"{self.opinion}（{self.number}）"
