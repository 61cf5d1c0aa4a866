"""An interpretation with its seven elements, and the forms in which it is told."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from disclosure.documents.models import Document
from disclosure.publishing.models import Attachment, Publishable
from interpretations.kinds import ELEMENTS, PieceForm
from interpretations.querysets import InterpretationQuerySet, PieceQuerySet
from yushan_portal.lib.richtext import plain_text

ELEMENT_FIELDS = tuple(element.field for element in ELEMENTS)
_HELP = {element.field: f"{element.help}{element.example}" for element in ELEMENTS}


def _element(field: str) -> models.TextField:
    name = next(element.name for element in ELEMENTS if element.field == field)
    return models.TextField(name, blank=True, help_text=_HELP[field])


class Interpretation(Publishable):
    """政策解读 of a document, or of a draft under consultation (`draft_kind`, `draft_id`: a thing of a neighbouring room)."""

    kind = "interpretation"
    content_fields = (
        *Publishable.content_fields,
        "document",
        "compared_with",
        "draft_kind",
        "draft_id",
        "who_gets",
        "what_gets",
        "how_to",
        "since_when",
        *ELEMENT_FIELDS,
        "explained_by",
        "explainer_post",
        "explainer_phone",
        "audiences",
        "places",
        "item_codes",
        "topic_codes",
    )
    rich_fields = ELEMENT_FIELDS

    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="解读的文件"
    )
    compared_with = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="对照的旧文件"
    )
    draft_kind = models.CharField(max_length=40, blank=True, editable=False)
    draft_id = models.CharField(max_length=60, blank=True, editable=False)
    who_gets = models.CharField(
        "谁能享受", max_length=300, blank=True, help_text="例：在本县种粮的农户、合作社和家庭农场"
    )
    what_gets = models.CharField("能得到什么", max_length=300, blank=True, help_text="例：买插秧机每台补2.4万元")
    how_to = models.CharField(
        "怎么办", max_length=300, blank=True, help_text="例：带身份证和发票到乡镇便民服务中心申请"
    )
    since_when = models.CharField("什么时候开始", max_length=300, blank=True, help_text="例：2026年12月1日起，全年受理")
    background = _element("background")
    purpose = _element("purpose")
    main_points = _element("main_points")
    standard = _element("standard")
    benefits = _element("benefits")
    differences = _element("differences")
    next_steps = _element("next_steps")
    explained_by = models.CharField(
        "解读人", max_length=60, blank=True, help_text="主要负责人是第一解读人和责任人（国办发〔2016〕80号）。"
    )
    explainer_post = models.CharField("解读人职务", max_length=60, blank=True)
    explainer_phone = models.CharField("咨询电话", max_length=40, blank=True, help_text="办公电话，例：0793-2551234")
    audiences = models.JSONField("面向人群", default=list, blank=True)
    places = models.JSONField("涉及地方", default=list, blank=True)
    item_codes = models.JSONField("标准目录事项", default=list, blank=True)
    topic_codes = models.JSONField("专题", default=list, blank=True)

    objects = InterpretationQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "政策解读"
        ordering = ["-pk"]
        constraints = [*Publishable.Meta.constraints]

    def get_absolute_url(self):
        return f"/interpretations/{self.pk}/"

    def missing(self) -> list[str]:
        sentences = super().missing()
        if self.document_id is None and not self.draft_id:
            sentences.append("请选择解读的文件或者征求意见的草案。")
        for element in ELEMENTS:
            if not plain_text(getattr(self, element.field)).strip():
                sentences.append(f"请填写“{element.name}”：{element.help}没有的写明“无”和理由。")
        if not self.explained_by:
            sentences.append("请填写解读人：主要负责人是第一解读人（国办发〔2016〕80号）。")
        return sentences

    def text_parts(self):
        parts = [("标题", "text", self.title)]
        parts += [("30秒看懂", "text", text) for text in self.in_short().values()]
        parts += [(element.name, "html", getattr(self, element.field)) for element in ELEMENTS]
        return [part for part in parts if part[2]]

    def in_short(self) -> dict[str, str]:
        """30 秒看懂, by heading."""
        return {
            "谁能享受": self.who_gets,
            "能得到什么": self.what_gets,
            "怎么办": self.how_to,
            "什么时候开始": self.since_when,
        }

    def said(self) -> str:
        """All that it says, as plain text."""
        return "\n".join(plain_text(getattr(self, field)) for field in ELEMENT_FIELDS)


class InterpretationPiece(Publishable):
    """One form in which an interpretation is told: a page of its own with its media."""

    kind = "interpretation-piece"
    content_fields = (
        *Publishable.content_fields,
        "interpretation",
        "form",
        "body",
        "transcript",
        "lines",
        "held_on",
        "guests",
        "order",
    )
    rich_fields = ("body",)

    interpretation = models.ForeignKey(Interpretation, models.PROTECT, related_name="pieces", verbose_name="所属解读")
    form = models.CharField("解读形式", max_length=12, choices=PieceForm, default=PieceForm.TEXT)
    body = models.TextField("正文", blank=True, help_text="图文漫画须把图里的话用文字写在这里，读屏和打印都靠它。")
    transcript = models.TextField("文字稿", blank=True, help_text="短视频的全部解说词；另上传 .vtt 字幕文件。")
    lines = models.JSONField("问答或议程", default=list, blank=True)
    held_on = models.DateField("举行日期", null=True, blank=True)
    guests = models.CharField("嘉宾或发布人", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=10, validators=[MaxValueValidator(999)])

    objects = PieceQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "解读作品"
        ordering = ["-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="an_interview_or_briefing_has_its_day",
                condition=~Q(form__in=["interview", "briefing"], state="published") | Q(held_on__isnull=False),
            ),
        ]

    def get_absolute_url(self):
        return f"/interpretations/{self.interpretation_id}/forms/{self.pk}/"

    def files(self, start: str) -> list[Attachment]:
        """Attachments whose type begins so: "image/", "video/", "text/vtt"."""
        return [row for row in self.attachments if row.mime.startswith(start)]

    def missing(self) -> list[str]:
        sentences = super().missing()
        if self.form == PieceForm.VIDEO:
            if not self.files("video/"):
                sentences.append("请上传 .mp4 视频。")
            if not self.files("text/vtt"):
                sentences.append("请上传 .vtt 字幕文件（无障碍环境建设法 第三十二条）。")
            if not self.transcript.strip():
                sentences.append("请填写视频的文字稿。")
        if self.form == PieceForm.COMIC:
            images = self.files("image/")
            if not images:
                sentences.append("请上传图片。")
            sentences += [f"请给图片“{row.name}”写替代文字。" for row in images if not row.caption.strip()]
        if self.form in (PieceForm.COMIC, PieceForm.TEXT, PieceForm.STORY) and not plain_text(self.body).strip():
            sentences.append("请填写正文；图里的话也要写成文字。")
        if self.form == PieceForm.INTERVIEW and not self.lines:
            sentences.append("请填写访谈的问和答。")
        if self.form == PieceForm.BRIEFING and not self.lines:
            sentences.append("请填写发布会的议程。")
        if self.form in (PieceForm.INTERVIEW, PieceForm.BRIEFING) and self.held_on is None:
            sentences.append("请填写举行日期。")
        return sentences

    def text_parts(self):
        said = "\n".join(f"{line.get('head', '')} {line.get('text', '')}" for line in self.lines)
        parts = [("标题", "text", self.title), ("正文", "html", self.body), ("文字稿", "text", self.transcript)]
        return [part for part in (*parts, ("问答或议程", "text", said), ("嘉宾", "text", self.guests)) if part[2]]
