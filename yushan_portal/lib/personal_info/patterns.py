"""Papers, telephones, plates, addresses and birth dates: detectors as data, each a pattern over folded text.

The group `v` of a pattern is what is found. `asks` names a question from CHECKS that decides the doubtful cases.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import labels
from .checks import is_birth_date, is_date, is_hong_kong_identity, is_residence_card_15, looks_like_a_date
from .folding import DEEP_DIGITS, INVISIBLE, NUMERALS
from .recognisers import Hit

GAP = rf"[ _\n\-{INVISIBLE}]{{0,3}}"
THIN = rf"[ _\n\-.{INVISIBLE}]{{0,3}}"


def _digits(count: int, more: str = "", gap: str = GAP) -> str:
    return rf"\d(?:{gap}\d){{{count - 1}{',' + more if more else ''}}}"


NOT_IN_A_WORD = rf"(?<![A-Za-z0-9_\-/{INVISIBLE}])"
LETTERS_AHEAD = NOT_IN_A_WORD + r"(?=[A-Za-z])"
LETTERS = re.compile(
    rf"{NOT_IN_A_WORD}(?:[A-Za-z]{{1,3}}|[EeCcDdSsPp][ {INVISIBLE}][A-Za-z])[ \-{INVISIBLE}]{{0,3}}[0-9]"
)
NOT_GOING_ON = r"(?![A-Za-z0-9])(?![-_/][A-Za-z0-9])"
SURE_LETTERS = rf"(?:[EG]{GAP}{_digits(8)}|E[ {INVISIBLE}]?[A-HJ-NP-Z]{GAP}{_digits(7)}|[EG]\d{{4}}\.\d{{4}}|[DSP][ {INVISIBLE}]?E{GAP}{_digits(7)})"
PERMIT_LETTERS = rf"(?:[HM]{GAP}{_digits(10)}|[HMC]{GAP}{_digits(8)}|C[ {INVISIBLE}]?[A-HJ-NP-Z]{GAP}{_digits(7)}|[HMC]\d{{4}}\.\d{{4}})"
_DEEP = "0-9" + re.escape(DEEP_DIGITS)
# As THIN, and the brackets and stops that only a label before the number lets one read through.
WIDE = rf"[ _\n\-.,:、。()\[\]{INVISIBLE}]{{0,3}}"
DISGUISED_PAPER = rf"(?:[A-Z]{WIDE}){{0,3}}[{_DEEP}](?:{WIDE}[{_DEEP}]){{6,11}}"
PROVINCE_SIGNS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4}|[A-Za-z]\d{0,3})"
HOUSE_PART = rf"{NUMERAL}[-－]?\d{{0,4}}\s?(?:号楼|栋|幢|座|单元|室|户|组|队|弄|巷|号|排|层|楼)"
YEAR = r"(?:18[89]|19\d|20[0-3])\d"
DAY = (
    rf"(?:{YEAR}[ ]?[年\-./][ ]?\d{{1,2}}[ ]?[月\-./][ ]?\d{{1,2}}日?|{YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)|"
    r"[一二][九〇零○][一二三四五六七八九〇零○]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}日)"
)
DAY_ONLY = re.compile(
    rf"{YEAR}[ ]?[\-./][ ]?\d{{1,2}}[ ]?[\-./][ ]?\d{{1,2}}(?!\d)|20[0-4]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$"
)
REGISTER_OF_EQUIPMENT = re.compile(r"[锅容梯起车场索管瓶游]\d\d$")
LICENCE_BEFORE = re.compile(rf"(?:证|号|证:|号:)[{PROVINCE_SIGNS}]$")
MONTH = rf"(?:{YEAR}[ ]?[年\-./][ ]?\d{{1,2}}(?!\d)月?(?![ ]?[\-./\d])|{YEAR}(?:0[1-9]|1[0-2])(?!\d))"
BORN_LABEL = (
    r"(?:出生(?:日期|年月日|年月|时间|于|年)?|生日|生于|诞生于|诞辰)(?:[(\[][^)\]\n]{0,8}[)\]])?[ :为是于在\n\"'|]{0,4}"
)


@dataclass(frozen=True)
class Detector:
    """A pattern, the kind it finds, the question asked of a match, and words of which one must stand in the text."""

    kind: str
    pattern: re.Pattern
    asks: str = ""
    only_with: tuple[str, ...] = ()
    at_letters: bool = False


def _d(kind: str, pattern: str, asks: str = "", only_with: str = "") -> Detector:
    compiled = re.compile(pattern, re.IGNORECASE)
    return Detector(kind, compiled, asks, tuple(only_with.split()), pattern.startswith(LETTERS_AHEAD))


DETECTORS = (
    _d("passport", rf"{LETTERS_AHEAD}(?P<v>{SURE_LETTERS}){NOT_GOING_ON}", "sure_paper"),
    _d(
        "passport",
        rf"(?:护照|旅行证|passport)[^\dA-Z。;\n]{{0,12}}(?:no|number)?[ .:]{{0,3}}"
        rf"(?P<v>[A-Z]{{0,2}}{GAP}{_digits(6, '9', THIN)}){NOT_GOING_ON}",
        "no_day",
        only_with="护照 旅行证 assport PASSPORT",
    ),
    _d(
        "passport",
        rf"{NOT_IN_A_WORD}(?P<v>[A-Z]{{1,2}}{_digits(7, '9')}){NOT_GOING_ON}",
        "passport_said",
        "护照 旅行证 assport PASSPORT",
    ),
    _d("permit", rf"{LETTERS_AHEAD}(?P<v>{PERMIT_LETTERS}){NOT_GOING_ON}", "sure_paper"),
    _d(
        "permit",
        rf"(?:通行证|台胞证|回乡证|居留证|居住证|居留身份证)[^\dA-Z。;\n]{{0,12}}(?P<v>[A-Z]{{0,3}}{GAP}{_digits(7, '12', THIN)})"
        rf"(?:\([A-Z]\))?{NOT_GOING_ON}",
        only_with="通行证 台胞证 回乡证 居留证 居住证 居留身份证",
    ),
    _d(
        "permit",
        rf"{NOT_IN_A_WORD}(?P<v>[A-Z]?{_digits(8, '10')}){NOT_GOING_ON}",
        "permit_said",
        "通行证 台胞证 回乡证 居留证 居住证",
    ),
    _d(
        "passport",
        rf"(?:护照|旅行证|passport)[^0-9A-Z。;\n]{{0,12}}?(?P<v>{DISGUISED_PAPER}){NOT_GOING_ON}",
        "disguised_paper",
        "护照 旅行证 assport PASSPORT",
    ),
    _d(
        "permit",
        rf"(?:通行证|台胞证|回乡证|居留证|居住证|居留身份证)[^0-9A-Z。;\n]{{0,12}}?(?P<v>{DISGUISED_PAPER}){NOT_GOING_ON}",
        "disguised_paper",
        "通行证 台胞证 回乡证 居留证 居住证 居留身份证",
    ),
    _d(
        "permit",
        rf"(?:通行证|台胞证|回乡证|居留证|居住证)[ ;,，、|。\n\x1e]{{1,6}}(?:证件)?(?:编号|号码|号)[ :为]{{0,3}}"
        rf"(?P<v>[A-Z]{{0,3}}{GAP}{_digits(7, '12', THIN)}){NOT_GOING_ON}",
        "no_day",
        only_with="通行证 台胞证 回乡证 居留证 居住证",
    ),
    _d("permit", rf"{LETTERS_AHEAD}(?P<v>[A-Z]{{3}}{GAP}{_digits(12)}){NOT_GOING_ON}", "residence_card"),
    _d("permit", rf"{LETTERS_AHEAD}(?P<v>[A-Z]{{1,2}}\d{{6}}[ ]?\([0-9A]\))", "hong_kong"),
    _d(
        "permit",
        rf"(?:军官证|士兵证|警官证|士官证|文职证|驾驶证档案编号)[^\d。;\n]{{0,10}}(?P<v>{_digits(6, '12')})(?!\d)",
        only_with="军官证 士兵证 警官证 士官证 文职证 驾驶证档案",
    ),
    _d(
        "landline",
        rf"(?<![\d.\-A-Za-z])(?P<v>0(?:10|2\d|[3-9]\d{{2}})[)\]]?[ \-{INVISIBLE}]{{0,3}}[2-8]\d{{2,3}}[ \-]?\d{{4}})(?![\d.])"
        r"(?!-\d{5})",
        "landline",
    ),
    _d(
        "landline",
        r"(?:电话|传真|座机|固话|tel)[^\d。;\n]{0,6}(?P<v>[2-8]\d{2,3}[ \-]?\d{4})(?![\d.])",
        "",
        "电话 传真 座机 固话 tel Tel TEL",
    ),
    _d(
        "plate",
        rf"(?P<v>[{PROVINCE_SIGNS}][ ]?[A-HJ-NP-Z][ \-.{INVISIBLE}]{{0,2}}"
        rf"(?:[DABCEFGHJK][ {INVISIBLE}]?[A-HJ-NP-Z0-9][ {INVISIBLE}]?\d(?:[ {INVISIBLE}]?\d){{3}}|\d(?:[ {INVISIBLE}]?\d){{4}}[DABCEFGHJK]|"
        rf"[A-HJ-NP-Z0-9](?:[ {INVISIBLE}]?[A-HJ-NP-Z0-9]){{3}}[ {INVISIBLE}]?[A-HJ-NP-Z0-9挂学]))(?![A-Z0-9])(?!-\d)",
        "plate",
    ),
    _d("birth_date", rf"{BORN_LABEL}(?P<v>{DAY})", "born", "出生 生日 生于 诞生 诞辰"),
    _d("birth_date", rf"(?P<v>{DAY})[ ]?(?:出生|生(?=[,，。;)、 \n]|$))", "born", "生"),
    _d("birth_month", rf"{BORN_LABEL}(?P<v>{MONTH})", "born", "出生 生日 生于"),
    _d("birth_month", rf"(?P<v>{MONTH})[ ]?(?:出生|生(?=[,，。;)、 \n]|$))", "born", "生"),
    _d(
        "address",
        rf"(?:{labels.HOME})(?:[(\[][^)\]\n]{{0,8}}[)\]])?[ :为是在于]{{0,4}}[^,，。;\n\d]{{0,40}}?"
        rf"(?P<v>(?:第?{HOUSE_PART}[^,，。;\n\d]{{0,8}}?){{0,4}}第?{HOUSE_PART})",
        "home",
        "住 户籍 户口 地址 常住",
    ),
    _d(
        "address",
        rf"(?:村|社区|庄|屯|居委会)[\u4e00-\u9fff]{{0,8}}?"
        rf"(?P<v>第?{NUMERAL}(?:村民小组|小组|组|社|队)[\u4e00-\u9fff]{{0,6}}?{NUMERAL}(?:-\d{{1,4}})?[号户])",
        "",
        "组 社 队",
    ),
    _d(
        "address",
        rf"(?P<v>{NUMERAL}(?:号楼|栋|幢|座|#楼?|号)?[ ,]?{NUMERAL}单元(?:[ ,]?{NUMERAL}[室号户]?)?)",
        "dwelling",
        "单元",
    ),
    _d(
        "address",
        rf"(?:小区|花园|家园|公寓|新村|苑|府|城|庭|湾|郡|安置房|宿舍|公租房|廉租房|安置点)[\u4e00-\u9fff]{{0,4}}"
        rf"(?P<v>{NUMERAL}(?:号楼|栋|幢|座|#楼?)[ ]?(?:{NUMERAL}单元)?[ ]?{NUMERAL}[室号户]?)",
        "",
        "号楼 栋 幢 座 #",
    ),
    _d(
        "address",
        rf"村(?![委部级干支书])(?:[\u4e00-\u9fff]{{0,6}}?)(?P<v>{NUMERAL}(?:-\d{{1,3}})?号)(?![线文令楼公路桥渠井机组馆窗仓地宗])",
        "village_house",
        "村",
    ),
    _d(
        "village_group",
        rf"(?:村|社区|居委会)[\u4e00-\u9fff]{{0,6}}?(?P<v>第?{NUMERAL}(?:村民小组|小组|组))",
        "",
        "组",
    ),
    _d(
        "minor",
        r"(?:学生|儿童|幼儿|孤儿|未成年人|患儿|新生儿|婴儿)(?:的)?姓名[ :为]{1,3}(?P<v>[\u4e00-\u9fff·]{2,6})",
        "",
        "姓名",
    ),
    _d(
        "illness_label",
        r"(?:残疾(?:等级|类别|类型|程度)|病种|疾病名称|患病情况|诊断(?:结果|结论)?|既往病史)[ ]?:[ ]?(?P<v>[^\s,，。;*]{2,12})",
        "",
        "残疾 病 诊断",
    ),
    _d(
        "illness_label",
        r"(?:身患|罹患|确诊为?|患有?(?![者儿处难]))(?P<v>[^\s,，。;的*]{0,8}?(?:癌|瘤|白血病|尿毒症|肝炎|艾滋病|精神(?:病|分裂症|障碍)|结核|综合征|糖尿病))",
        "",
        "患 确诊",
    ),
)


# --- questions ------------------------------------------------------------------------------------------------------


def _bare(match: re.Match) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", match["v"])


def _sure_paper(folded: str, match: re.Match) -> bool:
    """E12345678 alone is a passport; 国药准字H20210315, 编号G20210315 and parts of codes are not."""
    start, label = match.start("v"), "passport" if match["v"][0] in "EeGgDdSsPp" else "permit"
    before = folded[max(0, start - 4) : start].rstrip(" :(")
    if LICENCE_BEFORE.search(folded, max(0, start - 3), start):
        return False  # 药品经营许可证赣CB7931234
    if labels.CATALOGUE_BEFORE.search(folded, max(0, start - 20), start):
        return False  # 采购品目：物业管理服务C21040000
    if before.endswith("字") and not before.endswith(("名字", "军字")):
        return False
    if labels.named(label, folded, start) or labels.named_after(label, folded, match.end("v")):
        return True
    if labels.PAPER_BEFORE.search(folded, max(0, start - 12), start):
        return True
    if labels.names_something_else(folded, start, label) or labels.in_web_address(folded, start):
        return False
    if labels.named("identity", folded, start):
        return True
    text = _bare(match)
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    if looks_like_a_date(digits) or match["v"][0].islower() or labels.is_amount(folded, start, match.end("v")):
        return False
    return match["v"].count(" ") <= 3


def _said(label: str) -> Callable[[str, re.Match], bool]:
    def question(folded: str, match: re.Match) -> bool:
        start = match.start("v")
        if labels.names_something_else(folded, start, label) or len(_bare(match)) < 8:
            return False
        if match["v"].isdigit() and match["v"].startswith(("19", "20")) and looks_like_a_date(match["v"]):
            return False
        return labels.named(label, folded, start) or labels.named_after(label, folded, match.end("v"))

    return question


def _no_day(folded: str, match: re.Match) -> bool:
    """Not 护照有效期至2030.6.15."""
    return not DAY_ONLY.match(match["v"])


def _disguised_paper(folded: str, match: re.Match) -> bool:
    """Enough of it is digits, or all of it numerals, and it is no day."""
    if not _no_day(folded, match):
        return False
    figures = re.sub(rf"^(?:[A-Za-z]{WIDE}){{0,3}}", "", match["v"])
    plain = len(re.findall(r"[0-9]", figures))
    return plain >= 4 or len(re.findall(rf"[0-9{NUMERALS}]", figures)) >= 7


def _landline(folded: str, match: re.Match) -> bool:
    digits = _bare(match)
    return 10 <= len(digits) <= 12 and not labels.names_something_else(folded, match.start("v"), "mobile")


def _plate(folded: str, match: re.Match) -> bool:
    tail = re.sub(rf"[ \-.{INVISIBLE}]", "", match["v"])[2:]
    if REGISTER_OF_EQUIPMENT.search(folded, max(0, match.start("v") - 3), match.start("v")):
        return False  # 使用登记证 梯11赣E00123(21)
    if sum(letter.isdigit() for letter in tail) < 2 or not match["v"][1:].lstrip()[0].isascii():
        return False
    return match["v"].count(" ") <= 2 or "车" in folded[max(0, match.start() - 20) : match.end() + 6]


def _born(folded: str, match: re.Match) -> bool:
    """A person's birth date, not the bounds of one (2014年9月1日至2015年8月31日出生, 以前出生, 之后出生)."""
    after = folded[match.end("v") : match.end("v") + 12]
    if re.match(r"[ ]?(?:\([^)]*\))?[ ]?(?:至|到|以|之|前|后|起|止|期间|[\-][ ]?\d)", after):
        return False
    if re.search(r"(?:至|到|自|从|\d-)[ ]?$", folded[max(0, match.start("v") - 3) : match.start("v")]):
        return False
    text = match["v"].replace(" ", "")
    if text.isdigit() and len(text) == 8:
        return is_birth_date(text)
    parts = re.findall(r"\d+", text)
    return len(parts) < 3 or is_date(*parts[:3])


