"""What compliance itself counts for a work plan."""

from datetime import date

from disclosure.compliance.models import CheckRun, MediaAccount
from yushan_portal.lib.figures import Figure


def checked_days(first: date, last: date, organ_code: str) -> int:
    """Days on which the portal checked itself."""
    return CheckRun.objects.finished().filter(on__gte=first, on__lte=last).count()


def closed_accounts(first: date, last: date, organ_code: str) -> int:
    """政务新媒体 closed in the span."""
    rows = MediaAccount.objects.filter(closed_on__gte=first, closed_on__lte=last)
    return rows.filter(organ__code=organ_code).count() if organ_code else rows.count()


def running_accounts(first: date, last: date, organ_code: str) -> int:
    """政务新媒体 on the register on the last day."""
    rows = MediaAccount.objects.running(last)
    return rows.filter(organ__code=organ_code).count() if organ_code else rows.count()


FIGURES = (
    Figure("self-checks", "每日自查天数", checked_days, "天", "/admin/compliance/", ("self-check",)),
    Figure(
        "media-running",
        "登记在册的政务新媒体",
        running_accounts,
        "个",
        "/admin/compliance/indicators/media-fresh/",
        ("media",),
    ),
    Figure("media-closed", "关停的政务新媒体", closed_accounts, "个", "", ("media",)),
)
