"""The panel beside the text: what must be mended, what is still to be done, what may be said better."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from disclosure.publishing.desk.words import word_findings
from disclosure.publishing.guards import Reason, gate
from disclosure.publishing.models import ReviewKind, WordLevel

WAITING = ("secrecy", "fair_competition", "legality")
"""Reasons that another person lifts by a review: not a fault of the text."""


@dataclass(frozen=True)
class CheckLine:
    """One line: tone `error`, `wait` or `warning`, a sentence, and the field that mends it."""

    tone: str
    sentence: str
    field: str = ""
    code: str = ""


class Checks:
    """All lines of one working text."""

    def __init__(self, thing, revision, at, warnings=()):
        self.thing, self.revision, self.at, self.extra = thing, revision, at, warnings

    @cached_property
    def lines(self) -> list[CheckLine]:
        """Faults first, then what waits for others, then advice."""
        reasons = gate(self.thing, self.revision, self.at)
        faults = [self._line("error", reason) for reason in reasons if reason.code not in WAITING]
        waits = [self._line("wait", reason) for reason in reasons if reason.code in WAITING]
        words = [
            CheckLine("error" if found.level == WordLevel.FAULT else "warning", found.sentence, found.field, "word")
            for found in word_findings(self.thing.as_revised(self.revision))
        ]
        return [*faults, *waits, *words, *(CheckLine("warning", text, name) for text, name in self.extra)]

    @property
    def faults(self) -> list[CheckLine]:
        return [line for line in self.lines if line.tone == "error"]

    @property
    def waits(self) -> list[CheckLine]:
        return [line for line in self.lines if line.tone == "wait"]

    @property
    def warnings(self) -> list[CheckLine]:
        return [line for line in self.lines if line.tone == "warning"]

    @property
    def personal_in_text(self) -> bool:
        """Whether masking the text itself would help."""
        return any(line.code == "personal" and line.field != "attachments" for line in self.lines)

    def _line(self, tone: str, reason: Reason) -> CheckLine:
        return CheckLine(tone, reason.sentence, reason.field or field_of(self.thing, reason.sentence), reason.code)


def field_of(thing, sentence: str) -> str:
    """The form field that a sentence speaks of: the one with the longest name in it, or none."""
    named = [
        (len(str(field.verbose_name)), field.name)
        for field in thing._meta.concrete_fields
        if field.name in thing.content_fields and str(field.verbose_name) in sentence
    ]
    return max(named)[1] if named else ""


def review_states(revision) -> list[dict]:
    """Reviews of a revision, newest first, each with whether it still counts for the text as it is."""
    return [
        {
            "name": ReviewKind(row.review).label,
            "opinion": row.get_opinion_display(),
            "reason": row.reason,
            "by": row.reviewer,
            "at": row.reviewed_at,
            "current": row.digest == revision.digest,
        }
        for row in revision.reviews.select_related("reviewer")
    ]
