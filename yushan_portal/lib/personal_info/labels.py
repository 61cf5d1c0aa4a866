"""Words beside a number that say what it is, as data: labels before it, words that speak against it, units after it."""

import re

IDENTITY = "身份证|身份号|公民身份|身份识别|居民证|证件号|证件编号|证号|户口|sfzh|idcard|id card|id no"
MOBILE = "手机|电话|联系方式|联系人|联系号|移动|热线|微信|致电|拨打|来电|短信|号码归属|通讯|通信方式|tel|mobile|phone|cell|wechat|sjh"
HOME_PHONE = "家庭电话|住宅电话|宅电|家庭固话|家中电话|私人电话"
BANK = "卡号|银行卡|账号|帐号|账户|帐户|开户|存折|一卡通|工资卡|打卡|收款|汇款|转账|社保卡|储蓄卡|借记卡|信用卡|惠农卡|银行|card"
PASSPORT = "护照|passport|旅行证"
PERMIT = "通行证|台胞证|回乡证|居留证|居住证|居留身份证|签证身份|港澳|台湾居民|证件|permit"
UNIFIED = "信用代码|社会代码|机构代码|税号|纳税人识别号|税务登记|注册号|登记证号"
HOME = "家庭住址|家庭地址|家庭居住地|现住址|现居住地|现住|居住地址|居住地|住址|户籍地址|户籍所在地|户籍地|户籍|户口所在地|常住地址|家住|身份证地址|详细地址|收货地址|住在"
HOME_AFTER_NAME = "住"

# A number that one of these names directly is a number of a paper or a thing, not of a person.
OTHER_NUMBERS = (
    "订单|流水|交易|合同|协议|编号|编码|单号|批号|批次|项目代码|项目编号|项目|代码|文号|发票|票据|凭证|运单|快递|条形码|条码|"
    "序列号|序号|索引号|isbn|issn|设备|资产|电表|水表|户号|案号|案件|受理|登记号|注册号|许可证|执照|备案|宗地|不动产|档案号|"
    "证书编号|检验|报告|型号|货号|款号|件号|(?<![名数])字|工单|考号|准考证号|学号|工号|税号|机构代码|信用代码|识别号|版本|图号|经度|纬度|"
    "坐标|(?<![a-z])(?:sn|s/n|no|order|serial|imei|sku)|编目|产品|物料|卷号|采购|招标|标段|公告号|回执|查询码|追溯码|防伪码|物流|库号|"
    "第|标识码|单元号|(?<!手)机号|车架号|发动机号|(?<![a-z])(?:ip|uuid)|群号|时间戳|timestamp"
)
STRONG_OTHER_NUMBERS = (
    "订单|流水|交易|合同|协议|单号|批号|项目代码|项目编号|发票|票据|凭证|运单|快递|条码|条形码|序列号|索引号|案号|案件|受理|"
    "宗地|不动产|备案|工单|采购|招标|追溯码|资产|设备"
)
TAIL = r"(?:编号|号码|编码|代码|号|码|证)?(?:[a-z]+)?[\s:为是#()\[\]\"'.\u200b-]{0,6}$"
# Numbers under which officials and professions act; the public may ask to see them.
CARD_OF_OFFICE = re.compile(r"(?:执法|执业|资格)证(?:件|书)?(?:编号|编码|号码|号)?[\s:为是]{0,3}$")
PAPER_BEFORE = re.compile(r"证件(?:编号|号码|号)[\s:为是]{0,4}$")
CATALOGUE_BEFORE = re.compile(r"品目[^\d。;,，\n]{0,14}$")
MONEY_BEFORE = re.compile(
    r"(?:[¥￥$€]|金额|合计|总计|总额|价款|人民币|共计|总价|预算|资金|收入|支出|投资)[\s:为约达计]{0,3}$"
)
UNITS_AFTER = re.compile(
    r"(?:元|万|亿|圆|美元|欧元|港元|㎡|平方|立方|公里|千米|米|亩|吨|公斤|千克|克|kg|km|kw|mm|cm|m2|千瓦|株|羽|尾|"
    r"[ ](?:元(?![\u4e00-\u9fff])|[万亿]元|平方|亩)|人次|人(?![员工民])|户(?![主名籍])|件|份|册|台|套|字节|bytes?\b|mb\b|kb\b|%|‰)",
    re.IGNORECASE,
)
DECIMALS_AFTER = re.compile(r"\.\d{1,6}(?![\d.])")
ADDRESS_BEFORE = re.compile(r"(?:https?|ftp)://[^\s<>\"'\u4e00-\u9fff]*$", re.IGNORECASE)
ADDRESS_KEY = re.compile(r"[?&/](?:phone|mobile|tel|sj|sjh|cell\w*|id\w*|sfz\w*|card\w*)[=/]$", re.IGNORECASE)
PHONE_PREFIX_WORD = re.compile(
    r"(?<![a-z])(?:tel|telephone|mobile|mob|phone|cell|wx|vx|weixin|wechat|qq|dh|lxdh|sj|sjh|t|m|p|v|wv|call|id|name|user)"
    r"[\s._\-\u200b]{0,2}$",
    re.IGNORECASE,
)


