"""Spreadsheets in and out: .xlsx, .csv and .txt become one stream of rows; a dry run judges each cell.

The way of an import: `open_source` → `open_sheet` (heading and mapping) → `dry_run` (report for the clerk) →
`checked_rows` (the same stream again, for the job that writes). Nothing here writes to the database.
"""

from .cells import CellFault, Row, SpreadsheetRefused, column_letter, shown
from .checking import INCLUDE, SKIP, checked_rows, dry_run, open_sheet
from .fields import Choice, FieldKind, FieldSpec
from .headings import Heading, HeadingCell, Mapping, find_heading, propose_mapping
from .parsing import CellRefused, parser_for
from .report import CheckedRow, Decisions, Opened, Report, RowError
from .source import Source, open_source
from .writing import write_error_file, write_template, write_xlsx

__all__ = [
    "INCLUDE",
    "SKIP",
    "CellFault",
    "CellRefused",
    "CheckedRow",
    "Choice",
    "Decisions",
    "FieldKind",
    "FieldSpec",
    "Heading",
    "HeadingCell",
    "Mapping",
    "Opened",
    "Report",
    "Row",
    "RowError",
    "Source",
    "SpreadsheetRefused",
    "checked_rows",
    "column_letter",
    "dry_run",
    "find_heading",
    "open_sheet",
    "open_source",
    "parser_for",
    "propose_mapping",
    "shown",
    "write_error_file",
    "write_template",
    "write_xlsx",
]
