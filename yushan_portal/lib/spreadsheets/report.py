"""What a dry run says: decisions asked, errors as sentences, the report."""

from dataclasses import dataclass, field

from .cells import Row
from .fields import FieldSpec
from .headings import Heading, Mapping
from .source import Source


@dataclass(frozen=True)
class Decisions:
    """What the clerk decided about hidden parts: "" (not yet), "skip" or "include". Hidden sheets can only be skipped."""

    hidden_rows: str = ""
    hidden_columns: str = ""
    hidden_sheets: str = ""


@dataclass(frozen=True)
class RowError:
    """One thing wrong with one cell (or, without a column, with the row)."""

    row: int
    column: str
    heading: str
    value: str
    problem: str
    remedy: str
    code: str = ""

    @property
    def sentence(self) -> str:
        place = f"第{self.row}行" + (f"{self.column}列" if self.column else "")
        name = f"“{self.heading}”" if self.heading else ""
        value = f"填的是“{self.value}”，" if self.value else ""
        return f"{place}{name}{value}{self.problem}。{self.remedy}"


@dataclass(slots=True)
class CheckedRow:
    """A row of data with its values by field code, or with what is wrong in it."""

    number: int
    values: dict[str, object]
    errors: list[RowError]
    raw: Row

    @property
    def accepted(self) -> bool:
        return not self.errors


@dataclass(frozen=True)
class Opened:
    """A sheet whose heading was found and mapped: ready to be walked."""

    source: Source
    fields: tuple[FieldSpec, ...]
    heading: Heading
    mapping: Mapping
    decisions: Decisions = Decisions()


@dataclass
class Report:
    """What a dry run found. `ok` is True when every row can be imported as it stands."""

    heading: Heading
    mapping: Mapping
    blocked: list[str] = field(default_factory=list)  # must be decided or mended before any import
    warnings: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)  # the first KEPT_ERRORS; error_count is exact
    preview: list[CheckedRow] = field(default_factory=list)
    row_count: int = 0
    accepted_count: int = 0
    refused_count: int = 0
    error_count: int = 0
    errors_by_field: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)  # totals, notes, headings, hidden

    @property
    def ok(self) -> bool:
        return not self.blocked and not self.error_count and self.row_count > 0

    @property
    def numbered(self) -> list[str]:
        """The kept errors as numbered sentences."""
        return [f"{number}. {error.sentence}" for number, error in enumerate(self.errors, start=1)]

    @property
    def summary(self) -> str:
        left = f"，其中{self.accepted_count}行可以导入，{self.refused_count}行有错误（共{self.error_count}处）"
        skipped = "；".join(f"{name}{count}行" for name, count in self.skipped.items() if count)
        return f"共读到{self.row_count}行数据{left}。" + (f"未导入的行：{skipped}。" if skipped else "")
