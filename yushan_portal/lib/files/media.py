"""Checks of pictures, films, sound and text: the whole structure is walked, not only the first bytes."""

import codecs
import struct
import warnings
from typing import BinaryIO

from PIL import Image

from .refusals import RefusedFile

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000
MOST_GIF_BLOCKS = 200_000
PIECE = 64 * 1024
_FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
BROKEN = "图片已损坏或与扩展名不符，打不开；请重新导出后再上传。"
TAIL = "图片后面拼接了别的内容，不能上传；请重新导出后再上传。"


def check_image(file: BinaryIO, size: int, code: str) -> list[str]:
    """Raise RefusedFile unless the picture opens as its type, is of sensible dimensions and ends where it ends."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=[_FORMATS[code]]) as image:
                width, height = image.size
                if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
                    raise Image.DecompressionBombError
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedFile("图片尺寸过大（超过 6000 万像素或一边超过 2 万像素），请缩小后再上传。") from error
    except Exception as error:  # Pillow raises many kinds on broken input
        raise RefusedFile(BROKEN) from error
    try:
        _ENDS[code](file, size)
    except struct.error as error:
        raise RefusedFile(BROKEN) from error
    return []


def _check_png(file: BinaryIO, size: int) -> None:
    at = 8
    while at < size:
        file.seek(at)
        length, kind = struct.unpack(">L4s", file.read(8))
        at += 12 + length
        if kind == b"IEND":
            break
    if at != size:
        raise RefusedFile(TAIL)


def _check_gif(file: BinaryIO, size: int) -> None:
    file.seek(0)
    head = file.read(13)
    if len(head) < 13 or head[6:8] in (b"/*", b"=1", b"//", b"='"):
        raise RefusedFile(TAIL)  # "GIF89a/*": the same bytes are a script
    if head[10] & 0x80:
        file.seek(3 << ((head[10] & 7) + 1), 1)
    for _ in range(MOST_GIF_BLOCKS):
        kind = file.read(1)
        if kind == b";":
            if size - file.tell() > 1:
                raise RefusedFile(TAIL)
            return
        if kind == b"!":
            file.seek(1, 1)
        elif kind == b",":
            flags = struct.unpack("<4HB", file.read(9))[4]
            if flags & 0x80:
                file.seek(3 << ((flags & 7) + 1), 1)
            file.seek(1, 1)
        else:
            raise RefusedFile(BROKEN)
        while length := struct.unpack("B", file.read(1))[0]:
            file.seek(length, 1)
    raise RefusedFile(BROKEN)


def _check_jpg(file: BinaryIO, size: int) -> None:
    """Telephones append previews and short films after the picture; only another archive or page is refused there."""
    file.seek(max(size - 66_000, 0))
    tail = file.read()
    if b"\xff\xd9" not in tail:
        raise RefusedFile(BROKEN)
    if b"PK\x05\x06" in tail or b"%PDF-" in tail:
        raise RefusedFile(TAIL)


def _check_webp(file: BinaryIO, size: int) -> None:
    file.seek(0)
    mark, length, kind = struct.unpack("<4sL4s", file.read(12))
    if mark != b"RIFF" or kind != b"WEBP":
        raise RefusedFile(BROKEN)
    if length + 8 + (length & 1) != size and length + 8 != size:
        raise RefusedFile(TAIL)


_ENDS = {"png": _check_png, "gif": _check_gif, "jpg": _check_jpg, "webp": _check_webp}


def check_mp4(file: BinaryIO, size: int) -> list[str]:
    """Boxes fill the file exactly, `ftyp` comes first and there is a `moov`."""
    at, kinds = 0, []
    while at < size and len(kinds) < 10_000:
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            break
        length, kind = struct.unpack(">L4s", head[:8])
        if length == 1 and len(head) == 16:
            length = struct.unpack(">Q", head[8:])[0]
        elif length == 0:
            length = size - at
        if length < 8:
            break
        kinds.append(kind)
        at += length
    if at != size or kinds[:1] != [b"ftyp"] or b"moov" not in kinds:
        raise RefusedFile("视频已损坏或不是真正的 mp4，请重新导出后再上传。")
    return []


def check_mp3(file: BinaryIO, size: int) -> list[str]:
    """An ID3 tag or nothing, then an MPEG audio frame."""
    file.seek(0)
    head = file.read(10)
    at = 0
    if head[:3] == b"ID3" and len(head) == 10:
        at = 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9])
    file.seek(at)
    start = file.read(PIECE).lstrip(b"\0")
    layer_three = len(start) >= 4 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2
    if not layer_three or start[2] >> 4 == 15 or start[2] & 0x0C == 0x0C:
        raise RefusedFile("音频已损坏或不是真正的 mp3，请重新导出后再上传。")
    return []


def check_text(file: BinaryIO, size: int, code: str) -> list[str]:
    """UTF-8 or GB 18030 without control characters, and not a web page in disguise."""
    failures = []
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            _decode_through(file, encoding, code)
            return []
        except UnicodeDecodeError as error:
            failures.append(error)
    raise RefusedFile("文本不是 UTF-8 或国标编码，打开会是乱码；请另存为 UTF-8 后再上传。") from failures[0]


def _decode_through(file: BinaryIO, encoding: str, code: str) -> None:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    first = True
    while True:
        piece = file.read(PIECE)
        text = decoder.decode(piece, final=not piece)
        if any((char < " " and char not in "\t\r\n\f") or char == "\x7f" for char in text):
            raise RefusedFile("文本里有二进制内容，不是真正的文本文件；请另存为 UTF-8 文本后再上传。")
        start = text.lstrip().lower()
        if first and start.startswith(("<!", "<html", "<svg", "<?xml", "<script", "<head", "<body", "{\\rtf")):
            raise RefusedFile("文件内容是网页或其他格式，不是文本；请把文字另存为纯文本后再上传。")
        if first and code == "vtt" and not start.startswith("webvtt"):
            raise RefusedFile("字幕文件的第一行应当是 WEBVTT，请重新导出后再上传。")
        first = first and not text
        if not piece:
            return
