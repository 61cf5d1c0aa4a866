"""What "the old or the new state, whole" means: one picture of everything that an act may touch, and its inner truth."""

import hashlib
from pathlib import Path

from django.utils import timezone

from disclosure.audit.models import LedgerEntry
from disclosure.documents.models import Document
from disclosure.publishing.models import Attachment, Revision
from disclosure.publishing.workflow import State
from disclosure.register.models import RegisterEntry


def picture() -> tuple:
    """Everything that an act writes, as plain values."""
    return (
        list(Document.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values()),
        list(Attachment.objects.order_by("pk").values()),
        list(RegisterEntry.objects.order_by("pk").values("kind", "thing_id", "title", "withdrawn_at", "digest")),
        LedgerEntry.objects.count(),
    )


def faults() -> list[str]:
    """Sentences on what does not fit together: rows, register, ledger, files."""
    found = []
    today = timezone.localdate()
    for thing in Document.objects.all():
        shown = RegisterEntry.objects.public(today).filter(kind="document", thing_id=str(thing.pk)).exists()
        if shown != (thing.state == State.PUBLISHED):
            found.append(f"{thing.pk}: register and state differ")
        last = LedgerEntry.objects.about("document", thing.pk).exclude(after=None).filter(after__has_key="state").last()
        if last is None or last.after["state"] != thing.state:
            found.append(f"{thing.pk}: ledger and state differ")
        listed = set(thing.attachment_ids) - set(Attachment.objects.values_list("pk", flat=True))
        if listed:
            found.append(f"{thing.pk}: names files that are not there")
    for row in Attachment.objects.all():
        for stored, digest in ((row.original, row.sha256), (row.public_copy, row.public_sha256)):
            path = Path(stored.path)
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                found.append(f"{row.pk}: file is not whole")
    return found
