"""Scanning a file by its name's ending: .docx .xlsx .ofd .pdf .csv .txt; everything else fails closed."""

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO

from lxml import etree

from .containers import OLE_MAGIC, Unreadable, elements, local, open_package, release
from .documents import scan_document
from .findings import FileReport, Finding, Severity
from .pdfs import scan_pdf
from .spreadsheets import scan_workbook
from .sweep import sweep
from .tables import TableScanner
from .text import scan_text

OLD_FORMATS = {
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".xls": ".xlsx",
    ".et": ".xlsx",
    ".ppt": ".pdf",
    ".dps": ".pdf",
}
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"}
ENCODINGS = ("utf-8-sig", "gb18030")
CHUNK = 1 << 20
OVERLAP = 400


def scan_file(source: str | os.PathLike | IO[bytes] | bytes, name: str = "") -> FileReport:
    """All personal information in a file and whether it could be read whole. Never raises for what is in the file.

    source   path, open binary file (left open, position moved) or bytes
    name     the file's name if `source` does not tell; its ending chooses the reader
    """
    return _scan(source, name, 0)


def _scan(source, name: str, depth: int) -> FileReport:
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as stream:
            return _scan_stream(stream, name or os.fspath(source), depth)
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    return _scan_stream(stream, name or getattr(source, "name", ""), depth)


def _scan_stream(stream: IO[bytes], name: str, depth: int) -> FileReport:
    report = FileReport()
    ending = PurePath(str(name).replace("\\", "/").lower()).suffix
    report.extend(scan_text(PurePath(str(name).replace("\\", "/")).stem, "文件名") if not depth else ())
    stream.seek(0, io.SEEK_END)
    size = stream.tell()
    stream.seek(0)
    if not size:
        return report.unreadable("文件是空的")
    reader = READERS.get(ending)
    if reader is None:
        return report.unreadable(_why_not(ending))
    try:
        reader(stream, report, depth)
    except Unreadable as reason:
        report.unreadable(str(reason))
    except (
        RecursionError,
        MemoryError,
        etree.LxmlError,
        ValueError,
        KeyError,
        OSError,
        EOFError,
        IndexError,
        TypeError,
    ):
        report.unreadable("文件结构异常，无法检查")
    return report


def _why_not(ending: str) -> str:
    if ending in OLD_FORMATS:
        return f"无法检查 {ending} 文件，请另存为 {OLD_FORMATS[ending]}"
    if ending in PICTURES:
        return "图片中的文字无法检查"
    return f"无法检查{' ' + ending if ending else '没有扩展名的'}文件"


def _docx(stream: IO[bytes], report: FileReport, depth: int) -> None:
    with open_package(stream) as package:
        _refuse_macros(package)
        scan_document(package, report, depth, _scan)


def _xlsx(stream: IO[bytes], report: FileReport, depth: int) -> None:
    with open_package(stream) as package:
        _refuse_macros(package)
        scan_workbook(package, report, depth, _scan)


def _refuse_macros(package) -> None:
    if any("vbaproject" in name.lower() for name in package.NameToInfo):
        raise Unreadable("文件含宏，请另存为不含宏的格式")
    if any(name.startswith("_xmlsignatures") for name in package.NameToInfo) and len(package.NameToInfo) < 3:
        raise Unreadable("文件内容不完整")


def _ofd(stream: IO[bytes], report: FileReport, depth: int) -> None:
    """版式文件 OFD (GB/T 33190): the text of every page, then every other part."""
    letters, done = 0, set()
    with open_package(stream) as package:
        pages = sorted((n for n in package.NameToInfo if n.endswith("Content.xml")), key=_by_number)
        for number, name in enumerate(pages, 1):
            done.add(name)
            lines = []
            for _, element in elements(package, name):
                if local(element) == "TextObject":
                    lines.append("".join(n.text or "" for n in element.iter() if local(n) == "TextCode"))
                    release(element)
            text = "\n".join(lines)
            letters += len(text.strip())
            report.extend(scan_text(text, f"第 {number} 页"))
        for name in package.NameToInfo:
            if re.search(
                r"(?:^|/)(?:Res|Signs?|Seals?)/|\.(?:dat|esl|ttf|otf|jb2|jpg|jpeg|png|bmp|tif)$", name, re.IGNORECASE
            ):
                done.add(name)
        sweep(package, report, done, depth, _scan)
    if not pages or letters < 5:
        report.unreadable("OFD 文件中没有可检查的文字，可能是扫描件")


