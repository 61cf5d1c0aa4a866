"""Reading a holiday notice from rows (date, kind, name), as they come from .csv, .xlsx or a form.

Every fault is named with its row; nothing is guessed and nothing is loaded in part.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from disclosure.workdays.calendar import SpecialDay
from disclosure.workdays.derivation import said
from disclosure.workdays.kinds import DayKind
from disclosure.workdays.law import HOLIDAY_MEASURES, statutory_holidays
from yushan_portal.lib.periods import fixed_day

KIND_WORDS = {
    DayKind.STATUTORY: ("statutory", "法定节假日", "法定假日", "法定"),
    DayKind.HOLIDAY: ("holiday", "放假调休", "放假", "调休放假", "补假", "休息", "休"),
    DayKind.WORKING: ("working", "调休上班", "上班", "补班", "工作", "班"),
    None: ("ordinary", "正常", "恢复正常"),  # an amending notice takes an earlier arrangement back
}
KINDS = {word: kind for kind, words in KIND_WORDS.items() for word in words}
WRITTEN = re.compile(r"(\d{4})(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?|(\d{4})(\d\d)(\d\d)", re.ASCII)
NAME_LENGTH = 40
MOST_ROWS = 400
SATURDAY = 5
# Feasts by the moon that can be told by name only. 中秋节 may fall into 国庆节 and then has no days of its own.
NAMED_FEASTS = {"春节": "春节", "清明节": "清明", "端午节": "端午"}


class NoticeRefused(ValueError):
    """The notice cannot be loaded; `sentences` say why, row by row."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


def read_rows(year: int, rows: Iterable, *, amends: bool = False) -> dict[date, SpecialDay | None]:
    """The days the rows name, in order; None for a day that an amending notice takes back.

    Rows are sequences (date, kind, name) or mappings with these keys or 日期, 类别, 名称. A heading and empty rows are
    passed over; row numbers count from 1 and include them. Raises NoticeRefused.
    """
    days: dict[date, SpecialDay | None] = {}
    seen: dict[date, int] = {}
    faults: list[str] = []
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            faults.append(f"行数超过{MOST_ROWS}行，不像一年的放假安排。")
            break
        cells = _cells(row)
        if not any(cells) or (number == 1 and "日期" in cells[0]):
            continue
        try:
            day, special = _read(year, *cells, amends=amends)
        except ValueError as fault:
            faults.append(f"第{number}行：{fault}")
            continue
        if day in seen:
            faults.append(f"第{number}行：{said(day)}与第{seen[day]}行重复。")
            continue
        seen[day] = number
        days[day] = special
    if not seen and not faults:
        faults.append("没有读到任何日期。")
    if faults:
        raise NoticeRefused(faults)
    return dict(sorted(days.items()))


def gaps(year: int, days: Mapping[date, SpecialDay]) -> list[str]:
    """What the arrangement of a whole year lacks under 放假办法 第二条; empty if nothing."""
    sentences = []
    resting = {day: special.name for day, special in days.items() if not special.works}
    for holiday in statutory_holidays(year):
        for month_day in holiday.fixed:
            day = fixed_day(month_day, year)
            if day not in resting:
                sentences.append(f"缺少{said(day)}{holiday.name}放假（{HOLIDAY_MEASURES}）。")
        word = NAMED_FEASTS.get(holiday.name)
        found = sum(1 for name in resting.values() if word and word in name)
        if word and found < len(holiday.from_feast):
            sentences.append(
                f"{holiday.name}应至少放假{len(holiday.from_feast)}日，表中有{found}日（{HOLIDAY_MEASURES}）。"
            )
    return sentences


def _cells(row) -> tuple[str, str, str]:
    if isinstance(row, Mapping):
        row = [
            row.get(english, row.get(chinese, ""))
            for english, chinese in (("date", "日期"), ("kind", "类别"), ("name", "名称"))
        ]
    elif isinstance(row, str):
        row = re.split(r"[,，\t]", row)
    elif not isinstance(row, Iterable):
        row = [row]
    written, word, name = ([_text(cell) for cell in row] + ["", "", ""])[:3]
    return written, word, name


def _text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = cell.date()
    return str(cell).strip().lstrip("\ufeff")


def _read(year: int, written: str, word: str, name: str, *, amends: bool) -> tuple[date, SpecialDay | None]:
    day = _date(written)
    if not (day.year == year or (day.year == year - 1 and day.month == 12)):
        raise ValueError(f"{said(day)}不属于{year}年的放假安排（可含上一年12月）。")
    if word not in KINDS:
        raise ValueError(f"类别“{word[:20]}”不认识，应为：法定节假日、放假调休、调休上班{'、正常' if amends else ''}。")
    kind = KINDS[word]
    if kind is None:
        if not amends:
            raise ValueError("“正常”只用于调整已载入的安排。")
        return day, None
    if not name:
        raise ValueError("没有写名称，如“春节”。")
    if len(name) > NAME_LENGTH or not name.isprintable():
        raise ValueError(f"名称过长（最多{NAME_LENGTH}字）或者含有不可显示的字符。")
    if kind == DayKind.WORKING and day.weekday() < SATURDAY:
        raise ValueError(f"{said(day)}本来就是工作日，不能列为调休上班。")
    return day, SpecialDay(kind, name)


def _date(written: str) -> date:
    found = WRITTEN.fullmatch(written)
    if not found:
        raise ValueError(f"日期“{written[:20]}”看不懂，应写作 2027-01-01 或者 2027年1月1日。")
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        raise ValueError(f"没有“{written[:20]}”这一天。") from None
