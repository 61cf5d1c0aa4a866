"""Writes .xlsx files: exports in a stream, the erroneous rows back to the clerk, templates with drop-downs."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .cells import CellFault, shown
from .fields import FieldKind, FieldSpec
from .report import CheckedRow

LONGEST_CELL = 32_767  # what Excel can hold
CUT_MARK = "……（内容过长，全文请下载 CSV）"
HEADING_FONT = Font(bold=True)
HEADING_FILL = PatternFill("solid", fgColor="FFE8EEF7")
REQUIRED_FILL = PatternFill("solid", fgColor="FFFDECEA")
TEMPLATE_ROWS = 5_000
DROP_DOWN_LIMIT = 255  # characters of a list written into the validation itself
TEXT_KINDS = (FieldKind.TEXT, FieldKind.UNIFIED_CODE, FieldKind.IDENTITY_NUMBER, FieldKind.PHONE)


def write_xlsx(rows: Iterable[Iterable], headings: Sequence[str], target, *, sheet: str = "数据") -> int:
    """Streams rows into `target` (path or binary file) and returns how many. Text is always text, never a formula."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet_title(sheet))
    page.freeze_panes = "A2"
    for number, heading in enumerate(headings, start=1):
        page.column_dimensions[get_column_letter(number)].width = min(max(len(heading) * 2 + 2, 12), 40)
    page.append([_heading_cell(page, heading) for heading in headings])
    count = 0
    for row in rows:
        page.append([_cell(page, value) for value in row])
        count += 1
    book.save(target)
    return count


def write_error_file(checked: Iterable[CheckedRow], headings: Sequence[str], target) -> int:
    """The rows that were refused, as the clerk typed them, each with its number and what is wrong; returns how many."""

    def refused():
        for row in checked:
            if row.errors:
                cells = [value if not isinstance(value, CellFault) else shown(value) for value in row.raw.cells]
                cells += [None] * (len(headings) - len(cells))
                yield ["；".join(error.sentence for error in row.errors), row.number, *cells]

    return write_xlsx(refused(), ["错误说明", "原行号", *headings], target, sheet="错误行")


def write_template(fields: Sequence[FieldSpec], target, *, title: str = "") -> None:
    """A workbook to fill in: headings, an example row's worth of help, drop-downs, text format where digits must last."""
    book = Workbook()
    page = book.active
    page.title = sheet_title(title or "填报")
    lists = None
    for number, spec in enumerate(fields, start=1):
        letter = get_column_letter(number)
        cell = page.cell(1, number, spec.heading)
        cell.font, cell.fill = HEADING_FONT, REQUIRED_FILL if spec.required else HEADING_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.comment = Comment(_help(spec), "填表说明", width=320, height=120)
        page.column_dimensions[letter].width = min(max(len(spec.heading) * 2 + 2, 14), 40)
        if spec.kind in TEXT_KINDS:
            for row in range(2, 502):
                page.cell(row, number).number_format = "@"
        labels = _labels(spec)
        if labels:
            formula = f'"{",".join(labels)}"'
            if len(formula) > DROP_DOWN_LIMIT or any("," in label or '"' in label for label in labels):
                lists = lists or book.create_sheet("可选内容")
                for place, label in enumerate(labels, start=1):
                    _set_text(lists.cell(place, number), label)
                formula = f"可选内容!${letter}$1:${letter}${len(labels)}"
            rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
            rule.errorTitle, rule.error = "内容不在列表中", "请从下拉列表中选择。"
            page.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{TEMPLATE_ROWS}")
    page.freeze_panes = "A2"
    _write_help(book.create_sheet("填表说明"), fields)
    book.save(target)


def _write_help(page, fields: Sequence[FieldSpec]) -> None:
    page.append(["栏目", "是否必填", "怎样填写", "示例"])
    for cell in page[1]:
        cell.font, cell.fill = HEADING_FONT, HEADING_FILL
    for number, spec in enumerate(fields, start=2):
        for column, text in enumerate((spec.heading, "必填" if spec.required else "选填", _how(spec), spec.example), 1):
            _set_text(page.cell(number, column), text)
    for letter, width in zip("ABCD", (28, 10, 60, 28), strict=True):
        page.column_dimensions[letter].width = width


def sheet_title(text: str) -> str:
    """A name Excel accepts: at most 31 characters, none of []:*?/\\."""
    return "".join(char for char in text if char not in "[]:*?/\\'").strip()[:31] or "表"


def _labels(spec: FieldSpec) -> list[str]:
    if spec.kind is FieldKind.CHOICE:
        return [choice.label for choice in spec.choices]
    return ["是", "否"] if spec.kind is FieldKind.BOOL else []


def _help(spec: FieldSpec) -> str:
    example = f"\n例：{spec.example}" if spec.example else ""
    return f"{'必填' if spec.required else '选填'}。{_how(spec)}{example}"


def _how(spec: FieldSpec) -> str:
    usual = {
        FieldKind.DATE: "日期，写成 2021-06-04。",
        FieldKind.AMOUNT: f"金额，单位{spec.unit}，只填数字。",
        FieldKind.INT: "整数。",
        FieldKind.CHOICE: "从下拉列表中选择。",
        FieldKind.UNIFIED_CODE: "18位统一社会信用代码。",
        FieldKind.IDENTITY_NUMBER: "18位身份证号，不公开。" if not spec.public else "18位身份证号。",
        FieldKind.PHONE: "手机号码，或带区号的固定电话。",
        FieldKind.BOOL: "填“是”或“否”。",
        FieldKind.TEXT: f"文字，最多{spec.max_length}个字。" if spec.max_length else "文字。",
    }[spec.kind]
    return f"{spec.help}{usual}"


def _heading_cell(page, text: str):
    cell = WriteOnlyCell(page)
    _set_text(cell, text)
    cell.font, cell.fill = HEADING_FONT, HEADING_FILL
    return cell


def _cell(page, value):
    if value is None or isinstance(value, float | Decimal):
        return value if not isinstance(value, float | Decimal) or value == value else None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return value if abs(value) < 10**15 else _text_cell(page, str(value))
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, str):
        return _plain(value) if value[:1] not in "=#" and len(value) <= LONGEST_CELL else _text_cell(page, value)
    return value if hasattr(value, "isoformat") else _text_cell(page, str(value))


def _plain(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text) if not text.isprintable() else text


def _text_cell(page, text: str):
    cell = WriteOnlyCell(page)
    _set_text(cell, text)
    return cell


def _set_text(cell, text: str) -> None:
    text = _plain(text)
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - len(CUT_MARK)] + CUT_MARK
    cell.value = text
    if text:
        cell.data_type = "s"
