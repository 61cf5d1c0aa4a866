"""From a publication to everyone who asked for it. Each step is its own transaction and may be cut off anywhere.

`News` rows are written in the publication's transaction; the worker carries them on in batches, and a cursor says how
far. Mails are keyed (subscription, thing): a batch told twice is queued once. What comes into the register in bulk,
without passing the chain one by one, writes no `News`: it reaches people by digest and RSS, not one letter a row.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from disclosure.register.models import RegisterEntry
from disclosure.register.search import engine
from disclosure.register.selection import Selection
from interpretations.channels import CHANNELS, Item
from interpretations.kinds import Frequency
from interpretations.models import News, Subscription
from yushan_portal.lib.periods import local_day

BATCH = 1000
LENGTH = 50
SCHEMES = ("organ", "domain", "item", "topic", "audience", "place", "column")


def tags_of(entry: RegisterEntry) -> list[tuple[str, str]]:
    """What a row can be asked for by."""
    tags = list(entry.tags.filter(scheme__in=SCHEMES).values_list("scheme", "code"))
    return [*tags, ("thing", f"{entry.kind}:{entry.thing_id}")]


def wanting(entry: RegisterEntry, on: date):
    """Everybody who asked for this row, whatever the frequency; saved searches are asked of the index, once each."""
    return Subscription.objects.active().wanting(wishes_met(entry, on))


def wishes_met(entry: RegisterEntry, on: date) -> list[tuple[str, str]]:
    """Every (scheme, code) under which this row is wanted."""
    words = Subscription.objects.active().searches().order_by().values_list("code", flat=True).distinct()
    return tags_of(entry) + [("search", word) for word in words if finds(word, entry, on)]


def finds(words: str, entry: RegisterEntry, on: date) -> bool:
    """Whether a saved search finds this row."""
    asked = engine.understand(words)
    return not asked.empty and engine.found(asked, Selection(), on).filter(pk=entry.pk).exists()


def carry(at: datetime | None = None) -> int:
    """Tell immediate subscribers of everything not yet told; returns how many messages were queued."""
    at, queued = at or timezone.now(), 0
    for pk in list(News.objects.unmatched().filter(at__lte=at).values_list("pk", flat=True)):
        queued += carry_one(pk, at)
    return queued


def carry_one(pk: int, at: datetime) -> int:
    """One publication, batch by batch from where the last worker stopped."""
    queued, met = 0, None
    while True:
        with transaction.atomic():
            news = News.objects.select_for_update().filter(pk=pk, matched_at__isnull=True).first()
            if news is None:
                return queued
            entry = _entry(news, at)
            if entry is not None and met is None:
                met = wishes_met(entry, local_day(at))
            wishes = _next_wishes(met, news.cursor) if entry is not None else []
            if not wishes:
                news.matched_at = at
                news.save(update_fields=["matched_at"])
                return queued
            key = f"{news.kind}:{news.thing_id}:{news.pk}"
            for channel in CHANNELS:
                queued += channel.tell(wishes, [_item(entry)], key, at)
            news.cursor = wishes[-1].pk
            news.save(update_fields=["cursor"])


def _next_wishes(met: list[tuple[str, str]], cursor: int) -> list[Subscription]:
    rows = Subscription.objects.active().wanting(met).immediate().filter(pk__gt=cursor)
    return list(rows.order_by("pk")[:BATCH])


def digest(on: date, at: datetime | None = None) -> int:
    """Daily letters, and on Mondays weekly ones, over all that became public since the last; catches up after any gap."""
    at, queued = at or timezone.now(), 0
    due = Subscription.objects.active().digests().order_by("pk")
    cursor, known = 0, {}
    while True:
        wishes = list(due.filter(pk__gt=cursor)[:BATCH])
        if not wishes:
            return queued
        cursor = wishes[-1].pk
        for wish in wishes:
            queued += _digest_one(wish, on, at, known)


def _digest_one(wish: Subscription, on: date, at: datetime, known: dict) -> int:
    """`known` keeps what was found for a wish that many share, for the length of one run."""
    since = wish.told_until or wish.confirmed_at
    gap = timedelta(days=7 if wish.frequency == Frequency.WEEKLY else 1)
    if local_day(at) - local_day(since) < gap:
        return 0
    with transaction.atomic():
        wish = Subscription.objects.select_for_update().active().filter(pk=wish.pk, told_until=wish.told_until).first()
        if wish is None:
            return 0
        shared = (wish.scheme, wish.code, since)
        if shared not in known:
            rows = rows_for(wish, on).filter(changed_at__gt=since, changed_at__lte=at).newest().listed()
            known[shared] = [_item(row) for row in rows[:LENGTH]]
        items = known[shared]
        queued = 0
        if items:
            for channel in CHANNELS:
                queued += channel.tell([wish], items, f"digest:{since:%Y%m%d%H%M%S}", at)
        wish.told_until = at
        wish.save(update_fields=["told_until"])
    return queued


def rows_for(wish: Subscription, on: date):
    """The register rows of a wish: for digests and for its own RSS."""
    if wish.scheme == "search":
        return engine.found(engine.understand(wish.code), Selection(), on)
    rows = RegisterEntry.objects.public(on).indexable().counted()
    if wish.scheme == "all":
        return rows
    if wish.scheme == "thing":
        kind, _, thing_id = wish.code.partition(":")
        return rows.filter(kind=kind, thing_id=thing_id)
    return rows.tagged(wish.scheme, wish.code)


def _entry(news: News, at: datetime) -> RegisterEntry | None:
    rows = RegisterEntry.objects.public(local_day(at)).indexable().counted()
    return rows.filter(kind=news.kind, thing_id=news.thing_id).first()


def _item(entry: RegisterEntry) -> Item:
    return Item(entry.title, entry.address, entry.source, entry.summary)
