"""Loading a holiday notice: a new version of one year, and what it moves."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.workdays import reference
from disclosure.workdays.calendar import SpecialDay, WorkCalendar, changed_days
from disclosure.workdays.derivation import said
from disclosure.workdays.in_force import forget, stored
from disclosure.workdays.kinds import DayKind
from disclosure.workdays.models import CalendarDay, CalendarNotice
from disclosure.workdays.moved import MovedDeadline
from disclosure.workdays.rows import NoticeRefused, gaps, read_rows
from yushan_portal.lib.plugins import offered

FIRST_YEAR, LAST_YEAR = 2000, 2199
TEXT_LENGTHS = {"文号": 100, "来源": 200, "载入人": 100}


@dataclass(frozen=True)
class ChangedDay:
    """A day on which offices now work and did not, or the other way round."""

    on: date
    works: bool
    name: str

    def __str__(self) -> str:
        change = "由休息改为上班" if self.works else "由上班改为休息"
        return f"{said(self.on)}{change}{f'（{self.name}）' if self.name else ''}"


@dataclass(frozen=True)
class LoadedNotice:
    """What a load did. `new` is False if the year stood like this already; then nothing was written."""

    notice: CalendarNotice
    new: bool
    newly_loaded_year: bool
    changed: tuple[ChangedDay, ...] = ()
    moved: tuple[MovedDeadline, ...] = ()

    def __str__(self) -> str:
        if not self.new:
            return f"{self.notice}与现行安排相同，没有变化。"
        return f"已载入{self.notice}：{len(self.changed)}日的上班安排有变化，{len(self.moved)}个期限有变动。"


def load_notice(
    year: int,
    days: Iterable,
    notice_no: str,
    source: str,
    by: object,
    *,
    issued_on: date | None = None,
    amends: bool = False,
    at: datetime | None = None,
) -> LoadedNotice:
    """Store the notice as the version in force of `year` and tell what moved.

    days      rows (date, kind, name), see `rows.read_rows`
    amends    the rows change single days of the version in force; otherwise they are the whole year
    by        who loaded it, kept as text

    In one transaction: the new version is stored, then every callable offered as `deadlines.DEADLINES` is called with
    the calendar before and after; it may write its stored due dates and returns what moved. If one fails, nothing is
    loaded. Raises NoticeRefused.
    """
    year = _year(year)
    texts = _texts({"文号": notice_no, "来源": source, "载入人": by})
    if issued_on is not None and year not in (issued_on.year, issued_on.year + 1):
        raise NoticeRefused([f"{said(issued_on)}印发的通知不会是{year}年的放假安排。"])
    read = read_rows(year, days, amends=amends)
    with transaction.atomic():
        before = stored()
        whole = _whole(year, read, before) if amends else {day: special for day, special in read.items() if special}
        if missing := gaps(year, whole):
            raise NoticeRefused(missing)
        notice = store_version(
            year,
            whole,
            notice_no=texts["文号"],
            source=texts["来源"],
            loaded_by=texts["载入人"],
            issued_on=issued_on,
            loaded_at=at or timezone.now(),
        )
        if notice is None:
            in_force = CalendarNotice.objects.in_force().get(year=year)
            return LoadedNotice(in_force, new=False, newly_loaded_year=False)
        after = stored()
        moved = collect_moved(before, after)
    return LoadedNotice(notice, True, not before.loaded(year), changes(before, after), moved)


def store_version(year: int, days: Mapping[date, SpecialDay], **facts) -> CalendarNotice | None:
    """Make `days` the version in force of `year`; None if it is so already under the same number.

    Call it inside a transaction. Raises NoticeRefused if somebody else loads the same year at this moment.
    """
    content = digest(days)
    versions = list(CalendarNotice.objects.select_for_update().of_year(year))
    in_force = next((notice for notice in versions if not notice.superseded), None)
    if in_force and in_force.digest == content and in_force.notice_no == facts.get("notice_no", ""):
        return None
    try:
        with transaction.atomic():
            CalendarNotice.objects.of_year(year).in_force().update(superseded=True)
            version = versions[0].version + 1 if versions else 1
            notice = CalendarNotice.objects.create(year=year, version=version, digest=content, **facts)
    except IntegrityError:
        raise NoticeRefused([f"{year}年的放假安排正在由他人载入，请稍后重试。"]) from None
    CalendarDay.objects.bulk_create(
        CalendarDay(notice=notice, date=day, kind=special.kind, name=special.name) for day, special in days.items()
    )
    transaction.on_commit(forget)
    return notice


def collect_moved(before: WorkCalendar, after: WorkCalendar) -> tuple[MovedDeadline, ...]:
    """What every app that keeps deadlines says the new calendar moves, by new date."""
    rows = (MovedDeadline(*row) for moved_by in offered("deadlines", "DEADLINES") for row in moved_by(before, after))
    return tuple(sorted(rows, key=lambda row: (row.after, row.thing)))


def changes(before: WorkCalendar, after: WorkCalendar) -> tuple[ChangedDay, ...]:
    """The days that a new calendar turns from work to rest or from rest to work."""
    return tuple(
        ChangedDay(day, after.is_working_day(day), (after.special.get(day) or before.special[day]).name)
        for day in changed_days(before, after)
    )


def digest(days: Mapping[date, SpecialDay]) -> str:
    """The same for the same days, whatever their order."""
    lines = (f"{day:%Y-%m-%d} {special.kind} {special.name}" for day, special in sorted(days.items()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _whole(year: int, read: Mapping[date, SpecialDay | None], before: WorkCalendar) -> dict[date, SpecialDay]:
    if not before.loaded(year):
        raise NoticeRefused([f"{year}年的放假安排还没有载入，不能只载入调整部分。"])
    rows = CalendarDay.objects.filter(notice__in=CalendarNotice.objects.of_year(year).in_force())
    standing = {row.date: SpecialDay(DayKind(row.kind), row.name) for row in rows} or reference.special_days(year)
    return {day: special for day, special in sorted({**standing, **read}.items()) if special}


def _year(year) -> int:
    try:
        number = int(year)
    except (TypeError, ValueError, OverflowError):
        number = 0
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise NoticeRefused([f"年度应在{FIRST_YEAR}年至{LAST_YEAR}年之间。"])
    return number


def _texts(given: Mapping[str, object]) -> dict[str, str]:
    texts = {label: str(value or "").strip() for label, value in given.items()}
    faults = [f"没有填写{label}。" for label, text in texts.items() if not text]
    faults += [
        f"{label}过长（最多{TEXT_LENGTHS[label]}字）或者含有不可显示的字符。"
        for label, text in texts.items()
        if len(text) > TEXT_LENGTHS[label] or not text.isprintable()
    ]
    if faults:
        raise NoticeRefused(faults)
    return texts
