"""Workbooks (.xlsx), streamed: cells under their headings, hidden rows, columns and sheets, formulas, orphaned strings."""

import re
import zipfile
from array import array
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from .containers import Unreadable, elements, local, relations, release, tree
from .findings import FileReport, Finding, Severity
from .sweep import sweep, sweep_part
from .tables import TableScanner
from .text import scan_text

REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
SCIENTIFIC = re.compile(r"-?\d(?:\.\d+)?[Ee]\+?\d{1,2}|\d{10,}\.0+")
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STATES = {"hidden": "（隐藏工作表）", "veryHidden": "（深度隐藏工作表）"}


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Strings:
    """The shared strings as one block of bytes and an index: a list of a million objects would not stay small."""

    def __init__(self, package: zipfile.ZipFile, name: str = "xl/sharedStrings.xml"):
        self.block, self.ends = bytearray(), array("Q", [0])
        if name in package.NameToInfo:
            for _, item in elements(package, name):
                if local(item) == "si":
                    self.block += string_of(item).encode("utf-8", "replace")
                    self.ends.append(len(self.block))
                    release(item)
        self.used = bytearray(len(self.ends) - 1)

    def __len__(self) -> int:
        return len(self.used)

    def __getitem__(self, at: int) -> str:
        if not 0 <= at < len(self.used):
            return ""
        return self.block[self.ends[at] : self.ends[at + 1]].decode("utf-8", "replace")


def string_of(item) -> str:
    """Text of a string item: all its runs, phonetic guides last."""
    plain, phonetic = [], []
    for node in item.iter():
        if local(node) == "t" and node.text:
            above = node.getparent()
            (phonetic if above is not None and local(above) == "rPh" else plain).append(node.text)
    return "".join(plain) + ("\x1e" + "".join(phonetic) if phonetic else "")


@dataclass
class Sheet:
    """A worksheet: its part, name and state."""

    name: str
    part: str
    state: str = "visible"

    @property
    def hidden(self) -> bool:
        return self.state != "visible"

    @property
    def place(self) -> str:
        return f"工作表“{self.name}”{STATES.get(self.state, '')}"


def sheets_of(package: zipfile.ZipFile) -> list[Sheet]:
    """The sheets in the order of the workbook. Raises Unreadable when there is no workbook."""
    office = [target for kind, target, _ in relations(package, "").values() if kind == "officeDocument"]
    book = office[0] if office else "xl/workbook.xml"
    targets = relations(package, book)
    found = []
    for element in tree(package, book).iter():
        if local(element) == "sheet":
            key = element.get(OFFICE + "id") or next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            part = targets.get(key, ("", "", False))[1]
            found.append(Sheet(element.get("name", ""), part, element.get("state", "visible")))
    if not found:
        raise Unreadable("工作簿中没有工作表")
    return found


def cell_text(cell, strings: Strings) -> tuple[str, str]:
    """(value, formula) of a cell; long numbers kept by Excel as 3.6E+17 are written out."""
    kind, value, formula = cell.get("t", "n"), "", ""
    for child in cell:
        tag = local(child)
        if tag == "v":
            value = child.text or ""
        elif tag == "f":
            formula = child.text or ""
        elif tag == "is":
            value = string_of(child)
    if kind == "s":
        at = int(value) if value.isdigit() else -1
        if 0 <= at < len(strings):
            strings.used[at] = 1
        return strings[at], formula
    if kind == "n" and SCIENTIFIC.fullmatch(value):
        try:
            number = Decimal(value)
            if number == number.to_integral_value() and abs(number) < Decimal(10) ** 20:
                value = str(int(number))
        except InvalidOperation:
            pass
    return value, formula


@dataclass
class Layout:
    """Which rows and columns of a sheet do not show."""

    columns: list[tuple[int, int]] = field(default_factory=list)
    rows_hidden_by_default: bool = False

    def note(self, element) -> None:
        tag = local(element)
        if tag == "col" and (is_on(element.get("hidden")) or element.get("width") in ("0", "0.0")):
            self.columns.append((int(element.get("min", "1")), int(element.get("max", "16384"))))
        elif tag == "sheetFormatPr":
            self.rows_hidden_by_default = is_on(element.get("zeroHeight"))

    def hides_column(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self.columns)

    def hides_row(self, row) -> bool:
        if is_on(row.get("hidden")) or row.get("ht") in ("0", "0.0"):
            return True
        return self.rows_hidden_by_default and row.get("hidden") is None and row.get("ht") is None


