"""The only way into the register. Call inside the transaction that publishes, revises or withdraws the thing itself.

`show` and `withdraw` change row, tags, figures, text index and page tokens together, and send `public_content_changed`
when the transaction has committed.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from yushan_portal.lib.entries import EntryFacts
from yushan_portal.lib.plugins import offered
from yushan_portal.lib.signals import public_content_changed

from . import sort_keys, summary
from .models import Generation, RegisterEntry, RegisterTag, SearchText
from .search import index
from .search.document_numbers import number_key
from .search.text import canonical

EVERYTHING = "all"
_ATTEMPTS = 10
_SPREAD = 64  # places between which those who met in one second choose when they try again
_COPIED = (
    "genre",
    "organ_code",
    "formed_on",
    "published_at",
    "last_shown_on",
    "effective_on",
    "expires_on",
    "repealed_on",
    "indexable",
    "counted",
    "digest",
)
_ERASED = (
    "withdrawn_at", "withdrawn_on", "withdrawal_reason", "changed_at", "title", "summary", "document_number",
    "number_key", "source", "digest", "successor",
)  # fmt: skip


def show(facts: EntryFacts) -> RegisterEntry:
    """Make a thing public, or its register row follow a revision; a withdrawn thing is shown again."""
    return show_many([facts])[0]


def show_many(
    many: Iterable[EntryFacts], *, batch: int = 500, progress: Callable[[int], None] | None = None
) -> list[RegisterEntry]:
    """The same for many, a batch at a time; `progress` is told how many stand. Of two facts on one thing the later holds."""
    shown, waiting = [], {}
    for facts in many:
        waiting[facts.kind, facts.thing_id] = facts
        if len(waiting) >= batch:
            shown += _show_batch(list(waiting.values()))
            waiting = {}
            if progress:
                progress(len(shown))
    if waiting:
        shown += _show_batch(list(waiting.values()))
    if progress:
        progress(len(shown))
    return shown


def withdraw(kind: str, thing_id: str, *, at: datetime, reason: str, successor: str = "") -> RegisterEntry:
    """Take a thing from public sight. The row keeps address, dates, organ and the public reason; title and text are erased.

    Raises RegisterEntry.DoesNotExist for what was never shown and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("撤回必须写明对外说明的原因。")
    with transaction.atomic():
        entry = RegisterEntry.objects.select_for_update().get(kind=kind, thing_id=thing_id)
        if entry.withdrawn_at is None:
            change = Counter()
            _forget([entry], change)
            entry.withdrawn_at, entry.withdrawn_on = at, timezone.localdate(at)
            entry.title = entry.summary = entry.document_number = entry.number_key = entry.source = entry.digest = ""
            summary.write(change)
        entry.withdrawal_reason, entry.successor, entry.changed_at = reason.strip()[:500], successor, at
        entry.save()
        _announce([entry])
    return entry


def withdraw_many(kind: str, thing_ids: Iterable[str], *, at: datetime, reason: str) -> int:
    """The same for many things of one kind, a batch at a time; what has no row is passed over. Returns how many ended."""
    if not reason.strip():
        raise ValueError("撤回必须写明对外说明的原因。")
    ended, ids = 0, list(thing_ids)
    for start in range(0, len(ids), 500):
        with transaction.atomic():
            rows = RegisterEntry.objects.select_for_update().filter(kind=kind, thing_id__in=ids[start : start + 500])
            entries = list(rows.filter(withdrawn_at=None))
            change: Counter = Counter()
            _forget(entries, change)
            for entry in entries:
                entry.withdrawn_at = entry.changed_at = at
                entry.withdrawn_on, entry.withdrawal_reason = timezone.localdate(at), reason.strip()[:500]
                entry.title = entry.summary = entry.document_number = entry.number_key = entry.source = ""
                entry.digest = entry.successor = ""
            RegisterEntry.objects.bulk_update(entries, _ERASED, batch_size=100)
            summary.write(change)
            _announce(entries)
            ended += len(entries)
    return ended


def touch(*addresses: str) -> None:
    """Give new tokens to pages that change without a register row of their own (a department's address, a setting)."""
    with transaction.atomic():
        _renew([EVERYTHING, *(f"page:{address}" for address in sorted(set(addresses)))])


