"""The dry run: every row read and judged in a stream, nothing written.

`checked_rows` is the engine: the import itself walks the same stream, so what the dry run showed is what is written.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from .cells import Row, SpreadsheetRefused, column_letter, shown
from .fields import FieldKind, FieldSpec
from .headings import (
    LOOK_AT_ROWS,
    Mapping,
    find_heading,
    is_note_row,
    is_totals_row,
    propose_mapping,
    repeats_heading,
)
from .parsing import CellRefused, parser_for
from .report import CheckedRow, Decisions, Opened, Report, RowError
from .source import Source

SKIP, INCLUDE = "skip", "include"
KEPT_ERRORS = 1_000
PREVIEW_ROWS = 20
NAMED_PLACES = 10
VALUE_LENGTH = 60


def open_sheet(
    source: Source,
    fields: Sequence[FieldSpec],
    *,
    mapping: Mapping | dict[int, str] | None = None,
    remembered: dict[str, str] | None = None,
    decisions: Decisions = Decisions(),  # noqa: B008 - frozen
) -> Opened:
    """Finds the heading and the mapping (proposed unless given)."""
    first = list(islice((row for row in source.rows() if not row.is_blank), LOOK_AT_ROWS + 1))
    heading = find_heading(first, fields)
    if mapping is None:
        mapping = propose_mapping(heading, fields, remembered)
    elif isinstance(mapping, dict):
        codes = set(mapping.values())
        mapping = Mapping(
            columns=dict(mapping),
            missing=tuple(spec.code for spec in fields if spec.required and spec.code not in codes),
        )
    return Opened(source, tuple(fields), heading, mapping, decisions)


def dry_run(
    opened: Opened,
    *,
    key: Sequence[str] = (),
    row_check: Callable[[dict], list[tuple[str, str]]] | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Report:
    """Reads the whole sheet and reports; memory does not grow with its length (but for the keys of `key`).

    `key` names the fields of the natural key: rows that repeat one are errors that name the first.
    `row_check(values)` returns (field code, problem) pairs for rules between fields.
    """
    report = Report(opened.heading, opened.mapping)
    _report_mapping(opened, report)
    watch = Watch(report)
    for row in checked_rows(opened, key=key, row_check=row_check, watch=watch):
        report.row_count += 1
        if row.errors:
            report.refused_count += 1
            report.error_count += len(row.errors)
            for error in row.errors:
                report.errors_by_field[error.code] = report.errors_by_field.get(error.code, 0) + 1
            report.errors.extend(row.errors[: KEPT_ERRORS - len(report.errors)])
        else:
            report.accepted_count += 1
        if len(report.preview) < PREVIEW_ROWS:
            report.preview.append(row)
        if on_progress and report.row_count % 1000 == 0:
            on_progress(report.row_count)
    watch.finish(opened)
    if not report.row_count:
        report.blocked.append("表头下面没有数据。请检查是否选错了工作表。")
    return report


def checked_rows(
    opened: Opened,
    *,
    key: Sequence[str] = (),
    row_check: Callable[[dict], list[tuple[str, str]]] | None = None,
    watch: "Watch | None" = None,
) -> Iterator[CheckedRow]:
    """Every row of data with its values or its errors, in order; titles, blanks, totals and notes left out."""
    watch = watch or Watch()
    columns = _columns(opened)
    headed = _headed_columns(opened)
    required = [spec for _, spec, _ in columns if spec.required]
    seen: dict[Hashable, int] = {}
    letters = {spec.code: (column_letter(index), heading_text(opened, index)) for index, spec, _ in columns}
    last_heading = opened.heading.last_row
    for row in opened.source.rows():
        if row.number <= last_heading or not watch.wants(row, opened, columns):
            continue
        values, errors = _parsed(row, columns, headed, opened)
        wrong = {error.code for error in errors}
        for spec in required:
            if spec.code not in wrong and values.get(spec.code) is None:
                letter, heading = letters[spec.code]
                errors.append(
                    RowError(row.number, letter, heading, "", f"缺少{spec.name}", f"请填写{spec.name}。", spec.code)
                )
        if row_check and not errors:
            for code, problem in row_check(values):
                letter, heading = letters.get(code, ("", ""))
                errors.append(
                    RowError(row.number, letter, heading, "", problem.rstrip("。"), "请核对这一行后改正。", code)
                )
        if key and not errors:
            identity = tuple(values.get(code) for code in key)
            first = seen.setdefault(identity, row.number)
            if first != row.number and any(part is not None for part in identity):
                letter, heading = letters.get(key[0], ("", ""))
                shown_key = "、".join(shown(part) for part in identity if part is not None)[:VALUE_LENGTH]
                errors.append(
                    RowError(row.number, letter, heading, shown_key, f"与第{first}行重复", "请删去其中一行。", key[0])
                )
        checked = CheckedRow(row.number, values, errors, row)
        watch.saw(checked, columns)
        yield checked


class Watch:
    """What a walk notices beside the rows of data: what it left out, hidden parts, sums that do not agree."""

    def __init__(self, report: Report | None = None):
        self.report = report
        self.skipped: dict[str, int] = {}
        self.hidden_rows: list[int] = []
        self.hidden_count = 0
        self.merged_rows = 0
        self.sums: dict[str, Decimal] = {}
        self.since: dict[str, Decimal] = {}
        self.warnings: list[str] = []
        self.broken_sums: set[str] = set()

    def wants(self, row: Row, opened: Opened, columns) -> bool:
        """Whether the row is data; counts it by its reason if not."""
        if row.is_blank:
            return False
        if row.hidden:
            self.hidden_count += 1
            if len(self.hidden_rows) < NAMED_PLACES:
                self.hidden_rows.append(row.number)
            if opened.decisions.hidden_rows != INCLUDE:
                return self._skip("隐藏行")
        if is_totals_row(row):
            self._compare_totals(row, columns)
            return self._skip("合计行")
        if is_note_row(row):
            return self._skip("表下说明")
        if repeats_heading(row, opened.heading):
            return self._skip("重复表头")
        if row.filled:
            self.merged_rows += 1
        return True

    def _skip(self, reason: str) -> bool:
        self.skipped[reason] = self.skipped.get(reason, 0) + 1
        return False

    def saw(self, row: CheckedRow, columns) -> None:
        for _, spec, _ in columns:
            if spec.kind in (FieldKind.AMOUNT, FieldKind.INT):
                value = row.values.get(spec.code)
                if value is not None:
                    self.sums[spec.code] = self.sums.get(spec.code, Decimal(0)) + value
                    self.since[spec.code] = self.since.get(spec.code, Decimal(0)) + value
        self.broken_sums.update(error.code for error in row.errors)

    def _compare_totals(self, row: Row, columns) -> None:
        """A subtotal is compared with the rows since the last one, a total with all rows."""
        is_sub = any(isinstance(cell, str) and "小计" in "".join(cell.split()) for cell in row.cells[:4])
        for index, spec, parse in columns:
            if spec.kind not in (FieldKind.AMOUNT, FieldKind.INT) or spec.code in self.broken_sums:
                continue
            cell = row.cells[index] if index < len(row.cells) else None
            try:
                written = parse(cell) if cell is not None and index not in row.filled else None
            except CellRefused:
                continue
            if written is None:
                continue
            candidates = (
                (self.since if is_sub else self.sums).get(spec.code, Decimal(0)),
                self.since.get(spec.code, Decimal(0)),
            )
            if written not in candidates and len(self.warnings) < NAMED_PLACES:
                self.warnings.append(
                    f"第{row.number}行{column_letter(index)}列“{spec.name}”的合计是{written}，"
                    f"上面各行相加是{candidates[0]}，相差{abs(written - candidates[0])}，请核对。"
                )
        self.since = {}

    def finish(self, opened: Opened) -> None:
        report = self.report
        report.skipped = self.skipped
        report.warnings.extend(self.warnings)
        if self.merged_rows:
            report.warnings.append(f"有{self.merged_rows}行含合并单元格，文字已按合并范围逐行填入，请在预览中核对。")
        if self.hidden_count and opened.decisions.hidden_rows not in (SKIP, INCLUDE):
            places = "、".join(str(number) for number in self.hidden_rows)
            more = "等" if self.hidden_count > len(self.hidden_rows) else ""
            report.blocked.append(
                f"有{self.hidden_count}个隐藏行（第{places}行{more}）。请决定导入还是跳过，或在表格中取消隐藏后重新上传。"
            )


def heading_text(opened: Opened, index: int) -> str:
    return next((cell.text for cell in opened.heading.cells if cell.index == index), "")


def _columns(opened: Opened):
    specs = {spec.code: spec for spec in opened.fields}
    headings = {cell.index: cell for cell in opened.heading.cells}
    left_out = opened.source.hidden_columns if opened.decisions.hidden_columns != INCLUDE else ()
    columns = []
    for index, code in sorted(opened.mapping.columns.items()):
        if code not in specs:
            raise SpreadsheetRefused(f"{column_letter(index)}列对应的字段不存在，请重新选择。")
        if index in left_out:
            continue
        unit = (headings[index].unit if index in headings else "") or opened.heading.unit
        parse = parser_for(specs[code], unit=unit, from_1904=opened.source.from_1904)
        columns.append((index, specs[code], parse))
    return columns


def _headed_columns(opened: Opened) -> frozenset[int]:
    return frozenset(opened.mapping.columns) | frozenset(cell.index for cell in opened.heading.cells)


def _parsed(row: Row, columns, headed: frozenset[int], opened: Opened) -> tuple[dict, list[RowError]]:
    values: dict[str, object] = {}
    errors: list[RowError] = []
    cells, filled = row.cells, row.filled
    width = len(cells)
    for index, spec, parse in columns:
        cell = cells[index] if index < width else None
        if cell is None or cell == "" or (cell.__class__ is str and cell.isspace()):
            values[spec.code] = None
            continue
        try:
            if index in filled and spec.kind in (FieldKind.AMOUNT, FieldKind.INT):
                raise CellRefused("是合并单元格，无法确定数字属于哪一行", "请取消合并，逐行填写。")
            values[spec.code] = parse(cell)
        except CellRefused as refused:
            values[spec.code] = None
            errors.append(
                RowError(
                    row.number,
                    column_letter(index),
                    heading_text(opened, index),
                    _short(shown(cell)),
                    refused.problem,
                    refused.remedy,
                    spec.code,
                )
            )
    if width > len(headed):
        for index in range(width):
            if index not in headed and cells[index] is not None and index not in filled and shown(cells[index]).strip():
                errors.append(
                    RowError(
                        row.number,
                        column_letter(index),
                        "",
                        _short(shown(cells[index])),
                        "所在的列没有表头",
                        "请补上表头，或删去这个内容（也可能是这一行错了位）。",
                    )
                )
    return values, errors


def _report_mapping(opened: Opened, report: Report) -> None:
    source, mapping, decisions = opened.source, opened.mapping, opened.decisions
    names = {spec.code: spec.name for spec in opened.fields}
    hidden = sorted(
        source.hidden_columns & {cell.index for cell in opened.heading.cells}
        | source.hidden_columns & set(mapping.columns)
    )
    missing = list(mapping.missing)
    if hidden and decisions.hidden_columns not in (SKIP, INCLUDE):
        letters = "、".join(column_letter(index) for index in hidden[:NAMED_PLACES])
        report.blocked.append(f"有隐藏的列（{letters}列）。请决定导入还是跳过，或在表格中取消隐藏后重新上传。")
    elif hidden and decisions.hidden_columns == SKIP:
        missing += [
            code
            for index in hidden
            if (code := mapping.columns.get(index))
            and names.get(code)
            and next(spec for spec in opened.fields if spec.code == code).required
        ]
    if source.hidden_sheets and decisions.hidden_sheets != SKIP:
        listed = "、".join(f"“{name}”" for name in source.hidden_sheets[:NAMED_PLACES])
        report.blocked.append(f"有隐藏的工作表：{listed}。请确认跳过，或取消隐藏、删除后重新上传。")
    if missing:
        report.blocked.append(
            f"缺少必填的列：{'、'.join(names.get(code, code) for code in missing)}。请补上这些列，或选择对应的列。"
        )
    report.warnings.extend(mapping.doubled)
    by_index = {cell.index: cell for cell in opened.heading.cells}
    for index in sorted(mapping.unsure):
        report.warnings.append(
            f"{column_letter(index)}列“{by_index[index].text}”按“{names[mapping.columns[index]]}”读取，请核对。"
        )
    if mapping.unmapped:
        listed = "、".join(f"{cell.letter}列“{cell.text}”" for cell in mapping.unmapped[:NAMED_PLACES])
        report.warnings.append(f"没有对应字段、不会导入的列：{listed}。")
    if source.other_sheets:
        listed = "、".join(f"“{name}”" for name in source.other_sheets[:NAMED_PLACES])
        report.warnings.append(f"只读取了工作表“{source.sheet}”；另有工作表未读取：{listed}。")


def _short(text: str) -> str:
    return text if len(text) <= VALUE_LENGTH else text[:VALUE_LENGTH] + "…"
