"""Tables: a heading above or to the left of a cell says what the cell is; some columns are personal by heading alone."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .findings import Finding, Severity
from .folding import fold
from .text import STAR, finding, scan_text

ADULT_AGE = 18  # 未成年人保护法 第二条
BREAK = "\x1e。\x1e"
NOTHING_SAID = re.compile(r"[\s*/\\\-—－、.]*|无|否|没有|健康|良好|正常|一般|较好|非残疾|未知|不详|已隐去|是|有|不适用")
SERIAL_DAY = re.compile(r"[1-5]\d{4}(?:\.0+)?")
ONE_SIGN = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚ]")
PAPER_IN_SIGNS = re.compile(r"[A-Z]{1,3}\d{7,12}", re.IGNORECASE)
SHORTEST_PAPER, SHORTEST_NUMBER = 9, 11


@dataclass(frozen=True)
class Heading:
    """What a column holds, the words that say so, and the label under which its cells are read."""

    role: str
    words: re.Pattern
    label: str


def _heading(role: str, words: str, label: str = "") -> Heading:
    return Heading(role, re.compile(words, re.IGNORECASE), label)


HEADINGS = (
    _heading("illness", r"残疾(?:等级|类别|类型|级别|程度|情况|种类|状况|名称)|伤残(?:等级|部位)|病种|病情|病名|疾病|诊断|患病|"
             r"所患|健康(?:状况|情况)|身体状况|既往史|症状|死亡原因|死因|医学|病历|血型|精神状况|孕|智力"),
    _heading("minor", r"^(?:.{0,6}(?:学生|儿童|幼儿|孤儿|未成年人?|婴儿|新生儿|患儿|孩子|小孩|子女|少儿|学童))(?:的)?(?:姓名|名字|名单)?$"),
    _heading("identity", r"身份证|身份号|公民身份|身份证明号|sfz", "身份证号："),
    _heading("identity", r"残疾人?证|学籍号|全国学籍", "证件号："),
    _heading("passport", r"护照", "护照号："),
    _heading("permit", r"通行证|台胞证|居留证|居住证", "通行证号："),
    _heading("paper", r"证件号|证件编号|证照号码", "证件号码："),
    _heading("home_phone", r"家庭电话|住宅电话|宅电|家庭固话", "家庭电话："),
    _heading("mobile", r"手机|电话|联系方式|联系号码|移动|mobile|phone|tel", "联系电话："),
    _heading("bank", r"卡号|账号|帐号|账户|帐户|一卡通|存折|银行卡|打卡", "银行卡号："),
    _heading("birth", r"出生|生日", "出生日期："),
    _heading("age", r"^(?:.{0,4})?年龄|周岁|岁数"),
    _heading("home", r"住址|家庭地址|户籍|户口所在|居住地|现住|常住地|家庭所在|详细地址|家庭居住", "家庭住址："),
    _heading("place", r"^(?:联系|通讯)?地址$"),
    _heading("name", r"姓名|户主|申请人|受益人|救助对象|领取人|患者|病人|残疾人|持卡人|开户人|本人|负责人|联系人|监护人|家长|被保险人|"
             r"当事人|死者|老人|对象名"),
)  # fmt: skip
PERSONS = {"name", "minor", "identity"}
NOUN_OF_A_HEADING = re.compile(
    r"^[\u4e00-\u9fffA-Za-z/、]{0,10}(?:姓名|性别|年龄|民族|号|号码|电话|手机|方式|人|住址|地址|卡号|账号|帐号|金额|备注|序号|单位|职务|职业|日期|"
    r"时间|类别|类型|等级|级别|病种|病情|状况|情况|年月|出生|户主|关系|银行|名称|学校|班级|年级|标准|原因|人数|人口|诊断|程度|身份证|护照|"
    r"一卡通|学生|儿童|幼儿|孤儿|户籍|居住地|疾病|乡镇|村|村组|小组|结果|月份|年度|项目|内容|面积|数量|合计|小计|生日|编码|代码|孩子|子女|"
    r"病名|通行证|存折|学历|政治面貌|签名|签字|科室|分数|成绩|规格|地点|理由|意见|周岁|期限|产品|事项|部门|职称|专业|证书|年月日|宅电|固话|信息|补助|补贴|待遇|资金|款|额|率|比例|健康|去向|来源|编号|"
    r"监护人|家长|对象|资料|成员|说明|照片|密码|型号|车牌|邮箱|微信|部位|血型)$",
    re.IGNORECASE,
)
TITLE_OF_MINORS = re.compile(
    r"孤儿|困境儿童|留守儿童|事实无人抚养|未成年|小学生|幼儿(?:名单|资助|花名册)|学生(?:名单|资助|花名册|信息|补助)"
)
_PARENTHESES = re.compile(r"[(（\[【][^)）\]】]{0,20}[)）\]】]")
_NOISE = re.compile(r"[\s*＊:：\d.]+")


@lru_cache(maxsize=4096)
def heading_of(text: str) -> Heading | None:
    """The declared heading that a cell's text is, if it reads as one."""
    if not 0 < len(text) <= 30:
        return None
    clean = _NOISE.sub("", _PARENTHESES.sub("", text))
    return next((heading for heading in HEADINGS if heading.words.search(clean)), None)


