"""Reads one sheet of an .xlsx as a stream of rows, in memory that does not grow with the sheet.

openpyxl's read-only mode hides what a clerk must decide about (hidden rows and columns, merged ranges, formulas
without a stored value), so the sheet's XML is walked here; openpyxl still judges number formats and writes files.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from .cells import MAX_ROWS, Cell, CellFault, Merge, Row, SheetInfo, SpreadsheetRefused, column_index
from .xlsx_parts import (
    date_styles,
    elements,
    from_serial,
    local,
    open_package,
    reading,
    relations,
    rich_text,
    shared_strings,
    unescape,
)

MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
HAS_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
DIGITS = "0123456789"
MAX_MERGES = 100_000
MAX_FILLED_COLUMNS = 200
ERRORS = {
    "#REF!": "公式引用的单元格已不存在",
    "#DIV/0!": "公式除以了零",
    "#VALUE!": "公式里的数据类型不对",
    "#NAME?": "公式里有不认识的名称",
    "#N/A": "公式没有查到结果",
    "#NUM!": "公式算出的数字无效",
    "#NULL!": "公式引用的区域没有交集",
}


class XlsxSource:
    """A workbook opened at one sheet. `rows()` may be walked any number of times."""

    kind = "xlsx"

    def __init__(self, stream, sheet: str = ""):
        self._package = open_package(stream)
        workbook = next((path for kind, path in relations(self._package, "").values() if kind == "officeDocument"), "")
        parts = relations(self._package, workbook)
        self.from_1904 = False
        self.sheets: tuple[SheetInfo, ...] = ()
        paths = self._read_workbook(workbook, parts)
        by_kind = dict(parts.values())
        self._dated = date_styles(self._package, by_kind["styles"]) if "styles" in by_kind else frozenset()
        self._strings = shared_strings(self._package, by_kind["sharedStrings"]) if "sharedStrings" in by_kind else []
        self.filled_sheets = tuple(name for name in paths if self._holds_something(paths[name]))
        self.sheet = sheet or self._first_choice()
        if self.sheet not in paths:
            raise SpreadsheetRefused(f"工作簿里没有名为“{self.sheet}”的工作表。")
        self._path = paths[self.sheet]
        self.merges = self._read_merges()
        self.hidden_columns = self._read_hidden_columns()

    def close(self) -> None:
        self._package.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def hidden_sheets(self) -> tuple[str, ...]:
        """Hidden sheets that hold something, other than the one being read."""
        return tuple(
            info.name
            for info in self.sheets
            if info.hidden and info.name in self.filled_sheets and info.name != self.sheet
        )

    @property
    def other_sheets(self) -> tuple[str, ...]:
        """Visible sheets that hold something and are not being read."""
        return tuple(
            info.name
            for info in self.sheets
            if not info.hidden and info.name in self.filled_sheets and info.name != self.sheet
        )

    def rows(self) -> Iterator[Row]:
        """Every row the file holds, hidden ones marked, in order; rows without any cell are left out."""
        fill = MergeFill(self.merges)
        previous = 0
        for _, element in elements(self._package, self._path, ("row",)):
            number = element.get("r")
            number = int(number) if number and number.isdigit() else previous + 1
            if not previous < number <= MAX_ROWS:
                raise SpreadsheetRefused(f"表格第 {previous + 1} 行附近的行号混乱，请另存为 .xlsx 后再上传。")
            yield from fill.missing(previous + 1, number)
            previous = number
            row = Row(number, self._cells(element), _is_hidden(element, "ht"))
            yield fill.apply(row)

    def _cells(self, row) -> list[Cell]:
        cells: list[Cell] = []
        for cell in row:
            attributes = cell.attrib
            place = attributes.get("r")
            index = _column(place.rstrip(DIGITS)) if place else len(cells)
            value = self._value(cell, attributes)
            if value is None:
                continue
            count = len(cells)
            if index == count:
                cells.append(value)
            elif index > count:
                cells.extend([None] * (index - count))
                cells.append(value)
            else:
                cells[index] = value
        return cells

    def _value(self, cell, attributes) -> Cell:
        text, formula, inline = None, False, None
        for child in cell:
            tag = child.tag
            if tag.endswith("}v"):
                text = child.text
            elif tag.endswith("}f"):
                formula = True
            elif tag.endswith("}is"):
                inline = child
        kind = attributes.get("t")
        if inline is not None and kind == "inlineStr":
            return rich_text(inline) or None
        if not text:
            if formula and kind != "str":
                return CellFault("", "公式没有保存计算结果", "请在 Excel 中打开并保存一次，或把公式粘贴为数值。")
            return None
        try:
            return self._typed(text, kind, attributes)
        except (ValueError, IndexError, OverflowError):
            return CellFault(text[:50], "单元格内容已损坏", "请重新填写这个单元格。")

    def _typed(self, text: str, kind: str | None, attributes) -> Cell:
        if kind == "s":
            return self._strings[int(text)] or None
        if kind is None or kind == "n":
            if attributes.get("s") in self._dated:
                return from_serial(float(text), self.from_1904)
            if text.isdigit() and len(text) < 400:
                return int(text)
            number = float(text)
            if number != number or number in (float("inf"), float("-inf")):
                raise ValueError
            return int(number) if number.is_integer() and abs(number) < 1e21 else number
        if kind == "str":
            return unescape(text) if "_x" in text else text
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return CellFault(text, ERRORS.get(text, "公式出错"), "请改正公式，或直接填写数值。")
        if kind == "d":
            moment = datetime.fromisoformat(text.replace("Z", ""))
            return date(moment.year, moment.month, moment.day) if len(text) <= 10 else moment.replace(tzinfo=None)
        return text

    def _read_workbook(self, path: str, parts: dict) -> dict[str, str]:
        paths: dict[str, str] = {}
        infos = []
        for _, element in elements(self._package, path, ("workbookPr", "sheet")):
            if local(element) == "workbookPr":
                self.from_1904 = element.get("date1904") in ("1", "true")
                continue
            relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            kind, inside = parts.get(relation, ("", ""))
            name = element.get("name", "")
            if kind == "worksheet" and inside in self._package.namelist():
                paths[name] = inside
                infos.append(SheetInfo(name, element.get("state", "visible") != "visible"))
        if not paths:
            raise SpreadsheetRefused("工作簿里没有工作表。请检查文件后再上传。")
        self.sheets = tuple(infos)
        return paths

    def _first_choice(self) -> str:
        visible = [info.name for info in self.sheets if not info.hidden]
        if not visible:
            raise SpreadsheetRefused("工作簿里的工作表全部被隐藏。请取消隐藏要导入的工作表后再上传。")
        return next((name for name in visible if name in self.filled_sheets), visible[0])

    def _holds_something(self, path: str) -> bool:
        rest = b""
        with reading(), self._package.open(path) as part:
            while chunk := part.read(262_144):
                if HAS_VALUE.search(rest + chunk):
                    return True
                rest = chunk[-20:]
        return False

    def _read_merges(self) -> tuple[Merge, ...]:
        """Merged ranges stand behind the rows in the file but are needed before them: one quick pass over the bytes."""
        merges: list[Merge] = []
        with reading(), self._package.open(self._path) as part:
            rest = b""
            while chunk := part.read(1_048_576):
                text = rest + chunk
                end = 0
                for match in MERGED.finditer(text):
                    end = match.end()
                    left, top, right, bottom = (group.decode() for group in match.groups())
                    merges.append(Merge(int(top), int(bottom), column_index(left), column_index(right)))
                    if len(merges) > MAX_MERGES:
                        raise SpreadsheetRefused("合并单元格过多。请取消合并、逐行填写后再上传。")
                rest = text[max(end, len(text) - 300) :]
        return tuple(merges)

    def _read_hidden_columns(self) -> frozenset[int]:
        hidden: set[int] = set()
        for _, element in elements(self._package, self._path, ("col", "row")):
            if local(element) == "row":
                break
            if _is_hidden(element, "width"):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                hidden.update(range(max(first, 1) - 1, min(last, 16_384)))
        return frozenset(hidden)


class MergeFill:
    """Gives every cell of a merged range the value of its corner, while the rows stream by."""

    def __init__(self, merges: tuple[Merge, ...]):
        self._waiting = sorted(merges, key=lambda merge: merge.first_row, reverse=True)
        self._open: list[tuple[Merge, Cell]] = []

    def apply(self, row: Row) -> Row:
        filled: set[int] = set()
        while self._waiting and self._waiting[-1].first_row <= row.number:
            merge = self._waiting.pop()
            cells = row.cells
            corner = cells[merge.first_column] if merge.first_column < len(cells) else None
            if merge.first_row == row.number and corner is not None:
                self._open.append((merge, corner))
        if self._open:
            self._open = [pair for pair in self._open if pair[0].last_row >= row.number]
            for merge, value in self._open:
                self._fill(row, merge, value, filled)
            row.filled = frozenset(filled)
        return row

    def missing(self, first: int, before: int) -> Iterator[Row]:
        """Rows the file leaves out although a merged range covers them."""
        last = max((merge.last_row for merge, _ in self._open), default=0)
        for number in range(first, min(before, last + 1)):
            yield self.apply(Row(number, []))

    @staticmethod
    def _fill(row: Row, merge: Merge, value: Cell, filled: set[int]) -> None:
        last = min(merge.last_column, merge.first_column + MAX_FILLED_COLUMNS)
        for index in range(merge.first_column, last + 1):
            if row.number == merge.first_row and index == merge.first_column:
                continue
            if index >= len(row.cells):
                row.cells.extend([None] * (index + 1 - len(row.cells)))
            if row.cells[index] is None:
                row.cells[index] = value
                filled.add(index)


_columns: dict[str, int] = {}


def _column(letters: str) -> int:
    index = _columns.get(letters)
    if index is None:
        index = column_index(letters)
        _columns[letters] = index
    return index


def _is_hidden(element, size: str) -> bool:
    attributes = element.attrib
    if attributes.get("hidden") in ("1", "true"):
        return True
    extent = attributes.get(size)
    return extent is not None and extent in ("0", "0.0")
