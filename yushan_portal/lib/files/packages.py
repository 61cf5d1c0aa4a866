"""Checks of zip packages (docx, xlsx, ofd) without unpacking them: structure first, then the XML parts as streams."""

import re
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from defusedxml import ElementTree

from .names import DECEIVING
from .refusals import RefusedFile

MOST_ENTRIES = 5_000
MOST_DIRECTORY_BYTES = 4 * 1024 * 1024
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_RATIO = 200  # of a whole package over 10 MB; honest spreadsheets reach about 60
RATIO_COUNTS_FROM = 10 * 1024 * 1024
MOST_RELATIONS_BYTES = 4 * 1024 * 1024
PIECE = 64 * 1024

_END = b"PK\x05\x06"
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
_PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_FORBIDDEN_PARTS = re.compile(
    r"\.(exe|dll|com|scr|bat|cmd|ps1|vbs|js|jar|htm|html|mht|mhtml|xhtml|php|lnk|hta|zip|rar|7z|docm|xlsm|pptm)$"
)
_HIDDEN_DOCUMENT = re.compile(r"/embeddings/")
CORRUPT = "文件已损坏或内容与扩展名不符，打不开；请从原始软件重新保存后再上传。"
BOMB = "文件解开后大得不合常理，不能上传；请从原始软件重新保存后再上传。"
MACRO = "文件里带有宏或控件，不能上传；请另存为不带宏的 .docx 或 .xlsx 后再上传。"
ENTITIES = "文件内部含有外部实体声明，不能上传；请在 Word 或 WPS 里打开后重新另存。"
OUTSIDE = "文件会从外部地址取内容（模板、图片或对象），不能上传；请断开链接、改为内嵌后再上传。"
OUTSIDE_BOOK = "表格引用了别的工作簿，不能上传；请在“数据—编辑链接”里断开链接后再上传。"


def check_package(file: BinaryIO, size: int, code: str) -> list[str]:
    """Raise RefusedFile unless the package is plainly what its extension says. Returns sentences worth a look.

    Promises for what passes: no prefix or tail, no overlapping, encrypted or oddly named entries, bounded unpacked
    size, no macros, no entity declarations, nothing fetched from outside.
    """
    _check_frame(file, size)
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
            _check_entries(entries)
            names = {entry.filename for entry in entries}
            _check_macros(names)
            for entry in entries:
                _check_part(package, entry)
            _CHECKS[code](package, names)
    except RefusedFile:
        raise
    except Exception as error:  # zipfile, zlib and the XML parser each raise their own kinds on broken input
        raise RefusedFile(CORRUPT) from error
    if any(_HIDDEN_DOCUMENT.search(name) for name in names):
        return ["文件里嵌有别的文档或图表数据，发布前请打开看一看里面有没有不该公开的内容。"]
    return []


def _check_frame(file: BinaryIO, size: int) -> None:
    """The directory's own claims, read before any library allocates memory for them."""
    file.seek(max(size - 65_557, 0))
    tail = file.read(65_557)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise RefusedFile(CORRUPT)
    _, disk, disk2, count_here, count, directory, offset, comment = struct.unpack("<4s4H2LH", tail[at : at + 22])
    if 0xFFFF in (count, count_here) or 0xFFFFFFFF in (directory, offset):
        raise RefusedFile(BOMB)
    if count > MOST_ENTRIES or directory > MOST_DIRECTORY_BYTES:
        raise RefusedFile(BOMB)
    end_at = max(size - 65_557, 0) + at
    joined = offset + directory != end_at or comment or at + 22 != len(tail)
    if disk or disk2 or count_here != count or joined:
        raise RefusedFile("文件前后拼接了别的内容，不能上传；请从原始软件重新保存后再上传。")
    file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    end_of_last = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        name = entry.filename
        if _bad_path(name) or name.lower() in seen:
            raise RefusedFile("压缩结构里有越界或重复的路径，不能上传；请从原始软件重新保存后再上传。")
        seen.add(name.lower())
        if entry.flag_bits & 0x1:
            raise RefusedFile("文件设有密码，无法审查；请取消密码后再上传。")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedFile(CORRUPT)
        if entry.header_offset < end_of_last:
            raise RefusedFile(BOMB)  # entries sharing bytes: the quoted-overlap kind of bomb
        end_of_last = entry.header_offset + 30 + entry.compress_size
        if _FORBIDDEN_PARTS.search(name.lower()):
            raise RefusedFile("文件里夹带了程序、网页或压缩包，不能上传；请删去后重新保存。")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > MOST_UNPACKED_BYTES or (unpacked > RATIO_COUNTS_FROM and unpacked / packed > MOST_RATIO):
        raise RefusedFile(BOMB)


