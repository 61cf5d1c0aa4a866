"""Passwords: the one-time kind that an administrator hands over, and the mix of characters that 等级保护 asks for."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError

LETTERS_SMALL = "abcdefghjkmnpqrstuvwxyz"
LETTERS_LARGE = "ABCDEFGHJKMNPQRSTUVWXYZ"
DIGITS = "23456789"
KINDS_REQUIRED = 3  # GB/T 22239-2019 身份鉴别: 复杂度


def one_time_password(groups: int = 4) -> str:
    """Random, easy to read aloud: groups of four without look-alike characters, at least three kinds of characters."""
    while True:
        word = "-".join(
            "".join(secrets.choice(LETTERS_SMALL + LETTERS_LARGE + DIGITS) for _ in range(4)) for _ in range(groups)
        )
        if kinds_in(word) > KINDS_REQUIRED:
            return word


def kinds_in(password: str) -> int:
    """How many of small letters, large letters, digits and other characters occur."""
    return sum(
        (
            any(char.islower() for char in password),
            any(char.isupper() for char in password),
            any(char.isdigit() for char in password),
            any(not char.isalnum() for char in password),
        )
    )


class KindsOfCharactersValidator:
    """For AUTH_PASSWORD_VALIDATORS: refuses passwords with fewer than three kinds of characters."""

    def __init__(self, kinds: int = KINDS_REQUIRED):
        self.kinds = kinds

    def validate(self, password, user=None):
        if kinds_in(password) < self.kinds:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self):
        return f"密码须含大写字母、小写字母、数字、符号中的至少 {self.kinds} 种。"


def must_change(user, at: datetime) -> str:
    """Why the person has to choose a new password now, as a sentence; empty if nothing forces it."""
    if user.must_change_password:
        return "首次登录或者密码被重置后，须先设置自己的密码。"
    limit = settings.PASSWORD_CHANGE_DAYS
    if limit and user.password_changed_at and user.password_changed_at + timedelta(days=limit) <= at:
        return f"密码已使用满 {limit} 天，请更换。"
    return ""
