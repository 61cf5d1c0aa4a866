"""Each list page of the room, declared once."""

from interpretations.kinds import WATCH_FIELDS
from yushan_portal.lib.columns import Column, UpdateClass

INTERPRETATIONS = Column(
    "interpretations",
    "政策解读",
    "政策解读",
    "用大白话和图文、视频讲清政策：谁能享受、能得到什么、怎么办",
    "玉山县,政策解读",
    "/interpretations/",
    UpdateClass.NOTICE,
    ("interpretation", "interpretation-piece"),
    in_navigation=True,
    on_home=True,
    order=25,
)
QUESTIONS = Column(
    "questions",
    "一号答",
    "互动交流",
    "政策专员对政策疑问的答复，注明依据的文件和条款",
    "玉山县,政策咨询,一号答",
    "/questions/",
    UpdateClass.OTHER,
    ("answer",),
    in_navigation=True,
    order=60,
)
MESSAGES = Column(
    "messages",
    "互动交流",
    "互动交流",
    "领导信箱、咨询建言、投诉指引和网站找错的留言与答复",
    "玉山县,领导信箱,咨询建言",
    "/messages/",
    UpdateClass.OTHER,
    ("message",),
    order=61,
)
CONCERNS = Column(
    "concerns",
    "回应关切",
    "回应关切",
    "对群众关心的热点问题的公开回应",
    "玉山县,回应关切",
    "/concerns/",
    UpdateClass.OTHER,
    ("response",),
    order=62,
)
FIELDS = tuple(
    Column(
        f"concern-{field.code}",
        f"回应关切：{field.name}",
        "回应关切",
        field.introduction,
        f"玉山县,{field.name}",
        f"/concerns/{field.code}/",
        UpdateClass.STATIC,
        ("response",),
        topics=(f"concern-{field.code}",),
        order=210,
    )
    for field in WATCH_FIELDS
)
FIELD_COLUMNS = {column.code.removeprefix("concern-"): column for column in FIELDS}

COLUMNS = (INTERPRETATIONS, QUESTIONS, MESSAGES, CONCERNS, *FIELDS)
