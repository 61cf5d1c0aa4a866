"""时限规则: the normalised rule of an item, and by what the portal judges it. Never an accusation without ground.

`workdays:N` `days:N` count from formation of the record; `month:N` `quarterly` `yearly` ask for a row in every
period; `realtime` and `other:…` state no length of their own, so 条例 第二十六条 bounds them; `on_event:…` starts with
something of which the portal knows only when a clerk declares it.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from disclosure.catalogue import wordings
from disclosure.catalogue.law import CATALOGUE_CLAUSE, PUB20
from disclosure.catalogue.wordings import read_wording
from yushan_portal.lib.periods import Period, Unit

FORMATION, PERIODIC, EVENT = "formation", "periodic", "event"


@dataclass(frozen=True)
class Judgement:
    """By what an item is judged: `basis` is formation, periodic or event.

    formation   `period` counts from formed_on to the day of publication
    periodic    at least one row in every `months` (or every `period` of working days); `by` "MM-DD" for a yearly day
    event       `period` counts from a declared event, backwards for "before"; PUB20 where the wording gives no length
    """

    basis: str
    period: Period | None = None
    months: int = 0
    by: str = ""

    @property
    def words(self) -> str:
        """The limit in a few words, for lists."""
        if self.by:
            month, day = self.by.split("-")
            return f"每年{int(month)}月{int(day)}日前"
        if self.months:
            return {1: "每月", 3: "每季度", 6: "每半年", 12: "每年"}.get(self.months, f"每{self.months}个月")
        if self.basis == PERIODIC:
            return f"每{self.period}"
        return f"{self.period}" if self.period else ""


def known_rule(rule: str) -> bool:
    """Whether the rule is written in one of the forms above; the forms refuse anything else."""
    return bool(
        re.fullmatch(r"(workdays|days):[1-9]\d{0,2}|month:(1[0-2]|[1-9])|realtime|quarterly|yearly", rule)
        or re.fullmatch(r"(on_event|other):\S.*", rule)
    )


def _first(text: str, kind: str):
    for limit in read_wording(text):
        if limit.kind == kind and limit.length:
            return limit
    return None


def _event_period(text: str, event: str) -> Period:
    """The length that runs from (or back from) this very event; 条例 第二十六条 where the wording gives none.

    A cell may hold a second limit with another start (06-02-01), which does not answer for this event. Hours before
    an event become whole days: events are declared by day.
    """
    for limit in read_wording(text):
        if limit.kind not in (wordings.WITHIN, wordings.BEFORE) or limit.from_formation:
            continue
        if limit.trigger.replace("或者", "或") not in event:
            continue
        if limit.unit == Unit.HOURS:
            limit = replace(limit, length=-(-limit.length // 24), unit=Unit.DAYS)
        return limit.period("CATALOGUE", CATALOGUE_CLAUSE) or PUB20
    return PUB20


@cache
def judged_by(text: str, rule: str) -> Judgement:
    """The limit by which an item with this wording and rule is judged."""
    name, _, rest = rule.partition(":")
    if name in ("workdays", "days") and rest.isdigit():
        unit = Unit.WORKING_DAYS if name == "workdays" else Unit.DAYS
        same = PUB20.unit == unit and PUB20.length == int(rest)
        period = PUB20 if same else Period(code="CATALOGUE", length=int(rest), unit=unit, clause=CATALOGUE_CLAUSE)
        return Judgement(FORMATION, period)
    if name == "month" and rest.isdigit():
        return Judgement(PERIODIC, months=int(rest))
    if name == "quarterly":
        return Judgement(PERIODIC, months=3)
    if name == "yearly":
        fixed = _first(text, wordings.YEARLY_BY)
        return Judgement(PERIODIC, months=0 if fixed else 12, by=fixed.by if fixed else "")
    if name == "on_event":
        return Judgement(EVENT, _event_period(text, rest))
    recurring = _first(text, wordings.RECURRING)
    if recurring is not None and recurring.unit in (Unit.WORKING_DAYS, Unit.DAYS):
        return Judgement(PERIODIC, recurring.period("CATALOGUE", CATALOGUE_CLAUSE))
    return Judgement(FORMATION, PUB20)
