"""Reads .csv and .txt tables as clerks have them: GB18030 or UTF-8, with commas, semicolons or tabs."""

import codecs
import csv
import io
from collections.abc import Iterator

from yushan_portal.lib.csvfiles import unprotect

from .cells import MAX_COLUMNS, MAX_ROWS, Row, SheetInfo, SpreadsheetRefused

DELIMITERS = (",", "\t", ";", "，", "|")
SAMPLE_BYTES = 65_536


class CsvSource:
    """A text table. Row numbers are those Excel shows when it opens the file."""

    kind = "csv"
    from_1904 = False
    merges = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_sheets: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()

    def __init__(self, stream, name: str = "表格"):
        self._stream = stream
        self.sheet = name
        self.sheets = (SheetInfo(name, False),)
        self.encoding = find_encoding(stream)
        self.delimiter = find_delimiter(self._sample())

    def close(self) -> None:
        """The stream belongs to the caller."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _sample(self) -> str:
        self._stream.seek(0)
        head = self._stream.read(SAMPLE_BYTES)
        return codecs.getincrementaldecoder(self.encoding)().decode(head).lstrip("\ufeff")

    def rows(self) -> Iterator[Row]:
        self._stream.seek(0)
        text = io.TextIOWrapper(_Unclosed(self._stream), encoding=self.encoding, newline="")
        number = 0
        try:
            for record in csv.reader(_without_nul(text), delimiter=self.delimiter):
                number += 1
                if number > MAX_ROWS or len(record) > MAX_COLUMNS:
                    raise SpreadsheetRefused("表格超过 1048576 行或 16384 列，请拆成几个文件后再上传。")
                cells = [unprotect(cell) or None for cell in record]
                while cells and cells[-1] is None:
                    cells.pop()
                yield Row(number, cells)
        except csv.Error as broken:
            raise SpreadsheetRefused(
                f"第 {number + 1} 行的引号没有成对，后面的内容读不下去。请检查这一行的双引号。"
            ) from broken


def find_encoding(stream) -> str:
    """The encoding that reads the whole file without a fault; refused with the place if there is none."""
    stream.seek(0)
    head = stream.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    candidates = ["utf-8-sig"] if head.startswith(codecs.BOM_UTF8) else ["utf-8-sig", "gb18030"]
    line = 1
    for encoding in candidates:
        stream.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)()
        line = 1
        try:
            while chunk := stream.read(262_144):
                line += decoder.decode(chunk).count("\n")
            decoder.decode(b"", final=True)
            return encoding
        except UnicodeDecodeError as broken:
            line += broken.object[: broken.start].count(b"\n")
    raise SpreadsheetRefused(
        f"文字编码无法识别（第 {line} 行附近）。请用 Excel 打开后另存为“CSV UTF-8（逗号分隔）”或 .xlsx 再上传。"
    )


def find_delimiter(sample: str) -> str:
    """The separator by which most of the first lines have the same number (more than one) of fields."""
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths: dict[int, int] = {}
        try:
            for number, record in enumerate(csv.reader(io.StringIO(sample.replace("\0", "")), delimiter=delimiter)):
                if number >= 30:
                    break
                if len(record) > 1:
                    widths[len(record)] = widths.get(len(record), 0) + 1
        except csv.Error:
            pass
        if widths:
            width, lines = max(widths.items(), key=lambda item: (item[1], item[0]))
            if (lines, width) > best_score:
                best, best_score = delimiter, (lines, width)
    return best


def _without_nul(lines) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "") if "\0" in line else line


class _Unclosed(io.RawIOBase):
    """Lets a TextIOWrapper read a stream without closing it at the end."""

    def __init__(self, stream):
        self._inner = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        chunk = self._inner.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)
