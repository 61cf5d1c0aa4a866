"""Finds the heading in a sheet and proposes which column is which field."""

import re
import unicodedata
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field

from .amounts import unit_in_heading, unit_of_sheet
from .cells import Row, SpreadsheetRefused, column_letter, shown
from .fields import FieldSpec

LOOK_AT_ROWS = 40
LONGEST_HEADING = 40
IGNORED = ""  # remembered for a heading that is not to be imported

MARKS = re.compile(r"[\s*＊:：·、.。_\-/|]+")
BRACKETS = re.compile(r"[(（\[【<《].*?[)）\]】>》]")
TOTALS = re.compile(
    r"(?:本页|本月|本季|本季度|本年|全年|全县|全乡|全镇|各项)?(?:合|总|小|共|累)计(?:数|金额)?(?:[:：(（].*)?"
)
NOTES = re.compile(
    r"(?:备注|说明|填表说明|填表人|填报人|制表人?|审核人?|复核人?|负责人|填报单位|制表单位|填报日期|制表日期|联系人|联系电话|单位负责人|注)\d*\s*[:：]"
)


@dataclass(frozen=True)
class HeadingCell:
    """A column's heading; `labels` are the ways it may be read, the nearest to the data first."""

    index: int
    text: str
    labels: tuple[str, ...]
    unit: str = ""

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(frozen=True)
class Heading:
    """Where the heading stands and what it says. Rows before it are titles."""

    first_row: int
    last_row: int
    cells: tuple[HeadingCell, ...]
    titles: tuple[str, ...] = ()
    unit: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True)
class Mapping:
    """Which column (counted from 0) is which field. `unsure` columns were recognised by a part of their heading only."""

    columns: dict[int, str] = field(default_factory=dict)
    unsure: frozenset[int] = frozenset()
    unmapped: tuple[HeadingCell, ...] = ()
    missing: tuple[str, ...] = ()  # codes of required fields without a column
    doubled: tuple[str, ...] = ()  # sentences about two columns that claim one field

    def memory(self, heading: Heading) -> dict[str, str]:
        """Heading → field code, to be kept for the next file of the same department."""
        return {normal(cell.text): self.columns.get(cell.index, IGNORED) for cell in heading.cells}