def tags_of(facts: EntryFacts) -> set[tuple[str, str]]:
    """Every tag the facts give an entry, its columns included."""
    tags = {("organ", code) for code in (facts.organ_code, *facts.organ_codes)}
    for scheme, codes in (
        ("item", facts.item_codes),
        ("domain", facts.domain_nos),
        ("audience", facts.audiences),
        ("topic", facts.topics),
        ("place", facts.places),
    ):
        tags |= {(scheme, code) for code in codes}
    tags |= set(facts.extra_tags)
    return {tag for tag in tags | columns_of(facts.kind, facts.genre, facts.topics) if tag[1]}


def columns_of(kind: str, genre: str, topics: Iterable[str]) -> set[tuple[str, str]]:
    """The declared columns in which an entry of that kind, genre and topics stands."""
    return {
        ("column", column.code)
        for column in offered("columns", "COLUMNS")
        if (not column.kinds or kind in column.kinds)
        and (not column.genres or genre in column.genres)
        and (not column.topics or set(topics) & set(column.topics))
        and (column.kinds or column.genres or column.topics)
    }


def _show_batch(batch: list[EntryFacts]) -> list[RegisterEntry]:
    """Show a batch whole; another publication taking the same place in the second is met by trying again."""
    for attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                return _show(batch, attempt * _SPREAD)
        except IntegrityError as fault:
            place_taken = "sort_key" in str(fault) or "one_register_row" in str(fault) or "thing_id" in str(fault)
            if not place_taken or attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _show(batch: list[EntryFacts], spread: int) -> list[RegisterEntry]:
    kinds: dict[str, list[str]] = {}
    for facts in batch:
        kinds.setdefault(facts.kind, []).append(facts.thing_id)
    standing: dict[tuple[str, str], RegisterEntry] = {}
    for kind, ids in kinds.items():
        rows = RegisterEntry.objects.select_for_update().filter(kind=kind, thing_id__in=ids)
        standing |= {(row.kind, row.thing_id): row for row in rows}
    change: Counter = Counter()
    _forget(list(standing.values()), change)

    entries, new = [], []
    for facts in batch:
        entry = standing.get((facts.kind, facts.thing_id)) or RegisterEntry(kind=facts.kind, thing_id=facts.thing_id)
        _fill(entry, facts)
        entries.append(entry)
        if entry.pk is None:
            new.append(entry)
    _place([entry for entry in entries if entry.sort_key is None], spread)
    for entry in standing.values():
        entry.save()
    RegisterEntry.objects.bulk_create(new, batch_size=500)
    _remember(list(zip(entries, batch, strict=True)), change)
    summary.write(change)
    _announce(entries)
    return entries


def _fill(entry: RegisterEntry, facts: EntryFacts) -> None:
    """Write the facts into the row. The sort key stays as long as the first day shown stays."""
    moment = sort_keys.first_shown(facts.published_at, facts.first_shown_on)
    first_shown_on = timezone.localdate(moment)
    if entry.sort_key is None or entry.first_shown_on != first_shown_on:
        entry.sort_key = None
        entry.shown_at = moment
    for name in _COPIED:
        setattr(entry, name, getattr(facts, name))
    if not facts.address.startswith("/"):
        raise ValueError(f"地址应以“/”开头：{facts.address}")
    if facts.last_shown_on and facts.last_shown_on < first_shown_on:
        raise ValueError("展示截止日早于展示起始日。")
    entry.title = canonical_title(facts.title)
    entry.address = facts.address
    entry.published_on = timezone.localdate(facts.published_at)
    entry.first_shown_on, entry.year = first_shown_on, first_shown_on.year
    entry.document_number = facts.document_number.strip()[:120]
    entry.number_key = number_key(facts.document_number)
    entry.index_number, entry.source = facts.index_number[:80], facts.source[:200]
    entry.summary = facts.summary.replace("\x00", "").strip()
    entry.successor = facts.successor
    entry.withdrawn_at = entry.withdrawn_on = None
    entry.withdrawal_reason = ""
    entry.changed_at = facts.changed_at or facts.published_at


