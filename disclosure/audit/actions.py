"""The one way into the ledger, and the worker that seals it."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from disclosure.audit.context import current_address
from disclosure.audit.models import LedgerAnchor, LedgerEntry, LedgerSeal

GENESIS = "0" * 64
SYSTEM = "system"


def record(
    verb: str, thing, *, by, before=None, after=None, reason="", at=None, address="", organ_code=""
) -> LedgerEntry:
    """Add one row, in the caller's transaction.

    `thing` is a model instance or a tuple (kind, id, label); its kind is the class's `kind` attribute where it has
    one, else the model label. `by` is a user or a text such as "system"; the organ is taken from `thing.organ`.
    """
    kind, thing_id, label = _identity(thing)
    organ = getattr(thing, "organ", None)
    return LedgerEntry.objects.create(
        at=at or timezone.now(),
        actor=getattr(by, "username", None) or str(by or SYSTEM),
        actor_name=getattr(by, "name", "") or "",
        organ_code=organ_code or getattr(organ, "code", "") or "",
        address=address or current_address(),
        verb=verb,
        kind=kind,
        thing_id=thing_id,
        thing_label=label[:300],
        before=before,
        after=after,
        reason=reason,
    )


def _identity(thing) -> tuple[str, str, str]:
    if isinstance(thing, tuple):
        kind, thing_id, label = thing
        return kind, str(thing_id), str(label)
    kind = getattr(type(thing), "kind", None)
    return (kind if isinstance(kind, str) else thing._meta.label_lower), str(thing.pk), str(thing)


def digest_of(entry: LedgerEntry, previous_hash: str) -> str:
    """SHA-256 over the row's facts and the previous link."""
    facts = [
        entry.pk,
        entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        entry.actor,
        entry.actor_name,
        entry.organ_code,
        entry.address,
        entry.verb,
        entry.kind,
        entry.thing_id,
        entry.thing_label,
        entry.before,
        entry.after,
        entry.reason,
        previous_hash,
    ]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def seal(limit: int = 5000) -> int:
    """Seal rows not yet in the chain; returns how many. A second worker sealing at once loses the race and stops."""
    try:
        with transaction.atomic():
            last = LedgerSeal.objects.order_by("-position").first()
            position, previous = (last.position, last.hash) if last else (0, GENESIS)
            links = []
            now = timezone.now()
            for entry in LedgerEntry.objects.unsealed()[:limit]:
                position += 1
                digest = digest_of(entry, previous)
                links.append(
                    LedgerSeal(position=position, entry=entry, previous_hash=previous, hash=digest, sealed_at=now)
                )
                previous = digest
            LedgerSeal.objects.bulk_create(links, batch_size=500)
            return len(links)
    except IntegrityError:
        return 0


def anchor(day) -> LedgerAnchor | None:
    """Keep the head of the chain under this day; the first anchor of a day stands."""
    head = LedgerSeal.objects.order_by("-position").first()
    if head is None:
        return None
    kept, _ = LedgerAnchor.objects.get_or_create(
        day=day, defaults={"position": head.position, "hash": head.hash, "made_at": timezone.now()}
    )
    return kept


def verify() -> list[str]:
    """Walk the whole chain and every anchor; returns sentences on what is wrong, none if the ledger is whole."""
    faults: list[str] = []
    previous, expected = GENESIS, 1
    for link in LedgerSeal.objects.select_related("entry").order_by("position").iterator(chunk_size=2000):
        if link.position != expected:
            faults.append(f"链条缺少第 {expected} 环。")
            expected = link.position
        if link.previous_hash != previous:
            faults.append(f"第 {link.position} 环与上一环不相接。")
        if digest_of(link.entry, link.previous_hash) != link.hash:
            faults.append(f"第 {link.position} 环与台账第 {link.entry_id} 行不符，该行被改动过。")
        previous, expected = link.hash, expected + 1
    hashes = dict(
        LedgerSeal.objects.filter(position__in=LedgerAnchor.objects.values("position")).values_list("position", "hash")
    )
    for kept in LedgerAnchor.objects.all():
        if hashes.get(kept.position) != kept.hash:
            faults.append(f"{kept.day:%Y年%m月%d日} 的锚值与链条不符。")
    return faults


def last_sealed() -> int:
    """Position of the chain's head, 0 for an empty chain."""
    return LedgerSeal.objects.aggregate(head=Max("position"))["head"] or 0
