"""What falls due: each app offers one `OBLIGATIONS` tuple of sources in its obligations.py; calendar and desk read them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Obligation:
    """Something an organ owes by a day.

    key       identity within the source; with the source's code the same from day to day (an ICS event keeps its UID)
    due_on    the last day, inclusive
    done_on   when it was done, None while open
    """

    key: str
    title: str
    organ_code: str
    due_on: date
    clause: str = ""
    address: str = ""
    done_on: date | None = None
    provisional: bool = False

    def overdue(self, on: date) -> bool:
        """Whether it is open although its last day has passed."""
        return self.done_on is None and on > self.due_on

    def days_left(self, on: date) -> int:
        """Days until the last day; negative once it has passed."""
        return (self.due_on - on).days


@dataclass(frozen=True)
class ObligationSource:
    """`due(first, last, organ_code)` gives what falls due from `first` to `last`, both inclusive; "" is the whole county.

    Open obligations whose day lies before `first` are not given: ask with an earlier `first`.
    """

    code: str
    name: str
    due: Callable[[date, date, str], Iterable[Obligation]]
