"""Statutory numbers of 重大行政决策, each with its clause (国务院令第713号, in force 2019-09-01)."""

from datetime import date

from yushan_portal.lib.periods import Period, PeriodKind, Unit

IN_FORCE = date(2019, 9, 1)
SOURCE = "重大行政决策程序暂行条例（国务院令第713号）"

CONSULT = Period(
    "CONSULT",
    30,
    Unit.DAYS,
    f"{SOURCE}第十五条",
    "公开征求意见",
    IN_FORCE,
    kind=PeriodKind.MIN,
    note="公布当日不计；末日是休息日的顺延（民法典第二百零三条）；情况紧急需要缩短的，在公布时说明理由",
)
HEAR_DOC = Period(
    "HEAR_DOC",
    7,
    Unit.DAYS,
    f"{SOURCE}第十六条",
    "听证材料送达",
    IN_FORCE,
    kind=PeriodKind.MIN,
    backwards=True,
    moves=False,
)
LEGAL_DEC = Period(
    "LEGAL_DEC", 7, Unit.WORKING_DAYS, f"{SOURCE}第二十七条", "合法性审查", IN_FORCE, kind=PeriodKind.MIN
)

EXPLANATION_CLAUSE = f"{SOURCE}第十五条：公布决策草案及其说明等材料"
FEEDBACK_CLAUSE = "条例713第十八条、第三十二条；县2021年政务公开工作方案二（一）：未采纳的意见应说明理由"

SAME_REASON_LIMIT = 5
"""How many different groups one wording of a reason may answer before it is flagged for a second look (own rule)."""
