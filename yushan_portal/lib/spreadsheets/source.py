"""Opens whatever a clerk uploads, judged by its content and not by its name."""

from pathlib import Path

from .cells import SpreadsheetRefused
from .csv_reader import CsvSource
from .xlsx_reader import XlsxSource

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Source = XlsxSource | CsvSource


def open_source(file, *, sheet: str = "", name: str = "") -> Source:
    """The table in `file` (a path or a seekable binary stream).

    `sheet` chooses a sheet by name; without it the first visible one that holds something is read.
    Raises SpreadsheetRefused with a sentence for anything else than .xlsx, .csv and .txt tables.
    """
    stream = open(file, "rb") if isinstance(file, str | Path) else file  # noqa: SIM115 - the source keeps it
    stream.seek(0)
    head = stream.read(1024)
    stream.seek(0)
    if not head.strip():
        raise SpreadsheetRefused("文件是空的。请检查后再上传。")
    if head.startswith(OLE):
        raise SpreadsheetRefused("这是旧格式（.xls、.et）或加了密码的表格。请去掉密码，另存为 .xlsx 后再上传。")
    if head.startswith(b"PK"):
        return XlsxSource(stream, sheet=sheet)
    if head.startswith(b"%PDF") or head.lstrip()[:5].lower() in (b"<html", b"<?xml", b"<!doc", b"<tabl"):
        raise SpreadsheetRefused("文件的内容不是表格。请另存为 .xlsx 或 .csv 后再上传。")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SpreadsheetRefused("文件的内容不是表格。请另存为 .xlsx 或 .csv 后再上传。")
    return CsvSource(stream, name=name or "表格")
