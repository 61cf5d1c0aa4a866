"""整改单 and what was done on it."""

from django.db import models
from django.db.models import Q

from disclosure.compliance.kinds import ORDER_TONES, OrderState
from disclosure.compliance.querysets import OrderQuerySet
from disclosure.departments.models import Department


class RectificationOrder(models.Model):
    """整改单: one organ is told what to mend by when."""

    number = models.CharField("编号", max_length=20, unique=True)
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="责任单位")
    findings = models.ManyToManyField("compliance.Finding", related_name="orders", verbose_name="问题")
    demand = models.TextField("整改要求")
    state = models.CharField("状态", max_length=10, choices=OrderState, default=OrderState.ISSUED)
    issued_at = models.DateTimeField("下达时间")
    due_on = models.DateField("整改期限")
    closed_at = models.DateTimeField("办结时间", null=True)
    escalated_on = models.DateField("督办日期", null=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "整改单"
        ordering = ["-issued_at"]
        constraints = [
            models.CheckConstraint(
                name="an_order_that_is_closed_has_its_moment",
                condition=Q(state__in=("closed", "cancelled")) ^ Q(closed_at__isnull=True),
            ),
            models.CheckConstraint(name="an_order_says_what_is_demanded", condition=~Q(demand="")),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="order_by_state")]

    def __str__(self):
        return f"整改单 {self.number}"

    @property
    def tone(self) -> str:
        return ORDER_TONES[self.state]


class OrderAct(models.Model):
    """What somebody did on a 整改单; append-only, texts and evidence stand as they were written."""

    order = models.ForeignKey(RectificationOrder, models.PROTECT, related_name="acts", verbose_name="整改单")
    verb = models.CharField("办理", max_length=20)
    name = models.CharField("办理", max_length=40)
    at = models.DateTimeField("时间")
    by = models.CharField("办理人", max_length=80)
    text = models.TextField("内容", blank=True)
    evidence = models.CharField("佐证地址", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "整改办理记录"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d} {self.name}"
