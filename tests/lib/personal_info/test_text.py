import re
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.lib.personal_info.makers import MOBILE, card, identity, identity_ending_in_x, kinds, wrong_identity
from yushan_portal.lib.personal_info import mask_text, scan_text
from yushan_portal.lib.personal_info.checks import is_identity_18, is_unified_code

ID = identity()
CARD = card()
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")

IDENTITIES = [
    ID,
    ID.translate(FULL),
    " ".join(ID),
    "-".join(ID),
    "\u200b".join(ID),
    "\u00ad".join(ID),
    "\u2060".join(ID),
    f"{ID[:6]} {ID[6:14]} {ID[14:]}",
    f"{ID[:6]}-{ID[6:10]}-{ID[10:14]}-{ID[14:]}",
    f"{ID[:6]}·{ID[6:14]}·{ID[14:]}",
    f"{ID[:6]}.{ID[6:14]}.{ID[14:]}",
    f"{ID[:6]}—{ID[6:14]}—{ID[14:]}",
    f"{ID[:6]}\n{ID[6:]}",
    f"{ID[:6]}\u3000{ID[6:14]}\u00a0{ID[14:]}",
    f"{ID[:6]}，{ID[6:10]}，{ID[10:14]}，{ID[14:]}",
    ID.translate(CHINESE),
    ID.replace("0", "O"),
    ID.replace("0", "〇"),
    ID.replace("0", "○"),
    ID.replace("1", "l"),
    "".join(chr(0x1D7CE + int(d)) for d in ID),
    "".join(chr(0x660 + int(d)) for d in ID),
    "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(d)] for d in ID),
    "".join(d + "\ufe0f\u20e3" for d in ID),
    identity_ending_in_x(),
    identity_ending_in_x().lower(),
    identity_ending_in_x().translate(FULL),
    identity_ending_in_x()[:-1] + "×",
    identity_ending_in_x()[:-1] + "Х",
    identity_ending_in_x()[:-1] + " X",
    identity(region="810000"),
    identity(region="830000"),
    identity(region="936156"),
    "362323900101123",
    "36 23 23 90 01 01 123",
    "３６２３２３９００１０１１２３",
    f"残疾人证{ID}42",
    f"学籍号G{ID}",
    ID + MOBILE,
    f"{ID[:10]}　{ID[10:]}",
]


@pytest.mark.parametrize("written", IDENTITIES)
@pytest.mark.parametrize("around", ["{}", "张三，身份证号{}，住址略", "姓名：李四 {}；", "（{}）", "1.{}"])
def test_an_identity_number_is_found_however_it_is_written(written, around):
    found = scan_text(around.format(written))
    assert "identity" in kinds(found)
    assert not any(each.blocking for each in scan_text(mask_text(around.format(written))))


MOBILES = [
    MOBILE,
    MOBILE.translate(FULL),
    "138 0793 1234",
    "138-0793-1234",
    "138.0793.1234",
    "138·0793·1234",
    "138—0793—1234",
    "138_0793_1234",
    "138，0793，1234",
    "(138)0793-1234",
    "138*0793*1234",
    "（138）07931234",
    "1380793 1234",
    "13807 931234",
    "1380-793-1234",
    " ".join(MOBILE),
    "-".join(MOBILE),
    "\u200d".join(MOBILE),
    "+86 138 0793 1234",
    "+8613807931234",
    "86-13807931234",
    "008613807931234",
    "013807931234",
    "一三八〇七九三一二三四",
    "一三八零七九三一二三四",
    "幺三八零七九三幺二三四",
    "壹叁捌零柒玖叁壹贰叁肆",
    "138O7931234",
    "l38o793l234",
    "I3807931234",
    "138零七九三1234",
    "⑴⑶⑻0793⑴⑵⑶⑷",
    "19907931234",
    "16607931234",
    "tel13807931234",
    "Tel:13807931234",
    "wx13807931234",
    "13807931234@qq.com",
    "13807931234/13907931234",
]


@pytest.mark.parametrize("written", MOBILES)
@pytest.mark.parametrize("around", ["{}", "联系电话：{}。", "张三{}", "张三 {}，李四", "【{}】"])
def test_a_mobile_is_found_however_it_is_written(written, around):
    text = around.format(written)
    assert "mobile" in kinds(scan_text(text))
    assert not any(each.blocking for each in scan_text(mask_text(text)))


CARDS = [
    CARD,
    CARD.translate(FULL),
    f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}",
    f"{CARD[:4]}-{CARD[4:8]}-{CARD[8:12]}-{CARD[12:16]}-{CARD[16:]}",
    f"{CARD[:6]}\n{CARD[6:]}",
    f"{CARD[:6]} {CARD[6:]}",
    " ".join(CARD),
    "\u200b".join(CARD),
    CARD.translate(CHINESE),
    CARD.replace("0", "O"),
    card("621700"),
    card("622848"),
    card("955880"),
    card("625965", 16),
    card("436742"),
    card("436742", 16),
    card("518710", 16),
    card("622126", 17),
    card("623668", 18),
]


