"""决策事项: one address from start to evaluation; its stages and their papers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from decisions.kinds import Subject
from decisions.stages import ORDER, STAGE_CHOICES
from disclosure.publishing.models import Attachment, Publishable


class Decision(Publishable):
    """A major administrative decision (重大行政决策) on its way through the stages."""

    kind = "decision"
    content_fields = (*Publishable.content_fields, "summary", "affected", "subject", "directory_year", "directory_row",
                      "needs_hearing", "needs_experts", "needs_risk", "concerns_market")  # fmt: skip

    summary = models.TextField("这件事是什么", blank=True, help_text="用一两段平实的话说明要决定什么、为什么")
    affected = models.TextField("涉及哪些人", blank=True)
    subject = models.CharField("决策类别", max_length=12, choices=Subject, default=Subject.POLICY)
    directory_year = models.PositiveSmallIntegerField("列入目录年度", null=True, blank=True)
    directory_row = models.CharField("目录事项编号", max_length=20, blank=True)
    needs_hearing = models.BooleanField("应当听证", default=False)
    needs_experts = models.BooleanField("需专家论证", default=False)
    needs_risk = models.BooleanField("需风险评估", default=False)
    concerns_market = models.BooleanField("涉及市场主体经济活动", default=False)

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "重大行政决策"
        ordering = ["-pk"]
        constraints = [*Publishable.Meta.constraints]

    def get_absolute_url(self):
        return f"/decisions/{self.pk}/"

    def missing(self) -> list[str]:
        sentences = super().missing()
        if not self.summary.strip():
            sentences.append("请用平实的话写明“这件事是什么”。")
        return sentences

    def text_parts(self):
        parts = [("标题", "text", self.title), ("说明", "text", self.summary), ("涉及", "text", self.affected)]
        return [part for part in parts if part[2]]


class StageRecord(models.Model):
    """That a decision entered a stage and left it; `note` is public."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="stages")
    stage = models.CharField("阶段", max_length=12, choices=STAGE_CHOICES)
    began_on = models.DateField("开始日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    note = models.CharField("说明（公开）", max_length=300, blank=True)
    submitted_on = models.DateField("送审日期", null=True, blank=True)
    opinion_on = models.DateField("审查意见日期", null=True, blank=True)
    passed = models.BooleanField("审查通过", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "决策阶段"
        ordering = ["decision", "began_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "stage"], name="a_decision_passes_a_stage_once"),
            models.CheckConstraint(
                name="a_stage_does_not_end_before_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
            ),
            models.CheckConstraint(
                name="legality_ends_only_with_an_opinion_that_passed",
                condition=~Q(stage="legality")
                | Q(ended_on__isnull=True)
                | (Q(submitted_on__isnull=False) & Q(opinion_on__isnull=False) & Q(passed=True)),
            ),
        ]

    def __str__(self):
        return f"{self.decision}：{self.get_stage_display()}"

    @property
    def order(self) -> int:
        return ORDER[self.stage]


class Evidence(models.Model):
    """A paper of a stage, public or kept inside."""

    record = models.ForeignKey(StageRecord, models.PROTECT, related_name="papers")
    name = models.CharField("材料名称", max_length=40)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    public = models.BooleanField("向社会公开", default=False)
    issued_on = models.DateField("形成日期", null=True, blank=True)
    released_at = models.DateTimeField("公开时间", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "阶段材料"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.name}：{self.attachment}"
