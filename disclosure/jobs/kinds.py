"""The states of a job, and when a silent one counts as dead."""

from datetime import timedelta

from django.db import models


class JobState(models.TextChoices):
    WAITING = "waiting", "等待中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未成功"
    CANCELLED = "cancelled", "已取消"


STALE_AFTER = timedelta(minutes=10)  # a worker tells progress at least every minute; ten silent minutes mean it is gone
FORGOTTEN_AFTER = timedelta(hours=1)  # a waiting job is put into the queue again
SECONDS_BETWEEN_WRITES = 1.0  # progress is written at most this often
