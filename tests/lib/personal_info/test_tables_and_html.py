import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.personal_info.makers import MOBILE, card, identity, kinds, wrong_identity
from yushan_portal.lib.personal_info import mask_html, scan_html, scan_table

ID = identity()


def places(findings):
    return [(each.kind, each.place) for each in findings if each.blocking]


def test_a_finding_in_a_table_names_row_and_column():
    found = scan_table([["姓名", "身份证号"], ["张三", ID]])
    assert places(found) == [("identity", "第 2 行第 2 列")]


@pytest.mark.parametrize(
    ("heading", "value", "kind"),
    [
        ("残疾等级", "肢体二级", "illness"),
        ("病种", "尿毒症", "illness"),
        ("诊断结果", "肺癌", "illness"),
        ("健康状况", "患病", "illness"),
        ("出生日期", "1990-01-01", "birth_date"),
        ("出生年月日", "1990.1.1", "birth_date"),
        ("出生日期", "32874", "birth_date"),
        ("家庭住址", "冰溪镇三里街52号", "address"),
        ("地址", "官溪村5组12号", "address"),
        ("银行卡号", card("103000"), "bank_card"),
        ("一卡通账号", card("800123", 17), "bank_card"),
        ("护照号", "N1234567", "passport"),
        ("证件号码", "H12345678", "permit"),
        ("身份证号码", wrong_identity(), "identity_doubtful"),
        ("宅电", "0793-2551234", "landline"),
    ],
)
def test_a_heading_says_what_a_column_of_persons_holds(heading, value, kind):
    assert kind in kinds(scan_table([["序号", "姓名", heading], ["1", "张三", value]]))
    assert kind in kinds(scan_table([["1", "张三", value]], headings=["序号", "姓名", heading]))
    assert kind in kinds(scan_table([["姓名", "张三", heading, value]]))


@pytest.mark.parametrize(
    "rows",
    [
        [["病种", "报销比例"], ["尿毒症", "70%"]],
        [["姓名", "残疾等级"], ["张三", "无"]],
        [["姓名", "健康状况"], ["张三", "良好"]],
        [["单位", "地址", "电话"], ["县民政局", "玉山县府前路1号", "0793-2551234"]],
        [["文号", "订单号", "金额（元）"], ["玉府办发〔2021〕12号", "13812345678", "13812345678"]],
        [["姓名", "乡镇", "村", "补助金额"], ["张三", "冰溪镇", "官溪村", "13800"]],
        [["姓名", "出生年月"], ["张三", "1985.03"]],
        [["姓名", "身份证号"], ["张三", "**************1234"]],
        [["姓名", "年龄"], ["张三", "45"]],
    ],
)
def test_lawful_tables_do_not_block(rows):
    assert kinds(scan_table(rows)) == []


def test_names_under_a_heading_of_minors_or_beside_a_young_age_are_found():
    assert kinds(scan_table([["学生姓名", "学校"], ["王小明", "冰溪一小"]])) == ["minor"]
    assert kinds(scan_table([["姓名", "年龄"], ["王小明", "9岁"], ["张三", "40"]])) == ["minor"]
    assert kinds(scan_table([["2021年孤儿生活费发放名单"], ["姓名", "金额"], ["王小明", "800"]])) == ["minor"]


def test_a_number_with_one_digit_a_cell_is_found():
    assert set(kinds(scan_table([["身份证号", *ID]]))) == {"identity"}


def test_two_row_headings_and_a_second_table_below_are_understood():
    rows = [
        ["姓名", "基本信息", "补助"],
        ["", "残疾等级", "金额"],
        ["张三", "二级", "100"],
        ["病种", "报销比例"],
        ["肺癌", "70%"],
    ]
    assert places(scan_table(rows)) == [("illness", "第 3 行第 2 列")]


def test_html_is_read_across_inline_tags_entities_and_line_breaks():
    for source in (
        "<p>电话<b>138</b>0793<span style='x'>1234</span></p>",
        f"<p>{ID[:6]}<br>{ID[6:]}</p>",
        f"<p>{''.join(f'&#{ord(d)};' for d in ID)}</p>",
        f"<p>{ID[:6]}&nbsp;{ID[6:14]}&nbsp;{ID[14:]}</p>",
        f"<p>{'&#8203;'.join(ID)}</p>",
        f"<p>{'<i></i>'.join(MOBILE)}</p>",
        f'<p><a href="tel:{MOBILE}">联系</a></p>',
        f'<img alt="{ID}">',
        f"<p>a<!-- {ID} -->b</p>",
        f"<td>{ID}",
        f"<p title='1 > 2'>{ID}</p",
    ):
        assert kinds(scan_html(source)), source
        assert kinds(scan_html(mask_html(source))) == [], source


def test_paragraphs_and_cells_do_not_run_together():
    assert kinds(scan_html("<p>138</p><p>07931234</p>")) == []
    assert kinds(scan_html("<table><tr><td>138</td><td>0793</td><td>1234</td></tr></table>")) == []


def test_html_tables_are_read_with_headings_spans_and_nesting():
    source = (
        "<p>名单</p><table><thead><tr><th rowspan=2>姓名</th><th colspan='2'>情况</th></tr><tr><th>类别</th><th>残疾等级</th></tr>"
        "</thead><tbody><tr><td>张三</td><td>低保</td><td><p>肢体<b>二级</b></p></td></tr></tbody></table>"
    )
    assert places(scan_html(source)) == [("illness", "正文表 1 第 3 行第 3 列")]
    assert mask_html(source) == source.replace("肢体", "**").replace("二级", "**")


def test_masking_html_changes_nothing_but_the_finding():
    source = f'<p class="a">张三（<b>{ID}</b>）&amp; 李四</p>\n<ul><li>x'
    assert mask_html(source) == source.replace(ID, "*" * 14 + ID[-4:])


@given(st.lists(st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<br>", "<b>", "</b>", "&nbsp;", "&#48;",
                                 "<", ">", "&", "<!--", "-->", ID, MOBILE, "138", "0793", "1234", "姓名", "残疾等级", "二级", '<a href="', '">']), max_size=20))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_masked_html_has_nothing_left_to_find(pieces):
    assert kinds(scan_html(mask_html("".join(pieces)))) == []
