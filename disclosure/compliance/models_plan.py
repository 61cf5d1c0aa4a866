"""政务公开工作方案: a year's tasks, who leads them, and what was reported."""

from django.db import models
from django.db.models import Q

from disclosure.departments.models import Department


class WorkPlan(models.Model):
    """One year's plan."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    title = models.CharField("名称", max_length=200)
    document_number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期")
    address = models.CharField("原文地址", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作方案"
        ordering = ["-year"]

    def __str__(self):
        return self.title


class PlanTask(models.Model):
    """One task. `waits_for` is an outside event without which it cannot begin; it then has no light but 等待条件."""

    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="tasks", verbose_name="工作方案")
    number = models.PositiveSmallIntegerField("任务号")
    section = models.CharField("方案条目", max_length=20)
    name = models.CharField("任务", max_length=100)
    demand = models.TextField("任务内容")
    due_on = models.DateField("完成时限")
    milestones = models.JSONField("分步时限", default=list, blank=True, help_text="[{name, due_on}]")
    waits_for = models.CharField("启动条件", max_length=200, blank=True)
    everyone = models.CharField("普遍责任", max_length=60, blank=True, help_text="如 各乡镇（街道）、县政府各部门")
    evidence = models.JSONField("自动佐证", default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "方案任务"
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="a_task_has_its_number_in_the_plan")]

    def __str__(self):
        return f"{self.plan.year}-{self.number} {self.name}"


class TaskLead(models.Model):
    """An organ that leads a task."""

    task = models.ForeignKey(PlanTask, models.PROTECT, related_name="leads", verbose_name="任务")
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="牵头单位")

    class Meta:
        verbose_name = verbose_name_plural = "牵头单位"
        ordering = ["task", "organ__order", "organ__code"]
        constraints = [models.UniqueConstraint(fields=["task", "organ"], name="an_organ_leads_a_task_once")]

    def __str__(self):
        return f"{self.task.number} {self.organ.short_name}"


class ProgressReport(models.Model):
    """What an organ reports on a task; append-only. `done_on` says that its share is finished, with the evidence."""

    task = models.ForeignKey(PlanTask, models.PROTECT, related_name="reports", verbose_name="任务")
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="单位")
    text = models.TextField("进展")
    evidence = models.CharField("佐证地址", max_length=500, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    reported_at = models.DateTimeField("报送时间")
    reported_by = models.CharField("报送人", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "进展报告"
        ordering = ["reported_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="what_is_reported_as_done_has_evidence",
                condition=Q(done_on__isnull=True) | ~Q(evidence=""),
            )
        ]

    def __str__(self):
        return f"{self.task} {self.organ.short_name}"
