"""The rows of a batch become public, and are taken back, in the transaction of the batch itself."""

from django.db.models import Min
from django.utils import timezone

from disclosure.notices.models import Batch, Record, RecordState
from disclosure.notices.querysets import RECORD
from disclosure.notices.register_entry import record_facts
from disclosure.register import actions as register

CHUNK = 1000
_S = RecordState


def release(batch: Batch, at) -> dict:
    """Show every row with its register row; versions that it updates are kept and no longer shown."""
    rows, run = batch.rows.order_by(), batch.run
    later = Record.objects.in_force().filter(run_id__gt=run.pk)
    rows.in_state(_S.UNDONE).filter(identity__in=later.values("identity")).update(state=_S.SUPERSEDED)
    ready = rows.in_state(_S.DRAFT, _S.UNDONE)
    keys = list(ready.values_list("pk", flat=True))
    older = Record.objects.in_force().filter(identity__in=ready.values("identity")).exclude(run=run)
    updated = older.update(state=_S.SUPERSEDED, superseded_by=run)
    ready.update(state=_S.PUBLISHED, published_at=at)
    show(keys, at, changed=updated > 0)
    return {"rows": len(keys), "updated": updated, "rows_digest": batch.rows_digest}


def undo(batch: Batch, at) -> dict:
    """Take back all of it: what was new leaves a tombstone, what was updated is shown as it was before."""
    rows, run = batch.rows.order_by(), batch.run
    shown = set(rows.in_state(_S.PUBLISHED).values_list("identity", flat=True))
    rows.in_state(_S.PUBLISHED, _S.SUPERSEDED).update(state=_S.UNDONE)
    before = Record.objects.filter(superseded_by=run).in_state(_S.SUPERSEDED)
    revived = [(pk, identity) for pk, identity in before.values_list("pk", "identity") if identity in shown]
    for start in range(0, len(revived), CHUNK):
        part = [pk for pk, _ in revived[start : start + CHUNK]]
        Record.objects.filter(pk__in=part).update(state=_S.PUBLISHED, superseded_by=None)
    show([pk for pk, _ in revived], at, changed=True)
    gone = shown - {identity for _, identity in revived}
    register.withdraw_many(RECORD, sorted(gone), at=at, reason=batch.withdrawal_reason)
    return {"rows": len(shown), "restored": len(revived), "rows_digest": batch.rows_digest}


def show(keys: list[int], at, *, changed: bool) -> None:
    """Register rows for these versions; a display that has ended already is not begun."""
    today = timezone.localdate(at)
    for start in range(0, len(keys), CHUNK):
        records = list(Record.objects.filter(pk__in=keys[start : start + CHUNK]).select_related("organ"))
        first = {}
        if changed:
            known = Record.objects.filter(identity__in=[row.identity for row in records], published_at__isnull=False)
            first = dict(known.order_by().values_list("identity").annotate(Min("published_at")))
        register.show_many(
            record_facts(row, first.get(row.identity, row.published_at), at if row.identity in first else None)
            for row in sorted(records, key=lambda row: row.row_number)
            if row.display_until is None or row.display_until >= today
        )


RELEASES = ((Batch.kind, release, undo),)
