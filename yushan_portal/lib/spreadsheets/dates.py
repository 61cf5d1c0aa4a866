"""Dates in the forms clerks really type. A date that does not exist is refused, never moved."""

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

from .xlsx_parts import from_serial

FIRST_YEAR, LAST_YEAR = 1900, 2199
SERIAL_FROM, SERIAL_TO = 10_000, 109_575  # 1927-05-18 … 2199-12-31: serials that may stand in a column without format

NUMERIC = re.compile(r"(\d{4})\s*([年./\-、])\s*(\d{1,2})\s*([月./\-、])\s*(\d{1,2})\s*[日号]?\.?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
CHINESE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
CLOCK = re.compile(
    r"[T\s]*(?:(?:星期|周)[一二三四五六日天])?\s*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})?)?(?:秒|\.\d+)?Z?|"
    r"[T\s]*(?:星期|周)[一二三四五六日天]"
)
SHORT_YEAR = re.compile(r"(\d{2})[年./\-](\d{1,2})[月./\-](\d{1,2})日?")
NO_DAY = re.compile(r"\d{4}[年./\-]\d{1,2}月?|\d{6}")
DIGITS = {
    char: value
    for value, chars in enumerate(["〇○零", "一", "二", "三", "四", "五", "六", "七", "八", "九"])
    for char in chars
}
FORMS = "请写成 2021-06-04、2021年6月4日、2021.6.4 或 20210604。"


class DateRefused(ValueError):
    """Not a date; the message says why."""


def parse_date(value, from_1904: bool = False) -> date:
    """The date a cell means. Raises DateRefused with a Chinese clause."""
    if isinstance(value, datetime):
        return _reasonable(value.date())
    if isinstance(value, date):
        return _reasonable(value)
    if isinstance(value, bool | time):
        raise DateRefused("不是日期")
    if isinstance(value, int | float):
        return _from_number(value, from_1904)
    return date_of_text(str(value))


@lru_cache(maxsize=8192)
def date_of_text(text: str) -> date:
    tidy = unicodedata.normalize("NFKC", text).strip()
    if tidy.isascii() and tidy.isdigit() and len(tidy) == 5:
        return _from_number(int(tidy), False)
    match = NUMERIC.match(tidy)
    if match:
        year, first, month, second, day = match.groups()
        _same_separators(first, second)
        _only_a_clock(tidy[match.end() :])
        return _made(int(year), int(month), int(day))
    match = COMPACT.match(tidy)
    if match:
        _only_a_clock(tidy[match.end() :])
        return _made(*(int(part) for part in match.groups()))
    match = CHINESE.match("".join(tidy.split()))
    if match and match.end() == len("".join(tidy.split())):
        year = int("".join(str(DIGITS[char]) for char in match[1]))
        return _made(year, _chinese_number(match[2]), _chinese_number(match[3]))
    if SHORT_YEAR.fullmatch(tidy):
        raise DateRefused("年份只写了两位")
    if NO_DAY.fullmatch(tidy):
        raise DateRefused("缺少具体的日")
    raise DateRefused("不是能识别的日期")


def _from_number(value: int | float, from_1904: bool) -> date:
    if isinstance(value, int) and 19_000_101 <= value <= 21_991_231:
        return _made(value // 10_000, value // 100 % 100, value % 100)
    if isinstance(value, int) and 190_001 <= value <= 219_912:
        raise DateRefused("缺少具体的日")
    if SERIAL_FROM <= value <= SERIAL_TO:
        found = from_serial(float(value), from_1904)
        if isinstance(found, date):
            return _reasonable(found.date() if isinstance(found, datetime) else found)
    raise DateRefused("是数字，不是日期")


def _made(year: int, month: int, day: int) -> date:
    try:
        return _reasonable(date(year, month, day))
    except DateRefused:
        raise
    except ValueError:
        raise DateRefused(
            f"日期不存在（{year}年{month}月没有{day}日）" if 1 <= month <= 12 else f"日期不存在（没有{month}月）"
        ) from None


def _reasonable(day: date) -> date:
    if isinstance(day, datetime):
        day = day.date()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateRefused(f"年份 {day.year} 不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间")
    return day


def _same_separators(first: str, second: str) -> None:
    if (first == "年") != (second == "月") or (first != "年" and first != second):
        raise DateRefused("不是能识别的日期")


def _only_a_clock(rest: str) -> None:
    """After the day only a time of day or a weekday may follow; both are dropped. The hour must exist."""
    rest = rest.strip()
    if not rest:
        return
    match = CLOCK.fullmatch(rest)
    if not match:
        raise DateRefused("日期后面还有别的文字")
    if match[1] and not (int(match[1]) < 24 and int(match[2]) < 60 and int(match[3] or 0) < 60):
        raise DateRefused("日期后面的时间不存在")


def _chinese_number(text: str) -> int:
    if "十" not in text:
        if len(text) != 1:
            raise DateRefused("不是能识别的日期")
        return DIGITS[text]
    tens, _, ones = text.partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        raise DateRefused("不是能识别的日期")
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
