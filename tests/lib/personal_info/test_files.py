import io

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter

from tests.lib.personal_info.makers import MOBILE, document, identity, kinds, package, paragraph, pdf, with_parts
from yushan_portal.lib.personal_info import scan_file

ID = identity()
SHEET = "xl/worksheets/sheet1.xml"


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(rows=(("姓名", "号码"), ("张三", ID))) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "名单"
    for row in rows:
        book.active.append(row)
    return book


def places(report) -> list[str]:
    return [each.place for each in report.blocking]


# --- workbooks


def test_a_cell_is_named_by_sheet_row_and_column():
    assert places(scan_file(saved(workbook()), "a.xlsx")) == ["工作表“名单”第 2 行 B 列"]


def test_hidden_rows_columns_and_sheets_are_read_and_named():
    book = workbook()
    book.active.row_dimensions[2].hidden = True
    assert places(scan_file(saved(book), "a.xlsx")) == ["工作表“名单”第 2 行 B 列（隐藏行）"]
    book = workbook()
    book.active.column_dimensions["B"].hidden = True
    report = scan_file(saved(book), "a.xlsx")
    assert places(report) == ["工作表“名单”第 2 行 B 列（隐藏列）"]
    assert "hidden" in kinds(report.notices, blocking_only=False)
    book = workbook()
    book.create_sheet("公开")
    for state, word in (("hidden", "（隐藏工作表）"), ("veryHidden", "（深度隐藏工作表）")):
        book["名单"].sheet_state = state
        assert places(scan_file(saved(book), "a.xlsx")) == [f"工作表“名单”{word}第 2 行 B 列"]


def test_numbers_kept_as_numbers_are_read():
    assert kinds(scan_file(saved(workbook([["电话"], [int(MOBILE)]])), "a.xlsx").findings) == ["mobile"]
    content = with_parts(saved(workbook([["电话"], [7]])), {}, (SHEET, "<v>7</v>", "<v>1.3807931234E10</v>"))
    assert kinds(scan_file(content, "a.xlsx").findings) == ["mobile"]


def test_comments_formulas_names_headers_validations_and_sheet_names_are_read():
    book = workbook([["a", "b"]])
    book.active["A1"].comment = Comment(f"电话{MOBILE}", "张三")
    assert places(scan_file(saved(book), "a.xlsx")) == ["批注"]
    book = workbook([["a", f'="{ID[:6]}"&"{ID[6:]}"']])
    assert "（公式）" in places(scan_file(saved(book), "a.xlsx"))[0]
    book = workbook([["a"]])
    book.defined_names["x"] = openpyxl.workbook.defined_name.DefinedName("x", attr_text=f'"{ID}"')
    assert places(scan_file(saved(book), "a.xlsx")) == ["工作簿定义（名称、工作表名）"]
    book = workbook([["a"]])
    book.active.oddHeader.center.text = MOBILE
    assert "页眉页脚" in places(scan_file(saved(book), "a.xlsx"))[0]
    book = workbook([["a"]])
    rule = openpyxl.worksheet.datavalidation.DataValidation("list", formula1=f'"{ID},b"')
    rule.add("A1")
    book.active.add_data_validation(rule)
    assert "数据验证" in places(scan_file(saved(book), "a.xlsx"))[0]
    book = workbook([["a"]])
    book.active.title = MOBILE
    assert "mobile" in kinds(scan_file(saved(book), "a.xlsx").findings)