def _bad_path(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    odd = any(ord(char) < 32 or ord(char) == 127 for char in name) or DECEIVING.search(name)
    return bool(odd or "\\" in name or name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name))


def _check_macros(names: set[str]) -> None:
    for name in (name.lower() for name in names):
        if "vbaproject" in name or "vbadata" in name or "/macrosheets/" in name or "/activex/" in name:
            raise RefusedFile(MACRO)
        if re.search(r"/embeddings/.*\.bin$", name):
            raise RefusedFile("文件里嵌有无法检查的对象（OLE），不能上传；请删去对象或改为图片后重新保存。")


def _pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(entry) as part:
        while piece := part.read(PIECE):
            yield piece


def _check_part(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Every part is read to its end (which also proves its checksum); XML parts may declare nothing."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    kept = b""
    for number, piece in enumerate(_pieces(package, entry)):
        if not is_xml:
            continue
        if number == 0:
            _check_encoding(piece)
        window = kept + piece
        if _DECLARATION.search(window):
            raise RefusedFile(ENTITIES)
        if b"DDEAUTO" in window or b"<ddeLink" in window or b":ddeLink" in window:
            raise RefusedFile(OUTSIDE)
        kept = window[-64:]
    if entry.filename.lower().endswith(".rels"):
        _check_relations(package, entry)


def _check_encoding(start: bytes) -> None:
    """Only UTF-8: in another encoding a declaration could hide from the search."""
    declared = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:8]:
        raise RefusedFile(ENTITIES)
    if declared and declared[1].lower() not in _PLAIN_ENCODINGS:
        raise RefusedFile(ENTITIES)


def _check_relations(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MOST_RELATIONS_BYTES:
        raise RefusedFile(BOMB)
    root = ElementTree.fromstring(package.read(entry))
    for relation in root.iter():
        kind = relation.get("Type", "").rpartition("/")[2].lower()
        target = relation.get("Target", "").strip()
        if kind in ("vbaproject", "control", "afchunk", "xlmacrosheet"):
            raise RefusedFile(MACRO)
        if relation.get("TargetMode", "").lower() != "external":
            continue
        if kind == "hyperlink":
            if re.match(r"(javascript|vbscript|data|file)\s*:", target, re.IGNORECASE):
                raise RefusedFile("文件里有指向脚本或本机文件的链接，不能上传；请删去这些链接后重新保存。")
        elif kind in ("externallinkpath", "externallink"):
            raise RefusedFile(OUTSIDE_BOOK)
        else:
            raise RefusedFile(OUTSIDE)


def _check_office(package: zipfile.ZipFile, names: set[str], main: str, content_type: bytes) -> None:
    if "[Content_Types].xml" not in names or main not in names:
        raise RefusedFile(CORRUPT)
    types = package.read("[Content_Types].xml")
    if b"macroenabled" in types.lower():
        raise RefusedFile(MACRO)
    if content_type not in types:
        raise RefusedFile(CORRUPT)


def _check_docx(package: zipfile.ZipFile, names: set[str]) -> None:
    _check_office(package, names, "word/document.xml", b"wordprocessingml.document.main+xml")


def _check_xlsx(package: zipfile.ZipFile, names: set[str]) -> None:
    _check_office(package, names, "xl/workbook.xml", b"spreadsheetml.sheet.main+xml")


def _check_ofd(package: zipfile.ZipFile, names: set[str]) -> None:
    """GB/T 33190-2016: a package with OFD.xml at its root."""
    if "OFD.xml" not in names:
        raise RefusedFile(CORRUPT)
    root = ElementTree.fromstring(package.read("OFD.xml"))
    if not root.tag.endswith("}OFD") and root.tag != "OFD":
        raise RefusedFile(CORRUPT)


_CHECKS = {"docx": _check_docx, "xlsx": _check_xlsx, "ofd": _check_ofd}
