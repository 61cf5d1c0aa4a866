"""What a workbook says is what is read, with the row numbers Excel shows."""

import io
import re
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from yushan_portal.lib.spreadsheets import CellFault, SpreadsheetRefused, open_source

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_strings(items):
    """The parts that make a package keep its texts as Excel does: in one shared list, cells pointing into it."""
    relation = (
        b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
        b'Target="sharedStrings.xml" Id="rId9"/></Relationships>'
    )
    inline = re.compile(rb"<c [^>]*inlineStr.*?</c>")
    return {
        STRINGS: f'<sst xmlns="{MAIN}">{items}</sst>'.encode(),
        "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"</Relationships>", relation),
        SHEET: lambda xml: inline.sub(b'<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>9</v></c>', xml),
    }


def rows_of(stream, **options):
    return {row.number: row.cells for row in open_source(stream, **options).rows()}


def test_values_keep_their_types(book):
    rows = rows_of(book([["文字", 12, 1.5, True, date(2021, 6, 4), datetime(2021, 6, 4, 10, 30), None, "末"]]))
    assert rows[1] == ["文字", 12, 1.5, True, date(2021, 6, 4), datetime(2021, 6, 4, 10, 30), None, "末"]


def test_rows_keep_the_numbers_that_excel_shows(book):
    def edit(workbook, page):
        page["B7"] = "远处"

    rows = rows_of(book([["甲"]], edit))
    assert rows[1] == ["甲"] and rows[7] == [None, "远处"]


def test_dates_of_the_1904_calendar_are_the_days_that_were_meant():
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append([date(2021, 6, 4)])
    stream = io.BytesIO()
    workbook.save(stream)
    source = open_source(stream)
    assert source.from_1904
    assert [row.cells for row in source.rows()] == [[date(2021, 6, 4)]]


