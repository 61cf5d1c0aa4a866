"""A job: one piece of background work that somebody started and can watch."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from .kinds import STALE_AFTER, JobState
from .querysets import JobQuerySet


class Job(models.Model):
    """State, progress and result of background work. Who started it is kept as text, so that the row outlives accounts.

    `run_token` names the attempt that owns a running job: an attempt whose token was taken away writes nothing more.
    """

    kind = models.CharField("类别", max_length=60, db_index=True)
    label = models.CharField("名称", max_length=200)
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveBigIntegerField("已处理", default=0)
    total = models.PositiveBigIntegerField("总数", default=0)
    message = models.CharField("进展", max_length=200, blank=True)
    payload = models.JSONField("参数", default=dict, encoder=DjangoJSONEncoder)
    result = models.JSONField("结果", null=True, blank=True, encoder=DjangoJSONEncoder)
    error = models.TextField("出错说明", blank=True)
    error_detail = models.TextField("出错细节", blank=True)  # for the system administrator
    started_by = models.CharField("发起人", max_length=80, blank=True)
    owner_id = models.CharField("发起人编号", max_length=40, blank=True)
    organ_code = models.CharField("单位代码", max_length=20, blank=True, db_index=True)
    created_at = models.DateTimeField("发起时间")
    queued_at = models.DateTimeField("排队时间")
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    heartbeat_at = models.DateTimeField("最近活动", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    cancel_asked_at = models.DateTimeField("要求取消的时间", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    run_token = models.CharField("执行标识", max_length=40, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "heartbeat_at"], name="job_state_heartbeat"),
            models.Index(fields=["owner_id", "-id"], name="job_owner_newest"),
        ]
        constraints = [
            models.CheckConstraint(name="job_done_is_not_beyond_total", condition=Q(total=0) | Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="running_job_has_a_heartbeat_and_a_token",
                condition=~Q(state="running") | (Q(heartbeat_at__isnull=False) & ~Q(run_token="")),
            ),
            models.CheckConstraint(
                name="ended_job_has_an_end",
                condition=Q(state__in=("waiting", "running")) | Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(name="failed_job_says_why", condition=~Q(state="failed") | ~Q(error="")),
        ]

    def __str__(self):
        return f"{self.label}（{self.get_state_display()}）"

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def percent(self) -> int:
        if self.state == JobState.DONE:
            return 100
        return min(self.done * 100 // self.total, 100) if self.total else 0

    @property
    def progress_text(self) -> str:
        """The progress in words: 已处理 1,200 / 5,000."""
        if not self.total:
            return self.message
        return f"已处理 {self.done:,} / {self.total:,}" + (f"，{self.message}" if self.message else "")

    def is_silent(self, at) -> bool:
        """Whether the worker seems to have died: running, but without a sign of life for too long."""
        return self.state == JobState.RUNNING and self.heartbeat_at < at - STALE_AFTER
