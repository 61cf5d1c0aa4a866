"""Receipt numbers people can read over the telephone, and look-up codes that open what they name.

A number is public and ordered (20261125-00017-K); its last character catches any one wrong digit and any swap of
neighbours. A look-up code is a secret: it is shown once and only its salted hash is kept.
"""

import hashlib
import hmac
import secrets
import unicodedata
from datetime import date

ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXY"  # 29, a prime; without 0/O 1/I/L S/5 Z/2 mistaken for each other
CODE_LENGTH = 8
SHORTEST_CODE = 6
ITERATIONS = 60_000
SERIAL_DIGITS = 5


def receipt_number(on: date, serial: int, prefix: str = "") -> str:
    """The number for the `serial`-th (from 1) receipt of the day; the caller guarantees that serials are not reused."""
    if serial < 1:
        raise ValueError("流水号从1开始")
    body = f"{prefix}{on:%Y%m%d}-{serial:0{SERIAL_DIGITS}d}"
    return f"{body}-{check_character(body)}"


def is_receipt_number(text: str) -> bool:
    """Whether a tidied number ends in its own check character."""
    body, dash, check = text.rpartition("-")
    return bool(dash) and bool(body) and check_character(body) == check


def tidy(text: str) -> str:
    """What a person typed, in the form numbers and codes are kept: half width, upper case, plain dashes, no spaces."""
    text = unicodedata.normalize("NFKC", text[:200]).upper()
    return "".join("-" if char in "‐–—−_" else char for char in text if not char.isspace())


def check_character(body: str) -> str:
    """Weighted sum modulo 29: weights differ between neighbours and none is 0, so one error or one swap shows."""
    total = sum((place % 28 + 1) * _value(char) for place, char in enumerate(char for char in body if char != "-"))
    return ALPHABET[total % 29]


def new_lookup_code(length: int = CODE_LENGTH) -> str:
    """A random secret of unambiguous characters; 8 of them are 39 bits, so guessing needs the throttle of the view."""
    if length < SHORTEST_CODE:
        raise ValueError(f"查询码至少{SHORTEST_CODE}位")
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def hash_lookup_code(code: str, salt: str = "") -> str:
    """What may be stored: scheme, iterations, salt and hash."""
    salt = salt or secrets.token_hex(12)
    return f"pbkdf2${ITERATIONS}${salt}${_digest(code, salt, ITERATIONS)}"


def verify_lookup_code(code: str, stored: str) -> bool:
    """Whether `code` is the one that was hashed; takes the same time for right and wrong, and for nothing stored."""
    try:
        scheme, iterations, salt, digest = stored.split("$")
        rounds = int(iterations)
    except ValueError:
        scheme, rounds, salt, digest = "", ITERATIONS, "none", ""
    same = hmac.compare_digest(_digest(code, salt, rounds), digest)
    return same and scheme == "pbkdf2"


def _digest(code: str, salt: str, iterations: int) -> str:
    plain = tidy(code).replace("-", "").encode(errors="replace")
    return hashlib.pbkdf2_hmac("sha256", plain, salt.encode(), iterations).hex()


def _value(char: str) -> int:
    return int(char) if char.isascii() and char.isdigit() else (ord(char) * 7 + 11) % 29