@pytest.mark.parametrize("written", CARDS)
@pytest.mark.parametrize("around", ["{}", "农商银行卡号：{}", "张三，{}，元"])
def test_a_bank_card_is_found_however_it_is_written(written, around):
    text = around.format(written)
    assert "bank_card" in kinds(scan_text(text))
    assert not any(each.blocking for each in scan_text(mask_text(text)))


PAPERS = [
    ("E12345678", "passport"),
    ("EA1234567", "passport"),
    ("G12345678", "passport"),
    ("护照号码：E 1234 5678", "passport"),
    ("护照Ｅ１２３４５６７８", "passport"),
    ("持P1234567护照入境", "passport"),
    ("护照 SE1234567", "passport"),
    ("普通护照151234567", "passport"),
    ("passport No. N1234567", "passport"),
    ("护照：E\u200b12345678", "passport"),
    ("港澳居民来往内地通行证H1234567890", "permit"),
    ("H12345678", "permit"),
    ("M12345678", "permit"),
    ("往来港澳通行证：C12345678", "permit"),
    ("往来港澳通行证CA1234567", "permit"),
    ("往来台湾通行证L12345678", "permit"),
    ("台胞证号12345678", "permit"),
    ("台湾居民来往大陆通行证 12345678", "permit"),
    ("台胞证0123456701(B)", "permit"),
    ("外国人永久居留证USA310074010105", "permit"),
    ("军官证：军字第1234567号", "permit"),
    ("香港身份证A123456(3)", "permit"),
]


@pytest.mark.parametrize(("text", "kind"), PAPERS)
def test_passports_and_permits_are_found(text, kind):
    assert kind in kinds(scan_text(text))
    assert not any(each.blocking for each in scan_text(mask_text(text)))


OTHERS = [
    ("车牌赣E12345", "plate"),
    ("赣E·D12345", "plate"),
    ("赣ED12345", "plate"),
    ("粤B12345D", "plate"),
    ("赣E1234学", "plate"),
    ("浙 A 12345", "plate"),
    ("家庭住址：玉山县冰溪镇三里街52号", "address"),
    ("住址：冰溪镇三里街52号3栋2单元501室", "address"),
    ("家住官溪村5组", "address"),
    ("下塘乡官溪村5组12号", "address"),
    ("官溪村第三村民小组15号", "address"),
    ("锦绣花园3栋2单元501室", "address"),
    ("滨江花园12栋801", "address"),
    ("官溪村128号", "address"),
    ("户籍地址：江西省玉山县官溪村上坞18号", "address"),
    ("出生日期：1990年1月1日", "birth_date"),
    ("1990年1月1日出生", "birth_date"),
    ("男，1990年1月1日生，汉族", "birth_date"),
    ("出生日期：1990-01-01", "birth_date"),
    ("出生日期：19900101", "birth_date"),
    ("生于一九九〇年一月一日", "birth_date"),
    ("学生姓名：王小明", "minor"),
    ("家庭电话：0793-2551234", "landline"),
]


@pytest.mark.parametrize(("text", "kind"), OTHERS)
def test_plates_homes_births_and_minors_are_found_and_masked(text, kind):
    assert kind in kinds(scan_text(text))
    assert not any(each.blocking for each in scan_text(mask_text(text)))


LAWFUL = [
    "玉府办发〔2021〕12号",
    "赣发改规〔2021〕361123号",
    "金额13812345678元",
    "共计13812345678.00元",
    "¥13812345678",
    "合计1,380,793,123.40元",
    "订单号：202103151234567890",
    "合同编号：361123202103151234",
    "订单编号13812345678",
    "流水号 6222021234567890123",
    "项目代码：2021-361123-48-01-012345",
    "2103-361123-04-01-123456",
    "ISBN 978-7-5086-1234-5",
    "ISBN9787508612345",
    "条形码6901234567892",
    "东经118.244912，北纬28.673812",
    "118.13812345678",
    "坐标（118.2449，28.6738）",
    "国药准字H20210315",
    "国食健字G20210315",
    "编号G20210315",
    "型号M12345678",
    "12345、110、120、12315",
    "400-800-1234",
    "统一社会信用代码：91361123MA35ABCD1B",
    "索引号：000014349/2021-00012",
    "公告号：HT-13812345678",
    "https://www.zgys.gov.cn/art/13812345678.html",
    "时间戳1615789012345",
    "2021年3月15日10时30分",
    "2021/03/15 10:30:00",
    "2021-03-15 2021-04-15",
    "362323********1234",
    "**************1234",
    "138****5678",
    "****1234",
    "地址：玉山县冰溪镇府前路1号",
    "行政中心3号楼501室",
    "2014年9月1日至2015年8月31日出生的适龄儿童",
    "凡2016年8月31日以前出生的",
    "出生日期在2014年9月1日至2015年8月31日之间",
    "官溪村2021年3号文件",
    "官溪村1号山塘",
    "官溪村3组道路硬化工程",
    "2019 2020 2021 138 2345",
    "面积1380平方米，13.5亩",
    "G60沪昆高速、G320国道、K1234次",
    "车牌号段赣E",
    "赣B2-20210012",
    "赣ICP备05001234号",
    "赣械注准20172640001",
    "药品经营许可证赣DA7931234",
    "营业执照注册号：361123600101123",
    "第13812345678号",
    "发票代码036002100111，发票号码12345678",
    "快递单号YT1380793123456",
    "GB/T 19001-2016",
    "宗地编码361123001001GB00001",
    "不动产单元号361123001001GB00001F00010001",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
    "邮编334700，传真0793-2551234",
    "预算 13 100 200 300 万元",
    "小区物业服务",
    "3个单元、5栋住宅楼",
    "小学第三单元测试",
    "任前公示：张三，男，1985年3月生",
]


