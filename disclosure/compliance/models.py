"""Checks and what they found. The other tables stand in models_*.py of this app and are gathered here for Django."""

from django.db import models
from django.db.models import Q

from disclosure.compliance.kinds import DutyStatus
from disclosure.compliance.models_orders import OrderAct, RectificationOrder
from disclosure.compliance.models_plan import PlanTask, ProgressReport, TaskLead, WorkPlan
from disclosure.compliance.models_rules import (
    ColumnKeeper,
    Exemption,
    LinkTarget,
    MailAddress,
    MediaAccount,
    PageLink,
    ScoreRule,
    ShownFigure,
)
from disclosure.compliance.querysets import CheckRunQuerySet, DutyQuerySet, FindingQuerySet

__all__ = [
    "CheckRun", "ColumnKeeper", "CoverageSnapshot", "Duty", "DutyRun", "Exemption", "Finding", "IndicatorResult",
    "LinkTarget", "MailAddress", "MediaAccount", "OrderAct", "PageLink", "PlanTask", "ProgressReport",
    "RectificationOrder", "ScoreRule", "ShownFigure", "TaskLead", "WorkPlan",
]  # fmt: skip


class CheckRun(models.Model):
    """每日自查 of one day. A day is checked once; its results and snapshot are never rewritten."""

    on = models.DateField("检查日", unique=True)
    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("完成", null=True)
    score = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True)
    vetoes = models.JSONField("单项否决", default=list)
    troubles = models.JSONField("未能检查", default=list)

    objects = CheckRunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "每日自查"
        ordering = ["-on"]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} 自查"


class IndicatorResult(models.Model):
    """One indicator on one day for one organ ("" for what no organ answers for). The county is the sum of the rows."""

    run = models.ForeignKey(CheckRun, models.PROTECT, related_name="results")
    indicator = models.CharField("指标", max_length=60)
    organ_code = models.CharField("机构", max_length=40, blank=True)
    population = models.PositiveIntegerField("检查数", default=0)
    failing = models.PositiveIntegerField("不合格数", default=0)
    warning = models.PositiveIntegerField("预警数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "指标结果"
        constraints = [
            models.UniqueConstraint(fields=["run", "indicator", "organ_code"], name="an_organ_has_one_result_a_day"),
            models.CheckConstraint(
                name="failing_and_warning_lie_within_the_population",
                condition=Q(population__gte=models.F("failing") + models.F("warning")),
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.organ_code} {self.failing}/{self.population}"


class Finding(models.Model):
    """One fault from the day it was first found to the day it was gone. A fault that comes back is a new finding."""

    indicator = models.CharField("指标", max_length=60)
    key = models.CharField("标识", max_length=200)
    warning = models.BooleanField("预警", default=False)
    organ_code = models.CharField("机构", max_length=40, blank=True, db_index=True)
    subject = models.CharField("对象", max_length=500)
    address = models.CharField("地址", max_length=500, blank=True)
    detail = models.CharField("情况", max_length=500, blank=True)
    due_on = models.DateField("期限", null=True, blank=True)
    found_on = models.DateField("发现日")
    gone_on = models.DateField("消除日", null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检查发现"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "key", "warning"],
                condition=Q(gone_on__isnull=True),
                name="a_fault_stands_once",
            ),
            models.CheckConstraint(
                name="a_fault_is_not_gone_before_it_was_found",
                condition=Q(gone_on__isnull=True) | Q(gone_on__gte=models.F("found_on")),
            ),
        ]
        indexes = [models.Index(fields=["indicator", "gone_on", "organ_code"], name="finding_by_indicator")]

    def __str__(self):
        return f"{self.subject}：{self.detail}"


class Duty(models.Model):
    """One item owed by one organ, as the latest check found it. Written by the check alone, and only where it differs."""

    item_code = models.CharField("事项", max_length=8)
    domain_no = models.CharField("领域", max_length=2)
    organ_code = models.CharField("机构", max_length=40)
    township = models.BooleanField("乡镇（街道）", default=False)
    status = models.CharField("状态", max_length=12, choices=DutyStatus)
    limit = models.CharField("时限", max_length=60, blank=True)
    count = models.PositiveIntegerField("已公开", default=0)
    newest_on = models.DateField("最近公开", null=True)
    due_on = models.DateField("期限", null=True, db_index=True)
    days_late = models.PositiveIntegerField("逾期天数", default=0)
    late = models.PositiveIntegerField("一年内晚公开", default=0)
    grounds = models.CharField("依据", max_length=1000, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开责任"
        ordering = ["item_code", "organ_code"]
        constraints = [models.UniqueConstraint(fields=["item_code", "organ_code"], name="a_duty_stands_once")]
        indexes = [
            models.Index(fields=["status", "organ_code"], name="duty_by_status"),
            models.Index(fields=["organ_code", "domain_no", "status"], name="duty_by_organ"),
            models.Index(fields=["domain_no", "organ_code", "status"], name="duty_by_domain"),
        ]

    def __str__(self):
        return f"{self.item_code} {self.organ_code}"


class CoverageSnapshot(models.Model):
    """How many duties of one domain and organ stood how on one day; never rewritten, so that months can be compared."""

    on = models.DateField("检查日")
    domain_no = models.CharField("领域", max_length=2)
    organ_code = models.CharField("机构", max_length=40)
    township = models.BooleanField(default=False)
    owed = models.PositiveIntegerField("应公开", default=0)
    filled = models.PositiveIntegerField("已有内容", default=0)
    empty = models.PositiveIntegerField("暂无内容", default=0)
    overdue = models.PositiveIntegerField("超期", default=0)
    excused = models.PositiveIntegerField("例外", default=0)
    on_request = models.PositiveIntegerField("仅指引", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "覆盖快照"
        constraints = [
            models.UniqueConstraint(fields=["on", "domain_no", "organ_code"], name="a_cell_has_one_snapshot_a_day")
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} {self.domain_no} {self.organ_code}"


class DutyRun(models.Model):
    """例行工作: one chore of one day and its outcome; the last attempt of the day stands."""

    code = models.CharField("代码", max_length=60)
    name = models.CharField("工作", max_length=100)
    on = models.DateField("应做日")
    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("完成", null=True)
    succeeded = models.BooleanField("成功", default=False)
    outcome = models.TextField("结果", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "例行工作记录"
        ordering = ["-on", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "on"], name="a_chore_has_one_outcome_a_day")]
        indexes = [models.Index(fields=["code", "-on"], name="duty_run_by_code")]

    def __str__(self):
        return f"{self.on:%Y-%m-%d} {self.name}"
