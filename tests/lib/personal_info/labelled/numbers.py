"""Made-up numbers that pass their own check digits, and look-alikes that are no personal information.

Nothing here is taken from the detector: the check digits are computed from the published rules (GB 11643, ISO 7064,
Luhn, GB 32100, ISO 3779, EAN-13), so that an error in the one does not hide in the other. No number is a real person's.
"""

import random
from datetime import date, timedelta

REGIONS = (
    "361123 361123 361123 362323 362323 362323 361121 361102 361124 361130 362301 362324 330825 330802 330881 "
    "350102 320106 440106 510104 432522 110105 310115 422801 522121 450102 610103 371302 420102 340104 352101"
).split()
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
MOBILE_PREFIXES = (
    "130 131 132 133 134 135 136 137 138 139 145 147 149 150 151 152 153 155 156 157 158 159 166 170 171 173 175 176 "
    "177 178 180 181 182 183 184 185 186 187 188 189 191 193 195 198 199"
).split()
# Issuer prefix and length, as printed on debit and credit cards sold in Jiangxi.
CARDS = (
    ("622202", 19), ("621226", 19), ("622208", 19), ("955880", 19), ("622848", 19), ("622845", 19), ("621661", 19),
    ("621660", 19), ("456351", 19), ("621700", 19), ("622700", 19), ("436742", 19), ("622260", 19), ("621098", 19),
    ("622188", 19), ("621799", 19), ("622588", 16), ("621483", 16), ("622690", 16), ("622660", 16), ("622622", 16),
    ("622909", 18), ("622908", 18), ("622521", 16), ("622262", 17), ("622568", 19), ("622630", 16), ("622682", 19),
    ("356895", 16), ("439225", 16), ("518710", 16), ("524094", 16),
)  # fmt: skip


def digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def identity_check(first17: str) -> str:
    return "10X98765432"[sum(w * int(d) for w, d in zip(IDENTITY_WEIGHTS, first17, strict=True)) % 11]