@pytest.mark.parametrize("text", LAWFUL)
def test_what_is_no_personal_data_does_not_block(text):
    assert kinds(scan_text(text)) == []
    assert mask_text(text) == text


def test_an_office_telephone_is_noticed_without_blocking():
    (found,) = scan_text("咨询电话：0793-2551234")
    assert (found.kind, found.blocking) == ("landline", False)


def test_a_mistyped_identity_number_under_its_name_is_a_notice_and_still_masked():
    (found,) = scan_text("身份证号：" + wrong_identity())
    assert (found.kind, found.blocking) == ("identity_doubtful", False)
    assert mask_text("身份证号：" + wrong_identity()).startswith("身份证号：**************")


def test_a_finding_names_its_line_and_never_repeats_the_number():
    text = f"第一行\n第二行\n身份证号：{ID}。"
    (found,) = scan_text(text)
    assert found.place == "第 3 行"
    assert text[found.start : found.end] == ID
    assert found.sample == "*" * 14 + ID[-4:]
    assert ID not in str(found) and ID not in repr(found)


def test_masks_keep_what_the_rule_allows_and_no_more():
    assert mask_text(ID) == "**************" + ID[-4:]
    assert mask_text(MOBILE) == "138****1234"
    assert mask_text(CARD) == "***************" + CARD[-4:]
    assert mask_text("出生日期：1990年1月1日") == "出生日期：1990年*月*日"
    assert mask_text("下塘乡官溪村5组12号") == "下塘乡官溪村*****"


def test_four_kept_digits_and_their_neighbours_do_not_form_a_new_number():
    text = f"{ID[:-4]}{ID[-4:]} 2345678 138 {ID}"
    assert not any(each.blocking for each in scan_text(mask_text(text)))


REGIONS = st.sampled_from(["362323", "361123", "110101", "510104", "659001", "440305", "820000"])
BIRTHS = st.dates(min_value=date(1920, 1, 1), max_value=date(2014, 12, 31))
SERIALS = st.integers(0, 999).map(lambda n: f"{n:03}")
BETWEEN = st.sampled_from(["", " ", "-", ".", "·", "\u200b", "\u3000", "\u00a0", "—", " - "])
WORDS = st.text("张三李四姓名男女住在玉山县的是，。：；、（）\n", max_size=12)


@given(REGIONS, BIRTHS, SERIALS, BETWEEN, WORDS, WORDS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_valid_identity_number_is_found_between_any_words(region, born, serial, gap, before, after, wide):
    number = identity(region, born.strftime("%Y%m%d"), serial)
    assume(not is_unified_code(number))
    written = gap.join(number).translate(FULL) if wide else gap.join((number[:6], number[6:14], number[14:]))
    assert "identity" in kinds(scan_text(before + written + after))
    assert not any(each.blocking for each in scan_text(mask_text(before + written + after)))


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_eighteen_digits_with_a_wrong_check_digit_are_no_identity_number(number):
    assume(not is_identity_18(number))
    assert "identity" not in kinds(scan_text(number))


@given(st.lists(st.sampled_from([ID, MOBILE, CARD, "E12345678", "362323900101123", "官溪村5组12号", "1990年1月1日生",
                                 " ", "-", "，", "。", "\n", "138", "1234", "2021", "张三", "电话", "0", "X", "一", "O"]), max_size=14))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_masked_text_has_nothing_left_to_find(pieces):
    text = "".join(pieces)
    masked = mask_text(text)
    assert len(masked) == len(text)
    assert not any(each.blocking for each in scan_text(masked))
    assert not re.search(rf"(?<![\dA-Z])(?<![A-Z][-.])(?:{ID}|{MOBILE}|{CARD})(?![\dA-Z])(?![-.][A-Z])", masked)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_scanned_and_masked(text):
    assert not any(each.blocking for each in scan_text(mask_text(text)))
    for each in scan_text(text):
        assert 0 <= each.start < each.end <= len(text)
