"""Text tables in the encodings and with the separators that offices produce."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yushan_portal.lib.csvfiles import canonical_csv, csv_lines
from yushan_portal.lib.spreadsheets import SpreadsheetRefused, checked_rows, open_sheet, open_source

TEXT = '当事人,文书号,处罚类别,罚款金额（元）,决定日期\r\n甲公司,1号,罚款,"1,234.5",2021.6.4\r\n'


def cells(content):
    return [row.cells for row in open_source(io.BytesIO(content)).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_reads_the_same(fields, encoding):
    opened = open_sheet(open_source(io.BytesIO(TEXT.encode(encoding))), fields)
    assert [row.values for row in checked_rows(opened)] == [
        {
            "party": "甲公司",
            "number": "1号",
            "category": "fine",
            "fine": Decimal("1234.50"),
            "decided_on": date(2021, 6, 4),
        }
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，", "|"])
def test_the_separator_is_found(delimiter):
    rows = [["甲", "乙", "丙"], ["1", "2", "3"]]
    assert cells("\n".join(delimiter.join(row) for row in rows).encode()) == rows


def test_commas_in_text_do_not_hide_the_real_separator():
    assert cells("名称;说明\n甲;一,二,三\n乙;四\n".encode()) == [["名称", "说明"], ["甲", "一,二,三"], ["乙", "四"]]


def test_rows_are_counted_as_excel_counts_them():
    source = open_source(io.BytesIO('甲,乙\n\n"一\n二",3\n末,4\n'.encode()))
    assert {row.number: row.cells for row in source.rows()} == {
        1: ["甲", "乙"],
        2: [],
        3: ["一\n二", "3"],
        4: ["末", "4"],
    }


def test_rows_can_be_walked_twice():
    source = open_source(io.BytesIO(TEXT.encode()))
    assert len(list(source.rows())) == len(list(source.rows())) == 2


def test_bytes_that_are_no_text_are_refused_with_the_place():
    with pytest.raises(SpreadsheetRefused, match="第 2 行"):
        open_source(io.BytesIO("甲,乙\n".encode("gb18030") + b"\xff\xff\xff,1\n"))


def test_a_quote_that_never_closes_is_refused_with_the_place():
    with pytest.raises(SpreadsheetRefused, match="引号"):
        cells(b'a,b\n"' + b"x" * 200_000)


def test_a_protected_formula_comes_back_as_it_was():
    assert cells(canonical_csv([["=1+1", "'=1+1", -5, "@x"]])) == [["=1+1", "'=1+1", "-5", "@x"]]


texts = st.text(st.characters(exclude_characters="\0\r", codec="utf-8"), min_size=1, max_size=20)


@given(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=6))
def test_export_import_export_is_equal_to_the_byte(rows):
    first = "".join(csv_lines(rows)).encode()
    with_heading = "".join(csv_lines(rows, ["甲", "乙"])).encode()
    source = open_source(io.BytesIO(with_heading))
    if source.delimiter != ",":
        return  # a table so small that its separator can be read in two ways
    back = [row.cells for row in source.rows()][1:]
    assert canonical_csv(back) == first


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_sentence(content):
    try:
        list(open_source(io.BytesIO(content)).rows())
    except SpreadsheetRefused as refused:
        assert "。" in str(refused)
