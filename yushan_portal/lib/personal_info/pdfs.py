"""PDF files: text of every page, notes, form fields, bookmarks, properties, attached files. Encrypted ones fail closed."""

import io
import re
from typing import IO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .containers import Unreadable
from .findings import FileReport, Finding, Severity
from .text import scan_text

MOST_PAGES = 3000
PROPERTIES = {"/Author": "作者", "/Title": "标题", "/Subject": "主题", "/Keywords": "关键词", "/Company": "单位"}
GARBLED = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\\(cid:|/g\\d{2,}|/uni[0-9A-F]{4}")


def open_pdf(stream: IO[bytes]) -> PdfReader:
    """The reader, opened with the empty password if there is one. Raises Unreadable."""
    stream.seek(0)
    if b"%PDF-" not in stream.read(1024):
        raise Unreadable("文件不是 PDF，或已损坏")
    stream.seek(0)
    try:
        reader = PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("PDF 已加密，无法检查")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(f"PDF 超过 {MOST_PAGES} 页，请拆分后上传")
    except Unreadable:
        raise
    except Exception as error:  # pypdf meets broken files with nearly every built-in exception
        raise Unreadable("PDF 已加密或损坏，无法检查") from error
    return reader


def scan_pdf(stream: IO[bytes], report: FileReport, depth: int, scan) -> None:
    """Everything in a PDF, into the report; pages that are pictures make it unreadable."""
    reader = open_pdf(stream)
    blind, garbled, letters = [], [], 0
    for number in range(1, len(reader.pages) + 1):
        try:
            page = reader.pages[number - 1]
            text = page.extract_text() or ""
            bare = len(text.strip())
            letters += bare
            report.extend(scan_text(text, f"第 {number} 页"))
            if bare and len(GARBLED.findall(text)) > 0.2 * bare:
                garbled.append(number)
            elif bare < 4 and _has_picture(page):
                blind.append(number)
            _annotations(page, number, report)
        except (PyPdfError, Exception) as error:  # noqa: B014 - fail closed whatever a broken page raises
            if isinstance(error, MemoryError):
                raise
            report.unreadable(f"第 {number} 页无法读取")
    if blind:
        report.unreadable(f"第 {_some(blind)} 页是扫描图像，没有可检查的文字")
    elif not letters and not garbled:
        report.unreadable("PDF 中没有可检查的文字，可能是扫描件")
    if garbled:
        report.unreadable(f"第 {_some(garbled)} 页文字编码无法识别")
    try:
        _around(reader, report, depth, scan)
    except Exception:
        report.unreadable("PDF 的属性、表单或附件无法读取")


def _some(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:10])) + (" 等" if len(numbers) > 10 else "")


def _has_picture(page) -> bool:
    resources = page.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    objects = resources.get("/XObject")
    if objects is None:
        return False
    objects = objects.get_object()
    return any(objects[name].get_object().get("/Subtype") in ("/Image", "/Form") for name in objects)


def _annotations(page, number: int, report: FileReport) -> None:
    notes = page.get("/Annots")
    for note in (notes.get_object() if notes is not None else None) or []:
        note = note.get_object()
        texts = [str(note[key]) for key in ("/Contents", "/RC", "/V", "/TU", "/DV") if key in note]
        action = note.get("/A")
        if action is not None and "/URI" in (action := action.get_object()):
            texts.append(str(action["/URI"]))
        if texts:
            report.extend(scan_text("\x1e".join(texts), f"第 {number} 页批注或表单"))
        if note.get("/Subtype") == "/FileAttachment":
            report.unreadable(f"第 {number} 页附有文件，无法检查")


def _around(reader: PdfReader, report: FileReport, depth: int, scan) -> None:
    for key, value in (reader.metadata or {}).items():
        text = str(value)
        report.extend(scan_text(text, f"文档属性“{PROPERTIES.get(key, key.strip('/'))}”"))
        if key in ("/Author", "/Company") and text.strip():
            report.add(
                Finding("property", Severity.NOTICE, f"文档属性“{PROPERTIES[key]}”", "*" * min(len(text), 8), 0, 0)
            )
    metadata = reader.trailer["/Root"].get_object().get("/Metadata")
    if metadata is not None:
        report.extend(scan_text(metadata.get_object().get_data().decode("utf-8", "replace"), "文档属性（XMP）"))
    fields = reader.get_fields() or {}
    texts = [str(f.get("/V") or "") for f in fields.values()] + [str(name) for name in fields]
    report.extend(scan_text("\x1e".join(texts), "表单"))
    report.extend(scan_text("\x1e".join(_titles(reader.outline)), "书签"))
    for name, contents in reader.attachments.items():
        for content in contents:
            inner = scan(io.BytesIO(content), name, depth + 1) if depth < 2 else FileReport().unreadable("嵌套过深")
            report.extend(each.moved(0, f"附件“{name}”{each.place}") for each in inner.findings)
            if not inner.readable:
                report.unreadable(f"PDF 内附文件“{name}”：{inner.unreadable_reason}")


def _titles(outline: list) -> list[str]:
    titles: list[str] = []
    for entry in outline:
        titles += _titles(entry) if isinstance(entry, list) else [str(entry.title)]
    return titles
