"""Statutory numbers of the notices, each with its clause and the days on which it is law."""

from dataclasses import dataclass
from datetime import date

from yushan_portal.lib.periods import Period, PeriodKind, Unit, add_months

LIC_PEN = Period(
    "LIC_PEN", 7, Unit.WORKING_DAYS, "国办发〔2018〕118号；发改办财金〔2018〕424号", "行政许可、行政处罚信息公示"
)
ENF_OTHER = Period("ENF_OTHER", 20, Unit.WORKING_DAYS, "国办发〔2018〕118号", "其他行政执法结果公示")
ENF_STAT = Period("ENF_STAT", "01-31", Unit.DATE, "国办发〔2018〕118号", "上年度行政执法数据")
PEN_WITHDRAW = Period(
    "PEN_WITHDRAW",
    3,
    Unit.WORKING_DAYS,
    "行政处罚法第四十八条、第八十五条",
    "处罚决定被变更、撤销、确认违法或者无效后撤回",
    effective_from=date(2021, 7, 15),
)
BUDGET = Period("BUDGET", 20, Unit.DAYS, "预算法第十四条；预算法实施条例第六条", "批准、批复后公开预算、决算")
PROC_INTENT = Period(
    "PROC_INTENT",
    30,
    Unit.DAYS,
    "财库〔2020〕10号",
    "采购意向在采购活动开始前公开",
    effective_from=date(2022, 1, 1),
    kind=PeriodKind.MIN,
    backwards=True,
)
PROC_SINGLE = Period(
    "PROC_SINGLE", 5, Unit.WORKING_DAYS, "政府采购法实施条例第三十八条", "单一来源公示", kind=PeriodKind.MIN
)
PROC_RESULT = Period("PROC_RESULT", 2, Unit.WORKING_DAYS, "政府采购法实施条例第四十三条", "中标、成交结果公告")
PROC_CONTRACT = Period("PROC_CONTRACT", 2, Unit.WORKING_DAYS, "政府采购法实施条例第五十条", "采购合同公告")
SUBSIDY = Period(
    "SUBSIDY", 20, Unit.WORKING_DAYS, "条例第二十六条；涉农补贴领域基层政务公开标准指引", "惠民惠农补贴信息公开"
)
PUB20 = Period("PUB20", 20, Unit.WORKING_DAYS, "条例第二十六条", "信息形成或者变更后公开")
VILLAGE_QUARTER = Period(
    "VILLAGE_QUARTER", 3, Unit.MONTHS, "村民委员会组织法第三十条", "村务公开（一般事项）", moves=False
)
VILLAGE_MONTH = Period(
    "VILLAGE_MONTH", 1, Unit.MONTHS, "村民委员会组织法第三十条", "村务公开（集体财务往来较多的）", moves=False
)


class Severity:
    """Classes of 行政处罚 by which its display ends (信用修复管理办法)."""

    MINOR, GENERAL, SERIOUS = "轻微", "一般", "严重"
    ALL = (MINOR, GENERAL, SERIOUS)


@dataclass(frozen=True)
class DisplayTerm:
    """How long a penalty of a class is displayed, counted from the date of the decision, in months.

    `minimum` is the time that must pass before repair; `needs_reason` where it is in principle not displayed at all.
    """

    severity: str
    minimum: int
    maximum: int
    clause: str
    effective_from: date
    effective_to: date | None = None
    needs_reason: bool = False

    def first_repair_on(self, decided_on: date) -> date:
        """The first day on which 信用修复 may be granted."""
        return add_months(decided_on, self.minimum)

    def last_shown_on(self, decided_on: date) -> date:
        """公示截止期: the last day of display, itself included; the display ends at its 24:00."""
        return add_months(decided_on, self.maximum)


RULE_CHANGE = date(2026, 4, 1)
_OLD, _NEW = "发改办财金〔2018〕424号", "信用修复管理办法（2026年4月1日起施行）"
_BEGIN, _END = date(2018, 1, 1), date(2026, 3, 31)

PENALTY_TERMS = (
    DisplayTerm(Severity.MINOR, 3, 12, _OLD, _BEGIN, _END),
    DisplayTerm(Severity.GENERAL, 3, 12, _OLD, _BEGIN, _END),
    DisplayTerm(Severity.SERIOUS, 6, 36, _OLD, _BEGIN, _END),
    DisplayTerm(Severity.MINOR, 0, 3, _NEW, RULE_CHANGE, needs_reason=True),
    DisplayTerm(Severity.GENERAL, 3, 12, _NEW, RULE_CHANGE),
    DisplayTerm(Severity.SERIOUS, 12, 36, _NEW, RULE_CHANGE),
)
"""The wording in force on the day of the decision governs its display, also after the change."""


def penalty_term(severity: str, decided_on: date) -> DisplayTerm:
    """The rule for a penalty of this class decided on that day; LookupError where there was none."""
    for term in PENALTY_TERMS:
        if (
            term.severity == severity
            and term.effective_from <= decided_on
            and (term.effective_to is None or decided_on <= term.effective_to)
        ):
            return term
    raise LookupError(f"{decided_on:%Y-%m-%d} 没有“{severity}”类行政处罚的公示期规定")


SUBSIDY_KEPT_YEARS = 5
"""Yearly subsidy notices stay searchable (农机购置补贴信息公开规定)."""
