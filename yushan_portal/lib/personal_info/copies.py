"""Copies of files: masked copies, and copies for publication; each is opened again and checked before it is used."""

import csv
import io
import os
import shutil
import tempfile
import zipfile
from pathlib import Path, PurePath

from PIL import Image, ImageOps
from pypdf import PdfWriter

from . import mask_docx, mask_xlsx
from .containers import Unreadable, elements, local, open_package
from .documents import STORIES, paragraph_of
from .files import csv_rows, encoding_of, open_text, scan_file
from .findings import FileReport
from .pdfs import open_pdf
from .spreadsheets import Strings, cells_of_row, sheets_of
from .tables import TableScanner
from .text import hide, mask_text

MASKABLE = (".txt", ".csv", ".docx", ".xlsx")
LARGEST_TEXT = 64 * 2**20


class CopyFailed(Exception):
    """No copy was made; the message is a Chinese sentence for the clerk."""


class CopyDiffers(CopyFailed):
    """The copy does not say what the original says."""


def mask_file(source: str | os.PathLike, target: str | os.PathLike) -> FileReport:
    """Write a masked copy of a .txt .csv .docx .xlsx and return the report on the copy, which has nothing blocking.

    `source` stays as it is; `target` appears whole or not at all. Raises CopyFailed: unreadable, not maskable (a PDF is
    corrected by hand), or still not clean.
    """
    ending = PurePath(source).suffix.lower()
    maskers = {".txt": _mask_txt, ".csv": _mask_csv, ".docx": _mask_docx, ".xlsx": _mask_xlsx}
    if ending not in maskers:
        raise CopyFailed("此类文件不能自动遮盖，请修改后重新上传")
    with _finished(target, ending) as draft:
        _guarded(maskers[ending], Path(source), draft.path)
        report = scan_file(draft.path, f"masked{ending}")
        if report.blocking or report.more_blocking:
            raise CopyFailed(
                f"遮盖后仍有个人信息：{report.blocking[0].place if report.blocking else '多处'}，请修改后重新上传"
            )
        if not report.readable:
            raise CopyFailed(f"遮盖后的文件无法检查：{report.unreadable_reason}")
        draft.keep()
    return report


def publication_copy(source: str | os.PathLike, target: str | os.PathLike) -> None:
    """Write the copy the public gets: no author names, comments, revision marks, or data about the camera.

    The copy is opened again and its text (pictures: its pixels) compared with the source's. Raises CopyDiffers, CopyFailed.
    """
    ending = PurePath(source).suffix.lower()
    writers = {".docx": _clean_docx, ".xlsx": _clean_xlsx, ".pdf": _clean_pdf}
    writers |= dict.fromkeys((".jpg", ".jpeg"), _clean_jpeg) | {".png": _clean_png}
    with _finished(target, ending) as draft:
        _guarded(writers.get(ending, shutil.copyfile), Path(source), draft.path)
        draft.keep()


class _finished:
    """A draft beside the target that takes its place only when kept."""

    def __init__(self, target: str | os.PathLike, ending: str):
        self.target = Path(target)
        handle, name = tempfile.mkstemp(suffix=ending, prefix=".draft-", dir=self.target.parent)
        os.close(handle)
        self.path = Path(name)

    def __enter__(self) -> "_finished":
        return self

    def keep(self) -> None:
        with open(self.path, "rb") as written:
            os.fsync(written.fileno())
        os.replace(self.path, self.target)

    def __exit__(self, *error) -> None:
        self.path.unlink(missing_ok=True)


def _guarded(write, source: Path, target: Path) -> None:
    try:
        write(source, target)
    except Unreadable as reason:
        raise CopyFailed(str(reason)) from reason
    except CopyFailed:
        raise
    except (OSError, MemoryError):
        raise
    except Exception as error:  # whatever a broken file makes a library raise: no copy
        raise CopyFailed("文件结构异常，无法生成副本") from error


# --- masked -----------------------------------------------------------------------------------------------------------


def _mask_txt(source: Path, target: Path) -> None:
    if source.stat().st_size > LARGEST_TEXT:
        raise CopyFailed("文本文件过大，请拆分后上传")
    with open(source, "rb") as stream:
        encoding = encoding_of(stream)
        text = open_text(stream).read()
    target.write_bytes(mask_text(text).encode(encoding))


def _mask_csv(source: Path, target: Path) -> None:
    with open(source, "rb") as stream:
        encoding = encoding_of(stream)
        head = open_text(stream).read(8192)
        delimiter = max(",\t;", key=head.count)
        stream.seek(0)
        scanner = TableScanner(lambda row, column: "")
        with open(target, "w", encoding=encoding, newline="") as out:
            writer = csv.writer(out, delimiter=delimiter)
            for number, row in enumerate(csv_rows(stream), 1):
                cells = dict(enumerate(row, 1))
                for _ in range(4):
                    findings: dict[int, list] = {}
                    for column, each in mask_xlsx.peek(scanner, number, cells):
                        if each.masked:
                            findings.setdefault(column, []).append(each)
                    if not findings:
                        break
                    cells |= {column: hide(cells[column], each) for column, each in findings.items()}
                scanner.feed(number, cells)
                writer.writerow(cells.values())


