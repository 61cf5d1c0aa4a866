"""What an app lets the portal check on itself: one `INDICATORS` tuple in its indicators.py, read by disclosure/compliance.

An indicator answers two questions of a day, `population(on)` and `failing(on)`; both are lists that can be opened, so
every number is the length of a list. A room that is not built offers nothing and stands on no page.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import Count, QuerySet


class Block(StrEnum):
    """The parts of the national inspection (国办秘函〔2019〕19号), and the county's own additions."""

    VETO = "veto"
    PUBLISHING = "publishing"
    SERVICES = "services"
    INTERACTION = "interaction"
    FUNCTIONS = "functions"
    COUNTY = "county"


BLOCK_NAMES = {
    Block.VETO: "单项否决",
    Block.PUBLISHING: "发布解读",
    Block.SERVICES: "办事服务",
    Block.INTERACTION: "互动交流",
    Block.FUNCTIONS: "功能设计",
    Block.COUNTY: "本县要求",
}


@dataclass(frozen=True)
class Case:
    """One member of an indicator's population.

    key          identity within the indicator, the same from day to day
    subject      what it is, as a person reads it
    organ_code   who answers for it; "" where nobody in particular does
    address      where to look at it
    detail       why it fails, or how it stands
    due_on       the last day on which it was, or will be, in order; None where no clock runs
    """

    key: str
    subject: str
    organ_code: str = ""
    address: str = ""
    detail: str = ""
    due_on: date | None = None


def as_it_is(row) -> Case:
    """For indicators whose rows are cases already."""
    return row


def nothing(on: date) -> tuple:
    """No rows."""
    return ()


@dataclass(frozen=True)
class Indicator:
    """One thing to check, every day.

    population, failing, warning   rows on that day: a query set, or any collection with a length. `failing` and
                       `warning` lie within the population and exclude each other; `warning` is what will fail soon
    case               how a row reads as a `Case`
    veto_from          so many failing rows are a 单项否决; 0 for none. Indicators of one `veto_group` are counted together
    veto_whole         a population that fails as a whole is a veto, however small
    days_to_correct    working days a 整改单 gives unless its writer says otherwise
    definition         what is counted and when it fails, in words, printed beside the figure
    """

    code: str
    title: str
    citation: str
    population: Callable[[date], Iterable]
    failing: Callable[[date], Iterable]
    block: Block = Block.COUNTY
    definition: str = ""
    warning: Callable[[date], Iterable] = nothing
    case: Callable[[object], Case] = as_it_is
    veto_from: int = 0
    veto_group: str = ""
    veto_whole: bool = False
    days_to_correct: int = 5
    order: int = 100
    tags: tuple[str, ...] = field(default=())

    def by_organ(self, rows: Iterable) -> Counter:
        """How many rows each organ answers for; one query where the rows carry their organ."""
        if isinstance(rows, QuerySet) and "organ_code" in {column.name for column in rows.model._meta.fields}:
            return Counter(dict(rows.order_by().values_list("organ_code").annotate(number=Count("pk"))))
        return Counter(self.case(row).organ_code for row in rows)
