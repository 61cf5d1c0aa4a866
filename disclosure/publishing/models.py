"""Publishable things, their revisions, attachments, reviews and links."""

import copy
import hashlib
import json
import secrets
from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from disclosure.departments.models import Department
from disclosure.publishing.files import originals, public_copies
from disclosure.publishing.querysets import AttachmentQuerySet, LinkQuerySet, PublishableQuerySet, RevisionQuerySet
from disclosure.publishing.workflow import OPEN, RevisionState, State


class DisclosureAttribute(models.TextChoices):
    """公开属性, fixed at drafting (国办发〔2016〕80号; 条例 第十三条)."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    NOT_PUBLIC = "not_public", "不予公开"


class Publishable(models.Model):
    """Anything that passes the chain and the gate before citizens see it.

    The row holds what the public sees (before first publication: what the working revision holds). Concrete kinds
    set `kind`, list in `content_fields` what belongs to a revision and in `rich_fields` what of it is HTML (cleaned by the
    actions, however it comes), and answer the questions at the end.
    """

    kind: ClassVar[str] = ""
    content_fields: ClassVar[tuple[str, ...]] = ("title", "disclosure", "attachment_ids")
    rich_fields: ClassVar[tuple[str, ...]] = ()

    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="发布机构")
    title = models.CharField("标题", max_length=300)
    disclosure = models.CharField("公开属性", max_length=12, choices=DisclosureAttribute, blank=True)
    state = models.CharField(
        "公开状态", max_length=10, choices=State, default=State.DRAFT, editable=False, db_index=True
    )
    attachment_ids = models.JSONField(default=list, blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="经办人"
    )
    created_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField("发布时间", null=True, editable=False)
    changed_at = models.DateTimeField("最近修订", null=True, editable=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, editable=False)
    withdrawal_reason = models.TextField("撤回理由", blank=True, editable=False)
    withdrawal_authority = models.CharField("撤回决定单位", max_length=100, blank=True, editable=False)
    successor_address = models.CharField("替代内容地址", max_length=200, blank=True, editable=False)
    urgent_at = models.DateTimeField(null=True, editable=False)
    urgent_by = models.CharField(max_length=60, blank=True, editable=False)
    urgent_confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_a_moment",
                condition=Q(state=State.DRAFT) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_has_a_reason",
                condition=~Q(state=State.WITHDRAWN) | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
            ),
        ]

    def __str__(self):
        return self.title

    # --- content of a revision ---

    def content(self) -> dict:
        """What a revision keeps, as plain JSON values."""
        values = {name: self._meta.get_field(name).value_from_object(self) for name in self.content_fields}
        return json.loads(json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False))

    def apply(self, content: dict) -> None:
        """Set the row's fields from a revision's content; unknown names are ignored, nothing is saved."""
        for name in self.content_fields:
            if name in content:
                field = self._meta.get_field(name)
                setattr(self, field.attname, field.to_python(content[name]))

    def as_revised(self, revision: "Revision"):
        """A copy of the thing as it would be with this revision's content: for preview and for the gate."""
        shown = copy.copy(self)
        shown._state = copy.copy(self._state)
        shown.apply(revision.content)
        return shown

    @property
    def working(self) -> "Revision | None":
        """The one open revision, if any."""
        return Revision.objects.of(self).open().first()

    @property
    def attachments(self) -> list["Attachment"]:
        """The attachments of the text at hand, in order."""
        return Attachment.objects.listed(self.attachment_ids)

    # --- what a kind answers ---

    def get_absolute_url(self) -> str:
        raise TypeError(f"{type(self).__name__} has no public address")

    def missing(self) -> list[str]:
        """Sentences on required metadata that is not there."""
        return [] if self.title.strip() else ["请填写标题。"]

    def text_parts(self) -> list[tuple[str, str, str]]:
        """(place, "text" or "html", value) of everything that would become public, for the personal-information check."""
        return [("标题", "text", self.title)]

    @property
    def needs_fair_competition(self) -> bool:
        """公平竞争审查条例: measures that touch the economic activity of 经营者."""
        return False

    @property
    def needs_legality(self) -> bool:
        """国办发〔2018〕115号: 行政规范性文件 are not issued without 合法性审核."""
        return False

    def release_reasons(self, at) -> list[str]:
        """Further sentences of this kind against its release at that moment."""
        return []


