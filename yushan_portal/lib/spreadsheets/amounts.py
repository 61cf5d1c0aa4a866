"""Amounts of money and whole numbers as clerks type them."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from .fields import YUAN_PER_UNIT

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+")
UNIT = re.compile(r"(百万|千万|万|亿|千|百)?(?:元|圆)?(?:整|人民币)?")
WORDS = {"百": "百元", "千": "千元", "万": "万元", "百万": "百万元", "亿": "亿元"}
UNIT_IN_HEADING = re.compile(r"[（(,，、:：/\s]\s*(?:单位)?\s*[:：]?\s*(亿元|百万元|万元|千元|百元|元)\s*[)）]?\s*$")
UNIT_OF_SHEET = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(亿元|百万元|万元|千元|百元|元)")
NOTHING = frozenset(["-", "--", "—", "——", "–", "/", "\\", "无"])
LARGEST = Decimal(10) ** 15


class NumberRefused(ValueError):
    """Not a number; the message says why."""


def unit_in_heading(heading: str) -> str:
    """The unit a heading names, e.g. 罚款金额（万元） → 万元, or ""."""
    text = unicodedata.normalize("NFKC", heading).strip()
    match = UNIT_IN_HEADING.search(text) or UNIT_IN_HEADING.search(f" {text}" if text in YUAN_PER_UNIT else "")
    return match[1] if match else ""


def unit_of_sheet(text: str) -> str:
    """The unit a line above the table names, e.g. 单位：万元, or ""."""
    match = UNIT_OF_SHEET.search(unicodedata.normalize("NFKC", text))
    return match[1] if match else ""


def parse_amount(value, unit: str, stored_unit: str, places: int) -> Decimal | None:
    """The amount in `stored_unit`. `unit` is what the column is in; a unit written in the cell goes before it.

    None for the strokes that stand for nothing. Raises NumberRefused with a Chinese clause.
    """
    if isinstance(value, bool):
        raise NumberRefused("不是金额")
    if isinstance(value, int | float):
        number = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    else:
        number, own_unit = _amount_of_text(str(value))
        if number is None:
            return None
        unit = own_unit or unit
    if unit != stored_unit:
        number = number * YUAN_PER_UNIT[unit] / YUAN_PER_UNIT[stored_unit]
    if abs(number) >= LARGEST:
        raise NumberRefused("金额过大")
    rounded = number.quantize(Decimal(1).scaleb(-places))
    if rounded != number:
        raise NumberRefused(f"换算成{stored_unit}后超过{places}位小数")
    return rounded


@lru_cache(maxsize=8192)
def _amount_of_text(text: str) -> tuple[Decimal | None, str]:
    tidy = "".join(unicodedata.normalize("NFKC", text).split()).replace("−", "-").replace("，", ",")
    if tidy in NOTHING:
        return None, ""
    negative = tidy.startswith("(") and tidy.endswith(")")
    if negative:
        tidy = tidy[1:-1]
    tidy = re.sub(r"^(?:人民币|RMB|CNY|￥|¥)", "", tidy, flags=re.I)
    sign = "-" if tidy.startswith("-¥") else ""
    tidy = tidy.replace("¥", "", 1) if sign else tidy
    match = NUMBER.match(tidy)
    if not match:
        raise NumberRefused("不是金额")
    rest = UNIT.fullmatch(tidy[match.end() :])
    if not rest:
        raise NumberRefused(
            "数字后面有认不出的文字" if "," not in tidy else "千分位逗号的位置不对，或数字后面有认不出的文字"
        )
    own = tidy[match.end() :]
    number = _decimal(match[0])
    unit = ""
    if rest[1] == "千万":
        number, unit = number * 1000, "万元"
    elif rest[1]:
        unit = WORDS[rest[1]]
    elif own.startswith(("元", "圆")):
        unit = "元"
    return (-number if negative else number), unit


def parse_int(value) -> int | None:
    """A whole number; None for the strokes that stand for nothing."""
    if isinstance(value, bool):
        raise NumberRefused("不是整数")
    if isinstance(value, int):
        number = value
    elif isinstance(value, float):
        if not value.is_integer():
            raise NumberRefused("应为整数，不能有小数")
        number = int(value)
    else:
        tidy = "".join(unicodedata.normalize("NFKC", str(value)).split())
        if tidy in NOTHING:
            return None
        match = NUMBER.fullmatch(tidy)
        if not match:
            raise NumberRefused("不是整数")
        exact = _decimal(tidy)
        if exact != exact.to_integral_value():
            raise NumberRefused("应为整数，不能有小数")
        number = int(exact)
    if abs(number) >= 10**15:
        raise NumberRefused("数字过大")
    return number


def _decimal(text: str) -> Decimal:
    if len(text) > 40:
        raise NumberRefused("数字过长")
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise NumberRefused("不是数字") from None
