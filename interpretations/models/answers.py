"""What becomes public of questions and messages: answers bound to their source, messages with the four fields."""

from django.db import models

from disclosure.documents.models import Document
from disclosure.publishing.models import Publishable, Revision
from disclosure.publishing.workflow import RevisionState, State
from interpretations.kinds import BOX_CHOICES
from interpretations.models.inquiries import Inquiry
from interpretations.querysets import AnswerQuerySet
from yushan_portal.lib.richtext import plain_text


class Answer(Publishable):
    """一号答 entry: bound to document, article and the digest of the revision it quotes, with a last day.

    Whether it is stale is computed from the paper (`AnswerQuerySet.stale`), never written.
    """

    kind = "answer"
    content_fields = (
        *Publishable.content_fields,
        "body",
        "document",
        "anchor",
        "quoted_digest",
        "valid_until",
        "audiences",
        "item_codes",
    )
    rich_fields = ("body",)

    inquiry = models.ForeignKey(
        Inquiry, models.PROTECT, null=True, blank=True, related_name="answers", editable=False, verbose_name="来自"
    )
    body = models.TextField("答复", blank=True, help_text="第一句先说能不能、是多少，再说依据和办法。")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据文件"
    )
    anchor = models.CharField("依据条款", max_length=40, blank=True, help_text="文件页上该条的锚点，例：s-2-1")
    quoted_digest = models.CharField(max_length=64, blank=True, editable=False)
    valid_until = models.DateField("有效至", null=True, blank=True, help_text="空着则随依据文件")
    audiences = models.JSONField("面向人群", default=list, blank=True)
    item_codes = models.JSONField("标准目录事项", default=list, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "一号答"
        ordering = ["-pk"]
        constraints = [*Publishable.Meta.constraints]

    def get_absolute_url(self):
        return f"/questions/{self.pk}/"

    def missing(self) -> list[str]:
        sentences = super().missing()
        if not plain_text(self.body).strip():
            sentences.append("请填写答复。")
        if self.document_id and not self.quoted_digest:
            sentences.append("依据文件还没有公开的版本，不能引用。")
        return sentences

    def text_parts(self):
        return [part for part in (("问题", "text", self.title), ("答复", "html", self.body)) if part[2]]

    def release_reasons(self, at) -> list[str]:
        from_digest = quoted_now(self.document) if self.document_id else ""
        if self.document_id and from_digest != self.quoted_digest:
            return ["依据文件在起草之后有变动，请重新核对依据（保存草稿即更新引用）。"]
        return []


def quoted_now(document) -> str:
    """The digest of the paper's published revision; "" while it is not public."""
    if document is None or document.state != State.PUBLISHED:
        return ""
    found = Revision.objects.of(document).in_state(RevisionState.PUBLISHED).first()
    return found.digest if found else ""


class PublicMessage(Publishable):
    """An answered message as citizens see it: 留言时间、答复时间、答复单位、答复内容 (国办秘函〔2019〕19号), masked."""

    kind = "message"
    content_fields = (*Publishable.content_fields, "text", "reply", "received_at", "replied_at")

    inquiry = models.OneToOneField(
        Inquiry, models.PROTECT, related_name="publication", editable=False, verbose_name="来自"
    )
    box = models.CharField("类别", max_length=12, choices=BOX_CHOICES, editable=False)
    text = models.TextField("留言内容")
    reply = models.TextField("答复内容")
    received_at = models.DateTimeField("留言时间")
    replied_at = models.DateTimeField("答复时间")

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "公开的留言"
        ordering = ["-pk"]
        constraints = [*Publishable.Meta.constraints]

    def get_absolute_url(self):
        return f"/messages/{self.pk}/"

    def text_parts(self):
        parts = (("标题", "text", self.title), ("留言内容", "text", self.text), ("答复内容", "text", self.reply))
        return [part for part in parts if part[2]]
