"""The words of the room: subjects, channels, dispositions, consent, states. Data only."""

from django.db import models


class Subject(models.TextChoices):
    """条例713 第三条: the five kinds of major decision."""

    POLICY = "policy", "重大公共政策和措施"
    PLAN = "plan", "经济和社会发展等方面的重要规划"
    RESOURCES = "resources", "开发利用、保护重要自然资源和文化资源的重大公共政策和措施"
    PROJECT = "project", "在本行政区域实施的重大公共建设项目"
    OTHER = "other", "其他重大事项"


class Channel(models.TextChoices):
    """The doors through which an opinion may come."""

    ONLINE = "online", "网站"
    LETTER = "letter", "信函"
    EMAIL = "email", "电子邮件"
    PHONE = "phone", "电话"
    COUNTER = "counter", "窗口"
    HOTLINE = "hotline", "12345热线"
    HEARING = "hearing", "听证会"


DESK_CHANNELS = tuple(row for row in Channel.choices if row[0] != Channel.ONLINE)


class Disposition(models.TextChoices):
    """What became of an opinion; every one but the first needs its reason."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "未采纳"
    ALREADY = "already", "已有规定"
    UNRELATED = "unrelated", "与本事项无关"


NAMES_AN_ARTICLE = (Disposition.ADOPTED, Disposition.PARTLY)


class Consent(models.TextChoices):
    """What its author allows to be shown."""

    NAMED = "named", "公开意见内容和隐去名字的称呼（如：朱**）"
    TEXT = "text", "只公开意见内容"
    NONE = "none", "意见内容也不公开，只计入统计"


class Standing(models.TextChoices):
    """In whose name an opinion speaks."""

    PERSON = "person", "个人"
    ENTERPRISE = "enterprise", "企业"
    ORGANISATION = "organisation", "社会组织"
    OTHER = "other", "其他"


class OpinionState(models.TextChoices):
    """先审后发: whether citizens see it."""

    WAITING = "waiting", "待审"
    SHOWN = "shown", "已公开"
    REFUSED = "refused", "不予公开"
    WITHDRAWN = "withdrawn", "已撤回"


MODERATION_RULE = (
    "意见先审后发。有下列情形的不公开，但照样登记、研究和答复：泄露他人个人信息或者商业秘密；侮辱、诽谤他人；"
    "法律法规禁止发布；广告或者与本事项完全无关。不予公开的写明理由，提出人可凭查询码看到。"
    "工作人员不修改意见的文字；涉及个人信息的片段以“〔已隐去〕”代替并注明原因。"
)


class Window(models.TextChoices):
    """The visible states of a consultation, computed from dates."""

    COMING = "coming", "即将开始"
    OPEN = "open", "正在征求意见"
    SORTING = "sorting", "已截止，正在整理"
    ANSWERED = "answered", "已反馈"


WINDOW_TONES = {Window.COMING: "neutral", Window.OPEN: "info", Window.SORTING: "warning", Window.ANSWERED: "success"}


class PlaceState(models.TextChoices):
    """A registration for a hearing."""

    REGISTERED = "registered", "已报名"
    WAITING = "waiting", "候补"
    CHOSEN = "chosen", "已选定"
    NOT_CHOSEN = "not_chosen", "未抽中"
    GIVEN_UP = "given_up", "已放弃"


class RepresentativeClass(models.TextChoices):
    """Categories of 社会公众代表库 (县2021年政务公开工作方案 二（一）)."""

    SUPERVISOR = "supervisor", "“五型”政府建设监督员"
    DEPUTY = "deputy", "“两代表一委员”"
    EXPERT = "expert", "专家学者"
    ENTERPRISE = "enterprise", "企业家代表"
    MEDIA = "media", "新闻媒体代表"
    NEW_STRATUM = "new_stratum", "新的社会阶层人士代表"
