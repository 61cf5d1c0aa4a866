"""The dry run: tables as clerks make them, each fault with its row, column, value and remedy."""

from datetime import date
from decimal import Decimal

import pytest

from yushan_portal.lib.spreadsheets import (
    INCLUDE,
    SKIP,
    Decisions,
    FieldSpec,
    SpreadsheetRefused,
    checked_rows,
    dry_run,
    open_sheet,
    open_source,
)

HEADING = ["当事人", "文书号", "处罚类别", "罚款金额（万元）", "决定日期"]
GOOD = ["甲公司", "玉罚〔2021〕1号", "罚款", 1.2, "2021.6.4"]


def values_of(stream, fields, **options):
    return [row.values for row in checked_rows(open_sheet(open_source(stream), fields, **options))]


def test_a_good_row_becomes_values(book, fields, report_of):
    stream = book([HEADING, GOOD])
    assert values_of(stream, fields) == [
        {
            "party": "甲公司",
            "number": "玉罚〔2021〕1号",
            "category": "fine",
            "fine": Decimal("12000.00"),
            "decided_on": date(2021, 6, 4),
        }
    ]
    report = report_of(stream)
    assert report.ok and (report.row_count, report.accepted_count, report.error_count) == (1, 1, 0)
    assert report.summary == "共读到1行数据，其中1行可以导入，0行有错误（共0处）。"


def test_titles_above_the_heading_are_skipped_and_their_unit_is_used(book, fields):
    rows = [["玉山县行政处罚情况表"], ["单位：万元"], [None], ["当事人", "文书号", "罚款金额"], ["甲", "1号", 2]]
    stream = book(rows, lambda _, page: page.merge_cells("A1:C1"))
    opened = open_sheet(open_source(stream), fields)
    assert opened.heading.first_row == 4 and opened.heading.titles == ("玉山县行政处罚情况表", "单位：万元")
    assert values_of(stream, fields)[0]["fine"] == Decimal("20000.00")


def test_a_heading_of_two_rows_with_merged_groups_is_read(book, fields):
    rows = [
        ["当事人", "处罚信息", None, None],
        [None, "文书号", "罚款金额（元）", "决定日期"],
        ["甲", "1号", 5, "2021-06-04"],
    ]

    def edit(_, page):
        page.merge_cells("A1:A2")
        page.merge_cells("B1:D1")

    opened = open_sheet(open_source(book(rows, edit)), fields)
    assert (opened.heading.first_row, opened.heading.last_row) == (1, 2)
    assert opened.mapping.columns == {0: "party", 1: "number", 2: "fine", 3: "decided_on"}
    assert opened.heading.texts[1] == "处罚信息／文书号"
    assert [row.values["fine"] for row in checked_rows(opened)] == [Decimal("5.00")]


def test_a_row_of_texts_below_a_one_row_heading_is_data(book, fields):
    assert len(values_of(book([HEADING, ["甲", "1号", "警告", None, "2021.6.4"]]), fields)) == 1


def test_totals_notes_blanks_and_repeated_headings_are_left_out_and_counted(book, report_of):
    rows = [
        HEADING,
        GOOD,
        [None],
        ["小计", None, None, 1.2],
        HEADING,
        ["乙", "2号", "警告", 2, "2021.6.5"],
        [None, "合 计", None, 3.2],
        ["填表人：张三", None, None, "审核人：李四"],
    ]
    report = report_of(book(rows))
    assert report.row_count == report.accepted_count == 2
    assert report.skipped == {"合计行": 2, "重复表头": 1, "表下说明": 1}
    assert report.warnings == []


def test_a_total_that_does_not_agree_with_its_rows_is_said(book, report_of):
    report = report_of(book([HEADING, GOOD, ["合计", None, None, 9]]))
    assert report.warnings == ["第3行D列“罚款金额”的合计是90000.00，上面各行相加是12000.00，相差78000.00，请核对。"]


def test_a_company_whose_name_begins_with_the_word_total_is_data(book, report_of):
    report = report_of(book([HEADING, ["合计科技有限公司", *GOOD[1:]]]))
    assert report.row_count == 1 and report.skipped == {}


