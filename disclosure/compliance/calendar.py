"""法定日历: everything that falls due across the apps, from their obligations; as a list, by month, and as ICS."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from disclosure.compliance import law
from yushan_portal.lib.obligations import Obligation
from yushan_portal.lib.plugins import offered

LOOK_BACK_DAYS = 366


@dataclass(frozen=True)
class Due:
    """An obligation with the source it comes from."""

    source_code: str
    source_name: str
    obligation: Obligation

    def __getattr__(self, name: str):
        return getattr(self.obligation, name)


def sources() -> tuple:
    """Who tells what falls due."""
    return offered("obligations", "OBLIGATIONS")


def between(first: date, last: date, organ_code: str = "", source: str = "") -> list[Due]:
    """Everything whose last day lies there, done or open, in the order of days."""
    found = [
        Due(one.code, one.name, obligation)
        for one in sources()
        if not source or one.code == source
        for obligation in one.due(first, last, organ_code)
    ]
    return sorted(found, key=lambda row: (row.due_on, row.organ_code, row.source_code, row.key))


def falling_due(on: date, organ_code: str = "", days: int = law.DUE_SOON_DAYS) -> list[Due]:
    """Open obligations: overdue ones of the last year first, then what falls due within `days`."""
    rows = between(on - timedelta(days=LOOK_BACK_DAYS), on + timedelta(days=days), organ_code)
    return [row for row in rows if row.done_on is None]


def due_soon(on: date, organ_code: str = "", days: int = law.DUE_SOON_DAYS) -> list[Due]:
    """Open obligations whose last day is today or within `days`."""
    return [row for row in between(on, on + timedelta(days=days), organ_code) if row.done_on is None]


def month(year: int, number: int, rows: Iterable[Due]) -> list[list[tuple[date, list[Due]]]]:
    """Weeks from Monday to Sunday that cover the month, each day with what falls due on it."""
    by_day: dict[date, list[Due]] = defaultdict(list)
    for row in rows:
        by_day[row.due_on].append(row)
    day = date(year, number, 1)
    day -= timedelta(days=day.weekday())
    weeks = []
    while day.month == number or not weeks or day < date(year, number, 1) or day.weekday() != 0:
        if day.weekday() == 0:
            if weeks and day.month != number:
                break
            weeks.append([])
        weeks[-1].append((day, by_day.get(day, [])))
        day += timedelta(days=1)
    return weeks


def together(rows: Iterable[Due]) -> list[tuple[str, int]]:
    """What one day holds in few lines: each title once, with how many organs owe it, the commonest first."""
    return Counter(row.title for row in rows).most_common()


def ics(rows: Iterable[Due], *, name: str, host: str, stamp: datetime) -> str:
    """RFC 5545: an all-day event for each row; UIDs stay the same from fetch to fetch."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//yushan//compliance//ZH", f"X-WR-CALNAME:{_escaped(name)}"]
    moment = stamp.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for row in rows:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(row.source_code)}-{_escaped(row.key)}-{_escaped(row.organ_code)}@{host}",
            f"DTSTAMP:{moment}",
            f"DTSTART;VALUE=DATE:{row.due_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{row.due_on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(('已办 ' if row.done_on else '') + row.title)}",
            f"DESCRIPTION:{_escaped(row.source_name + ('，' + row.clause if row.clause else ''))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """At most 75 octets a line, never cut inside a character."""
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > 74:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += width
    return "\r\n".join(pieces)
