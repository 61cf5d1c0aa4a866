"""Calendar files (RFC 5545): a hearing, and the last day of a consultation."""

from datetime import UTC, datetime, timedelta

from decisions.models import Consultation, Hearing

HEARING_HOURS = 3


def hearing_calendar(hearing: Hearing, origin: str) -> str:
    """The hearing at its place and time."""
    ends = hearing.starts_at + timedelta(hours=HEARING_HOURS)
    return _calendar(
        f"hearing-{hearing.pk}",
        hearing.title,
        hearing.starts_at,
        ends,
        origin + hearing.get_absolute_url(),
        hearing.place,
    )


def window_calendar(consultation: Consultation, origin: str) -> str:
    """The last hour in which opinions are taken; its end is 24:00, exclusive as in the law."""
    ends = consultation.closes_at
    title = f"征求意见截止：{consultation.title}"
    return _calendar(
        f"consultation-{consultation.pk}",
        title,
        ends - timedelta(hours=1),
        ends,
        origin + consultation.get_absolute_url(),
        "",
    )


def _calendar(key: str, title: str, starts: datetime, ends: datetime, url: str, place: str) -> str:
    host = url.split("/")[2]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yushan//Decisions//ZH",
        "BEGIN:VEVENT",
        f"UID:{key}@{host}",
        f"DTSTAMP:{_moment(starts)}",
        f"DTSTART:{_moment(starts)}",
        f"DTEND:{_moment(ends)}",
        f"SUMMARY:{_text(title)}",
        f"LOCATION:{_text(place)}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) for line in lines)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a character."""
    pieces, piece = [], ""
    for char in line:
        if len((piece + char).encode()) > 74:
            pieces.append(piece)
            piece = char
        else:
            piece += char
    return "\r\n ".join([*pieces, piece]) + "\r\n"
