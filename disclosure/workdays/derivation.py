"""推算过程: how a deadline was counted, as sentences for clerk and applicant. Only words; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Protocol

from disclosure.workdays import law

WEEKDAYS = "一二三四五六日"
DAY = timedelta(days=1)


class Calendar(Protocol):
    """What the sentences need to know of a calendar."""

    special: dict
    sources: dict

    def is_working_day(self, day: date) -> bool: ...


def said(day: date) -> str:
    """2026年2月24日（星期二）"""
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def working_days(calendar: Calendar, start: date, n: int, on: date) -> tuple[str, ...]:
    """Of `add_working_days`."""
    if n == 0:
        steps = [f"应在当日办理：{said(start)}。"]
        if on != start:
            steps.append(f"{_why_rest(calendar, start)}，顺延至其后第一个工作日。")
        steps.append(f"期限至{said(on)}24时届满（{law.DAY_ENDS_AT_24}）。")
        return (*steps, *_grounds(calendar, start, on))
    return (
        f"起算日{said(start)}不计入，自次日起算（{law.START_NOT_COUNTED}）。",
        f"期限为{n}个工作日，休息日和节假日不计入。",
        *_passed(calendar, start + DAY, on),
        f"第{n}个工作日为{said(on)}，期限至当日24时届满（{law.DAY_ENDS_AT_24}）。",
        *_grounds(calendar, start + DAY, on),
    )


def working_days_before(calendar: Calendar, day: date, n: int, on: date) -> tuple[str, ...]:
    """Of `working_days_before`."""
    return (
        f"自{said(day)}向前倒算，当日不计入。",
        f"提前{n}个工作日，休息日和节假日不计入。",
        *_passed(calendar, on, day - DAY),
        f"最迟应在{said(on)}办理。",
        *_grounds(calendar, on, day - DAY if n else day),
    )


def days_before(day: date, n: int, on: date) -> tuple[str, ...]:
    """Of periods in calendar days counted backwards."""
    return (f"自{said(day)}向前倒算，当日不计入。", f"提前{n}日，最迟应在{said(on)}办理。")


def calendar_period(
    calendar: Calendar, start: date, end: date, on: date, length: str, reached: str, moves: bool
) -> tuple[str, ...]:
    """Of periods in days, months and years."""
    by_month = "" if reached.startswith("第") else f"（{law.CORRESPONDING_DAY}）"
    steps = [
        f"起算日{said(start)}不计入，自次日起算（{law.START_NOT_COUNTED}）。",
        f"期限为{length}，按日历计算，{reached}为{said(end)}{by_month}。",
    ]
    if on != end:
        steps.append(f"{_why_rest(calendar, end)}，顺延至休息日结束的次日（{law.LAST_DAY_MOVES}）。")
    steps.append(f"期限至{said(on)}24时届满（{law.DAY_ENDS_AT_24}）。")
    return (*steps, *_grounds(calendar, end, on)) if moves else (*steps, "遇休息日不顺延。")


def hours(begun: datetime, n: int, moment: datetime) -> tuple[str, ...]:
    """Of periods in hours."""
    return (
        f"自{_instant(begun)}起算，昼夜连续计算，节假日不扣除（{law.HOURS_RUN_AT_ONCE}）。",
        f"期限为{n}小时，至{_instant(moment)}届满。",
    )


def fixed_date(on: date, clause: str) -> tuple[str, ...]:
    """Of days fixed by the rule itself."""
    return (f"期限为规定的固定日期（{clause}），至{said(on)}24时届满，遇休息日不顺延。",)


def _instant(moment: datetime) -> str:
    return f"{said(moment.date())}{moment:%H:%M}"


def _why_rest(calendar: Calendar, day: date) -> str:
    special = calendar.special.get(day)
    reason = f"{special.name}放假" if special else f"星期{WEEKDAYS[day.weekday()]}"
    return f"该日为休息日（{reason}）"


def _passed(calendar: Calendar, first: date, last: date) -> Iterator[str]:
    """The rest days within, holidays by name, and the weekends on which offices worked."""
    days = [first + DAY * distance for distance in range((last - first).days + 1)]
    named = [day for day in days if day in calendar.special]
    holidays = [day for day in named if not calendar.is_working_day(day)]
    if holidays:
        yield f"放假不计入：{'；'.join(_runs(calendar, holidays))}。"
    weekends = sum(1 for day in days if day not in calendar.special and not calendar.is_working_day(day))
    if weekends:
        yield f"{'其他' if holidays else ''}星期六、星期日不计入：共{weekends}日。"
    worked = [day for day in named if calendar.is_working_day(day)]
    if worked:
        names = "、".join(f"{said(day)}{calendar.special[day].name}调休" for day in worked)
        yield f"调休上班的休息日计入：{names}。"


def _runs(calendar: Calendar, holidays: list[date]) -> Iterator[str]:
    """Consecutive days of one name as one span."""
    numbered = enumerate(holidays)
    for (name, _), group in groupby(
        numbered, key=lambda pair: (calendar.special[pair[1]].name, pair[1] - DAY * pair[0])
    ):
        run = [day for _, day in group]
        first, last = run[0], run[-1]
        span = f"{first.year}年{first.month}月{first.day}日"
        if last != first:
            span += (
                f"至{last.month}月{last.day}日"
                if last.year == first.year
                else f"至{last.year}年{last.month}月{last.day}日"
            )
        yield f"{name}{span}（{len(run)}日）"


def _grounds(calendar: Calendar, first: date, last: date) -> Iterator[str]:
    """Which notices the count relies on, and which it misses."""
    years = range(min(first, last).year, last.year + 1)
    known = [calendar.sources[year] for year in years if year in calendar.sources]
    if known:
        yield f"日历依据：{'；'.join(dict.fromkeys(known))}。"
    missing = "、".join(f"{year}年" for year in years if year not in calendar.sources)
    if missing:
        yield (
            f"{missing}的放假安排尚未载入，暂只扣除星期六、星期日，本结果为暂定；国务院办公厅的放假通知载入后重新计算。"
        )
