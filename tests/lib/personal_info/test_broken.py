"""Numbers broken up by stops, brackets, line ends and cells; the cases on which the first measurement failed."""

import pytest

from yushan_portal.lib.personal_info import scan_html, scan_text


def kinds(text, scan=scan_text):
    return [each.kind for each in scan(text) if each.blocking]


def value(text):
    (found,) = [each for each in scan_text(text) if each.blocking]
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("手机号码：177。5206。4284", "177。5206。4284"),
        ("联系方式：136[783]13630，罚款", "136[783]13630"),
        ("联系电话+86198，7864，8701，传真", "198，7864，8701"),
        ("报名咨询：冯主任 195(765)11175（微信同号）", "195(765)11175"),
        ("联系电话+861 9 5 2 3 8 7 3 2 0 6，", "1 9 5 2 3 8 7 3 2 0 6"),
        ("拨打手机:138480179\r\n88", "138480179\r\n88"),
        ("（手机1758〇16O92l）", "1758〇16O92l"),
    ],
)
def test_a_mobile_in_parts_is_read_through_where_a_word_names_it(text, number):
    assert value(text) == number
    assert kinds(text) == ["mobile"]


def test_every_mobile_of_a_list_is_read_though_only_its_head_is_named():
    assert kinds("咨询电话：0793-2017468、173、6688、2145、150、8464、3126，工作日") == ["mobile", "mobile"]


def test_three_figures_in_a_row_are_no_mobile_without_such_a_word():
    assert kinds("三个村分别为138、4521、3321户") == []


@pytest.mark.parametrize(
    "text",
    ["身份证号：（522121）197104093962手机", "公民身份号码362、323、1999、0813、0792，", "110105。1955。0405。878X"],
)
def test_an_identity_number_in_parts_is_read_through(text):
    assert kinds(text) == ["identity"]


def test_a_bank_card_in_parts_needs_its_word():
    assert kinds("账号：621483、6729、2782、06，开户行") == ["bank_card"]
    assert kinds("产量：621483、6729、2782、06，合计") == []


@pytest.mark.parametrize(
    "text",
    [
        "往来港澳通行证C(F8648396)，持证人",
        "台湾居民来往大陆通行证号码：【2】0739308，",
        "外国人永久居留身份证号码CAN36【0092】022885，",
        "外国人永久居留身份证号码DEU3600911OI6O1，",
    ],
)
def test_a_permit_in_parts_is_read_through(text):
    assert kinds(text) == ["permit"]


def test_a_passport_in_parts_is_read_through_and_its_last_day_is_not_one():
    assert kinds("遗失护照一本，证号EO4357I75，声明作废") == ["passport"]
    assert kinds("护照P。6344。143，彭龙") == ["passport"]
    assert kinds("护照有效期至2020.6.15。") == []


def test_a_number_ends_with_its_cell():
    rows = "乡镇\t户数\t人数\t面积\n冰溪街道\t138\t4521\t3321\n岩瑞镇\t135\t1268\t4410\n"
    assert kinds(rows) == []
    assert kinds("序号\t姓名\t电话\n1\t谢山\t159 967 90686\n2\t韩良\t199 758 12345\n") == ["mobile", "mobile"]


def test_a_list_number_before_a_mobile_is_no_whole_part_of_a_fraction():
    assert kinds("<p>1.13647546915</p>\n<p>2.13891885977</p>", scan_html) == ["mobile", "mobile"]
    assert kinds("误差0.13858039955，平均值") == []


def test_an_amount_with_thin_spaces_is_no_mobile():
    assert kinds("专项债券余额 15 900 569 000 元，") == []


def test_an_identity_number_that_passes_as_a_unified_code_by_chance_stays_one():
    assert kinds("2 林生 362323199802043826 229.56 931672") == ["identity"]


def test_a_register_number_of_equipment_is_no_plate():
    assert kinds("使用登记证编号：梯11赣E00129（21）") == []
    assert kinds("车主驾驶赣E00129在双明镇") == ["plate"]


def test_long_decimals_are_no_mobiles():
    assert kinds("系数0.13912345678、1.5064343434，回归值13812345678.13350，") == []


def test_a_bar_between_columns_is_no_digit():
    assert kinds("农机购置补贴|35088328.79") == []
    assert kinds("手机：|3508832879") == ["mobile"]


def test_a_licence_of_the_province_is_no_permit():
    assert kinds("药品经营许可证赣CB7934047；") == []
    assert kinds("往来港澳通行证CB7934047；") == ["permit"]
    assert kinds("2  杨萍桂  G04301981  20200528") == ["passport"]


def test_a_bank_card_in_parts_ends_before_the_amount():
    assert value("徐勇明 6222\u30000863\u30002681\u30002382653 8,500.00") == "6222\u30000863\u30002681\u30002382653"


def test_an_amount_and_the_first_figure_of_the_next_row_are_no_number():
    assert kinds("1\t378.00\n2021011039\t钟宁\n") == []
    assert kinds("197801074829  185.2  8926367\n") == []


def test_a_number_may_break_at_the_end_of_a_line_within_its_cell():
    assert value("姓名\t邓辉\t身份证号\t36232419960318\r\n4817\t住址\t湖塘村") == "36232419960318\r\n4817"


def test_a_part_in_brackets_belongs_to_its_mobile_but_a_year_does_not():
    assert kinds("由崔兴负责对接（1304【192】4299）") == ["mobile"]
    assert kinds("公告1380（2021）192号") == []
    assert kinds("/18280256o78/15226542I76。") == ["mobile", "mobile"]


def test_a_mobile_behind_a_passport_is_no_part_of_a_code():
    assert "mobile" in kinds("E12345678-13807931234")
    assert kinds("合同HT2021-13807931234") == []
