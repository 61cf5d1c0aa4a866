"""Every fault class of docs/import-faults.md, each on a table that a clerk could have sent."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from disclosure.notices import actions, importing
from disclosure.notices.forms import DecisionForm
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.models import Record
from tests.disclosure.notices.sheets import penalty, published, sample, unified, uploaded
from yushan_portal.lib.spreadsheets import SpreadsheetRefused

pytestmark = pytest.mark.django_db
DOC = Path(__file__).resolve().parents[3] / "docs" / "import-faults.md"

PENALTY = {spec.code: place for place, spec in enumerate(BY_CODE["penalty"].fields)}


def book(kind: str, rows: list[dict], change=None, headings=None) -> BytesIO:
    """A workbook; `change(page)` spoils it."""
    fields = BY_CODE[kind].fields
    workbook = Workbook()
    page = workbook.active
    page.append(headings or [spec.heading for spec in fields])
    for row in rows:
        page.append([row.get(spec.code) for spec in fields])
    if change:
        change(page)
    file = BytesIO()
    workbook.save(file)
    file.seek(0)
    return file


def letter(kind: str, code: str) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter([spec.code for spec in BY_CODE[kind].fields].index(code) + 1)


CELLS = {
    "F01": ("penalty", "CF_SY", None, "缺少"),
    "F02": ("penalty", "CF_JDRQ", "2026年2月30日", "日期不存在"),
    "F03": ("penalty", "CF_JDRQ", "2026年9月", "缺少具体的日"),
    "F04": ("penalty", "CF_JDRQ", "26.9.1", "两位"),
    "F05": ("penalty", "CF_JDRQ", "上周五", "不是能识别的日期"),
    "F06": ("penalty", "CF_XDR_SHXYM", "91361123MA12", "应为18位"),
    "F07": ("penalty", "CF_XDR_SHXYM", unified(1)[:17] + ("A" if unified(1)[17] != "A" else "B"), "校验位"),
    "F08": ("penalty", "CF_XDR_SHXYM", "91361123MAO000101A", "不使用“O”"),
    "F09": ("subsidy-payment", "identity", "361123197501010011", "校验位"),
    "F10": ("penalty", "CF_XDR_SHXYM", 913611230000000000, "存成了数字"),
    "F11": ("penalty", "CF_NR_FK", "约五千", "不是金额"),
    "F12": ("penalty", "CF_NR_FK", "1,23,456", "逗号"),
    "F13": ("penalty", "CF_NR_FK", "0.0000001", "小数"),
    "F14": ("penalty", "CF_NR_FK", date(2026, 1, 1), "是日期"),
    "F15": ("enforcement-statistics", "count", "3.5", "小数"),
    "F16": ("penalty", "CF_XDR_LB", "外星人", "不在可选内容"),
    "F17": ("penalty", "CF_WSH", "文" * 129, "最多128个字"),
    "F18": ("subsidy-guide", "phone", "请打电话", "电话号码"),
    "F19": ("penalty", "CF_NR_FK", "#REF!", "公式"),
    "F20": ("penalty", "CF_SY", "=A1&B1", "公式没有保存"),
    "F24": ("penalty", "CF_SY", "当事人联系电话 13879301234", "手机号码"),
    "F26": ("penalty", "CF_GSJZQ", date(2028, 1, 1), "最长到2027-09-01"),
    "F27": ("penalty", "CF_GSJZQ", date(2026, 11, 25), "不得早于2026-12-01"),
    "F28": ("penalty", "CF_JDRQ", date(2019, 1, 7), "届满"),
    "F29": ("penalty", "severity", "轻微", "原则上不公示"),
    "F30": ("penalty", "CF_JDRQ", date(2026, 12, 1), "晚于今天"),
}
AT_ANOTHER = {"F29": "display_reason"}


@pytest.mark.parametrize("number", CELLS)
def test_a_wrong_cell_is_reported_with_row_and_column(cast, number):
    kind, code, value, said = CELLS[number]
    rows = [sample(kind, 1), sample(kind, 2) | {code: value}]
    run = uploaded(cast, kind, file=book(kind, rows))
    errors = run.report["errors"]
    assert [error["row"] for error in errors] == [3], errors
    assert errors[0]["column"] == letter(kind, AT_ANOTHER.get(number, code))
    assert said in errors[0]["problem"] and errors[0]["remedy"]
    assert run.report["accepted_count"] == 1


def _merge_amounts(page):
    column = letter("penalty", "CF_NR_FK")
    page[f"{column}3"] = None
    page.merge_cells(f"{column}2:{column}3")


def _beyond(page):
    page.cell(3, len(BY_CODE["penalty"].fields) + 3, "多出来的")


@pytest.mark.parametrize("number, change, said", [("F21", _merge_amounts, "合并单元格"), ("F22", _beyond, "没有表头")])
def test_a_wrong_place_is_reported_with_row_and_column(cast, number, change, said):
    run = uploaded(cast, file=book("penalty", [penalty(1), penalty(2)], change))
    error = run.report["errors"][0]
    assert error["row"] == 3 and error["column"] and said in error["problem"], number


def test_F23_a_row_given_twice_names_the_first(cast):
    run = uploaded(cast, file=book("penalty", [penalty(1), penalty(2), penalty(1)]))
    assert [(error["row"], error["problem"]) for error in run.report["errors"]] == [(4, "与第2行重复")]


def test_F24_personal_information_is_masked_when_the_clerk_says_so(cast):
    run = uploaded(cast, rows=[penalty(1, CF_SY="当事人联系电话 13879301234")], decisions={"personal": "mask"})
    assert run.report["accepted_count"] == 1
    importing.start_import(run, by=cast.chen)
    row = Record.objects.get()
    assert "13879301234" not in str(row.public) and "138****1234" in row.public["CF_SY"]
    assert row.restricted.values["CF_SY"] == "当事人联系电话 13879301234"


def test_F25_a_withdrawn_record_is_reported_with_its_row(cast):
    published(cast, rows=[penalty(1)])
    actions.withdraw_record(Record.objects.get(), by=cast.wang, cause="annulled", reason="撤销")
    run = uploaded(cast, file=book("penalty", [penalty(2), penalty(1)]))
    error = run.report["errors"][0]
    assert error["row"] == 3 and error["column"] == letter("penalty", "CF_WSH") and "已被撤回" in error["problem"]


def _hide_row(page):
    page.row_dimensions[3].hidden = True


def _hide_column(page):
    page.column_dimensions[letter("penalty", "CF_YJ")].hidden = True


def _hide_sheet(page):
    other = page.parent.create_sheet("内部")
    other["A1"] = "不公开的名单"
    other.sheet_state = "hidden"


@pytest.mark.parametrize(
    "number, change, said, decision, value, count",
    [
        ("F31", _hide_row, "隐藏行（第3行）", "hidden_rows", "skip", 1),
        ("F31", _hide_row, "隐藏行（第3行）", "hidden_rows", "include", 2),
        ("F32", _hide_column, "隐藏的列", "hidden_columns", "include", 2),
        ("F33", _hide_sheet, "隐藏的工作表", "hidden_sheets", "skip", 2),
    ],
)
def test_hidden_parts_wait_for_a_decision(cast, number, change, said, decision, value, count):
    run = uploaded(cast, file=book("penalty", [penalty(1), penalty(2)], change))
    assert any(said in sentence for sentence in run.report["blocked"])
    assert importing.reasons_against_writing(run) == run.report["blocked"]
    run.decisions = {decision: value}
    run.save()
    importing.start_check(run, by=cast.chen)
    run.refresh_from_db()
    assert run.report["blocked"] == [] and run.report["accepted_count"] == count


def test_F34_a_required_column_that_is_not_there_blocks(cast):
    headings = [spec.heading if spec.code != "CF_YJ" else "别的" for spec in BY_CODE["penalty"].fields]
    run = uploaded(cast, file=book("penalty", [penalty(1)], headings=headings))
    assert any("缺少必填的列：处罚依据" in sentence for sentence in run.report["blocked"])


def test_F35_a_table_without_rows_blocks(cast):
    run = uploaded(cast, file=book("penalty", []))
    assert any("没有数据" in sentence for sentence in run.report["blocked"])


def test_F36_a_table_without_heading_is_refused(cast):
    run = importing.begin("penalty", cast.finance, book("penalty", [], headings=["甲", "乙"]), "a.xlsx", by=cast.chen)
    with pytest.raises(SpreadsheetRefused, match="没有找到表头"):
        importing.opened(run)


@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", b"PK\x03\x04broken", b"%PDF-1.7", b"\0\1\2", b"<html>"]
)
def test_F37_what_is_no_table_is_refused_with_a_sentence(cast, content):
    with pytest.raises(SpreadsheetRefused, match="。"):
        importing.begin("penalty", cast.finance, BytesIO(content), "a.xlsx", by=cast.chen)


def test_F38_two_columns_cannot_be_one_field(cast):
    run = importing.begin("penalty", cast.finance, book("penalty", [penalty(1)]), "a.xlsx", by=cast.chen)
    form = DecisionForm(
        {"duplicates": "update", "column-0": "CF_SY", "column-1": "CF_SY"}, opened=importing.opened(run)
    )
    assert not form.is_valid() and "同一个栏目" in str(form.errors)


def _totals(page):
    row = [None] * len(BY_CODE["penalty"].fields)
    row[0], row[PENALTY["CF_NR_FK"]] = "合计", 9
    page.append(row)


def test_F39_a_total_that_does_not_add_up_is_said_and_not_imported(cast):
    run = uploaded(cast, file=book("penalty", [penalty(1), penalty(2)], _totals))
    assert any("相差" in sentence for sentence in run.report["warnings"])
    assert run.report["accepted_count"] == 2


def _titled(page):
    page.insert_rows(1)
    page["A1"] = "玉山县行政处罚信息公示表"
    page.merge_cells("A1:H1")
    page.append(["填表人：陈静"])


def test_F40_titles_and_signatures_are_left_out_and_counted(cast):
    run = uploaded(cast, file=book("penalty", [penalty(1)], _titled))
    assert run.report["accepted_count"] == 1 and run.report["error_count"] == 0
    assert "表下说明1行" in run.report["summary"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_tables_are_read_in_every_encoding_of_the_county(cast, encoding):
    fields = BY_CODE["penalty"].fields
    lines = [",".join(spec.heading for spec in fields)]
    lines.append(",".join(str(penalty(1).get(spec.code) or "") for spec in fields))
    run = uploaded(cast, file=BytesIO("\r\n".join(lines).encode(encoding)), name="处罚.csv")
    assert run.report["accepted_count"] == 1, run.report["errors"]


def test_every_class_of_the_document_has_its_test():
    numbers = set(re.findall(r"^\| (F\d\d) \|", DOC.read_text(), re.M))
    tested = set(re.findall(r"F\d\d", Path(__file__).read_text()))
    assert numbers == tested and len(numbers) == 40
