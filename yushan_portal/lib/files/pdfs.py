"""Checks of PDF files as bytes, in pieces: no library is asked to open what has not been looked at."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from .refusals import RefusedFile, refuse_markup

PIECE = 256 * 1024
OVERLAP = 4 * 1024
MOST_OBJECTS_BYTES = 16 * 1024 * 1024  # of one unpacked object stream; honest ones hold a few hundred objects
MOST_ALL_OBJECTS_BYTES = 256 * 1024 * 1024
CORRUPT = "PDF 已损坏或不是真正的 PDF，打不开；请从原始软件重新导出后再上传。"
HIDDEN = "PDF 内部有无法检查的压缩对象，不能上传；请用“打印成 PDF”重新生成后再上传。"


def _name(text: str) -> bytes:
    """A pattern for a PDF name in which any character may be written as #hex."""
    return b"/" + b"".join(b"(?:%s|#(?:%02x|%02X))" % (re.escape(char.encode()), ord(char), ord(char)) for char in text)


_ACTIVE = (
    (re.compile(_name("JavaScript")), "PDF 里带有脚本，不能上传；请用“打印成 PDF”重新生成后再上传。"),
    (
        re.compile(_name("Launch") + rb"(?![A-Za-z])"),
        "PDF 会启动外部程序，不能上传；请用“打印成 PDF”重新生成后再上传。",
    ),
    (re.compile(_name("EmbeddedFile")), "PDF 里夹带了别的文件，不能上传；请把夹带的文件单独上传。"),
    (re.compile(_name("RichMedia")), "PDF 里带有多媒体控件，不能上传；请用“打印成 PDF”重新生成后再上传。"),
    (re.compile(_name("XFA") + rb"(?=[\s\[\(<\d/])"), "PDF 是动态表单，不能上传；请用“打印成 PDF”重新生成后再上传。"),
    (re.compile(_name("SubmitForm")), "PDF 会向外部地址提交数据，不能上传；请用“打印成 PDF”重新生成后再上传。"),
    (re.compile(_name("ImportData")), "PDF 会从外部读入数据，不能上传；请用“打印成 PDF”重新生成后再上传。"),
)
_OBJECT_STREAM = re.compile(_name("ObjStm") + rb"(?![A-Za-z])")
_ENCRYPT = re.compile(_name("Encrypt") + rb"\s*(\d+\s+\d+\s+R|<<)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/Filter\s*(?:/FlateDecode\b|\[\s*/FlateDecode\s*\])")


def check_pdf(file: BinaryIO, size: int) -> list[str]:
    """Raise RefusedFile unless the file is a quiet PDF. Returns sentences worth a look (encrypted).

    Active names are looked for everywhere in the file and inside compressed object streams; an encrypted file cannot
    be searched that way, so it is named, and the release gate asks a person.
    """
    _check_ends(file, size)
    encrypted = False
    unpacked = 0
    for window in _windows(file):
        _refuse_active(window)
        encrypted = encrypted or bool(_ENCRYPT.search(window))
    for start, head in _object_streams(file):
        if encrypted:
            break
        content = _unpack(file, start, head)
        unpacked += len(content)
        if unpacked > MOST_ALL_OBJECTS_BYTES:
            raise RefusedFile(HIDDEN)
        _refuse_active(content)
    return ["PDF 加了密，系统无法检查里面的内容。"] if encrypted else []


def _refuse_active(content: bytes) -> None:
    for pattern, sentence in _ACTIVE:
        if pattern.search(content):
            raise RefusedFile(sentence)


def _check_ends(file: BinaryIO, size: int) -> None:
    """The header stands at byte 0 and the end mark at the end, so nothing else can be read from the same bytes."""
    file.seek(0)
    head = file.read(1024)
    if not re.match(rb"%PDF-[12]\.\d", head):
        raise RefusedFile(CORRUPT)
    refuse_markup(head)
    file.seek(max(size - 70_000, 0))
    tail = file.read(70_000)
    mark = tail.rfind(b"%%EOF")
    if mark < 0 or b"startxref" not in tail:
        raise RefusedFile(CORRUPT)
    rest = tail[mark + 5 :].strip(b"\0\t\r\n\f ")
    if len(rest) > 1024 or b"PK\x05\x06" in tail or b"PK\x03\x04" in rest:
        raise RefusedFile("PDF 后面拼接了别的内容，不能上传；请用“打印成 PDF”重新生成后再上传。")
    refuse_markup(rest)


def _windows(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    kept = b""
    while piece := file.read(PIECE):
        window = kept + piece
        yield window
        kept = window[-OVERLAP:]


def _object_streams(file: BinaryIO) -> list[tuple[int, bytes]]:
    """(place of the first byte, dictionary before it) of each object stream.

    Every mention of /ObjStm must belong to a stream that was found: padding between the two hides nothing.
    """
    places: dict[int, bytes] = {}
    mentions: set[int] = set()
    position = 0  # of the window's first byte
    for window in _windows(file):
        mentions.update(position + match.start() for match in _OBJECT_STREAM.finditer(window, 0, len(window) - 1))
        for match in _STREAM.finditer(window):
            head = window[max(match.start() - 2048, 0) : match.start()].rpartition(b" obj")[2]
            if _OBJECT_STREAM.search(head):
                places[position + match.end()] = head
        position += max(len(window) - OVERLAP, 0)
    if len(mentions) != len(places):
        raise RefusedFile(HIDDEN)
    return sorted(places.items())


def _unpack(file: BinaryIO, start: int, head: bytes) -> bytes:
    if not _FLATE.search(head) or head.count(b"Decode") != 1 or b"#" in head:
        if b"/Filter" in head or b"#" in head:
            raise RefusedFile(HIDDEN)
        return b""  # not compressed: the search of the whole file has seen it
    file.seek(start)
    unpacker = zlib.decompressobj()
    found = bytearray()
    try:
        while not unpacker.eof and (piece := file.read(PIECE)):
            while piece:
                found += unpacker.decompress(piece, PIECE)
                if len(found) > MOST_OBJECTS_BYTES:
                    raise RefusedFile(HIDDEN)
                piece = unpacker.unconsumed_tail
    except zlib.error as error:
        raise RefusedFile(CORRUPT) from error
    return bytes(found)
