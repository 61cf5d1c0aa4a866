"""The summary: dated deltas whose sum up to a day is the count on that day.

An entry adds +1 to its cells on the first day shown and −1 on the day after the last; where its 有效性 turns, it leaves one
cell and enters another on that day. A display that ends at midnight therefore needs no job.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import connection, transaction

from yushan_portal.lib.plugins import offered

from .models import Generation, RegisterDelta, RegisterEntry
from .validity import spans

CELL = ("scope", "scope_code", "organ_code", "kind", "genre", "year", "validity")
FOLDED = "folded"
_FOREVER = date(9999, 12, 30)


def cells(entry: RegisterEntry, tags: Iterable[tuple[str, str]]) -> Iterator[tuple]:
    """Every (cell, day, amount) an entry contributes; nothing if it is withdrawn or not counted."""
    if entry.withdrawn_at or not entry.counted:
        return
    tags = set(tags)
    scopes = [("all", ""), *sorted(tag for tag in tags if _is_scope(*tag))]
    organs = ["", *sorted(code for scheme, code in tags if scheme == "organ")]
    for validity, since, until in _displayed(entry):
        for scope in scopes:
            for organ in organs:
                cell = (*scope, organ, entry.kind, entry.genre, entry.year, str(validity))
                yield (cell, since, 1)
                if until:
                    yield (cell, until, -1)


def _is_scope(scheme: str, code: str) -> bool:
    """Organs are a dimension of every cell; a column is read from kind, genre and topic unless it gathers several topics."""
    if scheme != "column":
        return scheme != "organ"
    return any(column.code == code and len(column.topics) > 1 for column in offered("columns", "COLUMNS"))


def _displayed(entry: RegisterEntry) -> Iterator[tuple]:
    """The spans of validity cut to the days of display: (validity, first day, day after the last or None)."""
    end = entry.last_shown_on
    gone = end + timedelta(days=1) if end and end < _FOREVER else None
    for span in spans(entry):
        since = max(filter(None, (span.since, entry.first_shown_on)))
        until = min(filter(None, (span.until, gone)), default=None)
        if until is None or since < until:
            yield span.validity, since, until


def write(change: Counter) -> None:
    """Store the deltas of a change, as a counter of (cell, day). Days already folded need not be told apart any more."""
    folded, merged = folded_until(), Counter()
    for (cell, day), amount in change.items():
        merged[cell, max(day, folded)] += amount
    RegisterDelta.objects.bulk_create(
        [
            RegisterDelta(**dict(zip(CELL, cell, strict=True)), on=day, amount=amount)
            for (cell, day), amount in merged.items()
            if amount
        ],
        batch_size=500,
    )


def folded_until() -> date:
    """The day up to which deltas have been folded together; sums for earlier days must ask the entries themselves."""
    row = Generation.objects.filter(scope=FOLDED).values_list("number", flat=True).first()
    return date.fromordinal(row) if row else date.min


def fold(on: date) -> int:
    """Fold all deltas up to `on` into one row a cell, so that sums stay short; returns the rows saved. No figure changes."""
    table, columns = RegisterDelta._meta.db_table, ", ".join(CELL)
    before = RegisterDelta.objects.count()
    merged = (
        f'INSERT INTO {table} ({columns}, "on", amount) SELECT {columns}, %s, SUM(amount) FROM {{source}} '  # noqa: S608
        f"{{condition}} GROUP BY {columns} HAVING SUM(amount) <> 0"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One statement, one snapshot: what is deleted is exactly what is summed.
            gone = f'WITH gone AS (DELETE FROM {table} WHERE "on" <= %s RETURNING *) '  # noqa: S608
            cursor.execute(gone + merged.format(source="gone", condition=""), [on, on])
        else:
            last = RegisterDelta.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            condition = 'WHERE "on" <= %s AND id <= %s'
            cursor.execute(merged.format(source=table, condition=condition), [on, on, last])
            cursor.execute(f"DELETE FROM {table} {condition}", [on, last])  # noqa: S608
        folded, _ = Generation.objects.get_or_create(scope=FOLDED)
        if folded.number < on.toordinal():
            Generation.objects.filter(pk=folded.pk).update(number=on.toordinal())
    return before - RegisterDelta.objects.count()