class Revision(models.Model):
    """One text of a thing on its way through the chain; kept for ever."""

    kind = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="单位")
    number = models.PositiveIntegerField("版次")
    state = models.CharField("进度", max_length=12, choices=RevisionState, default=RevisionState.DRAFT)
    title = models.CharField("标题", max_length=300)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField("摘要值", max_length=64)
    edits = models.PositiveIntegerField(default=1)
    change_note = models.CharField("变更说明（公开）", max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    saved_at = models.DateTimeField("保存时间")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    publish_at = models.DateTimeField("定时", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    return_reason = models.TextField("退回理由", blank=True)
    returned_by = models.CharField(max_length=80, blank=True)
    findings = models.JSONField(
        default=dict, blank=True, help_text="result of the personal-information check, with its digest"
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "organ"])]
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing_id", "number"], name="a_revision_number_is_used_once"),
            models.UniqueConstraint(
                fields=["kind", "thing_id"],
                condition=Q(state__in=[str(state) for state in OPEN]),
                name="a_thing_has_one_open_revision",
            ),
            models.CheckConstraint(
                name="a_returned_revision_has_a_reason",
                condition=~Q(state=RevisionState.RETURNED) | ~Q(return_reason=""),
            ),
            models.CheckConstraint(
                name="a_scheduled_revision_has_its_moment",
                condition=~Q(state=RevisionState.SCHEDULED) | Q(publish_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.title}（第 {self.number} 版）"


class ReviewKind(models.TextChoices):
    """Reviews that the gate may ask for."""

    SECRECY = "secrecy_review", "保密审查"
    FAIR_COMPETITION = "fair_competition", "公平竞争审查"
    LEGALITY = "legality", "合法性审核"
    OVERRIDE = "override", "个人信息放行"


class Opinion(models.TextChoices):
    """审查意见 (保守国家秘密法实施条例 第四十二条; 条例 第十七条)."""

    AGREE = "agree", "同意公开"
    PARTIAL = "partial", "区分处理"
    REFUSE = "refuse", "不予公开"
    REFER = "refer", "报请确定"


class Review(models.Model):
    """One recorded review, bound to the digest of the text that was reviewed."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="reviews")
    review = models.CharField("审查", max_length=20, choices=ReviewKind)
    opinion = models.CharField("审查意见", max_length=10, choices=Opinion)
    reason = models.TextField("说明", blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审查人")
    reviewed_at = models.DateTimeField("审查时间")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "审查记录"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_override_or_refusal_has_a_reason",
                condition=(Q(opinion=Opinion.AGREE) & ~Q(review=ReviewKind.OVERRIDE)) | ~Q(reason=""),
            )
        ]

    def __str__(self):
        return f"{self.get_review_display()}：{self.get_opinion_display()}"


class AttachmentRole(models.TextChoices):
    """What the file is to the text."""

    ATTACHMENT = "attachment", "附件"
    IMAGE = "image", "正文图片"
    MEDIA = "media", "音视频"


def new_token() -> str:
    """A permanent, unguessable part of a file's address."""
    return secrets.token_hex(10)


class Attachment(models.Model):
    """A file of a thing: the original, kept restricted, and the copy that is published."""

    kind = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+")
    token = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    role = models.CharField("用途", max_length=12, choices=AttachmentRole, default=AttachmentRole.ATTACHMENT)
    name = models.CharField("文件名", max_length=160)
    caption = models.CharField("说明（图片的替代文字）", max_length=300, blank=True)
    original = models.FileField(storage=originals, max_length=200)
    public_copy = models.FileField(storage=public_copies, max_length=200, blank=True)
    mime = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    public_size = models.BigIntegerField(default=0)
    public_sha256 = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    readable = models.BooleanField(default=True)
    unreadable_reason = models.CharField(max_length=300, blank=True)
    findings = models.JSONField(default=list, blank=True)
    masked_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="masked_copies")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "thing_id"])]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/files/{self.token}/{self.name}"

    @property
    def extension(self) -> str:
        return self.name.rsplit(".", 1)[-1].lower() if "." in self.name else ""


class Link(models.Model):
    """One link between two things of any kinds, read from both ends and so symmetric by construction."""

    from_kind = models.CharField(max_length=40)
    from_id = models.CharField(max_length=60)
    to_kind = models.CharField(max_length=40)
    to_id = models.CharField(max_length=60)
    relation = models.CharField(max_length=30)
    quotes = models.CharField("引用处", max_length=120, blank=True)
    quoted_digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_kind", "from_id", "to_kind", "to_id", "relation", "quotes"], name="a_link_is_made_once"
            )
        ]
        indexes = [models.Index(fields=["to_kind", "to_id"])]

    def __str__(self):
        return f"{self.from_kind}:{self.from_id} {self.relation} {self.to_kind}:{self.to_id}"


class ChainSetting(models.Model):
    """How many steps the chain has for a kind, county-wide or for one organ: 2 = submit, approve; 3 = with review."""

    kind = models.CharField("类别", max_length=40)
    organ = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    steps = models.PositiveSmallIntegerField(
        "审签层级", choices=[(2, "两级：提交、签发"), (3, "三级：提交、审核、签发")], default=3
    )

    class Meta:
        verbose_name = verbose_name_plural = "审签层级设置"
        constraints = [
            models.UniqueConstraint(fields=["kind", "organ"], name="one_chain_a_kind_and_organ"),
            models.UniqueConstraint(fields=["kind"], condition=Q(organ__isnull=True), name="one_county_chain_a_kind"),
            models.CheckConstraint(name="a_chain_has_two_or_three_steps", condition=Q(steps__in=[2, 3])),
        ]

    def __str__(self):
        return f"{self.kind} {self.organ or '全县'} {self.steps}"


class WordLevel(models.TextChoices):
    """How strongly the office asks for another word."""

    ADVICE = "advice", "建议"
    FAULT = "fault", "应改"


class WordRule(models.Model):
    """One line of the office's word list: what is not written so, and what is written instead."""

    pattern = models.CharField("不规范写法", max_length=60, unique=True)
    suggestion = models.CharField("建议写法", max_length=60, blank=True)
    level = models.CharField("级别", max_length=10, choices=WordLevel, default=WordLevel.ADVICE)
    note = models.CharField("说明", max_length=100, blank=True)
    active = models.BooleanField("启用", default=True, help_text="不再使用的停用即可，不删除")
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "用词表"
        ordering = ["pattern"]

    def __str__(self):
        return f"{self.pattern}→{self.suggestion}" if self.suggestion else self.pattern


def digest_of(content: dict, files: list[tuple[int, str, str]]) -> str:
    """SHA-256 over the canonical content and every attachment's (id, name, digest of the original)."""
    text = json.dumps(
        [content, files], ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
