"""Every limit by which the portal inspects itself, with its clause.

政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号, 2019-04-01). The limits are measures of age, not deadlines for an act: they do
not move past rest days.
"""

from datetime import date

from yushan_portal.lib.columns import UpdateClass
from yushan_portal.lib.periods import Period, PeriodKind, Unit

INSPECTION = "国办秘函〔2019〕19号"
_FROM = date(2019, 4, 1)


def _age(code: str, length: int, unit: Unit, name: str, clause: str = INSPECTION, kind=PeriodKind.MAX) -> Period:
    return Period(code, length, unit, clause, name, effective_from=_FROM, moves=False, kind=kind)


HOME = _age("HOME", 14, Unit.DAYS, "首页 2 周未更新")
COL_NEWS = _age("COL_NEWS", 14, Unit.DAYS, "动态、要闻类栏目 2 周未更新")
COL_NOTICE = _age("COL_NOTICE", 6, Unit.MONTHS, "通知公告、政策文件类栏目 6 个月未更新")
COL_OTHER = _age("COL_OTHER", 12, Unit.MONTHS, "其他应更新栏目 1 年未更新")
STATISTICS = _age("STATISTICS", 3, Unit.MONTHS, "统计数据 3 个月未更新")
MEDIA_POST = _age("MEDIA_POST", 14, Unit.DAYS, "政务新媒体 2 周未更新")

COLUMN_LIMITS = {UpdateClass.NEWS: COL_NEWS, UpdateClass.NOTICE: COL_NOTICE, UpdateClass.OTHER: COL_OTHER}

WARNING_DAYS = {"HOME": 10, "COL_NEWS": 10, "MEDIA_POST": 10, "COL_NOTICE": 150, "COL_OTHER": 330, "STATISTICS": 75}
"""Our choice, no law: days of age from which a warning is shown (day 10 of 14)."""

VETO_STALE_COLUMNS = 5  # 动态要闻 and 通知公告、政策文件 together
VETO_LONG_STALE_COLUMNS = 10
VETO_BLANK_COLUMNS = 5

DEAD_LINK_FAILURES = 2
"""Our choice: an outside page counts as dead when it failed on so many days, so that one bad night accuses nobody."""

CORRECTION = Period("CORRECTION", 5, Unit.WORKING_DAYS, "本县要求", "收到整改单后5个工作日内整改并回复")
"""The county's own rule; whoever writes a 整改单 may set another day."""

ESCALATE_AFTER = Period("ESCALATE", 2, Unit.WORKING_DAYS, "本县要求", "整改单逾期2个工作日未回复的，提请公开办督办")
REMIND_BEFORE_WORKING_DAYS = (2, 0)
"""On how many working days before the last one, and on it, the organ is reminded."""

REPORT_ORGAN = Period(
    "AR_DEPT",
    "01-31",
    Unit.DATE,
    "《中华人民共和国政府信息公开条例》第四十九条",
    "向主管部门提交上一年度政府信息公开工作年度报告",
)
REPORT_GOVERNMENT = Period(
    "AR_GOV",
    "03-31",
    Unit.DATE,
    "《中华人民共和国政府信息公开条例》第四十九条",
    "公布上一年度本级政府信息公开工作年度报告",
)
SITE_REPORT = Period("SITE_REPORT", "01-31", Unit.DATE, "国办发〔2017〕47号", "公布上一年度政府网站工作年度报表")
HOLIDAY_NOTICE = Period("HOLIDAYS", "12-15", Unit.DATE, "本县要求", "载入下一年度放假安排")

RANK_MINIMUM = 10
"""Our choice: no organ is ranked by a rate that rests on fewer members."""

DUE_SOON_DAYS = 7
TASK_WARNING_DAYS = 30
"""Our choice: from so many days before its last day an unfinished task is yellow."""

PASS_MARK, FULL_MARK = 60, 100
"""国办秘函〔2019〕19号: below 60 不合格."""
