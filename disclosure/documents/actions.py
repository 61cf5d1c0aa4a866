"""Documents are made here, with their index number; everything after is publishing.actions."""

from django.db import transaction
from django.utils import timezone

from disclosure.documents.models import Document, IndexSerial
from disclosure.publishing import actions as publishing
from yushan_portal.lib.periods import local_day


def create_document(document: Document, *, by, at=None) -> Document:
    """Store a new document with its first draft and its 索引号, both in one transaction."""
    at = at or timezone.now()
    with transaction.atomic():
        document.index_number = next_index_number(document.organ, local_day(at).year)
        return publishing.create(document, by=by, at=at)


def next_index_number(organ, year: int) -> str:
    """`前段码/YYYY-NNNNN`: the organ's unified code, or region and organ code while that is unknown; never changes.

    《政府信息公开目录系统实施指引（试行）》: unique, machine-made, kept even when the organ changes.
    """
    IndexSerial.objects.get_or_create(organ=organ, year=year)
    serial = IndexSerial.objects.select_for_update().get(organ=organ, year=year)
    serial.last += 1
    serial.save(update_fields=["last"])
    front = organ.unified_code or f"361123-{organ.code}"
    return f"{front}/{year}-{serial.last:05d}"
