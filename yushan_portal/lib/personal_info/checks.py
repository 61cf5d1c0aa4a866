"""Check digits and shapes of Chinese numbers: identity (GB 11643), unified code (GB 32100), bank cards (Luhn)."""

from datetime import date

from .prefixes import COUNTRIES, PROVINCES

IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_DIGITS = "10X98765432"
UNIFIED_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
UNIFIED_VALUES = {letter: value for value, letter in enumerate(UNIFIED_ALPHABET)}
UNIFIED_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
UNIFIED_AUTHORITIES = "123456789ANY"
ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
OLDEST_BIRTH_YEAR = 1890
NEWEST_BIRTH_YEAR = 2035
LUHN_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def is_date(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def is_birth_date(digits: str) -> bool:
    """Eight digits YYYYMMDD that a living or lately deceased person may be born on."""
    return OLDEST_BIRTH_YEAR <= int(digits[:4]) <= NEWEST_BIRTH_YEAR and is_date(digits[:4], digits[4:6], digits[6:8])


def looks_like_a_date(digits: str) -> bool:
    """Digits that begin as a date of an office's paper: 20YYMMDD or 20YYMM."""
    return digits[:2] in ("19", "20") and "01" <= digits[4:6] <= "12" and (len(digits) < 8 or digits[6:8] <= "31")


def has_region(digits: str) -> bool:
    """First six digits as in GB/T 2260: a province, then a city; 9 + province for the permanent residence card of 2023."""
    if digits[0] == "9":
        return digits[1:3] in PROVINCES
    return digits[:2] in PROVINCES and (digits[2:4] != "00" or digits[:2] in ("81", "82", "83"))


def identity_shaped(digits: str) -> bool:
    """18 characters with a region and a birth date, whatever the check digit."""
    return (
        len(digits) == 18
        and digits[6] in "12"
        and digits[:17].isdigit()
        and has_region(digits)
        and is_birth_date(digits[6:14])
    )


def is_identity_18(digits: str) -> bool:
    """ISO 7064 mod 11-2 over 17 digits, with region and birth date."""
    if not identity_shaped(digits):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(IDENTITY_WEIGHTS, digits, strict=False))
    return IDENTITY_DIGITS[total % 11] == digits[17].upper()


def is_identity_15(digits: str) -> bool:
    """The number of before 1999: region, YYMMDD of the 20th century, three digits."""
    return (
        len(digits) == 15
        and digits.isdigit()
        and digits[0] != "9"
        and digits[:2] not in ("81", "82", "83")
        and has_region(digits)
        and digits[4:6] != "00"
        and is_date("19" + digits[6:8], digits[8:10], digits[10:12])
    )


def passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total += LUHN_DOUBLED[int(digit)] if place % 2 else int(digit)
    return total % 10 == 0


def is_unified_code(code: str) -> bool:
    """统一社会信用代码: authority, region, organ code with its own check digit (GB 11714), check digit mod 31."""
    code = code.upper()
    if len(code) != 18 or code[0] not in UNIFIED_AUTHORITIES or any(letter not in UNIFIED_VALUES for letter in code):
        return False
    region = code[2:8]
    if not region.isdigit() or (region[:2] not in PROVINCES and region[:2] != "10"):
        return False
    total = sum(weight * UNIFIED_VALUES[letter] for weight, letter in zip(UNIFIED_WEIGHTS, code, strict=False))
    return UNIFIED_VALUES[code[17]] == (31 - total % 31) % 31


def has_organ_code(code: str) -> bool:
    """Whether places 9–17 of a unified code are an organ code with a right check digit (mod 11)."""
    body = code.upper()[8:17]
    total = sum(weight * int(letter, 36) for weight, letter in zip(ORGAN_WEIGHTS, body, strict=False))
    check = 11 - total % 11
    return body[8] == {10: "X", 11: "0"}.get(check, str(check))


def is_residence_card_15(code: str) -> bool:
    """外国人永久居留证 before 2023: three letters of a country, region of four digits, YYMMDD, two digits."""
    return code[:3].upper() in COUNTRIES and is_date("20" + code[7:9], code[9:11], code[11:13])


def is_hong_kong_identity(letters: str, digits: str, check: str) -> bool:
    values = [36] * (2 - len(letters)) + [int(letter, 36) for letter in letters.upper()] + [int(d) for d in digits]
    total = sum(weight * value for weight, value in zip(range(9, 1, -1), values, strict=True))
    return (total + (10 if check.upper() == "A" else int(check))) % 11 == 0
