"""Passports under 证件号码, cards of office, accounts of organs, numbers by digit: what the third set of sentences showed."""

import pytest

from tests.lib.personal_info.makers import card, identity
from yushan_portal.lib.personal_info import scan_html, scan_table, scan_text

ID = identity()
ACCOUNT = card("1512214", 19)


def kinds(findings):
    return [each.kind for each in findings if each.blocking]


@pytest.mark.parametrize("number", ["E12345678", "e12345678", "EB1234567", "pe1234567", "DE1234567"])
def test_a_passport_is_found_under_the_general_words_for_a_number_of_a_paper(number):
    assert kinds(scan_text(f"张三，证件号码：{number}，中国籍")) == ["passport"]
    assert kinds(scan_table([["张三", number, "中国"]], ["姓名", "证件号码", "国籍"])) == ["passport"]


@pytest.mark.parametrize("between", ["；", "，", " ", "\n"])
def test_the_kind_of_paper_may_be_named_before_the_words_for_its_number(between):
    assert kinds(scan_text(f"证件类型：台胞证{between}证件号：01234567")) == ["permit"]


def test_the_two_letters_of_a_passport_may_stand_apart():
    assert kinds(scan_text("出国人员：张三，E H360 3729。")) == ["passport"]
    assert kinds(scan_text("出国人员：张三，S\u2060E1051195。")) == ["passport"]


@pytest.mark.parametrize(
    "text",
    [
        "采购品目：物业管理服务C21040000。",
        "行政执法证号：14110871080，出示后检查。",
        "律师执业证号13611201614038805的律师参加了听证。",
        "取水许可证：D361123S2021-1922，年取水量12万方。",
    ],
)
def test_codes_of_goods_and_licences_are_not_numbers_of_persons(text):
    assert [each.kind for each in scan_text(text)] == []


def test_a_telephone_of_the_officer_beside_the_card_of_office_is_still_found():
    assert kinds(scan_text("行政执法证号：14110871080，电话13812345678")) == ["mobile"]


@pytest.mark.parametrize("number", ["362323 19900101 {}43", "362323-1990-0101-{}43", "3623231\n9900101{}43"])
def test_the_number_of_a_disability_card_is_read_in_groups(number):
    assert kinds(scan_text("残疾人证号" + number.format(ID[-4:]))) == ["identity"]


@pytest.mark.parametrize(
    "text",
    [
        "保证金对公账户：县交易中心，账号{}，开户行工商银行",
        "户名：玉山县财政局；账号：{}；开户行：农业银行",
        "捐款账号{}，户名玉山县慈善总会",
        "会费收缴户：县总工会，账号{}，农商银行",
    ],
)
def test_the_account_of_an_organ_does_not_hold_up_publication(text):
    assert kinds(scan_text(text.format(ACCOUNT))) == []


@pytest.mark.parametrize(
    "text",
    [
        "户名：张三，账号{}，农商银行",
        "由玉山县民政局发放至本人账号{}",
        "户名：玉山县财政局；另付张三，个人账号：{}",
        "由对公账户转至李四卡号{}",
    ],
)
def test_an_account_of_a_person_does_even_where_an_organ_is_named(text):
    assert kinds(scan_text(text.format(ACCOUNT))) == ["bank_card"]


def test_a_card_of_a_bank_holds_up_publication_whoever_is_said_to_hold_it():
    assert kinds(scan_text(f"户名：玉山县财政局；账号：{card()}")) == ["bank_card"]


def in_cells(number, before=""):
    return "<table><tr>" + before + "".join(f"<td>{sign}</td>" for sign in number) + "</tr></table>"


@pytest.mark.parametrize("number", ["E12345678", "CA1234567"])
def test_a_paper_with_one_sign_in_each_cell_is_found(number):
    assert set(kinds(scan_html(in_cells(number)))) <= {"passport", "permit"}
    assert kinds(scan_html(in_cells(number)))
    assert kinds(scan_html(in_cells(number, "<td>证件</td>")))


def test_a_grade_and_eight_marks_are_no_paper():
    assert kinds(scan_html(in_cells("C12304521", "<td>冰溪小学</td>"))) == []
