"""The official tables of budgets and final accounts, as data, and the check that none is missing.

Government: county standard catalogue of 财政预决算; departments: 财政部 format of 部门决算 and 部门预算 tables.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_GOVERNMENT_BUDGET = (
    ("g1", "一般公共预算收入表"),
    ("g2", "一般公共预算支出表"),
    ("g3", "一般公共预算本级支出表"),
    ("g4", "一般公共预算本级基本支出表"),
    ("g5", "一般公共预算税收返还和转移支付表"),
    ("g6", "政府一般债务限额和余额情况表"),
    ("f1", "政府性基金收入表"),
    ("f2", "政府性基金支出表"),
    ("f3", "政府性基金本级支出表"),
    ("f4", "政府性基金转移支付表"),
    ("f5", "政府专项债务限额和余额情况表"),
    ("c1", "国有资本经营预算收入表"),
    ("c2", "国有资本经营预算支出表"),
    ("c3", "国有资本经营预算本级支出表"),
    ("s1", "社会保险基金收入表"),
    ("s2", "社会保险基金支出表"),
    ("tp", "“三公”经费预算表"),
)
_GOVERNMENT_FINAL = (
    ("g1", "一般公共预算收入决算表"),
    ("g2", "一般公共预算支出决算表"),
    ("g3", "一般公共预算本级支出决算表"),
    ("g4", "一般公共预算本级基本支出决算表"),
    ("g5", "一般公共预算税收返还和转移支付决算表（分地区）"),
    ("g7", "一般公共预算税收返还和转移支付决算表（分项目）"),
    ("g6", "政府一般债务限额和余额情况表"),
    ("tp", "“三公”经费决算表"),
    ("f1", "政府性基金收入决算表"),
    ("f2", "政府性基金支出决算表"),
    ("f3", "政府性基金本级支出决算表"),
    ("f4", "政府性基金转移支付决算表"),
    ("f5", "政府专项债务限额和余额情况表"),
    ("c1", "国有资本经营收入决算表"),
    ("c2", "国有资本经营支出决算表"),
    ("s1", "社会保险基金收入决算表"),
    ("s2", "社会保险基金支出决算表"),
    ("s3", "社会保险基金结余表"),
)
_DEPARTMENT_BUDGET = (
    ("t1", "部门收支总表"),
    ("t2", "部门收入总表"),
    ("t3", "部门支出总表"),
    ("t4", "财政拨款收支总表"),
    ("t5", "一般公共预算支出表"),
    ("t6", "一般公共预算基本支出表"),
    ("t7", "“三公”经费支出表"),
    ("t8", "政府性基金预算支出表"),
    ("t9", "国有资本经营预算支出表"),
)
_DEPARTMENT_FINAL = (
    ("t1", "收入支出决算总表"),
    ("t2", "收入决算表"),
    ("t3", "支出决算表"),
    ("t4", "财政拨款收入支出决算总表"),
    ("t5", "一般公共预算财政拨款支出决算表"),
    ("t6", "一般公共预算财政拨款基本支出决算表"),
    ("t7", "一般公共预算财政拨款“三公”经费支出决算表"),
    ("t8", "政府性基金预算财政拨款收入支出决算表"),
    ("t9", "国有资本经营预算财政拨款支出决算表"),
)


@dataclass(frozen=True)
class TableList:
    """The tables that a kind of report must hold in the years from `first` to `last` (None: until changed)."""

    level: str
    account: str
    tables: tuple[tuple[str, str], ...]
    first: int = 2019
    last: int | None = None


TABLE_LISTS = (
    TableList("government", "budget", _GOVERNMENT_BUDGET),
    TableList("government", "final", _GOVERNMENT_FINAL),
    TableList("department", "budget", _DEPARTMENT_BUDGET),
    TableList("department", "final", _DEPARTMENT_FINAL),
    TableList("unit", "budget", _DEPARTMENT_BUDGET),
    TableList("unit", "final", _DEPARTMENT_FINAL),
)
THREE_PUBLIC = ("因公出国（境）", "公务接待", "公务用车购置", "公务用车运行")
"""The lines of 三公经费 that are compared from year to year."""


def official_tables(level: str, account: str, year: int) -> tuple[tuple[str, str], ...]:
    """(code, name) of every table that the report of that year must hold; () where no list is known."""
    for rule in TABLE_LISTS:
        if (rule.level, rule.account) == (level, account) and rule.first <= year <= (rule.last or year):
            return rule.tables
    return ()


def missing_tables(level: str, account: str, year: int, present: set[str]) -> list[str]:
    """Names of official tables that are not there."""
    return [name for code, name in official_tables(level, account, year or 0) if code not in present]


def is_number(cell) -> bool:
    """Whether a cell of a stored table is a number."""
    return decimal_of(cell) is not None


def decimal_of(cell) -> Decimal | None:
    """The number in a stored cell; None for words and blanks."""
    text = str(cell or "").replace(",", "").strip()
    if not text or not (text[0].isdigit() or text[0] in "-+."):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