def _home(folded: str, match: re.Match) -> bool:
    """Not 户籍地公安派出所1号窗口: an organ's own address is no home."""
    between = folded[match.start() : match.start("v")]
    return not re.search(r"派出所|公安局|管理局|办事大厅|服务中心|政府|法院|检察院|窗口|\*{2}", between)


def _dwelling(folded: str, match: re.Match) -> bool:
    """Not 第3单元 of a textbook, not 共5栋12单元 of a building programme."""
    after = folded[match.end("v") : match.end("v") + 4]
    before = folded[max(0, match.start("v") - 6) : match.start("v")]
    if re.search(r"(?:第|共|计|新建|改造)[ ]?$", before) and "栋" not in match["v"][:6]:
        return False
    return bool(re.search(r"[室号户]$|单元\d", match["v"])) or not re.match(r"(?:教学|课|住宅|商品|，|的)", after)


def _village_house(folded: str, match: re.Match) -> bool:
    number = match["v"][:-1]
    text = folded[match.start() : match.start("v")]
    if re.search(r"[路道街]|委|小学|中学|卫生|政府|公示|\[|字|第|文|中心|公司|厂|站|院|项目|工程|水库|桥", text):
        return False
    if re.match(r"(?:至|到|-|标|地块|图|文件|楼|坑|点|山塘|闸|变|机|泵)", folded[match.end("v") : match.end("v") + 3]):
        return False
    return not re.search(r"\d月$|〕|\]", folded[max(0, match.start("v") - 3) : match.start("v")]) and number != ""


