"""The parts of an official paper, each recognised by its own pattern (GB/T 9704-2012; 文号: law of 公文处理)."""

import re
from dataclasses import dataclass
from datetime import date

GENRES = (
    "通知 意见 决定 决议 公告 通告 通报 批复 函 纪要 命令 令 议案 报告 请示 公报 办法 规定 方案 细则 规则 规划 计划 要点 目录 清单 预案 指南 "
    "条例 制度 总结 标准 工作规范 规范 公示 章程 须知 名单 答复 说明 解读 预算 决算 一览表"
).split()
_GENRE_END = re.compile(rf"({'|'.join(sorted(GENRES, key=len, reverse=True))})((?:（[^（）]*）|\([^()]*\))*)$")
_ORGAN_END = (
    "政府 办公室 局 委员会 委 厅 部 院 中心 公司 站 所 处 会 银行 支队 大队 指挥部 领导小组 工作组 专班 学校 医院 办事处 党委 政协 署 社 股 科 馆 镇 乡 办"
).split()
_ORGAN = re.compile(rf"[\u4e00-\u9fff（）()“”·]{{2,40}}?(?:{'|'.join(_ORGAN_END)})(?:（[^（）]{{1,12}}）)?")
_FULL_WIDTH = {ord(char): chr(ord(char) - 0xFEE0) for char in "０１２３４５６７８９"}

_CN_YEAR = "〇○Ｏ零OoОΟ０0一二三四五六七八九"
_CN_DAY = "一二三四五六七八九十〇○零廿"
DATE = re.compile(
    rf"(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日|([{_CN_YEAR}]{{4}})\s*年\s*([{_CN_DAY}]{{1,3}})\s*月\s*([{_CN_DAY}]{{1,3}})\s*日"
)
_POINTED_DATE = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_OPENING, _CLOSING = r"[〔\[［【（(〖﹝{〈<「﹙]", r"[〕\]］】）)〗﹞}〉>」﹚]"
_NUMBER = re.compile(
    rf"(?:{_OPENING}\s*)?([\u4e00-\u9fff]{{1,20}})\s*{_OPENING}\s*(\d{{4}})\s*年?\s*{_CLOSING}\s*第?\s*(\d{{1,5}})\s*号\s*(?:{_CLOSING})?"
)
_ORDER_NUMBER = re.compile(r"第\s*(\d{1,4})\s*号")
_BROKEN_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:字|发|函|办|府)\s*\W?\s*\d{4}\s*\W?\s*第?\d{1,5}\s*号|\W?\d{4}\W\s*第?\d{1,5}\s*号"
)
SECRET = re.compile(
    r"(?:密级[:：]?\s*)?(绝密|机密|秘密)(?:\s*[★☆*]?\s*(?:\d+\s*(?:年|个月)|长期|[一二三四五六七八九十]+年)?)?"
)
_URGENT = re.compile(r"特提|特急|加急|平急|急件|紧急程度[:：]?\s*(特提|特急|加急|平急)")
_SIGNER = re.compile(r"签发人[:：].*")
_SEPARATOR = re.compile(r"[-—_=*★·•~\s]+")
_ADDRESSED = re.compile(
    r"[\u4e00-\u9fff（）()“”、，,；;：:\s·\d]*(?:政府|办事处|部门|单位|公司|委|办|局|院|乡镇|镇|乡|中心|街道|机构|企业|学校|同志|村|会)[\u4e00-\u9fff（）()]*[：:]"
)
_NOTE = re.compile(
    r"[（(〔【\[]\s*(此件|本件|此文|该件|联系人|主动公开|依申请公开|不予公开|信息公开|公开)(.*)[）)〕】\]]", re.DOTALL
)
_LABELLED = re.compile(r"(?:信息)?公开(?:属性|方式|选项|形式|类别)\s*[:：]\s*(\S+)")
COPIES = re.compile(r"(?:抄送|抄报|分送|抄发)\s*[:：]\s*(.*)", re.DOTALL)
ATTACHED = re.compile(r"附(?:件|表)?\s*[:：]\s*(.*)", re.DOTALL)
NUMBERED = re.compile(r"(?:附件)?(\d{1,2})\s*[.．、:：]\s*(?!\d)")


@dataclass(frozen=True)
class Number:
    """文号 in the right form, and as it was printed."""

    value: str
    printed: str

    @property
    def corrected(self) -> bool:
        return self.value != self.printed


