"""Elements, forms, boxes, fields and channels, as data."""

from dataclasses import dataclass

from django.db import models

from interpretations import law
from yushan_portal.lib.periods import Period


@dataclass(frozen=True)
class Element:
    """One of the seven elements of an interpretation (玉府办字〔2021〕36号 一(二)), with what helps to write it."""

    field: str
    name: str
    help: str
    example: str


ELEMENTS = (
    Element("background", "政策背景", "为什么现在出台，依据哪些上级文件和本县实际。", "例：省里2026年调整了补贴目录，我县丘陵地块多，小型机具需求大。"),
    Element("purpose", "出台目的", "想解决什么问题，用一两句话说。", "例：让小户也买得起机器，把水稻机收率提到95%以上。"),
    Element("main_points", "主要内容", "用自己的话讲，不摘抄文件。", "例：分三步：先买机、再申请、后到账。"),
    Element("standard", "执行标准", "数字、条件、时限，尽量举例算一遍。", "例：买一台乘坐式插秧机，机价6万元，补2.4万元，自付3.6万元。"),
    Element("benefits", "惠民利民举措", "群众和企业能得到什么、少跑几趟。", "例：材料由村里代收，不用进城。"),
    Element("differences", "新旧政策差异", "和以前比，哪些变了、从哪天起变。", "例：以前一户限补2台，现在限补4台。"),
    Element("next_steps", "后续工作考虑", "接下来什么时候做什么，在哪里查进展。", "例：12月起每月在村公示栏公布名单。"),
)  # fmt: skip


class PieceForm(models.TextChoices):
    """解读形式 (玉府办字〔2021〕36号 一(二))."""

    TEXT = "text", "文字解读"
    COMIC = "comic", "图文漫画"
    VIDEO = "video", "短视频"
    INTERVIEW = "interview", "在线访谈"
    BRIEFING = "briefing", "新闻发布会"
    STORY = "story", "事例讲解"


@dataclass(frozen=True)
class Box:
    """A kind of message with its own clock and way.

    `period` from the day of receipt; `routes_to` the organ that takes it in first ("" = the one the sender chose);
    `sorts_publicly` answered ones may be shown.
    """

    code: str
    name: str
    says: str
    period: Period
    routes_to: str = ""
    simple: bool = False


BOXES = (
    Box("question", "一号答", "对政策有疑问，由责任单位的政策专员答复", law.ANSWER, simple=True),
    Box("leader", "领导信箱", "给县政府领导写信，反映情况、提出建议", law.ANSWER, "gov-office"),
    Box("advice", "咨询建言", "咨询办事、对政府工作提建议", law.ANSWER),
    Box("complaint", "投诉指引", "投诉政务服务；我们告诉您由谁受理并转办", law.ANSWER, "petitions"),
    Box("fault", "我为政府网站找错", "指出本站的错字、失效链接、不准确的内容", law.FAULT, "big-data", simple=True),
)
BOX_BY_CODE = {box.code: box for box in BOXES}
BOX_CHOICES = [(box.code, box.name) for box in BOXES]
MESSAGE_BOXES = tuple(box for box in BOXES if box.code != "question")


class Channel(models.TextChoices):
    """The door through which a question or message came (玉府办字〔2021〕36号 一(二)、一(三))."""

    SITE = "site", "网站"
    WINDOW = "window", "政务公开专区窗口"
    PHONE = "phone", "公开咨询电话"
    HOTLINE = "12345", "12345 转办"
    LETTER = "letter", "来信来访"


class InquiryState(models.TextChoices):
    """How far it has come."""

    RECEIVED = "received", "待分办"
    ROUTED = "routed", "办理中"
    DRAFTED = "drafted", "待审签"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "不予受理"


OPEN = (InquiryState.RECEIVED, InquiryState.ROUTED, InquiryState.DRAFTED)


@dataclass(frozen=True)
class WatchField:
    """A field that the county watches, with its lead organs (玉府办字〔2021〕36号 一(三))."""

    code: str
    name: str
    organs: tuple[str, ...]
    introduction: str
    topic: str = ""


WATCH_FIELDS = (
    WatchField("epidemic", "疫情防控", ("health",), "防控公告、疫苗接种、出行、热线和健康科普", "epidemic-service"),
    WatchField("economy", "经济金融", ("finance-office",), "金融风险、融资和物价"),
    WatchField("wages", "工资拖欠", ("hrss",), "拖欠工资的举报渠道和处理进展"),
    WatchField("environment", "环境污染和生态破坏", ("ecology",), "污染事件、督察整改和环境质量", "environment"),
    WatchField("food-drugs", "食品药品安全", ("market",), "抽检结果、召回和消费提示"),
    WatchField("schooling", "教育", ("education",), "入学、校园安全和收费"),
    WatchField("medical-care", "医疗和养老", ("medical-insurance", "health", "civil-affairs"), "看病报销、养老服务"),
    WatchField("safety", "安全生产", ("emergency",), "事故、隐患和应急处置"),
    WatchField("hardship", "困难群众生活", ("civil-affairs",), "低保、临时救助和灾害救助", "farmers-benefit"),
)  # fmt: skip
FIELD_BY_CODE = {row.code: row for row in WATCH_FIELDS}
FIELD_CHOICES = [(row.code, row.name) for row in WATCH_FIELDS]


class TicketLevel(models.TextChoices):
    """舆情等级; the clock follows from it."""

    GRAVE = "grave", "特别重大"
    MAJOR = "major", "重大"
    ORDINARY = "ordinary", "一般"


class TicketState(models.TextChoices):
    OPEN = "open", "处置中"
    RESPONDED = "responded", "已回应"
    CLOSED = "closed", "已办结"


class Frequency(models.TextChoices):
    IMMEDIATE = "immediate", "随时"
    DAILY = "daily", "每天一封"
    WEEKLY = "weekly", "每周一封"


@dataclass(frozen=True)
class ContactChannel:
    """One way to reach the county; `venue_kind` lists places of departments, `box` opens a form."""

    name: str
    text: str
    phone: str = ""
    url: str = ""


CHANNELS = (
    ContactChannel("12345 政务服务便民热线", "全天受理，转办到责任单位", phone="12345"),
    ContactChannel("政府信息公开咨询电话", "各单位的公开咨询电话见机构名录", url="/departments/"),
    ContactChannel("一号答", "政策问题网上问，不用注册", url="/questions/ask/"),
    ContactChannel("领导信箱", "写给县政府领导", url="/messages/leader/"),
    ContactChannel("咨询建言", "咨询办事、提建议", url="/messages/advice/"),
    ContactChannel("投诉指引", "投诉去哪里、怎么投", url="/messages/complaint/"),
    ContactChannel("我为政府网站找错", "3 个工作日内答复", url="/messages/fault/"),
    ContactChannel("政务服务大厅和政务公开专区", "县政务服务中心和各乡镇（街道）便民服务中心，现场查阅、咨询", url="/departments/venues/"),
)  # fmt: skip
