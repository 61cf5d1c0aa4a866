"""What fills the slots of the sentences: labelled values and ordinary words. All names and places are made up or public."""

from . import numbers
from .numbers import digits

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红玲建国文辉力光永健世广志义兴良海山仁波宁贵福生龙元全胜"
TOWNS = "冰溪街道 文成街道 岩瑞镇 横街镇 临湖镇 必姆镇 下镇镇 双明镇 六都乡 四股桥乡 南山乡 怀玉乡 樟村镇 紫湖镇 仙岩镇".split()
VILLAGES = "官溪村 关山桥村 岩瑞村 下坂村 毛宅村 山塘村 童坊村 清溪村 东津村 湖塘村 棠梨村 西坑村".split()
ILLNESSES = "患有尿毒症 肺癌晚期 患精神分裂症 患白血病 乙型肝炎病毒携带者 脑梗塞后遗症 患艾滋病 类风湿性关节炎 患糖尿病并发症".split()


def name(dice):
    return dice.choice(SURNAMES) + "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2))))


def written_day(dice):
    on = numbers.day(dice, numbers.date(2019, 1, 1), numbers.date(2022, 6, 30))
    return dice.choice((f"{on.year}年{on.month}月{on.day}日", on.isoformat(), f"{on.year}.{on.month}.{on.day}"))


def amount(dice):
    value = dice.choice((dice.randint(50, 9999), dice.randint(10_000, 99_999_999)))
    return dice.choice((str(value), f"{value:,}", f"{value}.{digits(dice, 2)}", f"{value:,}.00"))


def birth(dice):
    on = numbers.day(dice)
    return dice.choice((f"{on.year}年{on.month}月{on.day}日", on.isoformat(), f"{on.year}.{on.month:02}.{on.day:02}"))


def born(dice):
    on = numbers.day(dice)
    return dice.choice((f"{on.year}年{on.month}月{on.day}日出生", f"{on.year}年{on.month}月{on.day}日生"))


def address(dice):
    n = dice.randint(1, 99)
    return dice.choice((
        f"玉山县冰溪街道博士大道{n}号{n % 9 + 1}栋{n % 4 + 1}单元{n % 6 + 1}0{n % 4 + 1}室",
        f"江西省上饶市玉山县{dice.choice(TOWNS)}{dice.choice(VILLAGES)}{dice.choice(('下坂', '上村', '塘边'))}组{n}号",
        f"{dice.choice(TOWNS)}{dice.choice(VILLAGES)}{n}号",
        f"玉山县文成街道金山小区{n % 20 + 1}幢{n % 6 + 1}02室",
    ))  # fmt: skip


def minor(dice):
    age = dice.randint(3, 13)
    return dice.choice((
        f"未成年人{name(dice)}", f"{name(dice)}（{age}岁）", f"孤儿{name(dice)}", f"留守儿童{name(dice)}，{age}周岁",
        f"困境儿童{name(dice)}", f"学生{name(dice)}，{2021 - age}年出生，{age}岁",
    ))  # fmt: skip


def mistyped(dice):
    number = numbers.identity(dice)
    return number[:-1] + dice.choice([d for d in "0123456789" if d != number[-1]])


def document_number(dice):
    organ = dice.choice(("玉府办字", "玉府发", "玉教体字", "玉人社发", "饶府厅字", "赣府厅发", "玉农字", "玉府办抄字"))
    return f"{organ}〔{dice.randint(2012, 2022)}〕{dice.randint(1, 199)}号"


