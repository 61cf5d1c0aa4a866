"""Nightly work an app offers to `manage.py daily`: one `CHORES` tuple in its chores.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Chore:
    """One piece of nightly work.

    `run(on)` catches up with everything due up to that day, may be run twice without harm, and returns one Chinese
    sentence that says what it did. The lower `order` runs first.
    """

    code: str
    name: str
    run: Callable[[date], str]
    order: int = 100
