"""The one door for uploads: read once for size, digest and hidden markup, then judged by structure."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from . import media, packages, pdfs
from .kinds import ACCEPTED, BY_EXTENSION, INSTEAD, FileKind
from .names import safe_name
from .refusals import RefusedFile, refuse_markup

PIECE = 256 * 1024
_SEARCHED_FOR_MARKUP = ("jpg", "png", "gif", "webp", "mp4", "mp3")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class CheckedFile:
    """What a file is, judged by its content. `remarks` are sentences for the person who decides on its release."""

    kind: str
    extension: str
    mime: str
    size: int  # bytes
    sha256: str
    safe_name: str
    label: str = ""
    remarks: tuple[str, ...] = ()


def check_upload(file: BinaryIO | bytes | Path, name: str, *, most_bytes: int | None = None) -> CheckedFile:
    """Judge a file before anything is stored; leaves it open at byte 0. Raises RefusedFile with one sentence.

    `file` is an open binary file that can seek (Django's UploadedFile is one), bytes, or a path. `most_bytes`
    defaults to MEDIA_MAX_MB. Reads in pieces; a file that is too large is left as soon as that is known.
    """
    if isinstance(file, Path):
        with file.open("rb") as opened:
            return check_upload(opened, name, most_bytes=most_bytes)
    if isinstance(file, bytes):
        file = io.BytesIO(file)
    clean_name = safe_name(name)
    kind = _kind_of(clean_name)
    limit = settings.MEDIA_MAX_MB * 1024 * 1024 if most_bytes is None else most_bytes
    size, digest = _read_through(file, kind, limit)
    remarks = _judge(file, size, kind)
    file.seek(0)
    return CheckedFile(kind.code, kind.extensions[0], kind.mime, size, digest, clean_name, kind.label, tuple(remarks))


def _kind_of(name: str) -> FileKind:
    extension = name.rpartition(".")[2]
    if extension in INSTEAD:
        raise RefusedFile(INSTEAD[extension])
    if extension not in BY_EXTENSION:
        raise RefusedFile(f"不能上传 .{extension[:12]} 文件；可以上传的有：{ACCEPTED}。")
    return BY_EXTENSION[extension]


def _read_through(file: BinaryIO, kind: FileKind, limit: int) -> tuple[int, str]:
    claimed = getattr(file, "size", None)
    if isinstance(claimed, int) and claimed > limit:
        _refuse_size(limit)
    file.seek(0)
    digest, size, kept = hashlib.sha256(), 0, b""
    while piece := file.read(PIECE):
        if not size:
            _check_start(piece, kind)
        size += len(piece)
        if size > limit:
            _refuse_size(limit)
        digest.update(piece)
        if kind.code in _SEARCHED_FOR_MARKUP:
            refuse_markup(kept + piece)
            kept = piece[-16:]
    if not size:
        raise RefusedFile("文件是空的（0 字节），请确认保存好之后再上传。")
    return size, digest.hexdigest()


def _refuse_size(limit: int) -> None:
    shown = f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit} 字节"
    raise RefusedFile(f"文件太大，超过了 {shown} 的上限；请压缩图片、拆分文件后再上传。")


def _check_start(start: bytes, kind: FileKind) -> None:
    if start.startswith(_OLE):
        raise RefusedFile(
            "文件是旧格式或加了密码的 Office 文件，无法检查；请取消密码，另存为 .docx 或 .xlsx 后再上传。"
        )
    if kind.magic and not start.startswith(kind.magic):
        raise RefusedFile(f"文件内容与扩展名不符，不是真正的{kind.label}（.{kind.extensions[0]}），不能上传。")


def _judge(file: BinaryIO, size: int, kind: FileKind) -> list[str]:
    if kind.code == "pdf":
        return pdfs.check_pdf(file, size)
    if kind.code in ("docx", "xlsx", "ofd"):
        return packages.check_package(file, size, kind.code)
    if kind.code == "mp4":
        return media.check_mp4(file, size)
    if kind.code == "mp3":
        return media.check_mp3(file, size)
    if kind.mime.startswith("image/"):
        return media.check_image(file, size, kind.code)
    return media.check_text(file, size, kind.code)