def test_each_error_names_row_column_heading_value_problem_and_remedy(book, report_of):
    report = report_of(book([HEADING, GOOD, ["乙", None, "没收", "很多", "2021.2.30"]]))
    assert report.numbered == [
        "1. 第3行C列“处罚类别”填的是“没收”，不在可选内容之内。请填：罚款、警告。",
        "2. 第3行D列“罚款金额（万元）”填的是“很多”，不是金额。请只填数字，例如 12345.60；本列按“万元”读取。",
        "3. 第3行E列“决定日期”填的是“2021.2.30”，日期不存在（2021年2月没有30日）。请写成 2021-06-04、2021年6月4日、2021.6.4 或 20210604。",
        "4. 第3行B列“文书号”缺少决定书文号。请填写决定书文号。",
    ]
    assert (report.accepted_count, report.refused_count, report.error_count) == (1, 1, 4)
    assert report.errors_by_field == {"category": 1, "fine": 1, "decided_on": 1, "number": 1}


def test_a_cell_in_a_column_without_heading_is_an_error_because_the_row_may_have_slipped(book, report_of):
    report = report_of(book([HEADING, [*GOOD, None, "多出来的"]]))
    assert report.numbered[0].startswith("1. 第2行G列填的是“多出来的”，所在的列没有表头。")


def test_rows_that_repeat_a_natural_key_name_the_first(book, report_of):
    report = report_of(book([HEADING, GOOD, GOOD]), key=("number",))
    assert report.numbered == ["1. 第3行B列“文书号”填的是“玉罚〔2021〕1号”，与第2行重复。请删去其中一行。"]


def test_a_rule_between_fields_speaks_of_its_column(book, report_of):
    report = report_of(book([HEADING, GOOD]), row_check=lambda values: [("fine", "警告不能有罚款")])
    assert report.numbered == ["1. 第2行D列“罚款金额（万元）”警告不能有罚款。请核对这一行后改正。"]


@pytest.mark.parametrize("decision,rows,blocked", [("", 1, True), (SKIP, 1, False), (INCLUDE, 2, False)])
def test_hidden_rows_are_refused_until_somebody_decides(book, report_of, decision, rows, blocked):
    stream = book([HEADING, GOOD, ["乙", "2号"]], lambda _, page: setattr(page.row_dimensions[3], "hidden", True))
    report = report_of(stream, decisions=Decisions(hidden_rows=decision))
    assert report.row_count == rows
    assert bool(report.blocked) is blocked and report.ok is not blocked
    if blocked:
        assert report.blocked == ["有1个隐藏行（第3行）。请决定导入还是跳过，或在表格中取消隐藏后重新上传。"]


@pytest.mark.parametrize(
    "decision,value,blocked", [("", None, True), (SKIP, None, False), (INCLUDE, Decimal("12000.00"), False)]
)
def test_hidden_columns_are_refused_until_somebody_decides(book, fields, report_of, decision, value, blocked):
    stream = book([HEADING, GOOD], lambda _, page: setattr(page.column_dimensions["D"], "hidden", True))
    decisions = Decisions(hidden_columns=decision)
    report = report_of(stream, decisions=decisions)
    assert bool(report.blocked) is blocked
    assert report.preview[0].values.get("fine") == value


def test_skipping_a_hidden_column_that_is_required_says_that_it_is_missing(book, report_of):
    stream = book([HEADING, GOOD], lambda _, page: setattr(page.column_dimensions["B"], "hidden", True))
    report = report_of(stream, decisions=Decisions(hidden_columns=SKIP))
    assert report.blocked == ["缺少必填的列：决定书文号。请补上这些列，或选择对应的列。"]


def test_hidden_sheets_are_refused_until_somebody_agrees_to_skip_them(book, report_of):
    def edit(workbook, _):
        hidden = workbook.create_sheet("底稿")
        hidden["A1"], hidden.sheet_state = "内部", "hidden"

    stream = book([HEADING, GOOD], edit)
    assert report_of(stream).blocked == ["有隐藏的工作表：“底稿”。请确认跳过，或取消隐藏、删除后重新上传。"]
    assert report_of(stream, decisions=Decisions(hidden_sheets=SKIP)).ok


