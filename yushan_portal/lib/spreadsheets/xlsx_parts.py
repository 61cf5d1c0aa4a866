"""The parts of an .xlsx package around the sheet: archive, relations, workbook, styles, shared strings.

Every part is read with entities switched off, refused if it carries a DOCTYPE (no office program writes one), and
in bounded memory: what lies between two elements of interest may not exceed `MAX_ELEMENT_BYTES`.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from lxml import etree
from openpyxl.styles.numbers import is_date_format

from .cells import CellFault, SpreadsheetRefused

MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 1_500 * 1024 * 1024
MAX_STRINGS_BYTES = 300 * 1024 * 1024
MAX_RATIO = 250  # office sheets pack 8–40 times; a bomb packs a thousand times
RATIO_FROM_BYTES = 5 * 1024 * 1024
MAX_ELEMENT_BYTES = 16 * 1024 * 1024

DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])  # with the Chinese built-ins
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
RESAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"


def open_package(stream) -> zipfile.ZipFile:
    """The archive, after the checks that need no unpacking."""
    try:
        package = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise SpreadsheetRefused(f"文件已损坏或不是 .xlsx 表格。{RESAVE}") from broken
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
        raise SpreadsheetRefused("表格解压后过大，无法安全读取。请拆成几个文件，或删去图片和无用的工作表后再上传。")
    for member in members:
        if member.flag_bits & 1:
            raise SpreadsheetRefused("表格设了密码。请取消密码后再上传。")
        if member.file_size > RATIO_FROM_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise SpreadsheetRefused("表格的压缩比异常，疑似恶意文件，未读取。请重新导出后再上传。")
        if member.filename.lower().endswith("vbaproject.bin"):
            raise SpreadsheetRefused("表格含有宏。请另存为不含宏的 .xlsx 后再上传。")
    return package


class BoundedReader:
    """A stream that refuses once too much was read since `mark()`: one element can never fill the memory."""

    def __init__(self, stream, limit: int = MAX_ELEMENT_BYTES):
        self.stream, self.limit, self.since = stream, limit, 0

    def read(self, size: int = -1) -> bytes:
        chunk = self.stream.read(min(size, 65_536) if size and size > 0 else 65_536)
        self.since += len(chunk)
        if self.since > self.limit:
            raise SpreadsheetRefused("表格里有一行异常巨大，无法安全读取。请检查后重新导出。")
        return chunk

    def mark(self) -> None:
        self.since = 0


def elements(package: zipfile.ZipFile, path: str, tags: tuple[str, ...], starts: bool = False) -> Iterator:
    """(event, element) of the named local tags, the tree behind them thrown away."""
    with reading(), package.open(path) as part:
        reader = BoundedReader(part)
        context = etree.iterparse(
            reader,
            events=("start", "end"),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        first = True
        for event, element in context:
            if first:
                first = False
                if element.getroottree().docinfo.doctype:
                    raise SpreadsheetRefused(f"表格里带有不允许的实体定义，未读取。{RESAVE}")
            if event == "end":
                reader.mark()
                yield event, element
                element.clear()
                parent = element.getparent()
                if parent is not None:
                    while element.getprevious() is not None:
                        del parent[0]
            elif starts:
                yield event, element


@contextmanager
def reading():
    """Turns every way in which a package can be broken into one sentence."""
    try:
        yield
    except KeyError as missing:
        raise SpreadsheetRefused(f"表格缺少必要的部分。{RESAVE}") from missing
    except (etree.LxmlError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as broken:
        raise SpreadsheetRefused(f"表格内容已损坏，读不下去。{RESAVE}") from broken


def local(element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (type's last word, path inside the package)."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found = {}
    for _, element in elements(package, path, ("Relationship",)):
        if element.get("TargetMode") == "External":
            continue
        target = element.get("Target", "")
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[element.get("Id", "")] = (element.get("Type", "").rsplit("/", 1)[-1], inside)
    return found


def date_styles(package: zipfile.ZipFile, path: str) -> frozenset[str]:
    """The style numbers (as the cells write them) that show a date or a time."""
    custom: dict[int, bool] = {}
    dated, inside, number = set(), False, 0
    for event, element in elements(package, path, ("numFmt", "cellXfs", "xf"), starts=True):
        tag = local(element)
        if tag == "cellXfs":
            inside = event == "start"
        elif event == "end" and tag == "numFmt":
            custom[_whole(element.get("numFmtId"))] = bool(is_date_format(element.get("formatCode") or ""))
        elif event == "end" and tag == "xf" and inside:
            fmt = _whole(element.get("numFmtId"))
            if custom.get(fmt, fmt in DATE_FORMATS):
                dated.add(str(number))
            number += 1
    return frozenset(dated)


def shared_strings(package: zipfile.ZipFile, path: str) -> list[str]:
    if package.getinfo(path).file_size > MAX_STRINGS_BYTES:
        raise SpreadsheetRefused("表格文字总量过大，请拆成几个文件后再上传。")
    return [rich_text(element) for _, element in elements(package, path, ("si",))]


def rich_text(element) -> str:
    """The text of a string item: its runs joined, phonetic guides left out."""
    parts = []
    for child in element:
        tag = local(child)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts.extend(run.text or "" for run in child if local(run) == "t")
    text = "".join(parts)
    return unescape(text) if "_x" in text else text


def unescape(text: str) -> str:
    """_x000D_ is how OOXML writes characters that XML forbids."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def from_serial(serial: float, from_1904: bool = False) -> date | datetime | time | CellFault:
    """An Excel day number as a date (a datetime if it has a time of day, a time if it has no day).

    The 1900 system counts a 29 February 1900 that never was: number 60 is refused, those before it are one off.
    """
    impossible = CellFault(format(serial, ".15g"), "日期序号超出范围", "请把单元格改成日期，例如 2021-06-04。")
    if not 0 <= serial < 2_958_466 or (not from_1904 and 60 <= serial < 61):
        return impossible
    if 0 < serial < 1:
        return (datetime(1904, 1, 1) + timedelta(seconds=round(serial * 86_400))).time()  # noqa: DTZ001
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= 61 else 31)  # noqa: DTZ001
    try:
        moment = start + timedelta(days=int(serial), seconds=round((serial - int(serial)) * 86_400))
    except OverflowError:
        return impossible
    return moment if moment.time() != time(0) else moment.date()


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
