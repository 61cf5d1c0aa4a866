"""采纳台账: the groups of like opinions and the answers; each opinion is one row of the ledger."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions.kinds import NAMES_AN_ARTICLE, Disposition
from decisions.models.consultation import Consultation


class OpinionGroup(models.Model):
    """Identical and near-identical opinions: each counted, answered once."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="groups")
    fingerprint = models.CharField(max_length=32)
    sample = models.TextField("代表性意见")
    made_at = models.DateTimeField()
    by_hand = models.BooleanField("人工归并", default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["consultation", "fingerprint"])]

    def __str__(self):
        return self.sample[:40]


class Answer(models.Model):
    """An answer, written once and given to one opinion, a group, or every opinion to which it is reused.

    Two dates: written (inside) and published (with the report). The reason is required by the database for every
    disposition but 采纳; an adopted opinion names the article it changed (县2021年政务公开工作方案 二（一）).
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="answers")
    disposition = models.CharField("处理结果", max_length=12, choices=Disposition)
    reason = models.TextField("理由或说明", blank=True)
    article_label = models.CharField("采纳到的条款", max_length=120, blank=True)
    written_at = models.DateTimeField("拟定时间")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="what_is_not_adopted_has_a_reason",
                condition=Q(disposition=Disposition.ADOPTED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="what_is_adopted_names_the_article",
                condition=~Q(disposition__in=[str(code) for code in NAMES_AN_ARTICLE]) | ~Q(article_label=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_disposition_display()}：{self.reason[:40]}"