def _near(words: str) -> re.Pattern:
    return re.compile(rf"(?:{words})[^\d。;\n]{{0,12}}$", re.IGNORECASE)


def _adjacent(words: str) -> re.Pattern:
    return re.compile(rf"(?:{words})[的之 ]?$", re.IGNORECASE)


LABELS = {
    "identity": IDENTITY,
    "mobile": MOBILE,
    "home_phone": HOME_PHONE,
    "bank": BANK,
    "passport": PASSPORT,
    "permit": PERMIT,
    "unified": UNIFIED,
}
NEAR = {label: _near(words) for label, words in LABELS.items()}
ADJACENT = {label: _adjacent(words) for label, words in LABELS.items()}
AFTER = {
    "passport": re.compile(r"[^\d。;\n]{0,6}(?:护照|passport)", re.IGNORECASE),
    "permit": re.compile(r"[^\d。;\n]{0,8}(?:通行证|台胞证|回乡证|居留证|居住证)", re.IGNORECASE),
}
OTHER = re.compile(rf"(?:{OTHER_NUMBERS}){TAIL}", re.IGNORECASE)
STRONG_OTHER = re.compile(rf"(?:{STRONG_OTHER_NUMBERS}){TAIL}", re.IGNORECASE)
REACH = 32


def named(label: str, folded: str, start: int) -> bool:
    """Whether the words shortly before `start`, in the same sentence, carry the label."""
    return bool(NEAR[label].search(folded, max(0, start - REACH), start))


def named_after(label: str, folded: str, end: int) -> bool:
    return bool(AFTER[label].match(folded, end, end + REACH))


def names_something_else(folded: str, start: int, label: str = "", strong: bool = False) -> bool:
    """Whether the word directly before the number says it is an order, contract, serial ... number (not 证件编号)."""
    found = (STRONG_OTHER if strong else OTHER).search(folded, max(0, start - 24), start)
    if not found:
        return False
    return not (label and ADJACENT[label].search(folded, max(0, found.start() - 8), found.start()))


ORGAN = r"[\u4e00-\u9fff()]{1,24}(?:局|中心|委员会|公司|总会|总工会|学校|中学|小学|医院|政府|协会|基金会|合作社)"
OF_AN_ORGAN = rf"对公|(?:(?:户名|账户名称)[:为是 ]{{0,2}}|(?:账户|收缴户|汇缴专?户)[:为是]){ORGAN}"
ACCOUNT_OF_AN_ORGAN_BEFORE = re.compile(
    rf"(?:{OF_AN_ORGAN}|基本(?:账)?户|汇缴专户)(?:(?!户名|姓名|对私|个人|本人|卡号)[^。\n]){{0,30}}$"
)
ACCOUNT_OF_AN_ORGAN_AFTER = re.compile(rf"(?:(?!户名|姓名|对私|个人|本人|卡号)[^。\n\d]){{0,16}}(?:{OF_AN_ORGAN})")


def is_account_of_an_organ(folded: str, start: int, end: int) -> bool:
    """Whether the words around an account number say 对公 or name an organ as the holder."""
    return bool(
        ACCOUNT_OF_AN_ORGAN_BEFORE.search(folded, max(0, start - 64), start)
        or ACCOUNT_OF_AN_ORGAN_AFTER.match(folded, end, end + 48)
    )


def is_card_of_office(folded: str, start: int) -> bool:
    """Whether 执法证号, 执业证号, 资格证书号 stands directly before the number."""
    return bool(CARD_OF_OFFICE.search(folded, max(0, start - 14), start))


def in_web_address(folded: str, start: int) -> bool:
    """Inside a web address and not the value of a key that says phone or identity."""
    window = max(0, start - 200)
    if folded.find("://", window, start) < 0:
        return False
    return bool(ADDRESS_BEFORE.search(folded, window, start)) and not ADDRESS_KEY.search(folded, window, start)


LIST_BEFORE = re.compile(r"[\d\s,、:/()\[\]\-.+。\u200b]{0,60}$")


def heads_the_list(label: str, folded: str, start: int) -> bool:
    """Whether the label stands before the number, or before the list of numbers of which it is one."""
    if named(label, folded, start):
        return True
    first = LIST_BEFORE.search(folded, max(0, start - 60), start)
    return bool(first) and named(label, folded, first.start())


def is_amount(folded: str, start: int, end: int) -> bool:
    return bool(
        UNITS_AFTER.match(folded, end)
        or DECIMALS_AFTER.match(folded, end)
        or MONEY_BEFORE.search(folded, max(0, start - 10), start)
    )
