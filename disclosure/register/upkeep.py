"""Proof that figures, columns and text index follow the rows, and the way to make them follow again.

Every action keeps them together in its own transaction; the drift found here should be 0. Columns drift when a 栏目 is
declared anew, the index when a database is repaired by hand.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Sum

from . import summary
from .actions import EVERYTHING, columns_of
from .models import Generation, RegisterDelta, RegisterEntry, RegisterTag, SearchText
from .search import index

BATCH = 500
_REBUILDING = "rebuilding"  # Generation.number: the last row whose text stands in the index being built
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Drift:
    """What does not follow the rows: cells of the summary, rows in wrong columns, texts and index rows without each other."""

    figures: int
    columns: int
    texts: int

    def __bool__(self) -> bool:
        return bool(self.figures or self.columns or self.texts)

    def __str__(self) -> str:
        return f"统计 {self.figures} 处、栏目 {self.columns} 处、检索 {self.texts} 处不一致"


def reconcile(on: date) -> Drift:
    """Compare everything derived with the rows themselves; changes nothing."""
    on = max(on, summary.folded_until())
    expected, wrong_columns = Counter(), 0
    for entry, tags in _entries_with_tags():
        for cell, day, amount in summary.cells(entry, tags):
            expected[cell, _day(day, on)] += amount
        wrong_columns += {tag for tag in tags if tag[0] == "column"} != _columns(entry, tags)
    actual = Counter()
    rows = RegisterDelta.objects.values_list(*summary.CELL, "on").annotate(n=Sum("amount")).order_by()
    for *cell, day, amount in rows.iterator(chunk_size=5000):
        actual[tuple(cell), _day(day, on)] += amount
    differing = sum(expected[key] != actual[key] for key in expected.keys() | actual.keys())
    missing = RegisterEntry.objects.shown().indexable().filter(search_text=None).count()
    return Drift(differing, wrong_columns, index.orphans() + missing)


def rebuild_columns() -> int:
    """Put rows into the columns declared today; returns how many rows moved. Figures follow by `rebuild_figures`."""
    moved = 0
    for entry, tags in list(_misplaced()):
        with transaction.atomic():
            right = (tags - {tag for tag in tags if tag[0] == "column"}) | _columns(entry, tags)
            RegisterTag.objects.filter(entry=entry, scheme="column").delete()
            RegisterTag.objects.bulk_create(
                RegisterTag(entry=entry, scheme=scheme, code=code, sort_key=entry.sort_key)
                for scheme, code in sorted(right)
                if scheme == "column"
            )
            text = SearchText.objects.filter(entry=entry).first()
            if text:
                index.take_out([text])
                text.tokens = index.tag_tokens(right)
                text.save()
                index.put([text])
            moved += 1
    return moved


def rebuild_figures(on: date) -> int:
    """Write the summary anew from the rows, in one transaction in which nobody publishes; returns the cells written."""
    on = max(on, summary.folded_until())
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {RegisterEntry._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        change = Counter()
        for entry, tags in _entries_with_tags():
            for cell, day, amount in summary.cells(entry, tags):
                change[cell, _day(day, on)] += amount
        RegisterDelta.objects.all().delete()
        summary.write(change)
        Generation.objects.update_or_create(scope=summary.FOLDED, defaults={"number": on.toordinal()})
    return sum(bool(amount) for amount in change.values())


def rebuild_index(*, from_scratch: bool = False, progress: Progress | None = None) -> int:
    """Write the text index anew, a batch a transaction, so searching and publishing go on; taken up again where it stopped.

    `from_scratch` empties the index first: needed only if it holds rows that have no text any more. Until it is done,
    search finds less.
    """
    place, _ = Generation.objects.get_or_create(scope=_REBUILDING)
    total, done = SearchText.objects.count(), SearchText.objects.filter(pk__lte=place.number).count()
    if from_scratch and not place.number:
        with transaction.atomic():
            index.clear()
    while True:
        with transaction.atomic():
            rows = list(SearchText.objects.select_for_update().filter(pk__gt=place.number).order_by("pk")[:BATCH])
            index.take_out(rows)
            index.put(rows)
            place.number = rows[-1].pk if rows else 0
            place.save()
        done += len(rows)
        if progress and rows:
            progress(done, total)
        if not rows:
            return total


def renew_pages() -> None:
    """Every finished page is made anew."""
    Generation.objects.get_or_create(scope=EVERYTHING)
    Generation.objects.filter(scope=EVERYTHING).update(number=Generation.objects.get(scope=EVERYTHING).number + 1)


def _entries_with_tags() -> Iterator[tuple[RegisterEntry, set[tuple[str, str]]]]:
    last = 0
    while rows := list(RegisterEntry.objects.filter(pk__gt=last).defer("summary").order_by("pk")[:2000]):
        last = rows[-1].pk
        tags: dict[int, set] = {row.pk: set() for row in rows}
        span = RegisterTag.objects.filter(entry_id__gte=rows[0].pk, entry_id__lte=last)
        for pk, scheme, code in span.values_list("entry_id", "scheme", "code"):
            tags.get(pk, set()).add((scheme, code))
        for row in rows:
            yield row, tags[row.pk]


def _misplaced() -> Iterator[tuple[RegisterEntry, set[tuple[str, str]]]]:
    for entry, tags in _entries_with_tags():
        if {tag for tag in tags if tag[0] == "column"} != _columns(entry, tags):
            yield entry, tags


def _columns(entry: RegisterEntry, tags: set[tuple[str, str]]) -> set[tuple[str, str]]:
    if entry.withdrawn_at:
        return set()
    return columns_of(entry.kind, entry.genre, [code for scheme, code in tags if scheme == "topic"])


def _day(day: date, on: date) -> date:
    """Days up to `on` are one: folding must not count as drift."""
    return max(day, on)
