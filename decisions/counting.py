"""One counting function for every number printed about opinions: received = answered + open, per channel."""

from dataclasses import dataclass

from django.db.models import Count, Q

from decisions.kinds import Channel, Disposition, OpinionState
from decisions.models import Consultation, Opinion


@dataclass(frozen=True)
class Counted:
    """Rows of one channel, or of all: `received` is always `answered` + `open`."""

    name: str
    answered: int
    open: int

    @property
    def received(self) -> int:
        return self.answered + self.open


@dataclass(frozen=True)
class Figures:
    """Everything a page, a desk list, the export or the dossier prints about one consultation."""

    channels: tuple[Counted, ...]
    dispositions: tuple[tuple[str, int], ...]
    late: int
    withdrawn: int
    waiting: int
    groups: int

    @property
    def received(self) -> int:
        return sum(row.received for row in self.channels)

    @property
    def answered(self) -> int:
        return sum(row.answered for row in self.channels)

    @property
    def open(self) -> int:
        return sum(row.open for row in self.channels)


def figures(consultation: Consultation) -> Figures:
    """Counted in two queries from the opinions themselves; nothing is stored that could disagree."""
    opinions = Opinion.objects.filter(consultation=consultation)
    rows = opinions.values("channel", "state", "late", "answer__disposition").annotate(number=Count("pk")).order_by()
    answered: dict[str, int] = {}
    still: dict[str, int] = {}
    outcome: dict[str, int] = {}
    late = withdrawn = waiting = 0
    for row in rows:
        number = row["number"]
        if row["state"] == OpinionState.WITHDRAWN:
            withdrawn += number
            continue
        if row["state"] == OpinionState.WAITING:
            waiting += number
        if row["late"]:
            late += number
            continue
        said = row["answer__disposition"]
        bucket = answered if said else still
        bucket[row["channel"]] = bucket.get(row["channel"], 0) + number
        if said:
            outcome[said] = outcome.get(said, 0) + number
    return Figures(
        channels=tuple(
            Counted(label, answered.get(code, 0), still.get(code, 0))
            for code, label in Channel.choices
            if code in answered or code in still
        ),
        dispositions=tuple((label, outcome.get(code, 0)) for code, label in Disposition.choices),
        late=late,
        withdrawn=withdrawn,
        waiting=waiting,
        groups=consultation.groups.count(),
    )


def same_reasons(consultation: Consultation, limit: int) -> list[tuple[str, int]]:
    """(reason, groups) for each wording of a reason that answers more than `limit` different groups or lone opinions."""
    counted = Opinion.objects.filter(consultation=consultation).counted().answered().exclude(answer__reason="")
    rows = counted.values("answer__reason").annotate(
        groups=Count("group", distinct=True), alone=Count("pk", filter=Q(group__isnull=True))
    )
    totals = [(row["answer__reason"], row["groups"] + row["alone"]) for row in rows.order_by()]
    return sorted((pair for pair in totals if pair[1] > limit), key=lambda pair: -pair[1])
