"""What is written can be opened, read back, and carries no formula."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

from openpyxl import load_workbook

from yushan_portal.lib.spreadsheets import (
    Choice,
    FieldSpec,
    checked_rows,
    dry_run,
    open_sheet,
    open_source,
    write_error_file,
    write_template,
    write_xlsx,
)


def written(rows, headings=("甲", "乙")):
    stream = io.BytesIO()
    count = write_xlsx(rows, headings, stream)
    stream.seek(0)
    return count, load_workbook(stream).active


def test_values_are_written_by_their_kind():
    moment = datetime(2021, 6, 4, 1, 0, tzinfo=UTC)
    count, page = written([[Decimal("1.50"), date(2021, 6, 4), True, moment, 110105194912310021, None, 7]])
    assert count == 1
    assert [cell.value for cell in page[2]] == [
        1.5,
        datetime(2021, 6, 4),
        "是",
        datetime(2021, 6, 4, 9, 0),
        "110105194912310021",
        None,
        7,
    ]


def test_no_text_becomes_a_formula_or_an_error_value():
    _, page = written([['=HYPERLINK("http://x")', "#REF!"], ["+1", "-1"], ["@SUM(A1)", "正常"]])
    assert {cell.data_type for row in page.iter_rows(min_row=2) for cell in row} <= {"s", "inlineStr"}
    assert page["A2"].value.startswith("=HYPERLINK")


def test_characters_that_xml_forbids_and_endless_texts_are_survived():
    _, page = written([["一\x00二\x0b", "字" * 40_000]])
    assert page["A2"].value == "一二"
    assert len(page["B2"].value) == 32_767 and page["B2"].value.endswith("全文请下载 CSV）")


def test_rows_are_taken_one_by_one():
    def rows():
        for number in range(500):
            yield [number, "x"]

    assert written(rows())[0] == 500


def test_the_error_file_holds_the_refused_rows_with_what_is_wrong(book, fields):
    stream = book([["当事人", "文书号", "罚款金额"], ["甲", "1号", 1], ["乙", None, "=A1"]])
    opened = open_sheet(open_source(stream), fields)
    target = io.BytesIO()
    assert write_error_file(checked_rows(opened), opened.heading.texts, target) == 1
    page = load_workbook(target).active
    assert [cell.value for cell in page[1]] == ["错误说明", "原行号", "当事人", "文书号", "罚款金额"]
    message, number, party = (cell.value for cell in page[2][:3])
    assert "缺少决定书文号" in message and "公式没有保存计算结果" in message
    assert (number, party) == (3, "乙")


def test_a_corrected_error_file_can_be_uploaded_again(book, fields):
    opened = open_sheet(open_source(book([["当事人", "文书号"], ["甲", None]])), fields)
    target = io.BytesIO()
    write_error_file(checked_rows(opened), opened.heading.texts, target)
    workbook = load_workbook(target)
    workbook.active["D2"] = "1号"
    workbook.save(target)
    report = dry_run(open_sheet(open_source(target), fields))
    assert report.ok and report.accepted_count == 1


def test_the_template_fits_its_own_fields_and_has_drop_downs(fields):
    many = FieldSpec(
        "town", "乡镇", kind="choice", choices=tuple(Choice(f"t{n}", f"第{n}个很长名字的乡镇街道") for n in range(40))
    )
    target = io.BytesIO()
    write_template((*fields, FieldSpec("open", "是否公开", kind="bool"), many), target, title="行政处罚")
    opened = open_sheet(open_source(target), (*fields, many))
    assert opened.mapping.missing == () and opened.mapping.unsure == frozenset()
    assert set(opened.mapping.columns.values()) == {"party", "number", "category", "fine", "decided_on", "town"}
    rules = {
        str(rule.sqref): rule.formula1 for rule in load_workbook(target).worksheets[0].data_validations.dataValidation
    }
    assert rules["C2:C5000"] == '"罚款,警告"'
    assert rules["F2:F5000"] == '"是,否"'
    assert rules["G2:G5000"] == "可选内容!$G$1:$G$40"


def test_an_untouched_template_holds_no_data(fields):
    target = io.BytesIO()
    write_template(fields, target)
    report = dry_run(open_sheet(open_source(target), fields))
    assert report.row_count == 0 and not report.ok