def _by_number(name: str) -> list:
    return [int(piece) if piece.isdigit() else piece for piece in re.split(r"(\d+)", name)]


# --- plain text -------------------------------------------------------------------------------------------------------


def encoding_of(stream: IO[bytes]) -> str:
    """The encoding of a text file, tried over the whole file. Raises Unreadable for what is no text."""
    stream.seek(0)
    head = stream.read(4)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        candidates: tuple[str, ...] = ("utf-16",)
    elif head.startswith((OLE_MAGIC[:4], b"PK\x03\x04", b"%PDF")):
        raise Unreadable("内容不是文本，与扩展名不符")
    else:
        candidates = ENCODINGS
    for encoding in candidates:
        stream.seek(0)
        reader = io.TextIOWrapper(_Kept(stream), encoding=encoding, newline="")
        try:
            nulls = 0
            while piece := reader.read(CHUNK):
                nulls += piece.count("\x00")
            if not nulls:
                stream.seek(0)
                return "utf-8" if encoding == "utf-8-sig" and not head.startswith(b"\xef\xbb\xbf") else encoding
        except UnicodeError:
            continue
    raise Unreadable("无法识别文本编码，请另存为 UTF-8")


class _Kept(io.RawIOBase):
    """A stream that a text wrapper may drop without closing the file beneath."""

    def __init__(self, stream: IO[bytes]):
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        piece = self.stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def open_text(stream: IO[bytes], newline: str | None = "") -> io.TextIOWrapper:
    encoding = encoding_of(stream)
    return io.TextIOWrapper(io.BufferedReader(_Kept(stream)), encoding=encoding, newline=newline)


def _txt(stream: IO[bytes], report: FileReport, depth: int) -> None:
    line, carried, seen_to = 1, "", 0
    for piece in _chunks(open_text(stream, None)):
        text = carried + piece
        counted = 0
        here = line
        for each in scan_text(text, ""):
            if each.end <= seen_to:
                continue
            here += text.count("\n", counted, each.start)
            counted = each.start
            report.add(each.moved(0, f"第 {here} 行"))
        keep = text[-OVERLAP:]
        line += text.count("\n", 0, len(text) - len(keep))
        carried, seen_to = keep, len(keep)


def _chunks(reader: io.TextIOWrapper) -> Iterator[str]:
    while piece := reader.read(CHUNK):
        yield piece + reader.readline()


def _csv(stream: IO[bytes], report: FileReport, depth: int) -> None:
    scanner = TableScanner(lambda row, column: f"第 {row} 行第 {column} 列")
    for number, row in enumerate(csv_rows(stream), 1):
        report.extend(each for _, each in scanner.feed(number, dict(enumerate(row, 1))))


def csv_rows(stream: IO[bytes]) -> Iterator[list[str]]:
    """Rows of a delimited file; the delimiter is the commonest of comma, tab and semicolon in its first lines."""
    reader = open_text(stream)
    head = reader.read(8192)
    reader.seek(0) if reader.seekable() else None
    reader = open_text(stream)
    delimiter = max(",\t;", key=head.count)
    try:
        yield from csv.reader(reader, delimiter=delimiter)
    except csv.Error as error:
        raise Unreadable("CSV 文件格式错误，无法检查") from error


def _pdf(stream: IO[bytes], report: FileReport, depth: int) -> None:
    scan_pdf(stream, report, depth, _scan)


READERS = {".docx": _docx, ".xlsx": _xlsx, ".ofd": _ofd, ".pdf": _pdf, ".csv": _csv, ".txt": _txt}

__all__ = ["Finding", "Severity", "scan_file"]