def is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def scan_workbook(package: zipfile.ZipFile, report: FileReport, depth: int, scan) -> None:
    """Everything in a workbook, into the report; memory grows with the shared strings alone."""
    strings = Strings(package)
    done = {"xl/sharedStrings.xml"}
    for sheet in sheets_of(package):
        done.add(sheet.part)
        if sheet.part not in package.NameToInfo:
            report.unreadable(f"{sheet.place}无法读取")
            continue
        try:
            _scan_sheet(package, sheet, strings, report)
        except Unreadable as reason:
            report.unreadable(f"{sheet.place}：{reason}")
    for at in range(len(strings)):
        if not strings.used[at]:
            report.extend(scan_text(strings[at], "已删除但仍留在文件中的单元格文字"))
    sweep(package, report, done, depth, scan)


def _scan_sheet(package: zipfile.ZipFile, sheet: Sheet, strings: Strings, report: FileReport) -> None:
    layout, hidden_rows, hidden_cells, filled = Layout(), 0, 0, 0
    marks: dict[int, str] = {}

    def place(row: int, column: int) -> str:
        return f"{sheet.place}第 {row} 行 {column_letters(column)} 列{marks.get(column, '')}"

    table, number, loose = TableScanner(place, title=sheet.name), 0, []
    report.extend(scan_text(sheet.name, "工作表名称"))
    inside_row = False
    for event, element in elements(package, sheet.part, events=("start", "end")):
        tag = local(element)
        if event == "start":
            inside_row = inside_row or tag == "row"
            if tag in ("col", "sheetFormatPr"):
                layout.note(element)
            continue
        if tag == "row":
            inside_row = False
            number = int(element.get("r") or number + 1)
            concealed = layout.hides_row(element)
            cells, formulas = cells_of_row(element, strings)
            marks.clear()
            for column in cells:
                if concealed or layout.hides_column(column):
                    marks[column] = "（隐藏行）" if concealed else "（隐藏列）"
            hidden_rows += bool(concealed and cells)
            hidden_cells += bool(not concealed and marks)
            filled += bool(cells)
            report.extend(each for _, each in table.feed(number, cells))
            for column, formula in formulas.items():
                report.extend(scan_text(_joined(formula), place(number, column) + "（公式）"))
            release(element)
        elif not inside_row:
            loose += [value for value in (element.text, *element.attrib.values()) if value and len(value) > 6]
            if sum(map(len, loose[-50:])) > 1 << 17 or len(loose) > 5000:
                report.extend(scan_text("\x1e".join(loose), f"{sheet.place}的页眉页脚、数据验证等"))
                loose = []
    report.extend(scan_text("\x1e".join(loose), f"{sheet.place}的页眉页脚、数据验证等"))
    for count, what in (
        (hidden_rows, "隐藏行"),
        (hidden_cells, "隐藏列"),
        (filled if sheet.hidden else 0, "隐藏工作表"),
    ):
        if count:
            report.add(Finding("hidden", Severity.NOTICE, sheet.place, f"{what}，{count} 行有内容", 0, 0))


def _joined(formula: str) -> str:
    """="362323"&"19900101" reads as one number."""
    return re.sub(r'"\s*&\s*"', "", formula)


def cells_of_row(row, strings: Strings) -> tuple[dict[int, str], dict[int, str]]:
    cells, formulas, column = {}, {}, 0
    for cell in row:
        if local(cell) != "c":
            continue
        found = REFERENCE.match(cell.get("r", ""))
        column = column_number(found[1]) if found else column + 1
        value, formula = cell_text(cell, strings)
        if value:
            cells[column] = value
        if formula and len(formula) > 6:
            formulas[column] = formula
    return cells, formulas


__all__ = ["Layout", "Sheet", "Strings", "cell_text", "scan_workbook", "sheets_of", "sweep_part"]
