"""The draw (遴选): the frozen list as a text file and the lots that follow from it and a public seed. No table is asked.

`docs/draw_roster.py` repeats this from the published file alone; a test holds the two together.
"""

import hashlib


def frozen_text(quota: list[dict], people: list[tuple[str, str]]) -> str:
    """The file that is hashed and published: classes with their seats, then (class, number) of every person, sorted."""
    lines = ["#quota", *(f"{row['code']}\t{int(row['seats'])}" for row in quota)]
    lines += ["#people", *(f"{code}\t{number}" for code, number in sorted(people))]
    return "\n".join(lines) + "\n"


def sha256(text: str) -> str:
    """The digest that is published with the file."""
    return hashlib.sha256(text.encode()).hexdigest()


def order_of(text: str, seed: str, code: str, numbers: list[str]) -> list[str]:
    """The numbers of one class in the order of their lots."""
    digest = sha256(text)
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{digest}:{seed}:{number}".encode()).hexdigest())
