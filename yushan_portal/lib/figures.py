"""Named counts an app offers in its `figures.py: FIGURES`: for the statutory annual report, and as evidence for a work plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Figure:
    """One count over a span of days.

    count(first, last, organ_code)   both days inclusive; "" is the whole county
    address      the list behind the number, "" where none is public
    evidence     numbers of work-plan subjects for which it speaks, such as "catalogue", "interpretation"
    """

    code: str
    name: str
    count: Callable[[date, date, str], int]
    unit: str = "件"
    address: str = ""
    evidence: tuple[str, ...] = ()
