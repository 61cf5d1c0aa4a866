"""One parser for each kind of field. A cell becomes a value, or a problem with its remedy."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from .amounts import NumberRefused, parse_amount, parse_int
from .cells import Cell, CellFault, shown
from .codes import identity_number_fault, tidy_code, unified_code_fault
from .dates import FORMS, DateRefused, parse_date
from .fields import FieldKind, FieldSpec

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b-\u200f\u202a-\u202e\ufffe\uffff\ud800-\udfff]")
PHONE = re.compile(
    r"(?:\+?86-?)?1[3-9]\d{9}|\(?0\d{2,3}\)?-?[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?|[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?|[48]00-?\d{3,4}-?\d{3,4}|1\d{2,4}"
)
YES = frozenset(["是", "有", "√", "✓", "✔", "Y", "YES", "TRUE", "T", "1", "对"])
NO = frozenset(["否", "无", "×", "✗", "✘", "N", "NO", "FALSE", "F", "0", "不是", "没有"])
LOST_DIGITS = 10**15  # Excel keeps 15 digits of a number


class CellRefused(ValueError):
    """A cell that cannot be taken: `problem` says what is wrong, `remedy` what to do."""

    def __init__(self, problem: str, remedy: str):
        super().__init__(f"{problem}。{remedy}")
        self.problem, self.remedy = problem, remedy


def plain_text(cell: Cell) -> str:
    """A cell as clean text: no control or invisible characters, no spaces around it; line breaks kept."""
    text = cell if isinstance(cell, str) else shown(cell)
    if not text.isprintable():
        text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    return text.strip()


def parser_for(spec: FieldSpec, *, unit: str = "", from_1904: bool = False) -> Callable[[Cell], object]:
    """The function that turns a non-empty cell into the value of `spec`; it raises CellRefused.

    `unit` is the unit the column's heading or sheet names; without one amounts are in the field's own unit.
    """
    inner = {
        FieldKind.TEXT: _text,
        FieldKind.DATE: _date,
        FieldKind.AMOUNT: _amount,
        FieldKind.INT: _int,
        FieldKind.CHOICE: _choice,
        FieldKind.UNIFIED_CODE: _unified_code,
        FieldKind.IDENTITY_NUMBER: _identity_number,
        FieldKind.PHONE: _phone,
        FieldKind.BOOL: _bool,
    }[spec.kind](spec, unit, from_1904)
    words = {key: value for key, value in spec.words}
    check, most = spec.check, spec.max_length

    def parse(cell: Cell):
        if isinstance(cell, CellFault):
            raise CellRefused(cell.problem, cell.remedy)
        if words and isinstance(cell, str) and cell.strip() in words:
            return words[cell.strip()]
        value = inner(cell)
        if most and isinstance(value, str) and len(value) > most:
            raise CellRefused(f"共{len(value)}个字，最多{most}个字", "请缩短内容。")
        if check is not None and value is not None:
            problem = check(value)
            if problem:
                raise CellRefused(problem.rstrip("。"), "请核对后改正。")
        return value

    return parse


def _text(spec, unit, from_1904):
    return plain_text


def _date(spec, unit, from_1904):
    def parse(cell: Cell) -> date:
        try:
            return parse_date(cell, from_1904)
        except DateRefused as refused:
            raise CellRefused(str(refused), FORMS) from None

    return parse


def _amount(spec, unit, from_1904):
    source_unit, stored = unit or spec.unit, spec.unit
    places = spec.places if spec.places is not None else (2 if stored == "元" else 6)

    def parse(cell: Cell) -> Decimal | None:
        if isinstance(cell, date | datetime):
            raise CellRefused("是日期，不是金额", "请把单元格格式改为“常规”，重新填写金额。")
        try:
            return parse_amount(cell, source_unit, stored, places)
        except NumberRefused as refused:
            raise CellRefused(str(refused), f"请只填数字，例如 12345.60；本列按“{source_unit}”读取。") from None

    return parse


def _int(spec, unit, from_1904):
    def parse(cell: Cell) -> int | None:
        if isinstance(cell, date | datetime):
            raise CellRefused("是日期，不是整数", "请把单元格格式改为“常规”，重新填写数字。")
        try:
            return parse_int(cell)
        except NumberRefused as refused:
            raise CellRefused(str(refused), "请填整数，例如 12。") from None

    return parse


def _choice(spec, unit, from_1904):
    known: dict[str, str] = {}
    for choice in spec.choices:
        for word in (choice.value, choice.label, *choice.synonyms):
            known.setdefault(_word(word), choice.value)
    allowed = "、".join(choice.label for choice in spec.choices[:12]) + ("等" if len(spec.choices) > 12 else "")

    def parse(cell: Cell) -> str:
        found = known.get(_word(plain_text(cell)))
        if found is None:
            raise CellRefused("不在可选内容之内", f"请填：{allowed}。")
        return found

    return parse


def _code(fault: Callable[[str], str], remedy: str):
    def parse(cell: Cell) -> str:
        if isinstance(cell, float) or (isinstance(cell, int) and not isinstance(cell, bool) and cell >= LOST_DIGITS):
            raise CellRefused("号码被存成了数字，后几位可能已变成0", "请把这一列设为“文本”格式后重新填写号码。")
        code = tidy_code(plain_text(cell))
        problem = fault(code)
        if problem:
            raise CellRefused(problem, remedy)
        return code

    return parse


def _unified_code(spec, unit, from_1904):
    return _code(unified_code_fault, "请对照营业执照或登记证书改正。")


def _identity_number(spec, unit, from_1904):
    return _code(identity_number_fault, "请对照身份证改正。")


def _phone(spec, unit, from_1904):
    def parse(cell: Cell) -> str:
        text = unicodedata.normalize("NFKC", plain_text(cell)).replace("—", "-").replace("–", "-").replace("－", "-")
        numbers = ["".join(part.split()) for part in re.split(r"[/、,;；，\n]", text) if part.strip()]
        if not numbers or any(not PHONE.fullmatch(number) for number in numbers):
            raise CellRefused("不是能识别的电话号码", "请填手机号码，或带区号的固定电话，例如 0793-2552331。")
        return "、".join(numbers)

    return parse


def _bool(spec, unit, from_1904):
    def parse(cell: Cell) -> bool:
        if isinstance(cell, bool):
            return cell
        word = _word(plain_text(cell))
        if word in YES:
            return True
        if word in NO:
            return False
        raise CellRefused("应为“是”或“否”", "请填“是”或“否”。")

    return parse


def _word(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