@pytest.mark.parametrize("serial,expected", [(1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (61, date(1900, 3, 1))])
def test_the_first_days_of_1900_are_read_as_excel_shows_them(book, rewritten, serial, expected):
    stream = book([[date(2021, 6, 4)]])
    changed = rewritten(stream, {SHEET: lambda xml: xml.replace(b"<v>44351</v>", f"<v>{serial}</v>".encode())})
    assert rows_of(changed)[1] == [expected]


@pytest.mark.parametrize("serial", ["60", "-1", "9999999"])
def test_a_serial_that_is_no_day_is_a_fault_and_not_a_date(book, rewritten, serial):
    stream = book([[date(2021, 6, 4)]])
    changed = rewritten(stream, {SHEET: lambda xml: xml.replace(b"<v>44351</v>", f"<v>{serial}</v>".encode())})
    assert isinstance(rows_of(changed)[1][0], CellFault)


def test_a_formula_gives_its_stored_value(book, rewritten):
    stream = book([[1, "=A1+1"]])
    changed = rewritten(
        stream,
        {
            SHEET: lambda xml: (
                xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
            )
        },
    )
    assert rows_of(changed)[1] == [1, 2]


def test_a_formula_that_was_never_calculated_is_a_fault_that_says_what_to_do(book):
    fault = rows_of(book([[1, "=A1+1"]]))[1][1]
    assert isinstance(fault, CellFault)
    assert fault.problem == "公式没有保存计算结果" and "保存" in fault.remedy


def test_an_error_value_is_a_fault_with_its_reason(book):
    fault = rows_of(book([["#DIV/0!"]]))[1][0]
    assert str(fault) == "#DIV/0!" and fault.problem == "公式除以了零"


def test_merged_cells_are_filled_and_the_filled_ones_are_named(book):
    source = open_source(
        book([["单位", 1], [None, 2], [None, 3], ["后", 4]], lambda _, page: page.merge_cells("A1:A3"))
    )
    rows = {row.number: row for row in source.rows()}
    assert [rows[number].cells[0] for number in (1, 2, 3, 4)] == ["单位", "单位", "单位", "后"]
    assert rows[2].filled == {0} and rows[1].filled == rows[4].filled == frozenset()


def test_a_merge_over_a_row_without_cells_still_fills_it(book):
    source = open_source(book([["单位"]], lambda _, page: (page.merge_cells("A1:A3"), page.__setitem__("B4", "末"))))
    assert {row.number: row.cells for row in source.rows()} == {1: ["单位"], 2: ["单位"], 3: ["单位"], 4: [None, "末"]}


def test_hidden_rows_columns_and_sheets_are_known(book):
    def edit(workbook, page):
        page.row_dimensions[2].hidden = True
        page.column_dimensions["B"].hidden = True
        secret = workbook.create_sheet("底稿")
        secret["A1"] = "内容"
        secret.sheet_state = "hidden"
        workbook.create_sheet("空表").sheet_state = "veryHidden"

    source = open_source(book([["甲", "乙"], ["丙", "丁"]], edit))
    assert [row.hidden for row in source.rows()] == [False, True]
    assert source.hidden_columns == {1}
    assert source.hidden_sheets == ("底稿",)


def test_columns_of_no_width_count_as_hidden(book, rewritten):
    stream = book([["甲", "乙"]], lambda _, page: setattr(page.column_dimensions["B"], "width", 9.5))
    changed = rewritten(stream, {SHEET: lambda xml: xml.replace(b'width="9.5"', b'width="0"')})
    assert open_source(changed).hidden_columns == {1}


def test_the_first_visible_sheet_that_holds_something_is_read(book):
    def edit(workbook, page):
        workbook.create_sheet("明细")["A1"] = "有内容"

    source = open_source(book([], edit, title="封面"))
    assert source.sheet == "明细"


def test_a_sheet_can_be_chosen_and_the_others_are_named(book):
    stream = book([["甲"]], lambda workbook, _: workbook.create_sheet("二").__setitem__("A1", "乙"))
    source = open_source(stream, sheet="二")
    assert [row.cells for row in source.rows()] == [["乙"]]
    assert source.other_sheets == ("数据",)


def test_rows_can_be_walked_twice(book):
    source = open_source(book([["甲"], ["乙"]]))
    assert [row.cells for row in source.rows()] == [row.cells for row in source.rows()] == [["甲"], ["乙"]]


def test_rich_text_is_joined_and_phonetic_guides_are_left_out(book, rewritten):
    stream = book([["占位"]])
    parts = with_strings("<si><r><t>玉</t></r><r><t>山</t></r><rPh><t>ys</t></rPh></si>")
    text, beyond = rows_of(rewritten(stream, parts))[1]
    assert text == "玉山"
    assert isinstance(beyond, CellFault)


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml"])
def test_a_part_with_entities_is_refused(book, rewritten, part):
    def poisoned(xml):
        body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
        return BOMB + body

    stream = rewritten(book([["甲"]]), with_strings("<si><t>甲</t></si>"))
    with pytest.raises(SpreadsheetRefused, match="实体"):
        list(open_source(rewritten(stream, {part: poisoned})).rows())


def test_an_external_entity_is_never_fetched(book, rewritten, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    stream = rewritten(book([["甲"]]), with_strings("<si><t>&e;</t></si>"))
    with pytest.raises(SpreadsheetRefused):
        list(open_source(rewritten(stream, {STRINGS: lambda xml: doctype + xml})).rows())


def test_a_zip_bomb_is_refused_before_it_is_unpacked(book, rewritten):
    with pytest.raises(SpreadsheetRefused, match="压缩比"):
        open_source(rewritten(book([["甲"]]), {SHEET: b" " * 60_000_000}))


def test_one_gigantic_row_is_refused_instead_of_filling_the_memory(book, rewritten):
    cells = "".join(f"<c><v>{number * 7919}</v></c>" for number in range(1_200_000)).encode()
    with pytest.raises(SpreadsheetRefused, match="异常巨大"):
        list(
            open_source(
                rewritten(book([["甲"]]), {SHEET: lambda xml: xml.replace(b"</row>", cells + b"</row>")})
            ).rows()
        )


@pytest.mark.parametrize(
    "content,word",
    [
        (b"", "空的"),
        (b"   \n", "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为 .xlsx"),
        (b"PK\x03\x04 broken", "损坏"),
        (b"%PDF-1.7 ...", "不是表格"),
        (b"<html><table><tr><td>1", "不是表格"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "不是表格"),
    ],
)
def test_anything_but_a_table_is_refused_with_a_sentence(content, word):
    with pytest.raises(SpreadsheetRefused, match=word):
        open_source(io.BytesIO(content))


def test_a_macro_workbook_is_refused(book, rewritten):
    with pytest.raises(SpreadsheetRefused, match="宏"):
        open_source(rewritten(book([["甲"]]), {"xl/vbaProject.bin": b"x"}))


def test_a_file_cut_short_is_refused(book):
    content = book([["甲"]]).getvalue()
    with pytest.raises(SpreadsheetRefused):
        open_source(io.BytesIO(content[: len(content) // 2]))


def test_any_broken_part_gives_a_sentence_and_never_another_error(book, rewritten):
    content = book([["甲", 1, date(2021, 6, 4)], ["乙", "=A1", None]]).getvalue()
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    for name in names:
        for wound in (lambda xml: xml[: len(xml) // 2], lambda xml: b"", lambda xml: xml.replace(b'"', b"", 3)):
            try:
                list(open_source(rewritten(io.BytesIO(content), {name: wound})).rows())
            except SpreadsheetRefused as refused:
                assert str(refused).endswith("。")


def test_bytes_flipped_anywhere_give_a_sentence_or_a_reading(book):
    content = bytearray(book([["甲", 1], ["乙", 2]]).getvalue())
    for place in range(0, len(content), 37):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        try:
            list(open_source(io.BytesIO(bytes(damaged))).rows())
        except SpreadsheetRefused as refused:
            assert "。" in str(refused)