@lru_cache(maxsize=4096)
def reads_as_a_heading(text: str) -> bool:
    clean = _PARENTHESES.sub("", text)
    if not 0 < len(text) <= 30 or re.search(r"\d", clean.lstrip("0123456789.、 ")):
        return False
    return bool(NOUN_OF_A_HEADING.match(_NOISE.sub("", clean)))


class TableScanner:
    """Reads a table row by row in constant memory; `place(row, column)` names a cell in a sentence."""

    def __init__(self, place: Callable[[int, int], str], headings: Sequence[str] | None = None, title: str = ""):
        self.place = place
        self.texts: dict[int, str] = {}
        self.columns: dict[int, Heading] = {}
        self.of_minors = bool(TITLE_OF_MINORS.search(title))
        self.persons = False
        self.last_was_heading = False
        if headings:
            self._learn(dict(enumerate(headings, 1)))

    def _learn(self, cells: Mapping[int, str]) -> None:
        if not self.last_was_heading:
            self.columns, self.texts = {}, {}
        for column, text in cells.items():
            if not text.strip():
                continue
            self.texts[column] = text
            if heading := heading_of(text):
                self.columns[column] = heading
        self.persons = any(heading.role in PERSONS for heading in self.columns.values())
        self.last_was_heading = True

    def feed(self, row: int, cells: Mapping[int, str]) -> list[tuple[int, Finding]]:
        """The findings of a row, each with its column; ranges are in the cell's own text."""
        filled = {column: text for column, text in cells.items() if text and not text.isspace()}
        if not filled:
            return []
        like = sum(reads_as_a_heading(text) for text in filled.values())
        if len(filled) > 1 and like >= 2 and like >= 0.6 * len(filled):
            self._learn(filled)
            headings: dict[int, Heading | None] = {}
        else:
            self.last_was_heading = False
            if len(filled) == 1 and TITLE_OF_MINORS.search(next(iter(filled.values()))):
                self.of_minors = True
            headings = self._headings_of(filled)
        found = self._by_text(row, filled, headings)
        seen = {(column, at) for column, each in found for at in each.hide}
        for column, each in [*self._by_heading(row, filled, headings), *self._digit_by_digit(row, filled)]:
            if not any((column, at) in seen for at in each.hide):
                found.append((column, each))
        return found

    def _headings_of(self, cells: Mapping[int, str]) -> dict[int, Heading | None]:
        """The heading above each cell, or, as forms have it, the one to its left."""
        headings = {column: self.columns.get(column) for column in cells}
        order = sorted(cells)
        for left, column in zip(order, order[1:], strict=False):
            if reads_as_a_heading(cells[left]) and not reads_as_a_heading(cells[column]):
                if (beside := heading_of(cells[left])) is not None:
                    headings[column] = beside
                    self.persons = self.persons or beside.role in PERSONS
        return headings

    def _by_text(self, row: int, cells: Mapping[int, str], headings: Mapping[int, Heading | None]):
        pieces, starts, at = [], [], 0
        for column, text in cells.items():
            label = self._label(column, headings)
            starts.append((at + len(label), at + len(label) + len(text), column))
            pieces += (label, text, BREAK)
            at += len(label) + len(text) + len(BREAK)
        found, place = [], iter(starts)
        begin, end, column = next(place)
        for each in scan_text("".join(pieces), ""):
            while each.start >= end:
                begin, end, column = next(place)
            if each.start < begin or each.end > end:
                continue
            moved = each.moved(-begin, self.place(row, column))
            heading = headings.get(column)
            if each.kind in ("identity_doubtful", "bank_account") and heading and heading.role == "identity":
                moved = replace(moved, severity=Severity.BLOCKING)
            found.append((column, moved))
        return found

    def _label(self, column: int, headings: Mapping[int, Heading | None]) -> str:
        heading = headings.get(column)
        if heading and heading.role == "place" and self.persons:
            return "家庭住址："
        if heading and (heading.label or heading.role in ("illness", "minor")):
            return heading.label
        if column in headings and column in self.texts:
            return _NOISE.sub("", _PARENTHESES.sub("", self.texts[column]))[-12:] + "："
        return ""

    def _by_heading(self, row: int, cells: Mapping[int, str], headings: Mapping[int, Heading | None]):
        age = next((_age(cells[c]) for c, h in headings.items() if h and h.role == "age"), None)
        young = self.of_minors or (age is not None and age < ADULT_AGE)
        for column, heading in headings.items():
            text = cells[column]
            if heading is None or STAR in text:
                continue
            if heading.role == "illness" and self.persons and not NOTHING_SAID.fullmatch(text.strip()):
                yield column, self._whole("illness", text, row, column)
            elif heading.role == "minor" and _is_a_name(text):
                yield column, self._whole("minor", text, row, column)
            elif heading.role == "name" and young and _is_a_name(text):
                yield column, self._whole("minor", text, row, column)
            elif heading.role == "birth" and SERIAL_DAY.fullmatch(text.strip()):
                yield column, self._whole("birth_date", text, row, column, tuple(range(len(text))))

    def _whole(self, kind: str, text: str, row: int, column: int, hide: tuple = ()) -> Finding:
        return finding(kind, text, fold(text), 0, len(text), self.place(row, column), "", hide)

    def _digit_by_digit(self, row: int, cells: Mapping[int, str]):
        """A number of which each cell holds one digit, as printed forms have it.

        Nine signs with a letter may be marks as well, so a paper is one only where the row holds nothing else or names it.
        """
        single = [c for c in sorted(cells) if ONE_SIGN.fullmatch(cells[c].strip())]
        if len(single) < SHORTEST_PAPER:
            return
        text = "".join(cells[column].strip() for column in single)
        rest = "".join(cells[column] for column in sorted(cells) if column not in single)
        if not PAPER_IN_SIGNS.fullmatch(fold(text)) or (rest and not re.search("护照|通行证|证件", rest)):
            text = re.sub("[^0-9０-９XxＸｘ]", "", text) if len(single) >= SHORTEST_NUMBER else ""
            single = [c for c in single if re.fullmatch("[0-9０-９XxＸｘ]", cells[c].strip())]
        for each in scan_text(text, ""):
            for at in each.hide if each.blocking else ():
                one = cells[single[at]]
                hide = tuple(range(len(one)))
                yield single[at], finding(each.kind, one, one, 0, len(one), self.place(row, single[at]), "", hide)


def _age(text: str) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,3})(?:\.0+)?\s*(?:周?岁)?\s*", fold(text))
    return int(found[1]) if found else None


def _is_a_name(text: str) -> bool:
    return bool(re.fullmatch(r"[\u4e00-\u9fff·\s]{2,12}", text.strip())) and not re.search(r"合计|小计|总计|名单", text)


def scan_table(
    rows: Iterable[Sequence[object]], headings: Sequence[str] | None = None, title: str = ""
) -> list[Finding]:
    """All personal information in a table; without `headings` they are looked for in the rows themselves."""
    scanner = TableScanner(lambda row, column: f"第 {row} 行第 {column} 列", headings, title)
    findings = []
    for number, row in enumerate(rows, 1):
        cells = {column: "" if value is None else str(value) for column, value in enumerate(row, 1)}
        findings += [each for _, each in scanner.feed(number, cells)]
    return findings