def _mask_docx(source: Path, target: Path) -> None:
    with open(source, "rb") as stream, open_package(stream) as before, zipfile.ZipFile(target, "w") as after:
        mask_docx.write_masked(before, after)


def _mask_xlsx(source: Path, target: Path) -> None:
    with open(source, "rb") as stream, open_package(stream) as before, zipfile.ZipFile(target, "w") as after:
        mask_xlsx.write_masked(before, after)


# --- for publication --------------------------------------------------------------------------------------------------


def _clean_docx(source: Path, target: Path) -> None:
    with open(source, "rb") as stream, open_package(stream) as before:
        with zipfile.ZipFile(target, "w") as after:
            mask_docx.write_clean(before, after)
        with open(target, "rb") as written, open_package(written) as after:
            if document_text(before) != document_text(after):
                raise CopyDiffers("公开副本与原文件文字不一致")
            _no_traces(after, mask_docx.NEVER_COPIED)


def _clean_xlsx(source: Path, target: Path) -> None:
    with open(source, "rb") as stream, open_package(stream) as before:
        with zipfile.ZipFile(target, "w") as after:
            mask_xlsx.write_clean(before, after)
        with open(target, "rb") as written, open_package(written) as after:
            for one, other in zip(workbook_text(before), workbook_text(after), strict=True):
                if one != other:
                    raise CopyDiffers("公开副本与原文件内容不一致")
            _no_traces(after, mask_xlsx.NEVER_COPIED)


def _no_traces(package: zipfile.ZipFile, pattern) -> None:
    if any(pattern.search(name) for name in package.NameToInfo):
        raise CopyFailed("公开副本中仍有批注或作者信息")


def document_text(package: zipfile.ZipFile) -> list[str]:
    """The text of a document with its revisions accepted, paragraph by paragraph without the empty ones, joined."""
    texts = []
    for name in sorted(package.NameToInfo):
        if STORIES.match(name) and "comments" not in name:
            for _, element in elements(package, name):
                if local(element) == "p":
                    texts.append(paragraph_of(element).without("del"))
                    element.clear()
    return ["".join(text for text in texts if text)]


def workbook_text(package: zipfile.ZipFile):
    """Every row of every sheet with its values and formulas."""
    strings = Strings(package)
    for sheet in sheets_of(package):
        yield (sheet.name, sheet.state)
        for _, element in elements(package, sheet.part):
            if local(element) == "row":
                yield cells_of_row(element, strings)
                element.clear()


def _clean_pdf(source: Path, target: Path) -> None:
    with open(source, "rb") as stream:
        before = open_pdf(stream)
        writer = PdfWriter(clone_from=before)
        writer.metadata = None
        writer.root_object.pop("/Metadata", None)
        for page in writer.pages:
            page.pop("/Metadata", None)
            page.pop("/PieceInfo", None)
        with open(target, "wb") as out:
            writer.write(out)
        with open(target, "rb") as written:
            after = open_pdf(written)
            if len(before.pages) != len(after.pages):
                raise CopyDiffers("公开副本与原文件页数不一致")
            for one, other in zip(before.pages, after.pages, strict=True):
                if one.extract_text() != other.extract_text():
                    raise CopyDiffers("公开副本与原文件文字不一致")
            if after.metadata and any(key not in ("/Producer",) for key in after.metadata):
                raise CopyFailed("公开副本中仍有文档属性")


def _clean_jpeg(source: Path, target: Path) -> None:
    """Segments about camera, place and author are cut out; the picture's own bytes stay."""
    content = source.read_bytes()
    if content[:2] != b"\xff\xd8":
        raise CopyFailed("文件不是 JPEG 图片")
    with Image.open(io.BytesIO(content)) as picture:
        turned = picture.getexif().get(0x0112, 1) not in (0, 1)
        if turned:
            upright = ImageOps.exif_transpose(picture)
            upright.info.pop("exif", None)
            upright.save(target, "JPEG", quality=95, icc_profile=picture.info.get("icc_profile"), exif=b"", comment=b"")
            return
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xFF:
            at += 1
            continue
        if not (marker == 0xFE or (0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE))):
            kept += content[at : at + 2 + length]
        at += 2 + length
    end = content.rfind(b"\xff\xd9")
    kept += content[at : end + 2 if end > at else len(content)]
    target.write_bytes(kept)
    _same_pixels(source, target)


def _clean_png(source: Path, target: Path) -> None:
    content = source.read_bytes()
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        raise CopyFailed("文件不是 PNG 图片")
    kept, at = bytearray(content[:8]), 8
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind not in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"):
            kept += content[at : at + 12 + length]
        at += 12 + length
        if kind == b"IEND":
            break
    target.write_bytes(kept)
    _same_pixels(source, target)


def _same_pixels(source: Path, target: Path) -> None:
    with Image.open(source) as before, Image.open(target) as after:
        if before.size != after.size or before.mode != after.mode or before.tobytes() != after.tobytes():
            raise CopyDiffers("公开副本与原图片不一致")