def test_properties_are_read_and_the_author_reported():
    book = workbook([["a"]])
    book.properties.creator = "张三"
    book.properties.description = MOBILE
    report = scan_file(saved(book), "a.xlsx")
    assert places(report) == ["文档属性"]
    assert "文档属性“作者”" in [each.place for each in report.notices]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("xl/pivotCache/pivotCacheRecords1.xml", f'<r><s v="{ID}"/></r>', "数据透视表缓存"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", f'<d><n v="{MOBILE}"/></d>', "数据透视表缓存"),
        ("xl/externalLinks/externalLink1.xml", f"<e><v>{ID}</v></e>", "外部链接缓存"),
        ("xl/threadedComments/threadedComment1.xml", f"<c><text>{MOBILE}</text></c>", "会话批注"),
        ("xl/persons/person.xml", f'<p><person displayName="{MOBILE}"/></p>', "批注人名单"),
        ("customXml/item1.xml", f"<x><y>{ID}</y></x>", "自定义 XML 数据"),
        ("xl/charts/chart1.xml", f"<c><v>{MOBILE}</v></c>", "图表数据"),
        ("xl/drawings/drawing1.xml", f"<d><t>{ID[:6]}</t><t>{ID[6:]}</t></d>", "图形或文本框"),
        ("docProps/custom.xml", f"<p><v>{ID}</v></p>", "文档属性"),
        ("xl/worksheets/_rels/sheet1.xml.rels", f'<R xmlns="x"><Q Target="tel:{MOBILE}"/></R>', "链接目标"),
        ("xl/unheard/of.xml", f"<p>{ID}</p>", "部件 xl/unheard/of.xml"),
    ],
)
def test_every_other_part_of_a_workbook_is_swept(name, content, place):
    report = scan_file(with_parts(saved(workbook([["a"]])), {name: content}), "a.xlsx")
    assert places(report) == [place]


def test_strings_that_no_cell_uses_any_more_are_read():
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>a</t></si><si><t>{ID}</t></si></sst>'
    cell = ("<v>7</v>", "<v>0</v>")
    content = with_parts(saved(workbook([[7]])), {"xl/sharedStrings.xml": strings}, (SHEET, *cell))
    assert places(scan_file(content, "a.xlsx")) == ["已删除但仍留在文件中的单元格文字"]


# --- documents


def test_paragraphs_tables_headers_and_properties_of_a_document_are_read():
    paper = docx.Document()
    paper.add_paragraph("标题")
    paper.add_paragraph(f"身份证{ID}")
    table = paper.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("姓名", "残疾等级", "张三", "二级"), strict=True
    ):
        cell.text = text
    paper.sections[0].header.paragraphs[0].text = MOBILE
    paper.core_properties.comments = f"{MOBILE}"
    report = scan_file(saved(paper), "a.docx")
    assert report.readable
    assert sorted(places(report)) == sorted(["第 2 段", "表 1 第 2 行第 2 列", "页眉第 1 段", "文档属性"])


def run(text, properties="", tag="t"):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{tag}>{text}</w:{tag}></w:r>"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (paragraph("x", f'<w:del w:author="a">{run(ID, tag="delText")}</w:del>'), "第 1 段（修订删除内容）"),
        (paragraph(f'<w:ins w:author="a">{run(ID)}</w:ins>'), "第 1 段"),
        (paragraph(run(ID, "<w:vanish/>")), "第 1 段（隐藏文字）"),
        (paragraph(ID[:6], run("、", "<w:vanish/>"), ID[6:]), "第 1 段"),
        (paragraph(ID[:6], run("9", "<w:vanish/>"), ID[6:]), "第 1 段"),
        (paragraph(ID[:6], f'<w:del w:author="a">{run("99", tag="delText")}</w:del>', ID[6:]), "第 1 段"),
        (paragraph(*ID), "第 1 段"),
        (paragraph(ID[:6], "<w:r><w:noBreakHyphen/></w:r>", ID[6:]), "第 1 段"),
        (f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(ID)}</w:txbxContent></w:pict></w:r></w:p>", "第 1 段"),
        (paragraph(f"<w:hyperlink>{run(ID)}</w:hyperlink>"), "第 1 段"),
        (f"<w:sdt><w:sdtContent>{paragraph(ID)}</w:sdtContent></w:sdt>", "第 1 段"),
        (paragraph(ID[:10]) + paragraph(ID[10:]), "第 2 段以前，跨段"),
        (paragraph(f'<w:r><w:instrText>HYPERLINK "tel:{MOBILE}"</w:instrText></w:r>'), "第 1 段（隐藏文字）"),
    ],
)
def test_revision_marks_hidden_text_and_boxes_are_read(body, place):
    report = scan_file(document(body), "a.docx")
    assert place in places(report), places(report)


@pytest.mark.parametrize(
    ("part", "place"),
    [("word__comments", "批注第 1 段"), ("word__footnotes", "脚注第 1 段"), ("word__endnotes", "尾注第 1 段"),
     ("word__footer1", "页脚第 1 段"), ("word__glossary__document", "构建基块第 1 段")],
)  # fmt: skip
def test_comments_notes_and_footers_are_read(part, place):
    inner = f'<x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{paragraph(ID)}</x>'
    assert place in places(scan_file(document(paragraph("正文"), **{part: inner}), "a.docx"))


