"""A demonstration county's compliance: accounts, a first check, an order, progress on the plan. Fictional, marked 示例."""

from datetime import date, timedelta

from django.utils import timezone

from disclosure.compliance import actions, checking
from disclosure.compliance.models import CheckRun, Finding, MediaAccount, PlanTask, ProgressReport
from disclosure.departments.models import Department

ACCOUNTS = (
    ("gov-office", "微信公众号", "玉山发布（示例）", 1, True),
    ("education", "微信公众号", "玉山教体（示例）", 11, True),
    ("health", "抖音", "玉山健康（示例）", 20, True),
    ("market", "微博", "玉山市监（示例）", 3, False),
)
"""organ, platform, name, days since the last post, whether it answers."""

DONE = {9: date(2021, 8, 27), 14: date(2021, 11, 5)}
"""Tasks of the 2021 plan that every lead reports as done; 14 a few days late, so that the light can be seen."""


def load_compliance(cast) -> str:
    """Runs once: later days are checked by `manage.py daily`."""
    if CheckRun.objects.exists():
        return "监督检查：已有自查记录，未重复载入"
    on = timezone.localdate()
    for code, platform, name, days, answers in ACCOUNTS:
        organ = Department.objects.filter(code=code).first()
        if organ is not None:
            MediaAccount.objects.get_or_create(
                platform=platform,
                name=name,
                defaults={"organ": organ, "last_post_on": on - timedelta(days=days), "interaction": answers},
            )
    if not ProgressReport.objects.exists():
        for number, day in DONE.items():
            for task in PlanTask.objects.filter(plan__year=2021, number=number) if day <= on else ():
                for lead in task.leads.select_related("organ"):
                    actions.report(
                        task,
                        lead.organ,
                        by=cast.office,
                        text="任务已完成（示例）。",
                        evidence="/catalogue/",
                        done_on=day,
                    )
    run = checking.run_day(on)
    first = Finding.objects.failing().of_indicator("media-fresh").first()
    if first is not None:
        organ = Department.objects.get(code=first.organ_code)
        actions.issue([first], organ, by=cast.office, demand="请在期限内恢复更新，或者按程序关停（示例）。")
    return f"监督检查：自查 {run.on:%Y-%m-%d}，发现 {Finding.objects.failing().count()} 项，示例整改单 1 张"


DEMO_LOADERS = ((95, load_compliance),)
