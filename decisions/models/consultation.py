"""公开征求意见: draft articles with stable ids, the explanation, and a window that the database guards."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual

from decisions.dates import DaysBetween
from decisions.kinds import Window
from decisions.law import CONSULT
from decisions.models.decision import Decision
from decisions.querysets import ConsultationQuerySet
from disclosure import workdays
from disclosure.publishing.models import Publishable
from yushan_portal.lib.periods import end_of, start_of


class Consultation(Publishable):
    """A public consultation on a draft (条例713 第十五条).

    `articles` is a list of {id, label, text}: ids are stable, so opinions stay pinned when the text changes. The window
    is open from the opening day (or the moment of publication, where that is later) to 24:00 of the last day.
    """

    kind = "consultation"
    content_fields = (*Publishable.content_fields, "decision_id", "summary", "affected", "articles", "explanation", "ways",
                      "contact", "opens_on", "closes_on", "short_reason", "expects_answer_by")  # fmt: skip
    rich_fields = ("explanation",)

    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="consultations", verbose_name="决策事项"
    )
    summary = models.TextField("一句话说明", blank=True, help_text="用平实的话说明要定什么")
    affected = models.TextField("涉及哪些人", blank=True)
    articles = models.JSONField("草案条款", default=list, blank=True)
    explanation = models.TextField("起草说明", blank=True)
    ways = models.TextField("提出意见的方式", blank=True, help_text="信函地址、电话、电子邮件、窗口，每行一种")
    contact = models.CharField("联系人和电话", max_length=200, blank=True)
    opens_on = models.DateField("公布日期", null=True, blank=True)
    closes_on = models.DateField("截止日期（至24:00）", null=True, blank=True)
    short_reason = models.CharField("不足30日的理由（公告中写明）", max_length=500, blank=True)
    expects_answer_by = models.DateField("预计反馈日期", null=True, blank=True)
    report_published_at = models.DateTimeField("采纳情况公布时间", null=True, editable=False)
    report_note = models.TextField("采纳情况说明", blank=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "公开征求意见"
        ordering = ["-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="window_is_thirty_days_or_has_a_reason",
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | ~Q(short_reason="")
                | Q(GreaterThanOrEqual(DaysBetween(F("closes_on"), F("opens_on")), CONSULT.length)),
            ),
            models.CheckConstraint(
                name="a_public_window_has_both_days_in_order",
                condition=Q(published_at__isnull=True)
                | (Q(opens_on__isnull=False) & Q(closes_on__isnull=False) & Q(closes_on__gte=F("opens_on"))),
            ),
        ]

    def get_absolute_url(self):
        return f"/decisions/consultations/{self.pk}/"

    def apply(self, content: dict) -> None:
        """As ever; but what the public may rely on stays: a window that was published never opens later or closes earlier."""
        opened, closed = (self.opens_on, self.closes_on) if self.published_at else (None, None)
        super().apply(content)
        if opened:
            self.opens_on = opened
        if closed and (self.closes_on is None or self.closes_on < closed):
            self.closes_on = closed

    # --- the window ---

    @property
    def legal_last_day(self) -> date | None:
        """The earliest lawful last day for the entered day of publication; None while that is not known."""
        return workdays.due(CONSULT, self.opens_on).on if self.opens_on else None

    @property
    def closes_at(self) -> datetime | None:
        """24:00 of the last day, Asia/Shanghai, exclusive."""
        return end_of(self.closes_on) if self.closes_on else None

    def is_open(self, at: datetime) -> bool:
        """Whether opinions are taken at that instant."""
        if not self.published_at or not self.opens_on or self.state != "published":
            return False
        return max(self.published_at, start_of(self.opens_on)) <= at < self.closes_at

    def window(self, at: datetime) -> Window:
        """The visible state."""
        if self.report_published_at and self.report_published_at <= at:
            return Window.ANSWERED
        if self.is_open(at):
            return Window.OPEN
        if self.closes_on and at >= self.closes_at:
            return Window.SORTING
        return Window.COMING

    # --- answers to the gate ---

    def missing(self) -> list[str]:
        sentences = super().missing()
        if not self.articles:
            sentences.append("请填写决策草案：草案和说明都要公布（条例713第十五条）。")
        if not self.explanation.strip():
            sentences.append("请填写起草说明：草案和说明都要公布（条例713第十五条）。")
        if not self.ways.strip():
            sentences.append("请写明提出意见的方式（条例713第十五条）。")
        if not self.contact.strip():
            sentences.append("请写明联系人和电话。")
        return sentences + window_faults(self.opens_on, self.closes_on, self.short_reason)

    def release_reasons(self, at) -> list[str]:
        day = workdays.local_day(at)
        if self.opens_on and self.published_at is None and day > self.opens_on:
            return [f"公布日期{self.opens_on:%Y年%m月%d日}已过，期限会不足，请退回改为实际公布的日期。"]
        return []

    def text_parts(self):
        parts = [
            ("标题", "text", self.title),
            ("说明", "text", self.summary),
            ("起草说明", "html", self.explanation),
            *((row.get("label", ""), "text", row.get("text", "")) for row in self.articles),
        ]
        return [part for part in parts if part[2]]


def window_faults(opens_on, closes_on, short_reason: str) -> list[str]:
    """Sentences on a window (条例713 第十五条; 民法典 第二百零三条)."""
    if not opens_on or not closes_on:
        return ["请填写公布日期和截止日期。"]
    if closes_on < opens_on:
        return ["截止日期早于公布日期。"]
    lawful = workdays.due(CONSULT, opens_on).on
    if closes_on < lawful and not short_reason.strip():
        return [
            f"征求意见期限一般不少于30日：{opens_on:%Y年%m月%d日}公布的，最早截至{lawful:%Y年%m月%d日}24:00；"
            "确需缩短的，请写明理由，理由会登在公告里（条例713第十五条）。"
        ]
    return []


class WindowExtension(models.Model):
    """That the window was lengthened, when and why; shown on the page."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="extensions")
    closed_on = models.DateField("原截止日期")
    closes_on = models.DateField("延长至")
    reason = models.CharField("理由（公开）", max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="an_extension_lengthens_and_says_why",
                condition=Q(closes_on__gt=F("closed_on")) & ~Q(reason=""),
            )
        ]

    def __str__(self):
        return f"{self.closed_on} → {self.closes_on}"


class DraftVersion(models.Model):
    """One public text of the draft, to which opinions are pinned; made from the published revision of that number."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="a_draft_version_is_made_once")]

    def __str__(self):
        return f"{self.consultation}（第{self.number}版）"


class DraftArticle(models.Model):
    """One article of one version, with the id that it keeps through all versions."""

    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="articles")
    article_id = models.CharField(max_length=20)
    label = models.CharField(max_length=60)
    text = models.TextField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "article_id"], name="an_article_stands_once_in_a_version")
        ]

    def __str__(self):
        return self.label