def test_embedded_workbooks_are_read_and_other_objects_close_the_gate():
    inside = with_parts(document(paragraph("正文")), {"word/embeddings/Book.xlsx": saved(workbook())})
    assert places(scan_file(inside, "a.docx")) == ["内嵌文件“Book.xlsx”工作表“名单”第 2 行 B 列"]
    report = scan_file(with_parts(document(paragraph("正文")), {"word/embeddings/oleObject1.bin": b"x"}), "a.docx")
    assert not report.readable and not report.releasable
    assert "oleObject1.bin" in report.unreadable_reason


def test_a_document_of_pictures_alone_cannot_be_read():
    report = scan_file(with_parts(document(paragraph("")), {"word/media/image1.png": b"x"}), "a.docx")
    assert not report.readable


# --- text, csv, pdf, ofd


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_the_usual_encodings(encoding):
    report = scan_file(f"第一行\n姓名：张三 {ID}\n".encode(encoding), "a.txt")
    assert places(report) == ["第 2 行"]
    report = scan_file("姓名,残疾等级\r\n张三,二级\r\n".encode(encoding), "a.csv")
    assert places(report) == ["第 2 行第 2 列"]


def test_a_long_text_is_read_in_pieces_without_losing_or_doubling_anything():
    text = ("政务公开\n" * 50_000 + f"{ID}\n") * 6
    report = scan_file(text.encode(), "a.txt")
    assert places(report) == [f"第 {50_001 * n} 行" for n in range(1, 7)]


def test_a_pdf_is_read_and_its_author_reported():
    report = scan_file(pdf(f"ID {ID}", "Tel 138 0793 1234"), "a.pdf")
    assert places(report) == ["第 1 页", "第 1 页"]
    assert "property" in kinds(report.notices, blocking_only=False)


def test_a_pdf_without_text_or_with_a_password_cannot_be_read():
    assert "没有可检查的文字" in scan_file(pdf(), "a.pdf").unreadable_reason
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("text"))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert "加密" in scan_file(out.getvalue(), "a.pdf").unreadable_reason


def test_an_ofd_is_read():
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextObject><ofd:TextCode>身份证{ID}</ofd:TextCode></ofd:TextObject></ofd:Page>'
    content = package({"OFD.xml": "<OFD><Author>x</Author></OFD>", "Doc_0/Pages/Page_0/Content.xml": page})
    assert places(scan_file(content, "a.ofd")) == ["第 1 页"]


# --- what cannot be read


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "a.docx"),
        (b"PK\x03\x04 broken", "a.xlsx"),
        (b"<html>", "a.xlsx"),
        (b"<html>", "a.pdf"),
        (b"%PDF-1.4 broken", "a.pdf"),
        (b"\x00\x01\x02\xff\xfe\xfd", "a.txt"),
        (b"%PDF-1.4", "a.csv"),
        (b"x", "a.doc"),
        (b"x", "a.wps"),
        (b"x", "a.jpg"),
        (b"x", "a.zip"),
        (b"x", "noending"),
        (package({"[Content_Types].xml": "<x/>"}), "a.docx"),
        (package({"xl/workbook.xml": "<x/>"}), "a.xlsx"),
        (package({"word/document.xml": "<x>"}), "a.docx"),
        (package({"../../etc/passwd": "x", "word/document.xml": "<x/>"}), "a.docx"),
        (package({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "a.docx"),
        (package({"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}), "a.docx"),
        (package({"word/document.xml": "<x>" + " " * 40_000_000 + "</x>"}), "a.docx"),
        (with_parts(document(paragraph("x")), {"word/vbaProject.bin": b"x"}), "a.docx"),
    ],
)
def test_what_cannot_be_read_is_said_so_in_chinese_and_not_released(content, name):
    report = scan_file(content, name)
    assert not report.readable and not report.releasable
    assert any("\u4e00" <= letter <= "\u9fff" for letter in report.unreadable_reason)


def test_findings_beyond_the_list_are_counted():
    report = scan_file("\n".join([f"电话{MOBILE}"] * 5100).encode(), "a.txt")
    assert len(report.findings) == 5000 and report.more_blocking == 100 and not report.releasable
