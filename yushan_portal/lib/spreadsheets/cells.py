"""What every spreadsheet is read into: rows with their true numbers, whatever the file was."""

from dataclasses import dataclass
from datetime import date, datetime, time

MAX_ROWS = 1_048_576  # what Excel itself can hold
MAX_COLUMNS = 16_384


class SpreadsheetRefused(ValueError):
    """The file cannot be read at all. The message is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that holds no value one may use: an Excel error, a formula never calculated, an impossible serial."""

    text: str  # what the cell shows, e.g. #REF!
    problem: str
    remedy: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | date | datetime | time | CellFault | None


@dataclass(slots=True)
class Row:
    """One row of the sheet.

    `number` is the number Excel shows beside it. `cells` ends at the last cell that holds something.
    `filled` are the columns (counted from 0) whose value was taken over from the corner of a merged range.
    """

    number: int
    cells: list[Cell]
    hidden: bool = False
    filled: frozenset[int] = frozenset()

    @property
    def is_blank(self) -> bool:
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


@dataclass(frozen=True)
class SheetInfo:
    name: str
    hidden: bool


@dataclass(frozen=True)
class Merge:
    """A merged range, rows counted from 1 and columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


def column_letter(index: int) -> str:
    """The letter Excel shows above a column: 0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The reverse of `column_letter`; raises SpreadsheetRefused for a column no sheet has."""
    index = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or index > MAX_COLUMNS:
            raise SpreadsheetRefused("表格里有无法识别的单元格位置，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
        index = index * 26 + ord(letter) - 64
    if not 1 <= index <= MAX_COLUMNS:
        raise SpreadsheetRefused("表格的列数超过 16384 列，请删去无用的列后再上传。")
    return index - 1


def shown(cell: Cell) -> str:
    """A cell as the clerk sees it, for previews and error lists."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return format(cell, ".15g")
    return str(cell)
