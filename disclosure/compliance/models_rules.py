"""What the office keeps: scores, exceptions, keepers of columns, mail addresses, media accounts, links, the scoreboard."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from disclosure.compliance.kinds import BLOCKS, MediaState
from disclosure.compliance.querysets import ExemptionQuerySet, LinkTargetQuerySet, MediaQuerySet
from disclosure.departments.models import Department, User


class ScoreRule(models.Model):
    """评分表 row: so many points off for each failing row of an indicator, up to a most. The office may change it."""

    indicator = models.CharField("指标", max_length=60, unique=True)
    block = models.CharField("部分", max_length=20, choices=BLOCKS)
    each = models.DecimalField("每项扣分", max_digits=4, decimal_places=1, validators=[MinValueValidator(0)], default=1)
    most = models.DecimalField("最多扣分", max_digits=4, decimal_places=1, validators=[MinValueValidator(0)], default=5)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评分规则"
        ordering = ["block", "indicator"]
        constraints = [models.CheckConstraint(name="points_are_not_negative", condition=Q(each__gte=0, most__gte=0))]

    def __str__(self):
        return self.indicator


class Exemption(models.Model):
    """例外: an item with an organ, or one case of an indicator, is not counted for a time, for a reason somebody approved."""

    item_code = models.CharField("事项", max_length=8, blank=True)
    indicator = models.CharField("指标", max_length=60, blank=True)
    key = models.CharField("标识", max_length=200, blank=True)
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="单位")
    reason = models.CharField("理由", max_length=500)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="批准人")
    approved_at = models.DateTimeField("批准时间")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至")
    ended_on = models.DateField("提前终止", null=True, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "例外"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(name="an_exception_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="an_exception_has_an_end", condition=Q(valid_to__gte=models.F("valid_from"))),
            models.CheckConstraint(
                name="an_exception_is_for_an_item_or_for_a_case",
                condition=(~Q(item_code="") & Q(indicator="", key=""))
                | (Q(item_code="") & ~Q(indicator="") & ~Q(key="")),
            ),
        ]

    def __str__(self):
        return f"{self.item_code or self.indicator} {self.organ.short_name}"


class ColumnKeeper(models.Model):
    """Who keeps a 栏目 alive. A column without a row is kept by the government office."""

    column_code = models.CharField("栏目", max_length=60, unique=True)
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="维护单位")

    class Meta:
        verbose_name = verbose_name_plural = "栏目维护单位"
        ordering = ["column_code"]

    def __str__(self):
        return self.column_code


class MailAddress(models.Model):
    """Where an organ's reminders and morning digest go."""

    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="单位")
    email = models.EmailField("提醒邮箱")
    digest = models.BooleanField("接收每日摘要", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "提醒邮箱"
        ordering = ["organ", "email"]
        constraints = [models.UniqueConstraint(fields=["organ", "email"], name="an_address_stands_once_at_an_organ")]

    def __str__(self):
        return self.email


class MediaAccount(models.Model):
    """政务新媒体 account (国办秘函〔2019〕19号; plan 四(三))."""

    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="主办单位")
    platform = models.CharField("平台", max_length=40, help_text="如 微信公众号、微博、抖音、今日头条、移动客户端")
    name = models.CharField("名称", max_length=100)
    account = models.CharField("账号", max_length=100, blank=True)
    state = models.CharField("状态", max_length=10, choices=MediaState, default=MediaState.OPEN)
    opened_on = models.DateField("开设日期", null=True, blank=True)
    last_post_on = models.DateField("最近更新", null=True, blank=True)
    interaction = models.BooleanField("能有效互动", default=True)
    usable = models.BooleanField("能正常下载使用", default=True)
    checked_on = models.DateField("核查日期", null=True, blank=True)
    closed_on = models.DateField("关停日期", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    objects = MediaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政务新媒体"
        ordering = ["organ", "platform", "name"]
        constraints = [
            models.UniqueConstraint(fields=["platform", "name"], name="an_account_stands_once_on_its_platform"),
            models.CheckConstraint(
                name="a_closed_account_has_its_day", condition=~Q(state="closed") | Q(closed_on__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.platform} {self.name}"


class LinkTarget(models.Model):
    """An address that public pages point to, and what was found there last."""

    url = models.CharField("网址", max_length=1000, unique=True)
    internal = models.BooleanField("本站", default=False)
    checked_at = models.DateTimeField("检查时间", null=True)
    status = models.CharField("结果", max_length=100, blank=True)
    failures = models.PositiveSmallIntegerField("连续失败天数", default=0)
    failing_since = models.DateField("失败自", null=True)

    objects = LinkTargetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "链接"
        indexes = [models.Index(fields=["internal", "checked_at"], name="link_by_check")]

    def __str__(self):
        return self.url


class PageLink(models.Model):
    """One page that points to an address."""

    target = models.ForeignKey(LinkTarget, models.PROTECT, related_name="pages")
    page = models.CharField("页面", max_length=300, db_index=True)
    title = models.CharField("标题", max_length=500, blank=True)
    organ_code = models.CharField("机构", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "页面链接"
        constraints = [models.UniqueConstraint(fields=["target", "page"], name="a_page_points_to_an_address_once")]

    def __str__(self):
        return f"{self.page} → {self.target_id}"


class ShownFigure(models.Model):
    """A figure the office chooses to show on the public scoreboard."""

    code = models.CharField("指标", max_length=60, unique=True)
    order = models.PositiveSmallIntegerField("排序", default=100)

    class Meta:
        verbose_name = verbose_name_plural = "公示指标"
        ordering = ["order", "code"]

    def __str__(self):
        return self.code
