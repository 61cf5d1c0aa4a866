import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfReader

from tests.lib.personal_info.makers import MOBILE, W, card, document, identity, kinds, paragraph, pdf, with_parts
from tests.lib.personal_info.test_files import SHEET, run, saved, workbook
from yushan_portal.lib.personal_info import CopyFailed, copies, mask_file, publication_copy, scan_file

ID = identity()


@pytest.fixture
def masked(tmp_path):
    def mask(content: bytes, name: str) -> bytes:
        source, target = tmp_path / f"original-{name}", tmp_path / name
        source.write_bytes(content)
        report = mask_file(source, target)
        assert report.readable and not report.blocking
        assert source.read_bytes() == content
        return target.read_bytes()

    return mask


@pytest.fixture
def published(tmp_path):
    def publish(content: bytes, name: str) -> bytes:
        source, target = tmp_path / f"original-{name}", tmp_path / name
        source.write_bytes(content)
        publication_copy(source, target)
        assert source.read_bytes() == content
        return target.read_bytes()

    return publish


def everything(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"\n".join(name.encode() + parts.read(name) for name in parts.namelist())


# --- masking


def test_a_masked_text_keeps_its_encoding_and_all_else(masked):
    text = f"第一行\r\n姓名：张三 {ID}\r\n"
    assert masked(text.encode("gb18030"), "a.txt").decode("gb18030") == text.replace(ID, "*" * 14 + ID[-4:])


def test_a_masked_csv_is_masked_by_heading(masked):
    content = f"姓名,残疾等级,电话\r\n张三,二级,{MOBILE}\r\n".encode()
    assert masked(content, "a.csv").decode() == "姓名,残疾等级,电话\r\n张三,**,138****1234\r\n"


def test_a_masked_workbook_keeps_what_shows_and_nothing_else(masked):
    book = workbook(
        [["姓名", "身份证号", "卡号", "备注", "金额"], ["张三", ID, card(), "隐藏列", 12.5], ["李四", ID, "", "x", 3]]
    )
    sheet = book.active
    sheet.append(["王五", ID, "", "", "=1+2"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["A1"].comment = Comment(MOBILE, "作者甲")
    book.create_sheet("底稿").append([ID])
    book["底稿"].sheet_state = "veryHidden"
    book.defined_names["x"] = openpyxl.workbook.defined_name.DefinedName("x", attr_text=f'"{ID}"')
    book.properties.creator = "作者甲"
    content = with_parts(
        saved(book),
        {"xl/pivotCache/pivotCacheRecords1.xml": f'<r><s v="{ID}"/></r>', "customXml/item1.xml": f"<x>{ID}</x>"},
    )
    copy = masked(content, "a.xlsx")
    again = openpyxl.load_workbook(io.BytesIO(copy))
    assert again.sheetnames == ["名单"]
    rows = [[cell.value for cell in row] for row in again["名单"].iter_rows(min_row=1, max_row=4, max_col=5)]
    assert rows[0] == ["姓名", "身份证号", "卡号", None, "金额"]
    assert rows[1] == ["张三", "*" * 14 + ID[-4:], "*" * 15 + card()[-4:], None, 12.5]
    assert rows[2] == [None] * 5
    assert rows[3][0] == "王五"
    for secret in (ID, MOBILE, "作者甲", "底稿", "隐藏列", "李四"):
        assert secret.encode() not in everything(copy), secret
    assert scan_file(copy, "a.xlsx").findings == []


def test_shared_strings_are_kept_where_used_and_blanked_where_masked(masked):
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = f"<sst {space}><si><t>公开</t></si><si><t>{ID}</t></si><si><t>无人使用</t></si></sst>"
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    content = with_parts(saved(workbook([[7]])), {"xl/sharedStrings.xml": strings})
    content = with_parts(content, {SHEET: f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>"})
    copy = masked(content, "a.xlsx")
    assert "公开".encode() in everything(copy)
    assert ID.encode() not in everything(copy) and "无人使用".encode() not in everything(copy)


def test_a_masked_document_is_masked_in_place_and_loses_what_does_not_show(masked):
    paper = docx.Document()
    bold = paper.add_paragraph("电话")
    bold.add_run("138").bold = True
    bold.add_run("07931234，")
    table = paper.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("姓名", "残疾等级", "张三", "二级"), strict=True
    ):
        cell.text = text
    paper.sections[0].footer.paragraphs[0].text = ID
    paper.core_properties.author = "作者甲"
    copy = masked(saved(paper), "a.docx")
    again = docx.Document(io.BytesIO(copy))
    assert [run.text for run in again.paragraphs[0].runs] == ["电话", "138", "****1234，"]
    assert again.paragraphs[0].runs[1].bold
    assert again.tables[0].cell(1, 1).text == "**" and again.tables[0].cell(1, 0).text == "张三"
    assert again.sections[0].footer.paragraphs[0].text == "*" * 14 + ID[-4:]
    assert b"\xe4\xbd\x9c\xe8\x80\x85\xe7\x94\xb2" not in everything(copy)


@pytest.mark.parametrize(
    "body",
    [
        paragraph("x", f'<w:del w:author="a">{run(ID, tag="delText")}</w:del>'),
        paragraph(f'<w:ins w:author="a">{run(ID)}</w:ins>'),
        paragraph(run(ID, "<w:vanish/>"), "x"),
        paragraph(ID[:6], run("9", "<w:vanish/>"), ID[6:]),
        paragraph(ID[:6], f'<w:del w:author="a">{run("99", tag="delText")}</w:del>', ID[6:]),
        paragraph(*ID),
        paragraph(ID[:10]) + paragraph(ID[10:]),
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(ID)}</w:txbxContent></w:pict></w:r></w:p>",
        paragraph(f'<w:r><w:instrText>HYPERLINK "tel:{MOBILE}"</w:instrText></w:r>', "x"),
        f"<w:tbl><w:tr><w:tc>{paragraph(ID)}<w:tbl><w:tr><w:tc>{paragraph(MOBILE)}</w:tc></w:tr></w:tbl>{paragraph('')}</w:tc></w:tr></w:tbl>",
    ],
)
def test_whatever_hides_a_number_in_a_document_the_masked_copy_has_none(masked, body):
    inner = f"<x {W}>{paragraph(ID)}</x>"
    content = with_parts(document(body, word__comments=inner, word__footnotes=inner), {"word/embeddings/a.bin": b"x"})
    copy = masked(content, "a.docx")
    assert scan_file(copy, "a.docx").findings == []
    assert ID.encode() not in everything(copy) and MOBILE.encode() not in everything(copy)


CELLS = st.lists(st.lists(st.sampled_from(["姓名", "残疾等级", "出生日期", "家庭住址", "银行卡号", "张三", "二级", "1990-01-01", "官溪村5组12号",
                                           ID, MOBILE, card(), "1", "", "138", "0793", "1234", "2021"]), min_size=1, max_size=6), min_size=1, max_size=6)  # fmt: skip


@given(CELLS)
@settings(max_examples=40, deadline=None)
def test_a_masked_workbook_document_or_csv_has_nothing_left_to_find(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("masked")
    paper = docx.Document()
    table = paper.add_table(len(rows), 6)
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            cell.text = text
    text = "\n".join(",".join(row) for row in rows) or " "
    for name, content in (
        ("a.xlsx", saved(workbook(rows))),
        ("a.docx", saved(paper)),
        ("a.csv", text.encode() + b"\n"),
    ):
        (folder / name).write_bytes(content)
        assert kinds(mask_file(folder / name, folder / f"masked-{name}").findings) == []
        assert kinds(scan_file(folder / f"masked-{name}").findings) == []


@pytest.mark.parametrize(
    ("content", "name"), [(pdf("x"), "a.pdf"), (b"PK\x03\x04", "a.docx"), (b"\xff\x00\xff", "a.txt"), (b"x", "a.doc")]
)
def test_what_cannot_be_masked_leaves_nothing_behind(tmp_path, content, name):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CopyFailed):
        mask_file(tmp_path / name, tmp_path / "masked")
    assert [path.name for path in tmp_path.iterdir()] == [name]


# --- copies for publication


def test_a_published_document_says_the_same_without_authors_comments_and_marks(published):
    body = (
        paragraph("甲", f'<w:ins w:author="作者甲" w:date="2021-01-01T00:00:00Z">{run("乙")}</w:ins>')
        + paragraph(f'<w:del w:author="作者甲">{run("删去", tag="delText")}</w:del>', "丙")
        + '<w:p><w:pPr><w:rPr><w:del w:author="作者甲"/></w:rPr><w:pPrChange w:author="作者甲"/></w:pPr><w:r><w:t>丁</w:t></w:r></w:p>'
        + paragraph('<w:commentRangeStart w:id="0"/>', "戊", '<w:r><w:commentReference w:id="0"/></w:r>')
    )
    inner = f'<w:comments {W}><w:comment w:author="作者甲">{paragraph("批注")}</w:comment></w:comments>'
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>作者甲</dc:creator></c>'
    copy = published(document(body, word__comments=inner, docProps__core=core), "a.docx")
    again = docx.Document(io.BytesIO(copy))
    assert [p.text for p in again.paragraphs] == ["甲乙", "丙", "丁戊"]
    for gone in ("作者甲", "批注", "删去", "commentReference", "pPrChange"):
        assert gone.encode() not in everything(copy), gone
    assert scan_file(copy, "a.docx").findings == []


def test_a_published_workbook_keeps_values_and_formulas_and_loses_comments_and_author(published):
    book = workbook([["甲", 1], ["乙", "=B1*2"]])
    book.active["A1"].comment = Comment("批注甲", "作者甲")
    book.properties.creator = "作者甲"
    copy = published(saved(book), "a.xlsx")
    again = openpyxl.load_workbook(io.BytesIO(copy))
    assert [[cell.value for cell in row] for row in again.active.iter_rows()] == [["甲", 1], ["乙", "=B1*2"]]
    assert again.active["A1"].comment is None
    assert "作者甲".encode() not in everything(copy) and "批注甲".encode() not in everything(copy)


def test_a_published_pdf_keeps_its_text_and_loses_its_properties(published):
    again = PdfReader(io.BytesIO(published(pdf("hello", "world"), "a.pdf")))
    assert again.pages[0].extract_text().split() == ["hello", "world"]
    assert b"Zhang San" not in published(pdf("hello"), "a.pdf")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_published_picture_keeps_its_pixels_and_loses_place_and_camera(published, kind):
    picture = Image.new("RGB", (8, 8), (10, 200, 30))
    exif = Image.Exif()
    exif[0x010F] = "CameraName"
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    assert b"CameraName" in out.getvalue()
    copy = published(out.getvalue(), f"a.{kind.lower()}")
    assert b"CameraName" not in copy
    assert Image.open(io.BytesIO(copy)).tobytes() == Image.open(io.BytesIO(out.getvalue())).tobytes()


def test_a_picture_turned_by_its_camera_still_stands_upright(published):
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (8, 4)).save(out, "JPEG", exif=exif)
    copy = Image.open(io.BytesIO(published(out.getvalue(), "a.jpg")))
    assert copy.size == (4, 8) and not copy.getexif()


def test_other_files_are_published_byte_for_byte(published):
    assert published(b"a,b\n", "a.csv") == b"a,b\n"


def test_a_copy_that_differs_is_not_used(tmp_path, monkeypatch):
    """A writer gone wrong, here by dropping a word, is caught by reading the copy again."""
    (tmp_path / "a.docx").write_bytes(document(paragraph("甲乙丙")))

    def wrong(before, after):
        after.writestr("word/document.xml", before.read("word/document.xml").replace("乙".encode(), b""))

    monkeypatch.setattr(copies.mask_docx, "write_clean", wrong)
    with pytest.raises(copies.CopyDiffers):
        publication_copy(tmp_path / "a.docx", tmp_path / "b.docx")
    assert not (tmp_path / "b.docx").exists() and len(list(tmp_path.iterdir())) == 1
