"""Domains, items, their time limits, county values, duty holders and declared events."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from disclosure.catalogue.kinds import (
    OVERRIDABLE,
    Audience,
    Level,
    Method,
    OrganRole,
    Wording,
)
from disclosure.catalogue.querysets import DeclaredEventQuerySet, ItemQuerySet, OrganQuerySet, OverrideQuerySet
from disclosure.catalogue.wordings import KINDS
from disclosure.departments.models import Department, User

ITEM_CODE = RegexValidator(r"^\d{2}-\d{2}-\d{2}$", "事项编码写作“领域-一级-二级”，如 06-02-01。")


class Domain(models.Model):
    """领域: one of the 26 fields of 国办发〔2019〕54号."""

    domain_no = models.CharField("领域号", max_length=2, unique=True, validators=[RegexValidator(r"^\d{2}$")])
    name = models.CharField("名称", max_length=40)
    aliases = models.JSONField("别称", default=list, blank=True)
    lead_ministry = models.CharField("牵头部门", max_length=60)
    instrument = models.CharField("标准指引文号", max_length=60, blank=True)
    introduction = models.TextField("说明")
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "领域"
        ordering = ["domain_no"]

    def __str__(self):
        return f"{self.domain_no} {self.name}"

    def get_absolute_url(self):
        return f"/catalogue/{self.domain_no}/"


class CatalogueItem(models.Model):
    """公开事项: one row of the standard catalogue. `item_code` is its only key and is never given anew."""

    item_code = models.CharField("事项编码", max_length=8, unique=True, validators=[ITEM_CODE])
    domain = models.ForeignKey(Domain, models.PROTECT, related_name="items", verbose_name="领域")
    level1 = models.CharField("一级事项", max_length=120)
    level2 = models.CharField("二级事项", max_length=200)
    elements = models.JSONField("公开内容（要素）", default=list)
    legal_basis = models.JSONField("公开依据", default=list)
    deadline_text = models.CharField("公开时限", max_length=200)
    deadline_rule = models.CharField("时限规则", max_length=100)
    publisher = models.CharField("公开主体（通用表述）", max_length=120)
    channels = models.JSONField("公开渠道和载体", default=list)
    audience = models.CharField("公开对象", max_length=10, choices=Audience)
    specific_audience = models.CharField("特定群体是谁", max_length=200, blank=True)
    method = models.CharField("公开方式", max_length=10, choices=Method)
    county = models.BooleanField("县级", default=True)
    township = models.BooleanField("乡级", default=False)
    village = models.BooleanField("村级", default=False)
    wording = models.CharField("名称核对", max_length=10, choices=Wording, default=Wording.TO_CHECK)
    checked_on = models.DateField("核对日期", null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核对人")
    withdrawn_from = models.DateField("停用日期", null=True, blank=True, help_text="自该日起不再列入目录")
    withdrawn_reason = models.CharField("停用原因", max_length=200, blank=True)
    shipped = models.JSONField("随系统提供的内容", default=dict, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "目录事项"
        ordering = ["item_code"]
        constraints = [
            models.CheckConstraint(
                name="a_withdrawn_item_has_a_reason",
                condition=Q(withdrawn_from__isnull=True) | ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.item_code} {self.level2}"

    def get_absolute_url(self):
        return f"/catalogue/items/{self.item_code}/"

    @property
    def levels(self) -> list[str]:
        """公开层级 in words."""
        return [level.label for level in Level if getattr(self, level.value)]


class ItemTimeLimit(models.Model):
    """One clause of an item's national time limit, as `wordings` reads it. Written by loading, never by hand."""

    item = models.ForeignKey(CatalogueItem, models.CASCADE, related_name="time_limits", verbose_name="事项")
    position = models.PositiveSmallIntegerField("次序")
    words = models.CharField("原文", max_length=120)
    kind = models.CharField("类型", max_length=12, choices=KINDS)
    length = models.PositiveSmallIntegerField("长度", default=0)
    unit = models.CharField("单位", max_length=15, blank=True)
    trigger = models.CharField("起算", max_length=60, blank=True)
    from_formation = models.BooleanField("自成文日期起算", default=False)
    scope = models.CharField("适用内容", max_length=60, blank=True)
    channel = models.CharField("适用渠道", max_length=40, blank=True)
    by = models.CharField("截止月日", max_length=5, blank=True)
    understood = models.BooleanField("已识别", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开时限"
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="a_clause_has_one_place_in_its_item"),
        ]

    def __str__(self):
        return self.words


class CountyOverride(models.Model):
    """A county value that stands in place of the national one, with where it comes from and why."""

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="overrides", verbose_name="事项")
    field = models.CharField("栏目", max_length=20, choices=OVERRIDABLE)
    value = models.JSONField("县定内容")
    source = models.CharField("来源文件", max_length=200)
    reason = models.CharField("理由", max_length=300)
    effective_from = models.DateField("自")
    effective_to = models.DateField("至", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="设定人")
    made_at = models.DateTimeField("设定时间", auto_now_add=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "县定内容"
        ordering = ["item", "field", "effective_from"]
        constraints = [
            models.CheckConstraint(
                name="a_county_value_has_source_and_reason", condition=~Q(source="") & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="a_county_value_does_not_end_before_it_begins",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
            ),
        ]

    def __str__(self):
        return f"{self.item.item_code} {self.get_field_display()}"


class ItemOrgan(models.Model):
    """One organ that owes an item. A row the county took away is kept with its date, so that loading respects it."""

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="organs", verbose_name="事项")
    department = models.ForeignKey(Department, models.PROTECT, related_name="catalogue_items", verbose_name="机构")
    role = models.CharField("身份", max_length=10, choices=OrganRole, default=OrganRole.PUBLISHER)
    confirmed = models.BooleanField("县公开办已确认", default=True)
    by_county = models.BooleanField("县里指定", default=False)
    removed_on = models.DateField("取消日期", null=True, blank=True)

    objects = OrganQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "责任单位"
        ordering = ["item", "role", "department__order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "department"], name="an_organ_owes_an_item_once"),
        ]

    def __str__(self):
        return f"{self.item.item_code} {self.department.short_name}"


class DeclaredEvent(models.Model):
    """An event in the world that starts an item's clock, of which the portal knows because a clerk declared it."""

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="events", verbose_name="事项")
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="机构")
    happened_on = models.DateField("发生日期")
    note = models.CharField("说明", max_length=300)
    declared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="登记人")
    declared_at = models.DateTimeField("登记时间")
    taken_back_at = models.DateTimeField("撤回时间", null=True, blank=True)
    taken_back_reason = models.CharField("撤回原因", max_length=200, blank=True)

    objects = DeclaredEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登记的事件"
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_event_taken_back_has_a_reason",
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.item.item_code} {self.happened_on:%Y-%m-%d} {self.note}"
