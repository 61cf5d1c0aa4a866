"""Buttons of one thing, read from the workflow tables, each with what stands against it."""

from dataclasses import dataclass

from django.urls import reverse

from disclosure.publishing.guards import Reason, reasons_against
from disclosure.publishing.models import ReviewKind
from disclosure.publishing.workflow import REVISION_WORKFLOW, THING_WORKFLOW

HIDDEN_BY = ("role", "state")
"""Codes of reasons for which a verb is none of this person's business now: no button at all."""

SHOWN_ALONE = ("save", "create", *ReviewKind.values)
"""Verbs that have a place of their own on the page: the form itself, and the reviews."""

CONFIRMED = ("withdraw", "restore", "urgent", "return", "discard", "schedule", "override")
"""Verbs that ask a question first: a reason, a moment."""

TONES = {"withdraw": "danger", "urgent": "danger", "discard": "quiet", "return": "quiet", "schedule": "quiet"}


@dataclass(frozen=True)
class Button:
    """One verb as the desk offers it. `reasons` empty: it can be pressed."""

    verb: str
    name: str
    url: str
    reasons: tuple[Reason, ...] = ()
    tone: str = ""
    asks: bool = False
    clause: str = ""

    @property
    def enabled(self) -> bool:
        return not self.reasons


def address_of(thing, page: str, *args) -> str:
    """The desk address of one of a thing's pages."""
    options = thing._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[thing.pk, *args])


def buttons(thing, user, at) -> list[Button]:
    """What the person may do with the thing now, or could if the reasons beside it were mended."""
    return [button for row in (*REVISION_WORKFLOW, *THING_WORKFLOW) if (button := _button(thing, row, user, at))]


def reviews(thing, user, at) -> list[Button]:
    """Reviews that the person may record on the working text."""
    rows = [row for row in REVISION_WORKFLOW if row.verb in ReviewKind.values]
    wanted = {ReviewKind.FAIR_COMPETITION: "needs_fair_competition", ReviewKind.LEGALITY: "needs_legality"}
    revision = thing.working
    shown = thing.as_revised(revision) if revision else thing
    rows = [row for row in rows if getattr(shown, wanted.get(row.verb, ""), True)]
    return [button for row in rows if (button := _button(thing, row, user, at, alone=True))]


def _button(thing, row, user, at, alone: bool = False) -> Button | None:
    if (row.verb in SHOWN_ALONE) != alone:
        return None
    reasons = reasons_against(thing, row.verb, by=user, at=at)
    if any(reason.code in HIDDEN_BY for reason in reasons):
        return None
    if row.verb == "confirm" and (thing.urgent_at is None or thing.urgent_confirmed_at is not None):
        return None
    return Button(
        row.verb,
        row.name,
        address_of(thing, "act", row.verb),
        tuple(reasons),
        TONES.get(row.verb, ""),
        row.verb in CONFIRMED,
        row.clause,
    )
