"""The one clock that says whether a window is open: the database's, read inside the write transaction."""

from datetime import UTC, datetime

from django.db import connection

from decisions.models import Consultation


def database_now() -> datetime:
    """The instant by the database's clock, not the start of the transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0]
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)


def share(pk: int) -> Consultation | None:
    """The consultation as it is now, its window held by a shared lock until the transaction ends.

    Writers of opinions do not wait for each other; an extension or a withdrawal waits for them and they for it. The
    clock is to be read after this, so that nobody who waited is judged by the time before.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM decisions_consultation WHERE id = %s FOR SHARE", [pk])
    return Consultation.objects.filter(pk=pk).select_related("organ").first()


def hold(pk: int) -> Consultation:
    """The consultation under the exclusive lock, for whoever changes the window or closes the ledger."""
    return Consultation.objects.select_for_update(of=("self",)).select_related("organ").get(pk=pk)