def test_merged_text_is_filled_but_a_merged_amount_is_an_error(book, fields, report_of):
    rows = [HEADING, GOOD, [None, "2号", "罚款", None, "2021.6.5"]]

    def edit(_, page):
        page.merge_cells("A2:A3")
        page.merge_cells("D2:D3")

    report = report_of(book(rows, edit))
    assert report.preview[1].values["party"] == "甲公司"
    assert [error.problem for error in report.errors] == ["是合并单元格，无法确定数字属于哪一行"]
    assert any("合并单元格" in warning for warning in report.warnings)


def test_missing_required_columns_block_the_import(book, report_of):
    report = report_of(book([["当事人", "决定日期"], ["甲", "2021.6.4"]]))
    assert report.blocked == ["缺少必填的列：决定书文号。请补上这些列，或选择对应的列。"]
    assert not report.ok


def test_a_sheet_without_a_heading_is_refused_and_the_wanted_columns_are_named(book, report_of):
    with pytest.raises(SpreadsheetRefused, match="没有找到表头.*行政相对人名称、决定书文号"):
        report_of(book([["a", "b"], [1, 2]]))


def test_a_heading_without_rows_is_no_import(book, report_of):
    report = report_of(book([HEADING]))
    assert not report.ok and "没有数据" in report.blocked[0]


def test_remembered_headings_go_first_and_ignored_ones_stay_out(book, fields):
    stream = book([["名称甲", "文书号", "决定日期"], ["甲", "1号", "2021.6.4"]])
    opened = open_sheet(open_source(stream), fields, remembered={"名称甲": "party", "决定日期": ""})
    assert opened.mapping.columns == {0: "party", 1: "number"}
    assert opened.mapping.unmapped == ()
    assert opened.mapping.memory(opened.heading) == {"名称甲": "party", "文书号": "number", "决定日期": ""}


def test_a_name_inside_a_heading_is_proposed_but_marked_to_be_checked(book, report_of):
    report = report_of(book([["当事人", "本案的决定书文号（必填）", "意见栏"], ["甲", "1号", "x"]]))
    assert report.mapping.columns[1] == "number" and report.mapping.unsure == {1}
    assert "B列“本案的决定书文号（必填）”按“决定书文号”读取，请核对。" in report.warnings
    assert "没有对应字段、不会导入的列：C列“意见栏”。" in report.warnings


def test_two_columns_for_one_field_are_said(book, report_of):
    report = report_of(book([["当事人", "被处罚人", "文书号"], ["甲", "乙", "1号"]]))
    assert "A列和B列都像“行政相对人名称”，已采用A列，请核对。" in report.warnings


def test_a_mapping_by_hand_is_followed(book, fields):
    opened = open_sheet(open_source(book([HEADING, GOOD])), fields, mapping={0: "number", 1: "party"})
    assert [row.values for row in checked_rows(opened)] == [{"number": "甲公司", "party": "玉罚〔2021〕1号"}]


def test_a_mapping_to_a_field_that_does_not_exist_is_refused(book, fields):
    with pytest.raises(SpreadsheetRefused, match="A列对应的字段不存在"):
        list(checked_rows(open_sheet(open_source(book([HEADING, GOOD])), fields, mapping={0: "nothing"})))


def test_many_errors_are_counted_exactly_but_kept_in_bounds(book):
    field = FieldSpec("n", "数量", kind="int", required=True)
    stream = book([["数量", "备注"], *([["很多", "x"]] * 1500)])
    report = dry_run(open_sheet(open_source(stream), (field, FieldSpec("r", "备注"))))
    assert report.error_count == 1500 and len(report.errors) == 1000 and len(report.preview) == 20


def test_progress_is_told_while_the_rows_go_by(book):
    told = []
    stream = book([["数量", "备注"], *([[1, "x"]] * 2500)])
    dry_run(
        open_sheet(open_source(stream), (FieldSpec("n", "数量", kind="int"), FieldSpec("r", "备注"))),
        on_progress=told.append,
    )
    assert told == [1000, 2000]