# slot -> (kind of the label, other kinds that are as right, maker)
LABELLED = {
    "identity": ("identity", (), numbers.identity),
    "pupil": ("identity", (), numbers.pupil),
    "strait": ("identity", ("permit",), numbers.strait_residence),
    "identity15": ("identity", (), numbers.identity15),
    "mobile": ("mobile", (), numbers.mobile),
    "bank_card": ("bank_card", (), numbers.bank_card),
    "passport": ("passport", ("permit",), numbers.passport),
    "ordinary_passport": ("passport", ("permit",), numbers.ordinary_passport),
    "home_return": ("permit", ("passport",), numbers.home_return),
    "taiwan": ("permit", ("passport",), numbers.taiwan),
    "exit_permit": ("permit", ("passport",), numbers.exit_permit),
    "foreign_resident": ("permit", ("passport",), numbers.foreign_resident),
    "foreign_resident18": ("permit", ("passport", "identity"), numbers.foreign_resident18),
    "driver": ("permit", ("passport",), lambda dice: f"361100{digits(dice, 5)}1"),
    "plate": ("plate", (), numbers.plate),
    "address": ("address", (), address),
    "birth_date": ("birth_date", (), birth),
    "born": ("birth_date", (), born),
    "minor": ("minor", (), minor),
    "pupil_name": ("minor", (), name),
    "illness": ("illness", (), lambda dice: dice.choice(ILLNESSES)),
    "mistyped": ("identity", (), mistyped),
}
WORDS = {
    "name": name,
    "town": lambda dice: dice.choice(TOWNS),
    "village": lambda dice: dice.choice(VILLAGES),
    "date": written_day,
    "date8": lambda dice: numbers.day(dice, numbers.date(2019, 1, 1), numbers.date(2022, 6, 30)).strftime("%Y%m%d"),
    "amount": amount,
    "plain_amount": lambda dice: str(dice.randint(100, 9_999_999)),
    "area": lambda dice: f"{dice.randint(1, 300)}.{dice.randint(0, 99)}",
    "score": lambda dice: f"{dice.randint(55, 95)}.{digits(dice, 2)}",
    "doc": document_number,
    "casenumber": lambda dice: dice.choice(("(2021)赣1123民初", "玉市监罚〔2021〕", "玉公(交)行罚决字〔2021〕第")) + digits(dice, 4) + "号",
    "land": lambda dice: dice.choice(("0793-", "0793—", "（0793）", "0793")) + "2" + digits(dice, 6),
    "email": lambda dice: dice.choice(("ysxrsj@163.com", "yszwgk2021@126.com", f"{dice.randint(2, 9)}{digits(dice, 8)}@qq.com")),
    "exam": lambda dice: "2021" + digits(dice, 6),
    "contract": lambda dice: f"YSHT-2021-{digits(dice, 4)}",
    "buy": lambda dice: dice.choice((f"JXYS2021-G{digits(dice, 3)}", f"饶玉采购2021X0008{digits(dice, 5)}", f"赣购2021B0008{digits(dice, 5)}")),
    "project": lambda dice: dice.choice((f"2021-361123-48-01-{digits(dice, 6)}", f"21{digits(dice, 2)}-361123-04-01-{digits(dice, 6)}")),
    "disability": lambda dice: dice.choice("1234567") + dice.choice("1234"),
    "usc": numbers.unified_code,
    "uscd": numbers.unified_code_digits,
    "register": numbers.register_number15,
    "order18": numbers.order18,
    "order16": numbers.order16,
    "order16c": numbers.order16_card,
    "vin": numbers.vin,
    "isbn": lambda dice: dice.choice((numbers.ean13(dice, "9787"), "978-7-" + digits(dice, 3) + "-" + digits(dice, 5) + "-" + digits(dice, 1))),
    "bar": lambda dice: numbers.ean13(dice, dice.choice(("690", "692", "695", "697"))),
    "account": lambda dice: numbers.not_luhn(dice, dice.choice((15, 17, 18, 19))),
    "qq": lambda dice: str(dice.randint(2, 9)) + digits(dice, dice.choice((7, 8, 9))),
    "n1": lambda dice: digits(dice, 1),
    "n2": lambda dice: digits(dice, 2),
    "n3": lambda dice: digits(dice, 3),
    "n4": lambda dice: digits(dice, 4),
    "n5": lambda dice: digits(dice, 5),
    "n8": lambda dice: digits(dice, 8),
    "n13": lambda dice: digits(dice, 13),
}  # fmt: skip