def canonical_title(title: str) -> str:
    """A title on one line, its own blanks kept."""
    return " ".join(title.replace("\x00", "").split())[:500]


def _place(entries: list[RegisterEntry], spread: int) -> None:
    """Give each entry a free sort key in its second, in the order in which they come.

    Keys of transactions not yet committed cannot be seen: who has met one leaves a gap of chance, so as not to meet again.
    """
    gap = secrets.randbelow(spread) if spread else 0
    taken: dict[int, int] = {}
    for entry in entries:
        second = sort_keys.lowest_key(entry.shown_at)
        entry.sort_key = taken[second] = taken.get(second, second - 1 + gap) + 1
    clashing = set(
        RegisterEntry.objects.filter(sort_key__in=[entry.sort_key for entry in entries]).values_list(
            "sort_key", flat=True
        )
    )
    seconds = {key - key % sort_keys.PLACES for key in clashing}
    following = {}
    for second in seconds:
        within = RegisterEntry.objects.filter(sort_key__gte=second, sort_key__lt=second + sort_keys.PLACES)
        following[second] = within.aggregate(last=Max("sort_key"))["last"] + 1 + gap
    for entry in entries:
        second = entry.sort_key - entry.sort_key % sort_keys.PLACES
        if second in following:
            entry.sort_key, following[second] = following[second], following[second] + 1


def _forget(entries: list[RegisterEntry], change: Counter) -> None:
    """Take rows out of lists, figures and text index."""
    if not entries:
        return
    tags: dict[int, set] = {entry.pk: set() for entry in entries}
    for pk, scheme, code in RegisterTag.objects.filter(entry__in=entries).values_list("entry_id", "scheme", "code"):
        tags[pk].add((scheme, code))
    for entry in entries:
        for cell, day, amount in summary.cells(entry, tags[entry.pk]):
            change[cell, day] -= amount
    texts = SearchText.objects.filter(entry__in=entries)
    index.take_out(list(texts))
    texts.delete()
    RegisterTag.objects.filter(entry__in=entries).delete()


def _remember(pairs: list[tuple[RegisterEntry, EntryFacts]], change: Counter) -> None:
    """Put rows into lists, figures and text index. Records of natural persons are not in the text index."""
    tags, texts = [], []
    for entry, facts in pairs:
        own = tags_of(facts)
        tags += [
            RegisterTag(entry=entry, scheme=scheme, code=code, sort_key=entry.sort_key) for scheme, code in sorted(own)
        ]
        for cell, day, amount in summary.cells(entry, own):
            change[cell, day] += amount
        if entry.indexable:
            body = "\n".join(filter(None, (facts.document_number, facts.summary, facts.text)))
            texts.append(
                SearchText(
                    entry=entry,
                    sort_key=entry.sort_key,
                    title=canonical(facts.title),
                    body=canonical(body),
                    tokens=index.tag_tokens(own),
                )
            )
    RegisterTag.objects.bulk_create(tags, batch_size=1000)
    SearchText.objects.bulk_create(texts, batch_size=500)
    index.put(texts)


def _announce(entries: list[RegisterEntry]) -> None:
    """New tokens in this transaction; the news after it."""
    _renew([EVERYTHING, *sorted(f"page:{entry.address}" for entry in entries)])
    for entry in entries:
        news = {"kind": entry.kind, "thing_id": entry.thing_id, "address": entry.address}
        transaction.on_commit(lambda news=news: public_content_changed.send(sender=RegisterEntry, **news))


def _renew(scopes: list[str]) -> None:
    scopes = list(dict.fromkeys(scopes))
    Generation.objects.bulk_create([Generation(scope=scope) for scope in scopes], ignore_conflicts=True, batch_size=500)
    for start in range(0, len(scopes), 500):
        Generation.objects.filter(scope__in=scopes[start : start + 500]).update(number=F("number") + 1)


def generation(address: str = "") -> int:
    """The token of a page (without address: of all lists): it changes whenever what the page shows has changed."""
    scope = f"page:{address}" if address else EVERYTHING
    return Generation.objects.filter(scope=scope).values_list("number", flat=True).first() or 0
