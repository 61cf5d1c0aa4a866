"""The one sort key: an integer that encodes the second in which a thing was first shown and a place within that second.

Newest first is descending key; a year or a day is a key range; no two rows share a key. Below 2**53, so programs in any
language can carry it.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

PLACES = 1 << 20  # rows that fit into one second; more spill into the next


def first_shown(published_at: datetime, first_shown_on: date | None) -> datetime:
    """The moment by which a thing is ordered: its publication, or midnight of a first day of display that differs."""
    if first_shown_on is None or first_shown_on == timezone.localdate(published_at):
        return published_at
    return _midnight(first_shown_on)


def lowest_key(moment: datetime) -> int:
    """The first key of the second in which `moment` lies."""
    return int(moment.timestamp()) * PLACES


def day_range(first: date, last: date) -> tuple[int, int]:
    """Keys of everything first shown from `first` to `last`, both inclusive, as [low, high)."""
    after = last + timedelta(days=1) if last < date.max else last
    return lowest_key(_midnight(first)), lowest_key(_midnight(after))


def year_range(year: int) -> tuple[int, int]:
    """Keys of one year; an impossible year gives an empty range."""
    if not 1900 <= year <= 9998:
        return 0, 0
    return day_range(date(year, 1, 1), date(year, 12, 31))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
