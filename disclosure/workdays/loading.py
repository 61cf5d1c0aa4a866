"""The shipped years into the table: safe to run again, and never over what the county loaded itself."""

from dataclasses import dataclass, field

from django.db import transaction

from disclosure.workdays import reference
from disclosure.workdays.actions import changes, collect_moved, digest, store_version
from disclosure.workdays.calendar import WorkCalendar
from disclosure.workdays.in_force import stored
from disclosure.workdays.models import CalendarNotice
from disclosure.workdays.moved import MovedDeadline
from yushan_portal.lib.references import ReferenceLoader

LOADED_BY = "系统参考数据"


@dataclass
class ReferenceReport:
    """Years by what happened to them; `differing` were loaded by the county and are left as they are."""

    inserted: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    differing: list[int] = field(default_factory=list)
    moved: tuple[MovedDeadline, ...] = ()

    def __str__(self) -> str:
        said = (
            f"工作日历：新增{len(self.inserted)}年，更新{len(self.updated)}年，未变{len(self.unchanged)}年，"
            f"变动期限{len(self.moved)}个。"
        )
        if self.differing:
            said += f"与自带数据不同、保留本县载入内容的年度：{'、'.join(map(str, self.differing))}。"
        return said


@transaction.atomic
def load_reference() -> ReferenceReport:
    """Insert the shipped years that are missing, update those still as shipped before, list the rest.

    A second run changes nothing. No year outside `reference.YEARS` is touched.
    """
    report = ReferenceReport()
    in_force = {notice.year: notice for notice in CalendarNotice.objects.in_force()}
    before: WorkCalendar = stored()
    for year in reference.YEARS:
        days, standing = reference.special_days(year), in_force.get(year)
        if standing and standing.digest == digest(days):
            report.unchanged.append(year)
        elif standing and not standing.shipped:
            report.differing.append(year)
        else:
            store_version(year, days, source=reference.source(year), loaded_by=LOADED_BY, shipped=True)
            (report.updated if standing else report.inserted).append(year)
    if report.inserted or report.updated:
        after = stored()
        if changes(before, after):
            report.moved = collect_moved(before, after)
    return report


REFERENCE_LOADERS = (ReferenceLoader("工作日历", load_reference, order=10),)
