"""听证会: notice, places by quota, a draw that anyone can repeat, roster, papers, attendance, record."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from decisions.kinds import PlaceState
from decisions.models.decision import Decision


class Hearing(models.Model):
    """A hearing on a decision (条例713 第十六条、第十七条). `quota` is [{code, name, seats}]."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="hearings")
    title = models.CharField("名称", max_length=200)
    place = models.CharField("地点", max_length=200)
    starts_at = models.DateTimeField("时间")
    quota = models.JSONField("名额", default=list)
    selection_rule = models.TextField("遴选办法（事先公布）")
    registration_ends_on = models.DateField("报名截止（至24:00）")
    seed_source = models.CharField("随机数来源（事后产生的公开事件）", max_length=300)
    quorum = models.PositiveSmallIntegerField("应到人数下限", default=1)
    notice_at = models.DateTimeField("公告时间", null=True, blank=True)
    frozen_at = models.DateTimeField("名单固定时间", null=True, blank=True)
    frozen_list = models.TextField("固定名单", blank=True)
    frozen_sha256 = models.CharField("固定名单校验码", max_length=64, blank=True)
    seed = models.CharField("随机数", max_length=200, blank=True)
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)
    papers_on = models.DateField("材料送达日期", null=True, blank=True)
    record = models.TextField("听证记录", blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "听证会"
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                name="the_list_is_frozen_and_hashed_before_the_draw",
                condition=Q(drawn_at__isnull=True)
                | (Q(frozen_at__isnull=False) & Q(frozen_at__lt=F("drawn_at")) & ~Q(frozen_sha256="") & ~Q(seed="")),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/decisions/hearings/{self.pk}/"

    @property
    def organ(self):
        return self.decision.organ


class HearingPlace(models.Model):
    """One registration; `number` is what the published list shows in place of the person."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="places")
    number = models.CharField("报名号", max_length=20)
    lookup_hash = models.CharField(max_length=200, editable=False)
    nonce = models.CharField(max_length=64, unique=True, editable=False)
    quota_code = models.CharField("类别", max_length=20)
    name = models.CharField("姓名", max_length=60)
    contact = models.CharField("联系电话", max_length=60)
    organisation = models.CharField("单位", max_length=120, blank=True)
    view = models.TextField("主要观点", blank=True)
    state = models.CharField("状态", max_length=12, choices=PlaceState, default=PlaceState.REGISTERED)
    registered_at = models.DateTimeField()
    attended = models.BooleanField("出席", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认记录", null=True, blank=True)
    statement = models.TextField("发言", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "听证报名"
        ordering = ["hearing", "number"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "number"], name="a_hearing_number_is_given_once"),
            models.UniqueConstraint(
                fields=["hearing", "contact"],
                condition=~Q(state=PlaceState.GIVEN_UP),
                name="a_person_registers_once_for_a_hearing",
            ),
            models.CheckConstraint(
                name="only_who_came_confirms_the_record", condition=Q(confirmed_at__isnull=True) | Q(attended=True)
            ),
        ]

    def __str__(self):
        return self.number
