"""The small vocabularies of compliance."""

from django.db import models

from yushan_portal.lib.indicators import BLOCK_NAMES, Block

BLOCKS = tuple((block.value, BLOCK_NAMES[block]) for block in Block)


class DutyStatus(models.TextChoices):
    """How an item stands with an organ that owes it. 暂无内容 accuses nobody."""

    PUBLISHED = "published", "已有内容"
    EMPTY = "empty", "暂无内容"
    OVERDUE = "overdue", "超期"
    EXCUSED = "excused", "已准予例外"
    ON_REQUEST = "on_request", "依申请，仅提供指引"


class OrderState(models.TextChoices):
    """整改单."""

    ISSUED = "issued", "待整改"
    ANSWERED = "answered", "待复查"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已撤销"


OPEN_ORDERS = (OrderState.ISSUED, OrderState.ANSWERED)


class MediaState(models.TextChoices):
    """政务新媒体 account."""

    OPEN = "open", "运行中"
    CLOSING = "closing", "拟关停"
    CLOSED = "closed", "已关停"


class Light(models.TextChoices):
    """How a task of the work plan stands; always said in words as well."""

    DONE = "done", "已完成"
    LATE_DONE = "late_done", "逾期完成"
    ON_COURSE = "on_course", "按期推进"
    SOON = "soon", "临近期限"
    OVERDUE = "overdue", "逾期未完成"
    WAITING = "waiting", "等待条件"


LIGHT_TONES = {
    "done": "success", "late_done": "warning", "on_course": "info", "soon": "warning", "overdue": "error", "waiting": "neutral",
}  # fmt: skip
STATUS_TONES = {
    "published": "success", "empty": "neutral", "overdue": "error", "excused": "info", "on_request": "neutral",
}  # fmt: skip
ORDER_TONES = {"issued": "warning", "answered": "info", "closed": "success", "cancelled": "neutral"}