CHECKS: dict[str, Callable[[str, re.Match], bool]] = {
    "": lambda folded, match: True,
    "sure_paper": _sure_paper,
    "passport_said": _said("passport"),
    "permit_said": _said("permit"),
    "residence_card": lambda folded, match: is_residence_card_15(_bare(match)),
    "hong_kong": lambda folded, match: is_hong_kong_identity(
        match["v"].rstrip(")").rstrip("0123456789A( ")[:2] or match["v"][0],
        re.search(r"\d{6}", match["v"])[0],
        match["v"][-2],
    ),
    "no_day": _no_day,
    "disguised_paper": _disguised_paper,
    "landline": _landline,
    "plate": _plate,
    "born": _born,
    "home": _home,
    "dwelling": _dwelling,
    "village_house": _village_house,
}


def patterns(folded: str) -> Iterator[Hit]:
    """Every match of every detector that its question lets pass."""
    letters = [match.start() for match in LETTERS.finditer(folded)]
    for detector in DETECTORS:
        if detector.only_with and not any(word in folded for word in detector.only_with):
            continue
        question = CHECKS[detector.asks]
        if detector.at_letters:
            matches = filter(None, [detector.pattern.match(folded, at) for at in letters])
        else:
            matches = detector.pattern.finditer(folded)
        for match in matches:
            if question(folded, match):
                severity = ""
                if detector.kind == "landline" and labels.named("home_phone", folded, match.start("v")):
                    severity = "blocking"
                yield Hit(detector.kind, match.start("v"), match.end("v"), severity)
