"""文件与信息: one model for every genre, with the metadata of the catalogue system guideline."""

import re

from django.db import models
from django.db.models import F, Q

from disclosure.departments.models import Department
from disclosure.documents.kinds import BY_CODE, DOCUMENT_TYPES, GENRE_CHOICES, SERVICE_ELEMENTS, THEMES
from disclosure.documents.querysets import DocumentQuerySet
from disclosure.publishing.models import Publishable

DOCUMENT_NUMBER = re.compile(r"^[\u4e00-\u9fa5]+〔\d{4}〕[1-9]\d*号$")
"""发文字号 = 机关代字 + 〔年份〕 + 序号 (GB/T 9704-2012): hexagonal brackets, no leading zero, no 第."""


class Origin(models.TextChoices):
    """条例 第十条: who must publish it follows from where it came from."""

    MADE = "made", "本机关制作"
    FROM_CITIZENS = "from_citizens", "从公民、法人和其他组织获取"
    FROM_ORGANS = "from_organs", "从其他行政机关获取"


class Document(Publishable):
    """A document, news item, notice, guide, service guide or regulation (政府信息).

    Metadata: 《政府信息公开目录系统实施指引（试行）》; the index number is given once and never changes.
    """

    kind = "document"
    content_fields = (
        *Publishable.content_fields,
        "genre",
        "body",
        "addressed_to",
        "document_number",
        "document_type",
        "theme",
        "formed_on",
        "effective_on",
        "expires_on",
        "repealed_on",
        "repeal_basis",
        "successor_id",
        "display_until",
        "keywords",
        "summary",
        "source",
        "source_address",
        "origin",
        "annotation",
        "co_organ_codes",
        "item_codes",
        "topic_codes",
        "node_codes",
        "audiences",
        "places",
        "details",
        "caption",
        "compared_on",
        "year",
        "concerns_market",
        "interpretation_plan",
        "no_interpretation_reason",
    )
    rich_fields = ("body",)

    genre = models.CharField("体裁类别", max_length=20, choices=GENRE_CHOICES, default="notice", db_index=True)
    body = models.TextField("正文", blank=True)
    addressed_to = models.CharField("主送机关", max_length=300, blank=True)
    index_number = models.CharField("索引号", max_length=40, unique=True, editable=False)
    document_number = models.CharField("文号", max_length=80, blank=True, db_index=True)
    document_type = models.CharField(
        "体裁", max_length=20, blank=True, choices=[(name, name) for name in DOCUMENT_TYPES]
    )
    theme = models.CharField("主题分类", max_length=40, blank=True, choices=[(name, name) for name in THEMES])
    formed_on = models.DateField("成文日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    repeal_basis = models.CharField("废止依据", max_length=200, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced", verbose_name="替代文件"
    )
    display_until = models.DateField("限时公开至", null=True, blank=True, help_text="空着为长期公开")
    keywords = models.CharField("关键词", max_length=200, blank=True)
    summary = models.CharField("内容概述", max_length=300, blank=True)
    source = models.CharField("信息来源", max_length=100, blank=True)
    source_address = models.URLField("原文地址", max_length=300, blank=True)
    origin = models.CharField("信息产生方式", max_length=15, choices=Origin, default=Origin.MADE)
    annotation = models.CharField("附注", max_length=100, blank=True)
    co_organ_codes = models.JSONField("联合发文机关", default=list, blank=True)
    item_codes = models.JSONField("标准目录事项", default=list, blank=True)
    topic_codes = models.JSONField("专题", default=list, blank=True)
    node_codes = models.JSONField("法定主动公开内容", default=list, blank=True)
    audiences = models.JSONField("面向人群", default=list, blank=True)
    places = models.JSONField("涉及地方", default=list, blank=True)
    details = models.JSONField("办事要素", default=dict, blank=True)
    caption = models.CharField("题注", max_length=300, blank=True)
    compared_on = models.DateField("与国家规章库核对日期", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    concerns_market = models.BooleanField("涉及经营者经济活动", default=False)
    interpretation_plan = models.JSONField("解读方案", default=dict, blank=True)
    no_interpretation_reason = models.CharField("不解读的理由", max_length=200, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "文件与信息"
        ordering = ["-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="a_document_does_not_expire_before_it_takes_effect",
                condition=Q(effective_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("effective_on")),
            ),
        ]

    def get_absolute_url(self):
        return f"/documents/{self.pk}/"

    @property
    def kind_of_genre(self):
        """The genre's declaration in `kinds.py`."""
        return BY_CODE[self.genre]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Nodes of 法定主动公开内容: those that the clerk chose, else those of the genre (条例 第二十条、第二十一条)."""
        return tuple(self.node_codes) or self.kind_of_genre.nodes

    @property
    def has_validity(self) -> bool:
        """Only policy papers and regulations are in force or not."""
        return self.kind_of_genre.policy or self.genre == "regulation"

    @property
    def in_force_from(self):
        """The day from which a policy paper counts as in force: its 施行日期, else its 成文日期."""
        return (self.effective_on or self.formed_on) if self.has_validity else None

    # --- answers to the gate ---

    def missing(self) -> list[str]:
        sentences = super().missing()
        if not self.body.strip() and not self.attachment_ids and self.genre != "service":
            sentences.append("请填写正文，或上传附件。")
        if self.formed_on is None:
            sentences.append("请填写成文日期：公开时限从这一天起算（条例 第二十六条）。")
        if self.document_number and not DOCUMENT_NUMBER.match(self.document_number):
            sentences.append(f"文号“{self.document_number}”的写法不对，应像 玉府办字〔2021〕36号。")
        for name in self.kind_of_genre.asks:
            if name == "details":
                sentences += [
                    f"办事指南缺“{label}”。" for code, label in SERVICE_ELEMENTS if not self.details.get(code)
                ]
            elif getattr(self, name) in (None, ""):
                sentences.append(f"请填写{self._meta.get_field(name).verbose_name}。")
        if self.source_address and not self.source:
            sentences.append("转载须注明信息来源（国办发〔2017〕47号）。")
        return sentences

    def text_parts(self):
        parts = [("标题", "text", self.title), ("正文", "html", self.body), ("内容概述", "text", self.summary)]
        parts += [(label, "text", self.details.get(code, "")) for code, label in SERVICE_ELEMENTS if code != "phone"]
        return [part for part in parts if part[2]]

    @property
    def needs_legality(self) -> bool:
        return self.kind_of_genre.normative

    @property
    def needs_fair_competition(self) -> bool:
        return self.concerns_market


class IndexSerial(models.Model):
    """The last serial of an organ and year; its row lock makes index numbers unique without gaps."""

    organ = models.ForeignKey(Department, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="one_serial_an_organ_and_year")]

    def __str__(self):
        return f"{self.organ_id}/{self.year}-{self.last:05d}"
