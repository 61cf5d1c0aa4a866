"""States of a message and the times of sending."""

from datetime import timedelta

from django.db import models


class MessageState(models.TextChoices):
    QUEUED = "queued", "待发送"
    SENDING = "sending", "发送中"
    SENT = "sent", "已发送"
    UNCERTAIN = "uncertain", "不确定"
    FAILED = "failed", "未送达"


LATE_AFTER = timedelta(hours=1)  # unsent for this long is an alarm
CLAIM_ENDS_AFTER = timedelta(minutes=15)  # a worker that has not noted the outcome by then is taken for dead
GIVEN_UP_AFTER = timedelta(days=4)  # longer than a weekend's outage of the mail server
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 3, 10, 30))  # the last one again and again
MOST_REPEATS = 1  # how often an uncertain message is sent again
KEPT_FOR = timedelta(days=180)  # addresses are erased after this unless the caller says sooner
