"""Numbers that carry a check character: unified social credit codes and identity numbers."""

import unicodedata
from datetime import date

UNIFIED_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I O S V Z
UNIFIED_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
IDENTITY_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
IDENTITY_CHECKS = "10X98765432"


def tidy_code(text: str) -> str:
    """Half width, upper case, without the spaces and dashes people put in to read it."""
    text = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in text if not char.isspace() and char not in "-‐–—'’`")


def unified_check_character(first_17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100-2015, modulo 31)."""
    total = sum(UNIFIED_ALPHABET.index(char) * weight for char, weight in zip(first_17, UNIFIED_WEIGHTS, strict=True))
    return UNIFIED_ALPHABET[(31 - total % 31) % 31]


def unified_code_fault(code: str) -> str:
    """What is wrong with a tidied unified code, or ""."""
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现为{len(code)}位"
    wrong = [char for char in code if char not in UNIFIED_ALPHABET]
    if wrong:
        return f"统一社会信用代码不使用“{wrong[0]}”（没有字母 I、O、S、V、Z）"
    if unified_check_character(code[:17]) != code[17]:
        return "统一社会信用代码校验位不对，至少有一位填错"
    return ""


def identity_check_character(first_17: str) -> str:
    """The 18th character of an identity number (GB 11643-1999, modulo 11-2)."""
    total = sum(int(char) * weight for char, weight in zip(first_17, IDENTITY_WEIGHTS, strict=True))
    return IDENTITY_CHECKS[total % 11]


def identity_number_fault(number: str) -> str:
    """What is wrong with a tidied identity number, or ""."""
    if len(number) == 15 and number.isascii() and number.isdigit():
        return "身份证号是旧的15位号码，应填18位号码"
    if len(number) != 18:
        return f"身份证号应为18位，现为{len(number)}位"
    if not (number.isascii() and number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        return "身份证号前17位应为数字，末位为数字或 X"
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "身份证号中的出生日期不存在"
    if identity_check_character(number[:17]) != number[17]:
        return "身份证号校验位不对，至少有一位填错"
    return ""
