"""Holiday notices as they were loaded, version by version, and the days they name."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from disclosure.workdays.kinds import DayKind
from disclosure.workdays.querysets import CalendarDayQuerySet, CalendarNoticeQuerySet


class CalendarNotice(models.Model):
    """放假安排 of one year. A correction or a prolonged holiday is a new version; no version is changed or removed."""

    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本")
    notice_no = models.CharField("文号", max_length=100, blank=True)
    source = models.CharField("来源", max_length=200)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    loaded_at = models.DateTimeField("载入时间", default=timezone.now)
    loaded_by = models.CharField("载入人", max_length=100)
    shipped = models.BooleanField("系统自带", default=False)
    superseded = models.BooleanField("已被替代", default=False)
    digest = models.CharField("内容摘要", max_length=64)

    objects = CalendarNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "放假通知"
        verbose_name_plural = "放假通知"
        ordering = ("-year", "-version")
        constraints = (
            models.UniqueConstraint(fields=("year", "version"), name="version_of_a_year_is_loaded_once"),
            models.UniqueConstraint(
                fields=("year",), condition=Q(superseded=False), name="year_has_one_notice_in_force"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="notice_versions_begin_with_one"),
            models.CheckConstraint(
                condition=Q(shipped=True) | ~Q(notice_no=""), name="notice_loaded_by_hand_has_its_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}年放假安排（第{self.version}版）"

    @property
    def ground(self) -> str:
        """What a derivation prints as the ground of this year."""
        return self.source if self.shipped else f"{self.source}（{self.notice_no}）"


class CalendarDay(models.Model):
    """A day that differs from the plain week, as one notice has it."""

    notice = models.ForeignKey(CalendarNotice, models.PROTECT, related_name="days", verbose_name="放假通知")
    date = models.DateField("日期")
    kind = models.CharField("类别", max_length=10, choices=DayKind)
    name = models.CharField("名称", max_length=40)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = "日历日"
        verbose_name_plural = "日历日"
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(fields=("notice", "date"), name="notice_names_a_day_once"),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="calendar_day_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.get_kind_display()} {self.name}"
