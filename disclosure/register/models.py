"""One row a public thing; its tags; its text; the sums and the tokens that follow from it."""

from datetime import date

from django.db import models

from .querysets import RegisterEntryQuerySet
from .validity import NAMES, validity


class RegisterEntry(models.Model):
    """公开目录 row. Written by `actions` alone. Codes are plain text, no foreign key upward."""

    kind = models.CharField("类别", max_length=40)
    thing_id = models.CharField("编号", max_length=64)
    genre = models.CharField("体裁", max_length=40, blank=True)
    title = models.CharField("标题", max_length=500)
    address = models.CharField("地址", max_length=300)
    organ_code = models.CharField("发布机构", max_length=40)
    formed_on = models.DateField("成文日期", null=True, blank=True)
    published_at = models.DateTimeField("发布时间")
    published_on = models.DateField("发布日期")
    first_shown_on = models.DateField("展示起始日")
    last_shown_on = models.DateField("展示截止日", null=True, blank=True)
    effective_on = models.DateField("生效日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    document_number = models.CharField("文号", max_length=120, blank=True)
    number_key = models.CharField("文号检索形式", max_length=120, blank=True)
    index_number = models.CharField("索引号", max_length=80, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    summary = models.TextField("内容概述", blank=True)
    sort_key = models.BigIntegerField("排序键", unique=True)
    year = models.PositiveSmallIntegerField("年份")
    indexable = models.BooleanField("可被检索收录", default=True)
    counted = models.BooleanField("计入统计", default=True)
    digest = models.CharField("摘要值", max_length=128, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=500, blank=True)
    successor = models.CharField("替代信息地址", max_length=300, blank=True)
    changed_at = models.DateTimeField("变动时间")

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开目录条目"
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing_id"], name="one_register_row_for_each_thing"),
            models.CheckConstraint(
                condition=models.Q(last_shown_on=None) | models.Q(last_shown_on__gte=models.F("first_shown_on")),
                name="display_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | (~models.Q(withdrawal_reason="") & models.Q(summary="")),
                name="withdrawn_row_has_a_reason_and_no_summary",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-sort_key"], name="register_by_kind"),
            models.Index(fields=["kind", "genre", "-sort_key"], name="register_by_genre"),
            models.Index(fields=["number_key"], name="register_by_number"),
            models.Index(fields=["address"], name="register_by_address"),
            models.Index(fields=["changed_at", "id"], name="register_by_change"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.address

    def validity_on(self, on: date) -> str:
        """有效性 in words on that day; empty if the question does not apply."""
        code = validity(self, on)
        return NAMES[code] if code else ""


class RegisterTag(models.Model):
    """A code an entry carries, with the entry's sort key: its index is a ready list, newest first."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, related_name="tags", db_index=False)
    scheme = models.CharField(max_length=24)
    code = models.CharField(max_length=120)
    sort_key = models.BigIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "公开目录标签"
        constraints = [
            models.UniqueConstraint(fields=["entry", "scheme", "code"], name="a_tag_stands_once_on_an_entry")
        ]
        indexes = [models.Index(fields=["scheme", "code", "-sort_key", "entry"], name="register_tag_list")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class SearchText(models.Model):
    """The text of an entry for search and excerpts, canonical; the index beside it is made in migration 0002."""

    entry = models.OneToOneField(RegisterEntry, on_delete=models.CASCADE, primary_key=True, related_name="search_text")
    sort_key = models.BigIntegerField()
    title = models.TextField()
    body = models.TextField()
    tokens = models.TextField(
        blank=True
    )  # the tags as index tokens (SQLite): an index row is taken out by what was put in

    class Meta:
        verbose_name = verbose_name_plural = "检索文本"

    def __str__(self) -> str:
        return self.title


class RegisterDelta(models.Model):
    """So many more (or fewer) from this day on, in one cell of the summary. A count on a day is a sum up to that day.

    scope, scope_code   "all" or a tag (domain, item, topic ...); organ_code "" is the total over organs
    """

    scope = models.CharField(max_length=24)
    scope_code = models.CharField(max_length=120, blank=True)
    organ_code = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40)
    genre = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()
    validity = models.CharField(max_length=12, blank=True)
    on = models.DateField()
    amount = models.IntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "统计增量"
        indexes = [
            models.Index(
                fields=["scope", "scope_code", "organ_code", "kind", "genre", "year", "validity", "on", "amount"],
                name="register_delta_cell",
            ),
            models.Index(fields=["on"], name="register_delta_day"),
        ]

    def __str__(self) -> str:
        return f"{self.scope}:{self.scope_code} {self.on} {self.amount:+d}"


class Generation(models.Model):
    """A token for finished pages: its number changes in the transaction that changes what the pages show.

    scope   "all" (lists, counts, home) or "page:<address>" (one thing's page); "folded" keeps the day up to which
            the summary has been folded, as an ordinal
    """

    scope = models.CharField(max_length=320, unique=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "页面版本"

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"