def digits(text: str) -> str:
    """Full-width digits become plain ones; nothing else changes."""
    return text.translate(_FULL_WIDTH)


def read_number(text: str) -> Number | None:
    """机关代字〔年份〕序号, whatever brackets were typed; None unless the whole line is a number."""
    line = digits(text.strip())
    if match := _NUMBER.fullmatch(line):
        code, year, serial = match.groups()
        if int(serial) and 1949 <= int(year) <= 2100:
            return Number(f"{code}〔{year}〕{int(serial)}号", re.sub(r"\s{2,}", " ", text.strip()))
    if match := _ORDER_NUMBER.fullmatch(line):
        return Number(f"第{int(match[1])}号", text.strip())
    return None


def looks_like_number(text: str) -> bool:
    """A line that wants to be a 文号 but is not written as one: named, not guessed."""
    return bool(_BROKEN_NUMBER.fullmatch(digits(text.strip())))


def read_date(text: str) -> date | None:
    """The one date a text consists of or begins with; None for dates that do not exist."""
    match = DATE.search(digits(text))
    return date_of(match) if match else None


def date_of(match: re.Match) -> date | None:
    if match[1]:
        year, month, day = (int(match[number]) for number in (1, 2, 3))
    else:
        year, month, day = _chinese_year(match[4]), _chinese_day(match[5]), _chinese_day(match[6])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_date(text: str) -> bool:
    line = digits(text.strip())
    return bool(DATE.fullmatch(line) or _POINTED_DATE.fullmatch(line))


def read_date_line(text: str) -> date | None:
    """A line that is nothing but a date, also 2021-6-4 and 2021.6.4."""
    line = digits(text.strip())
    if match := _POINTED_DATE.fullmatch(line):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            return None
    return read_date(line) if DATE.fullmatch(line) else None


def _chinese_year(text: str) -> int:
    values = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, **dict.fromkeys("〇○ＯOoОΟ０0", 0)}
    return int("".join(str(values[char]) for char in text))


def _chinese_day(text: str) -> int:
    values = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
    text = text.replace("廿", "二十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return values.get(tens, 1) * 10 + (values.get(ones, 0) if ones else 0)
    return int("".join(str(values[char]) for char in text))


def organs_in(text: str) -> tuple[str, ...]:
    """The organs a line consists of (several: separated by blanks or 、); () if it is anything else."""
    pieces = [piece for piece in re.split(r"[\s、]+", text.strip()) if piece]
    joined = "".join(pieces)
    if pieces and all(len(piece) >= 4 and _ORGAN.fullmatch(piece) for piece in pieces):
        return tuple(pieces)
    if len(joined) >= 4 and "、" not in text and _ORGAN.fullmatch(joined):
        return (joined,)
    return ()


def read_genre(title: str) -> str:
    match = _GENRE_END.search(title)
    return match[1] if match else ""


def is_addressed(text: str) -> bool:
    return (
        len(text) <= 260 and bool(_ADDRESSED.fullmatch(text.strip())) and not text.startswith(("附件", "抄送", "抄报"))
    )


def is_separator(text: str) -> bool:
    return bool(_SEPARATOR.fullmatch(text))


def is_signer(text: str) -> bool:
    return bool(_SIGNER.fullmatch(text.strip()))


def read_urgency(text: str) -> str:
    match = _URGENT.fullmatch(text.strip())
    return (match[1] or match[0]) if match else ""


def read_note(text: str) -> tuple[bool, str | None]:
    """(is the line an 附注, what it says of disclosure): (此件公开发布), (此件依申请公开), 公开属性：主动公开."""
    line = text.strip()
    labelled = _LABELLED.fullmatch(line.strip("（）()【】"))
    match = _NOTE.fullmatch(line)
    if not labelled and not (match and len(line) <= 60):
        return False, None
    said = labelled[1] if labelled else match[1] + match[2]
    if re.search(r"不予公开|不公开|不宜公开|不得公开|不对外", said):
        return True, "不予公开"
    if "申请" in said:
        return True, "依申请公开"
    if re.search(r"删减|部分|摘要|节选|内部", said):
        return True, None
    if re.search(r"公开", said) and "联系人" not in said:
        return True, "主动公开"
    return True, None
