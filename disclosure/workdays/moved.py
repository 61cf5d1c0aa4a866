"""What an app answers when a new calendar asks which of its deadlines it moves."""

from datetime import date
from typing import NamedTuple


class MovedDeadline(NamedTuple):
    """One deadline that a new calendar moves.

    thing     what it belongs to, as a clerk knows it: "依申请公开〔2026〕12号 答复"
    address   where it is seen at the desk, beginning with "/"
    """

    thing: str
    address: str
    before: date
    after: date
