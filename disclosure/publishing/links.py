"""Links between things of any kinds: made once, read from both ends, shown only where the other end is public."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.publishing.models import Link
from disclosure.register.models import RegisterEntry

RELATIONS = {
    "interprets": ("解读的文件", "政策解读"),
    "answers": ("依据文件", "政策问答"),
    "drafts": ("形成的文件", "征求意见"),
    "consults": ("决策事项", "征求意见"),
    "decides": ("依据的决策", "决策公布"),
    "responds": ("回应的依据", "回应关切"),
    "amends": ("修改的文件", "被以下文件修改"),
    "repeals": ("废止的文件", "被以下文件废止"),
    "implements": ("上位文件", "落实文件"),
    "relates": ("相关信息", "相关信息"),
}
"""relation: (how the far end is headed on the page of `from`, and on the page of `to`)."""


@dataclass(frozen=True)
class RelatedGroup:
    """Public things at the far end of one relation."""

    label: str
    entries: tuple[RegisterEntry, ...]


def connect(origin, target, relation: str, *, by, quotes: str = "", quoted_digest: str = "", at=None) -> Link:
    """Make the link, or keep the one that is there; KeyError for an unknown relation."""
    RELATIONS[relation]
    with transaction.atomic():
        link, made = Link.objects.get_or_create(
            from_kind=origin.kind,
            from_id=str(origin.pk),
            to_kind=target.kind,
            to_id=str(target.pk),
            relation=relation,
            quotes=quotes,
            defaults={
                "quoted_digest": quoted_digest,
                "made_at": at or timezone.now(),
                "made_by": getattr(by, "username", str(by)),
            },
        )
        if made:
            audit.record(
                "link", origin, by=by, after={"relation": relation, "to": [target.kind, str(target.pk)]}, at=at
            )
    return link


def disconnect(link: Link, origin, *, by, at=None) -> None:
    """Take a link away; the ledger keeps that it was there."""
    with transaction.atomic():
        before = {"relation": link.relation, "to": [link.to_kind, link.to_id]}
        audit.record("unlink", origin, by=by, before=before, at=at)
        link.delete()


def far_ends(kind: str, thing_id) -> list[tuple[str, str, str]]:
    """(label, kind, id) of every far end, read from both sides, oldest link first."""
    ends = [(RELATIONS[row.relation][0], row.to_kind, row.to_id) for row in Link.objects.from_(kind, thing_id)]
    ends += [(RELATIONS[row.relation][1], row.from_kind, row.from_id) for row in Link.objects.to(kind, thing_id)]
    return ends


def related(thing, on: date) -> list[RelatedGroup]:
    """Far ends that citizens may see on that day, grouped by heading; two queries for links, one for their rows."""
    ends = far_ends(thing.kind, thing.pk)
    if not ends:
        return []
    kinds, ids = {kind for _, kind, _ in ends}, {thing_id for _, _, thing_id in ends}
    rows = RegisterEntry.objects.public(on).filter(kind__in=kinds, thing_id__in=ids).listed()
    found = {(row.kind, row.thing_id): row for row in rows}
    groups: dict[str, list] = {}
    for label, kind, thing_id in ends:
        row = found.get((kind, thing_id))
        if row is not None and row not in groups.setdefault(label, []):
            groups[label].append(row)
    return [RelatedGroup(label, tuple(entries)) for label, entries in groups.items() if entries]