def luhn_digit(body: str) -> str:
    total = 0
    for place, char in enumerate(reversed(body)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def day(dice, first=date(1935, 1, 1), last=date(2003, 12, 31)) -> date:
    return first + timedelta(days=dice.randrange((last - first).days))


def identity(dice, *, born=None, region=None) -> str:
    head = (region or dice.choice(REGIONS)) + (born or day(dice)).strftime("%Y%m%d") + digits(dice, 3)
    check = identity_check(head)
    return head + (dice.choice("Xx") if check == "X" else check)


def pupil(dice) -> str:
    return identity(dice, born=day(dice, date(2006, 1, 1), date(2016, 12, 31)), region="361123")


def identity15(dice) -> str:
    return dice.choice(REGIONS) + day(dice, date(1930, 1, 1), date(1979, 12, 31)).strftime("%y%m%d") + digits(dice, 3)


def strait_residence(dice) -> str:
    """居住证 of people from Hong Kong, Macao and Taiwan: an identity number in the regions 81, 82, 83."""
    return identity(dice, region=dice.choice(("810000", "820000", "830000")))


def mobile(dice) -> str:
    return dice.choice(MOBILE_PREFIXES) + digits(dice, 8)


def bank_card(dice) -> str:
    prefix, length = dice.choice(CARDS)
    body = prefix + digits(dice, length - len(prefix) - 1)
    return body + luhn_digit(body)


def passport(dice) -> str:
    letter = dice.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")
    return dice.choice((
        "E" + digits(dice, 8), "E" + digits(dice, 8), "G" + digits(dice, 8), f"E{letter}" + digits(dice, 7),
        "PE" + digits(dice, 7), "DE" + digits(dice, 7), "P" + digits(dice, 7), "D" + digits(dice, 8),
    ))  # fmt: skip


def ordinary_passport(dice) -> str:
    return dice.choice("EEG") + digits(dice, 8)


def home_return(dice) -> str:
    """港澳居民来往内地通行证: H or M and eight digits, formerly ten."""
    return dice.choice("HM") + digits(dice, dice.choice((8, 8, 10)))


def taiwan(dice) -> str:
    """台湾居民来往大陆通行证: eight digits."""
    return dice.choice("012345") + digits(dice, 7)


def exit_permit(dice) -> str:
    """往来港澳通行证 C, 往来台湾通行证 L: letter and eight digits (C and a letter and seven)."""
    return dice.choice(("C" + digits(dice, 8), "C" + dice.choice("ABDEF") + digits(dice, 7), "L" + digits(dice, 8)))


def foreign_resident(dice) -> str:
    """外国人永久居留身份证 before 2023: three letters of the country, twelve digits."""
    country = dice.choice(("USA", "GBR", "JPN", "KOR", "DEU", "FRA", "CAN", "AUS"))
    return country + "3600" + day(dice).strftime("%y%m%d") + digits(dice, 2)


def foreign_resident18(dice) -> str:
    """外国人永久居留身份证 since 2023: nine, place, country, birth, order, check digit."""
    head = "936" + dice.choice(("840", "826", "392", "410", "276")) + day(dice).strftime("%Y%m%d") + digits(dice, 3)
    return head + identity_check(head)


def plate(dice) -> str:
    chars = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
    tail = "".join(dice.choice(chars) for _ in range(3)) + digits(dice, 2)
    head = dice.choice(("赣E", "赣E", "赣E·", "浙H", "赣ED", "赣EF"))
    if head in ("赣ED", "赣EF"):  # new energy: a letter only in the first place after D or F
        tail = tail[0] + "".join(char if char.isdigit() else str(ord(char) % 10) for char in tail[1:])
    return head + tail


# What only looks like a personal number.


def unified_code(dice) -> str:
    """统一社会信用代码 with letters and a true check character."""
    head = dice.choice(("91", "92", "93", "11", "12", "51", "52", "54")) + "361123" + dice.choice(("MA3", "MB1", "0M4"))
    head += "".join(dice.choice(CODE_ALPHABET) for _ in range(6))
    return head + CODE_ALPHABET[-sum(w * CODE_ALPHABET.index(c) for w, c in zip(CODE_WEIGHTS, head, strict=True)) % 31]


def unified_code_digits(dice) -> str:
    """统一社会信用代码 that happens to have no letter in it."""
    while True:
        head = dice.choice(("91", "11", "12", "52")) + dice.choice(("361123", "361100", "360000")) + digits(dice, 9)
        check = -sum(w * int(c) for w, c in zip(CODE_WEIGHTS, head, strict=True)) % 31
        if check < 10:
            return head + str(check)


def order18(dice) -> str:
    """Eighteen digits that begin like an identity number (region, day) but fail its check digit."""
    born = day(dice, date(1960, 1, 1), date(2022, 12, 31)).strftime("%Y%m%d")
    head = dice.choice(("361123", "361100", "361102", "330825")) + born + digits(dice, 3)
    return head + dice.choice([d for d in "0123456789" if d != identity_check(head)])


def order16(dice) -> str:
    """Sixteen digits that pass Luhn and begin with a day."""
    body = day(dice, date(2019, 1, 1), date(2022, 12, 31)).strftime("%Y%m%d") + digits(dice, 7)
    return body + luhn_digit(body)


def order16_card(dice) -> str:
    """Sixteen digits that pass Luhn and begin like many cards, but are named as an order."""
    body = dice.choice(("4102", "5203", "6101", "6236", "3610")) + digits(dice, 11)
    return body + luhn_digit(body)


def not_luhn(dice, length: int) -> str:
    body = dice.choice(("1512", "3605", "1436", "2011", "7919")) + digits(dice, length - 5)
    return body + dice.choice([d for d in "0123456789" if d != luhn_digit(body)])


def vin(dice) -> str:
    chars = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    return (
        dice.choice(("LSVAU", "LFV2A", "LVSHF", "LGXC1"))
        + "".join(dice.choice(chars) for _ in range(5))
        + digits(dice, 7)
    )


def ean13(dice, head: str) -> str:
    body = head + digits(dice, 12 - len(head))
    return body + str(-sum(int(c) * (3 if place % 2 else 1) for place, c in enumerate(body)) % 10)


def register_number15(dice) -> str:
    """The 注册号 of businesses before 2015: fifteen digits from the region on."""
    return "361123" + dice.choice(("210", "310", "600", "110")) + digits(dice, 6)
