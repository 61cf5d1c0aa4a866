"""The official workbook of a budget becomes tables: one sheet a table, recognised by its title."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice

from disclosure.notices.budget_tables import decimal_of, official_tables
from yushan_portal.lib.spreadsheets import SpreadsheetRefused, open_source
from yushan_portal.lib.spreadsheets.amounts import unit_of_sheet

MOST_ROWS, MOST_SHEETS, MOST_COLUMNS, TITLE_ROWS = 3000, 60, 40, 6
NOISE = re.compile(
    r"[(（\[【].*?[)）\]】]|[A-Za-z0-9\s“”\"'‘’《》、.．:：—\-_]|年度|部门|单位|预算|决算|情况|明细|附件|公开|表"
)
CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
TOTALS = ("合计", "总计")
PLACES = 6


@dataclass
class Workbook:
    """What was read: tables as they are kept, sentences about sheets that were not."""

    tables: list[dict] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read_workbook(file, level: str, account: str, year: int) -> Workbook:
    """Every visible sheet that is one of the official tables. Raises SpreadsheetRefused for what is no workbook."""
    official = official_tables(level, account, year)
    if not official:
        raise SpreadsheetRefused("请先选择层级、类别和年度，再上传报表。")
    found = Workbook()
    first = open_source(file)
    if first.kind != "xlsx":
        raise SpreadsheetRefused("官方报表须是 .xlsx 工作簿，每张表一个工作表。")
    names = [info.name for info in first.sheets if not info.hidden and info.name in first.filled_sheets][:MOST_SHEETS]
    for name in names:
        rows = list(islice((row for row in open_source(file, sheet=name).rows() if not row.is_blank), MOST_ROWS))
        rows = [[_text(cell) for cell in row.cells[:MOST_COLUMNS]] for row in rows if not row.hidden]
        code = _recognised([name, *_titles(rows)], official)
        if code is None:
            found.unknown.append(f"工作表“{name}”不是规定的报表，没有读入。")
        elif any(table["code"] == code for table in found.tables):
            found.unknown.append(f"工作表“{name}”与前面的表重名，没有读入。")
        else:
            found.tables.append(read_table(code, dict(official)[code], rows))
    order = [code for code, _ in official]
    found.tables.sort(key=lambda table: order.index(table["code"]))
    return found


def merged(old: list[dict], new: list[dict], order: list[str]) -> list[dict]:
    """Tables of the same code replaced, the others kept, in the official order."""
    by_code = {table["code"]: table for table in (*old, *new)}
    return [by_code[code] for code in order if code in by_code]


def read_table(code: str, name: str, rows: list[list[str]]) -> dict:
    """One sheet as {code, name, unit, columns, rows, note, total_problem}."""
    titles = _titles(rows)
    unit = next((unit_of_sheet(text) for row in rows[:TITLE_ROWS] for text in row if unit_of_sheet(text)), "")
    body = rows[len(titles) :]
    while body and _is_unit_line(body[0]):
        body.pop(0)
    heading = []
    while body and len(heading) < 3 and not any(decimal_of(cell) is not None for cell in body[0]):
        if heading and not _continues(heading[-1], body[0]):
            break
        heading.append(body.pop(0))
    notes, kept = [], []
    for row in body:
        filled = [cell for cell in row if cell]
        if filled and re.match(r"(注|备注|说明)\s*\d*\s*[:：]", filled[0]):
            notes.append(filled[0])
        elif filled and "".join(filled[0].split()) not in ("栏次", "项目栏次"):
            kept.append(row)
    width = max((len(_trimmed(row)) for row in (*heading, *kept)), default=0)
    columns = _columns(heading, width)
    kept = [[*row, *[""] * width][:width] for row in kept]
    return {
        "code": code,
        "name": name,
        "unit": unit or "万元",
        "columns": columns,
        "rows": kept,
        "note": "；".join(notes)[:500],
        "total_problem": total_problem(columns, kept),
    }


def total_problem(columns: list[str], rows: list[list[str]]) -> str:
    """What does not add up, as a sentence; "" where totals agree or nothing can be compared."""
    for row in rows:
        marks = [place for place, cell in enumerate(row) if "".join(cell.split()) in ("收入总计", "支出总计")]
        if len(marks) == 2:
            left, right = (_next_number(row, place) for place in marks)
            if left is not None and right is not None and left != right:
                return f"收入总计 {left} 与支出总计 {right} 不等，相差 {abs(left - right)}。"
    total = next((row for row in rows if any("".join(cell.split()) in TOTALS for cell in row[:3])), None)
    coded = [(row, row[0].strip()) for row in rows if row and CODE.fullmatch(row[0].strip())]
    if total is None or not coded:
        return ""
    shortest = min(len(code) for _, code in coded)
    tops = [row for row, code in coded if len(code) == shortest]
    for place, column in enumerate(columns):
        written = decimal_of(total[place]) if place < len(total) else None
        if place == 0 or written is None:
            continue
        summed = sum((decimal_of(row[place]) or Decimal(0) for row in tops), Decimal(0))
        if summed != written:
            return f"“{column}”合计 {written}，各项相加 {summed}，相差 {abs(written - summed)}。"
    return ""


def _next_number(row: list[str], place: int):
    return next((number for cell in row[place + 1 :] if (number := decimal_of(cell)) is not None), None)


def _text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        number = Decimal(format(cell, ".15g")).quantize(Decimal(1).scaleb(-PLACES)).normalize()
        return format(number, "f")
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return unicodedata.normalize("NFKC", str(cell)).strip() if not isinstance(cell, int) else str(cell)


def _titles(rows: list[list[str]]) -> list[str]:
    """Lines above the table: a single text, perhaps over merged cells."""
    found = []
    for row in rows[:TITLE_ROWS]:
        texts = list(dict.fromkeys(cell for cell in row if cell))
        if len(texts) != 1 and not _is_unit_line(row):
            break
        found.append(" ".join(texts))
    return found


def _is_unit_line(row: list[str]) -> bool:
    return any(unit_of_sheet(cell) for cell in row) and not any(decimal_of(cell) is not None for cell in row)


def _continues(above: list[str], row: list[str]) -> bool:
    """Whether a line of words is a second line of the heading: it repeats a merged cell of the first."""
    return any(cell and cell == above[place] for place, cell in enumerate(row[: len(above)])) or any(
        above.count(cell) > 1 for cell in above if cell
    )


def _columns(heading: list[list[str]], width: int) -> list[str]:
    names = []
    for place in range(width):
        parts = dict.fromkeys(row[place] for row in heading if place < len(row) and row[place])
        names.append("／".join("".join(part.split()) for part in parts))
    return names


def _trimmed(row: list[str]) -> list[str]:
    end = max((place + 1 for place, cell in enumerate(row) if cell), default=0)
    return row[:end]


def _bare(text: str) -> str:
    return NOISE.sub("", unicodedata.normalize("NFKC", text))


def _recognised(texts: list[str], official) -> str | None:
    """The official table that one of the texts names: exactly, else the longest name inside."""
    names = {code: _bare(name) for code, name in official}
    for text in texts:
        bare = _bare(text)
        exact = [code for code, name in names.items() if name and name == bare]
        if exact:
            return exact[0]
    for text in texts:
        bare = _bare(text)
        inside = [code for code, name in names.items() if len(name) >= 4 and name in bare]
        if inside:
            return max(inside, key=lambda code: len(names[code]))
    return None
