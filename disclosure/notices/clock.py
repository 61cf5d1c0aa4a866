"""What follows from a date: the end of a penalty's display, the first day of repair, the limit of publication."""

from datetime import date

from disclosure import workdays
from disclosure.notices.kinds_base import Kind
from disclosure.notices.law import PEN_WITHDRAW, penalty_term
from yushan_portal.lib.periods import PeriodKind, Unit


def last_shown_on(kind: Kind, values: dict) -> date | None:
    """The last day of display, or None where it has no end. A shorter 公示截止期 that the organ set holds."""
    if kind.display != "penalty":
        return None
    term = penalty_term(values["severity"], values["CF_JDRQ"])
    longest = term.last_shown_on(values["CF_JDRQ"])
    return min(filter(None, (values.get("CF_GSJZQ"), longest)))


def display_faults(kind: Kind, values: dict, on: date) -> list[tuple[str, str]]:
    """(field code, sentence) on what the rules of display say against a row that would be published on `on`."""
    if kind.display != "penalty":
        return []
    decided, given = values["CF_JDRQ"], values.get("CF_GSJZQ")
    if decided > on:
        return [("CF_JDRQ", "处罚决定日期晚于今天")]
    try:
        term = penalty_term(values["severity"], decided)
    except LookupError as unknown:
        return [("severity", str(unknown))]
    longest = term.last_shown_on(decided)
    if term.needs_reason and not values.get("display_reason"):
        return [("display_reason", f"轻微违法的处罚原则上不公示，确需公示的须写明理由（{term.clause}）")]
    if given and given > longest:
        return [("CF_GSJZQ", f"公示截止期最长到{longest:%Y-%m-%d}（{term.clause}）")]
    if given and given < term.first_repair_on(decided):
        return [("CF_GSJZQ", f"公示截止期不得早于{term.first_repair_on(decided):%Y-%m-%d}（{term.clause}）")]
    if (given or longest) < on:
        return [("CF_JDRQ", f"公示期已于{(given or longest):%Y-%m-%d}届满，不再公示")]
    return []


def due_on(kind: Kind, decided_on: date) -> workdays.Deadline | None:
    """The last day on which a record of this kind is published in time, or None where no day follows from its date."""
    period = kind.period
    if period is None or period.kind != PeriodKind.MAX or period.backwards:
        return None
    if period.effective_from and decided_on < period.effective_from:
        return None
    if period.unit == Unit.MONTHS:
        return None
    return workdays.due(period, decided_on)


def withdraw_by(learned_on: date) -> workdays.Deadline:
    """The last day for taking down a decision that was changed, revoked or held unlawful (行政处罚法 第四十八条)."""
    return workdays.due(PEN_WITHDRAW, learned_on)
