"""社会公众代表库: people who sit in on meetings, invited by rotation (县2021年政务公开工作方案 二（一）)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from decisions.kinds import RepresentativeClass
from disclosure.departments.models import Department


class Representative(models.Model):
    """A member of the pool for a term."""

    name = models.CharField("姓名", max_length=60)
    category = models.CharField("类别", max_length=12, choices=RepresentativeClass)
    post = models.CharField("单位和职务", max_length=120, blank=True)
    contact = models.CharField("联系方式", max_length=120, blank=True)
    interests = models.JSONField("关注领域", default=list, blank=True)
    term_from = models.DateField("聘期自")
    term_to = models.DateField("聘期至")

    class Meta:
        verbose_name = verbose_name_plural = "社会公众代表"
        ordering = ["category", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_term_does_not_end_before_it_begins", condition=Q(term_to__gte=F("term_from"))
            )
        ]

    def __str__(self):
        return self.name


class Meeting(models.Model):
    """A meeting of the government that representatives sit in on (列席)."""

    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="召开单位")
    title = models.CharField("会议", max_length=200)
    topic = models.CharField("议题", max_length=200)
    fields_of_interest = models.JSONField("领域", default=list, blank=True)
    held_on = models.DateField("召开日期")
    selection_note = models.TextField("遴选说明", blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "列席会议"
        ordering = ["-held_on"]

    def __str__(self):
        return self.title


class Invitation(models.Model):
    """From invitation to acceptance, attendance, opinion and what became of it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    representative = models.ForeignKey(Representative, models.PROTECT, related_name="invitations")
    why = models.CharField("为什么邀请", max_length=300)
    invited_at = models.DateTimeField()
    accepted = models.BooleanField("接受", null=True, blank=True)
    attended = models.BooleanField("列席", null=True, blank=True)
    opinion = models.TextField("意见建议", blank=True)
    fate = models.TextField("采纳情况", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "列席邀请"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "representative"], name="a_representative_is_invited_once"),
            models.CheckConstraint(name="only_who_accepted_attends", condition=~Q(attended=True) | Q(accepted=True)),
        ]

    def __str__(self):
        return f"{self.meeting} {self.representative}"
