"""Every statutory number of interpretation, answers, messages and responses, with its clause."""

from yushan_portal.lib.periods import Period, PeriodKind, Unit

INTERPRET_TARGET = Period(
    "INTERP-0", 0, Unit.WORKING_DAYS, "国办发〔2016〕80号", "解读与文件同步发布", kind=PeriodKind.TARGET
)
INTERPRET_LIMIT = Period("INTERP", 3, Unit.WORKING_DAYS, "国办发〔2016〕19号", "解读材料在文件公开后发布")

ANSWER = Period("MSG_SIMPLE", 5, Unit.WORKING_DAYS, "国办秘函〔2019〕19号", "简单常见咨询答复")
FAULT = Period("FIX_ERR", 3, Unit.WORKING_DAYS, "国办发〔2017〕47号", "我为政府网站找错答复")
VETO = Period("MSG_VETO", 3, Unit.MONTHS, "国办秘函〔2019〕19号", "有效留言未答复（单项否决）", moves=False)

FIRST_WORD = Period("OPIN_5H", 5, Unit.HOURS, "国办发〔2016〕80号", "特别重大、重大突发事件发布权威信息")
CONFERENCE = Period("OPIN_24H", 24, Unit.HOURS, "国办发〔2016〕80号", "特别重大、重大突发事件举行新闻发布会")
RESPONSE = Period("OPIN_48H", 48, Unit.HOURS, "国办发〔2016〕61号", "其他政务舆情回应")

VETO_WARNING_DAYS = 14
"""Before the three months end, the office is warned this long ahead (house rule)."""

COPIED_SENTENCE = 0.6
"""A sentence of which so large a part stands in the source counts as copied (house rule, measured in the tests)."""
COPIED_TEXT = 0.5
"""An interpretation of whose text more than this is copied is 文件摘抄 (house rule)."""
CONTACT_KEPT_DAYS = 180
"""Contact data of people who wrote in are erased so long after the reply (个人信息保护法 第四十七条)."""