def normal(text: str) -> str:
    """A heading without width, case, spaces and punctuation."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def bare(text: str) -> str:
    """The same without what stands in brackets: 处罚金额（万元） → 处罚金额."""
    return MARKS.sub("", BRACKETS.sub("", unicodedata.normalize("NFKC", text))).casefold()


def find_heading(rows: Sequence[Row], fields: Sequence[FieldSpec]) -> Heading:
    """The heading among the first rows: the row, or two rows, that name most fields.

    Raises SpreadsheetRefused when no row names one field plainly and a second at least in part.
    """
    names = _names(fields)
    best, best_score = None, 0
    for place, row in enumerate(rows[:LOOK_AT_ROWS]):
        single = _single(row)
        score = _score(single, names)
        if score > best_score:
            best, best_score = (place, place, single), score
        if place + 1 < len(rows) and rows[place + 1].number == row.number + 1:
            double = _double(row, rows[place + 1])
            score = _score(double, names)
            if score > best_score:
                best, best_score = (place, place + 1, double), score
    if best is None or best_score < min(3, 2 * len(fields)):
        wanted = "、".join(spec.name for spec in fields if spec.required) or "、".join(spec.name for spec in fields[:5])
        raise SpreadsheetRefused(f"没有找到表头。表头应在前{LOOK_AT_ROWS}行，并含有：{wanted}。可下载模板对照。")
    first, last, cells = best
    titles = tuple(
        text
        for row in rows[:first]
        for text in [" ".join(dict.fromkeys(shown(cell) for cell in row.cells if cell))]
        if text
    )
    unit = next((found for title in reversed(titles) if (found := unit_of_sheet(title))), "")
    return Heading(rows[first].number, rows[last].number, cells, titles, unit)


def propose_mapping(
    heading: Heading, fields: Sequence[FieldSpec], remembered: Dictionary[str, str] | None = None
) -> Mapping:
    """Column → field: what was remembered, then exact names and synonyms, then names found inside a heading."""
    names, remembered = _names(fields), remembered or {}
    codes = {spec.code for spec in fields}
    taken: dict[str, HeadingCell] = {}
    columns: dict[int, str] = {}
    doubled, ignored = [], set()

    def take(cell: HeadingCell, code: str) -> None:
        if code in taken:
            name = next(spec.name for spec in fields if spec.code == code)
            doubled.append(
                f"{taken[code].letter}列和{cell.letter}列都像“{name}”，已采用{taken[code].letter}列，请核对。"
            )
        else:
            taken[code] = cell
            columns[cell.index] = code

    for cell in heading.cells:
        code = remembered.get(normal(cell.text))
        if code == IGNORED:
            ignored.add(cell.index)
        elif code in codes:
            take(cell, code)
    for reading in (normal, bare):
        for cell in heading.cells:
            if cell.index in columns or cell.index in ignored:
                continue
            code = next((names[reading(label)] for label in cell.labels if reading(label) in names), None)
            if code:
                take(cell, code)
    unsure = set()
    for cell in heading.cells:
        if cell.index in columns or cell.index in ignored:
            continue
        found = _named_inside(cell.text, names) - set(taken)
        if len(found) == 1:
            take(cell, found.pop())
            unsure.add(cell.index)
    return Mapping(
        columns=columns,
        unsure=frozenset(unsure),
        unmapped=tuple(cell for cell in heading.cells if cell.index not in columns and cell.index not in ignored),
        missing=tuple(spec.code for spec in fields if spec.required and spec.code not in taken),
        doubled=tuple(doubled),
    )


def is_totals_row(row: Row) -> bool:
    """合计, 总计, 小计 …: the word stands alone in the first or second filled cell that is text."""
    seen = 0
    for cell in row.cells:
        if cell is None or cell == "":
            continue
        seen += 1
        if isinstance(cell, str) and TOTALS.fullmatch("".join(cell.split())):
            return True
        if seen == 2:
            return False
    return False


def is_note_row(row: Row) -> bool:
    """填表人：… 注：… below a table: a labelled line with few cells."""
    filled = [cell for index, cell in enumerate(row.cells) if cell is not None and index not in row.filled]
    if not filled or not isinstance(filled[0], str) or len(filled) > 4:
        return False
    return bool(NOTES.match(filled[0].strip()))


def repeats_heading(row: Row, heading: Heading) -> bool:
    """The heading printed again on the next page of a long table (also one line of a heading of two)."""
    compared = same = 0
    for cell in heading.cells:
        value = row.cells[cell.index] if cell.index < len(row.cells) else None
        if not isinstance(value, str) or not value.strip():
            continue
        compared += 1
        if normal(value) in {normal(label) for label in cell.labels}:
            same += 1
    return same >= 2 and same * 2 > compared


def _names(fields: Sequence[FieldSpec]) -> dict[str, str]:
    names: dict[str, str] = {}
    for spec in fields:
        for name in (spec.name, spec.heading):
            names.setdefault(normal(name), spec.code)
    for spec in fields:
        for name in (*spec.synonyms, spec.code):
            names.setdefault(normal(name), spec.code)
    return names


def _single(row: Row) -> tuple[HeadingCell, ...]:
    cells = []
    for index, cell in enumerate(row.cells):
        text = " ".join(cell.split()) if isinstance(cell, str) else ""
        if text:
            cells.append(HeadingCell(index, text, (text,), unit_in_heading(text)))
    return tuple(cells)


def _double(upper: Row, lower: Row) -> tuple[HeadingCell, ...]:
    """Two rows read as one heading; a group title reaches to the right over its empty neighbours."""
    if any(cell is not None and not isinstance(cell, str) for cell in lower.cells):
        return ()
    cells, group = [], ""
    for index in range(max(len(upper.cells), len(lower.cells))):
        top = _text_at(upper, index)
        below = _text_at(lower, index)
        group = top or (group if below else "")
        if below and below != top:
            text = f"{group}／{below}" if group and group != below else below
            labels = (below, f"{group}{below}", text) if group else (below,)
        elif top:
            text, labels = top, (top,)
        else:
            continue
        cells.append(HeadingCell(index, text, labels, unit_in_heading(below or top) or unit_in_heading(top)))
    return tuple(cells)


def _text_at(row: Row, index: int) -> str:
    cell = row.cells[index] if index < len(row.cells) else None
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _score(cells: tuple[HeadingCell, ...], names: dict[str, str]) -> int:
    """Two points for each field a cell names, one for each that is named inside a longer heading."""
    exact, inside = set(), set()
    for cell in cells:
        found = (names.get(normal(label)) or names.get(bare(label)) for label in cell.labels)
        code = next((code for code in found if code), None)
        if code:
            exact.add(code)
        else:
            inside.update(_named_inside(cell.text, names))
    return 2 * len(exact) + len(inside - exact)


def _named_inside(text: str, names: dict[str, str]) -> set[str]:
    """The fields whose whole name stands inside a longer heading (not inside a sentence)."""
    plain = normal(text)
    if len(plain) > LONGEST_HEADING:
        return set()
    return {code for name, code in names.items() if len(name) >= 3 and name in plain}
