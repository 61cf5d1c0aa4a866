"""公开时限: the wordings of the standard catalogue, read clause by clause. A clause is understood whole or not at all.

A cell may hold several limits (one for the penalty decision, one for the rest; one for the village board, one for the
website). A length of display (公示期) is not a time limit and is kept apart from it. Nothing is guessed: a trigger
or a turn of phrase that is not in the tables below makes the clause `understood=False`, and the office sees it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from yushan_portal.lib.periods import UNIT_NAMES, Period, PeriodKind, Unit

WITHIN = "within"  # at most so long after the trigger
BEFORE = "before"  # at the latest so long before the event
RECURRING = "recurring"  # once in every such length
YEARLY_BY = "yearly_by"  # every year by a month and day
PROMPT = "prompt"  # 及时, 实时: no length is written
AFTER = "after"  # after an event, no length is written
TOGETHER = "together"  # together with another publication
STANDING = "standing"  # 长期公开
DISPLAY = "display"  # 公示期, 征求意见期: how long it hangs, not by when
ON_REQUEST = "on_request"  # this part is given on request only
EXCEPTION = "exception"  # "unless another law sets a period"
UNKNOWN = "unknown"

KINDS = (
    (WITHIN, "自起算之日起若干日内"),
    (BEFORE, "事前若干日"),
    (RECURRING, "定期公开"),
    (YEARLY_BY, "每年某日前"),
    (PROMPT, "及时或实时公开"),
    (AFTER, "事件发生后公开"),
    (TOGETHER, "与另一信息同时公开"),
    (STANDING, "长期公开"),
    (DISPLAY, "公示期（不是公开时限）"),
    (ON_REQUEST, "依申请公开"),
    (EXCEPTION, "另有规定的除外"),
    (UNKNOWN, "待明确"),
)
KIND_NAMES = dict(KINDS)

_UNITS = {"个工作日": Unit.WORKING_DAYS, "日": Unit.DAYS, "小时": Unit.HOURS}

FORMATION = "信息形成或者变更"
_FORMATION_WORDS = (
    "公开事项信息形成或变更",
    "信息形成或变更",
    "信息形成或者变更",
    "形成或者变更",
    "信息形成(变更)",
    "信息形成",
    "信息获取(形成、变更)",
    "制作或获取该信息",
    "制作或获取信息",
    "制定或获取信息",
    "制定或获取文件",
    "制定或获取指南",
    "制定或获取备案政策",
    "制定或获取补贴政策",
    "制定或获取扶持补贴政策",
    "制定或获取扶持政策措施",
)
# The act makes the record: its date is the date on the paper, so the clock starts at formed_on.
_ACTS_ON_PAPER = (
    "作出行政决定",
    "行政处理决定作出",
    "行政处罚决定形成",
    "本级人民代表大会或其常务委员会批准",
    "本级政府财政部门批复",
    "收到评标报告",
    "中标、成交供应商确定",
    "合同签订",
    "验收结束",
    "招标拍卖挂牌活动结束",
    "发出中标通知书或签订成交确认书",
    "完成并履行有关报审程序",
    "征集期满",
)
# Something happens in the world, of which the portal knows only if a clerk declares it.
_EVENTS = (
    "收到申请",
    "收到公开申请",
    "收到征地批准文件",
    "征收土地公告",
    "方案批准",
    "现状调查结束",
    "费用支付完毕",
    "分配结果确定",
    "年度任务完成",
    "年度计划完成",
    "规划批准",
    "拟征收土地现状调查结束",
    "补偿登记结束",
    "灾情核定",
    "重大决策作出",
    "交易合同生效",
    "实地启动拟征收土地工作",
    "确定为失信主体",
)
_BEFORE_EVENTS = (
    "投标、拍卖或者挂牌开始",
    "投标、拍卖或挂牌开始",
    "投标截止日、拍卖日或挂牌起始",
    "组织听证",
    "会议召开",
    "计划停水",
)
_SCOPES = ("行政许可、行政处罚事项", "结果信息", "处罚决定", "除处罚决定外其他内容", "预警信息", "空气质量", "重大灾害")
_RECURRING_SUBJECTS = ("企业或单位欠税", "个体工商户等", "走逃失踪户")
_ON_REQUEST_SUBJECTS = ("凭证", "其他听证内容")
_CHANNELS = {"村公示栏": "社区/企事业单位/村公示栏", "政府网站": "政府网站"}


@dataclass(frozen=True)
class Limit:
    """One clause of a time-limit cell. `length` counts `unit`s; `by` is "MM-DD" for YEARLY_BY.

    `trigger` names the day the clock starts; `from_formation` says that this day is the 成文日期 of the paper
    itself. `scope` is the element, `channel` the place the clause speaks of; both empty for the general case.
    `at_least` marks a minimum (公示不少于).
    """

    words: str
    kind: str
    length: int = 0
    unit: str = ""
    trigger: str = ""
    from_formation: bool = False
    scope: str = ""
    channel: str = ""
    by: str = ""
    at_least: bool = False

    @property
    def understood(self) -> bool:
        return self.kind != UNKNOWN

    @property
    def sentence(self) -> str:
        """The clause in plain words, as a rule one can count by."""
        if self.kind == YEARLY_BY:
            month, day = self.by.split("-")
            words = f"每年{int(month)}月{int(day)}日前公开"
        elif not self.length:
            words = self.words
        else:
            words = self._counted()
        return f"{self.scope}：{words}" if self.scope and self.scope not in words else words

    def _counted(self) -> str:
        span = f"{self.length}{UNIT_NAMES[self.unit]}"
        if self.kind == WITHIN:
            return f"自{self.trigger}之日起{span}内公开"
        if self.kind == BEFORE:
            return f"{self.trigger}前{span}公开"
        if self.kind == RECURRING:
            return f"每{span}至少公开一次"
        return f"公示期{'不少于' if self.at_least else ''}{span}"

    def period(self, code: str, clause: str) -> Period | None:
        """The length as a `Period` for the calendar to count; None where the clause states no length."""
        if not self.length or self.kind == UNKNOWN:
            return None
        if self.kind == YEARLY_BY:
            return Period(code=code, length=self.by, unit=Unit.DATE, clause=clause, name=self.sentence)
        backwards = self.kind == BEFORE and self.unit in (Unit.DAYS, Unit.WORKING_DAYS)
        kind = PeriodKind.MIN if self.kind == DISPLAY else PeriodKind.MAX
        return Period(
            code=code,
            length=self.length,
            unit=Unit(self.unit),
            clause=clause,
            name=self.sentence,
            kind=kind,
            backwards=backwards,
        )


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


_N = r"(?P<n>\d{1,3})(?P<u>个工作日|日|小时)"
_START = rf"(?P<trigger>{_any(_FORMATION_WORDS + _ACTS_ON_PAPER + _EVENTS)})"
_EVENT = rf"(?P<trigger>{_any(_EVENTS)})"
_SCOPE = rf"(?P<scope>{_any(_SCOPES)})"
_CHANNEL = rf"(?:在(?P<channel>{_any(tuple(_CHANNELS))}))?"
_PUBLISH = r"(?:予以)?(?:公开|公示|公告|公布)?"

# Order matters only where two patterns could match the whole clause; none does today (tests walk every wording).
_PATTERNS: tuple[tuple[str, str], ...] = (
    (WITHIN, rf"(?:其中)?(?:{_SCOPE}应?)?自?{_START}(?:之日起|后)?{_N}内{_CHANNEL}{_PUBLISH}"),
    (WITHIN, rf"(?:{_SCOPE}:)?{_N}内?"),
    (BEFORE, rf"(?:听证通知书在)?(?P<trigger>{_any(_BEFORE_EVENTS)})日?前?{_N}(?:前)?(?:公开)?"),
    (BEFORE, rf"(?P<trigger>{_any(_BEFORE_EVENTS)})提前{_N}通知"),
    (RECURRING, rf"每{_N}更新"),
    (
        RECURRING,
        rf"(?:(?P<scope>{_any(_RECURRING_SUBJECTS)}))?(?:至少)?[每按](?P<every>半年|年度|季度|季|月)公[开告](?:一次)?",
    ),
    (YEARLY_BY, r"每年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底)前(?:确定并公布|公开截至上年末信息)?"),
    (AFTER, r"(?P<trigger>年度终了)后公开"),
    (AFTER, rf"{_EVENT}后公[告开]"),
    (AFTER, r"在(?P<trigger>实地启动拟征收土地工作)时在(?P<channel>村公示栏)公开"),
    (PROMPT, rf"{_EVENT}后及时{_CHANNEL}公开"),
    (PROMPT, rf"(?:{_SCOPE})?(?:按进展情况)?(?:及时|实时)公开"),
    (PROMPT, rf"(?P<scope>{_any(_RECURRING_SUBJECTS)})随时公告"),
    (TOGETHER, r"随(?P<trigger>采购公告、采购文件|中标、成交结果)(?:同时)?公[开告]"),
    (STANDING, rf"(?:{_SCOPE}:)?长期公开\(动态调整\)"),
    (
        DISPLAY,
        rf"(?:评议结束后|批前)?(?:公示|公告|披露|预披露|征求意见)(?:期限|期|时间)?(?:为)?(?P<least>不得少于|不少于)?{_N}",
    ),
    (ON_REQUEST, rf"(?P<scope>{_any(_ON_REQUEST_SUBJECTS)})依申请公开"),
    (EXCEPTION, r"法律、?法规对公开期限另有规定的从其规定|法律、?法规另有规定的除外"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_EVERY = {
    "月": (1, Unit.MONTHS),
    "季": (3, Unit.MONTHS),
    "季度": (3, Unit.MONTHS),
    "半年": (6, Unit.MONTHS),
    "年度": (1, Unit.YEARS),
}
# Cells that cannot be cut at their commas or need two limits out of one clause: whole cell → clauses.
_REWRITTEN = {
    "按月、按季度公开,空气质量实时公开": ("按月公开", "按季度公开", "空气质量实时公开"),
    "按季度(月)公开": ("按季度公开", "按月公开"),
    "正式披露前,预披露时间不少于20个工作日": ("预披露时间不少于20个工作日",),
    "投标、拍卖或者挂牌开始日前20日": ("投标、拍卖或者挂牌开始日前20日",),
    "提前一周发通知邀请": ("会议召开前7日",),
    "计划停水提前24小时通知": ("计划停水提前24小时通知",),
}
_LAST_DAY = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def _clauses(text: str) -> list[str]:
    if text in _REWRITTEN:
        return list(_REWRITTEN[text])
    return [part.strip() for part in re.split(r"[;,]", text) if part.strip()]


def _read(clause: str) -> Limit:
    for kind, pattern in _COMPILED:
        match = pattern.fullmatch(clause)
        if match is None:
            continue
        found = match.groupdict()
        trigger = found.get("trigger") or ""
        from_formation = trigger in _FORMATION_WORDS or trigger in _ACTS_ON_PAPER
        if kind == WITHIN and not trigger:
            trigger, from_formation = FORMATION, True  # 条例 第二十六条 names the start where the cell does not
        elif trigger in _FORMATION_WORDS:
            trigger = FORMATION
        length, unit, by = 0, "", ""
        if found.get("n"):
            length, unit = int(found["n"]), _UNITS[found["u"]]
        elif found.get("every"):
            length, unit = _EVERY[found["every"]]
        elif found.get("month"):
            month = int(found["month"])
            if month not in _LAST_DAY:
                return Limit(clause, UNKNOWN)
            day = int(found.get("day") or _LAST_DAY[month])
            length, unit, by = 1, Unit.YEARS, f"{month:02d}-{day:02d}"
        return Limit(
            words=clause,
            kind=kind,
            length=length,
            unit=unit,
            trigger=trigger,
            from_formation=from_formation,
            scope=found.get("scope") or "",
            channel=_CHANNELS.get(found.get("channel") or "", ""),
            by=by,
            at_least=bool(found.get("least")),
        )
    return Limit(clause, UNKNOWN)


@cache
def read_wording(text: str) -> tuple[Limit, ...]:
    """The limits in one cell, in their order. A clause that is not understood comes back as kind UNKNOWN."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return tuple(_read(clause) for clause in _clauses(plain))


def understood(text: str) -> bool:
    """Whether every clause of the cell is understood."""
    limits = read_wording(text)
    return bool(limits) and all(limit.understood for limit in limits)
