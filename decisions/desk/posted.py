"""What a form of the desk posted, read so that no text can break it."""

from datetime import date

from django.utils.dateparse import parse_date

from decisions.guards import Refused

LONGEST = 18


def number(text: str) -> int:
    """A key that was posted; 0 for anything that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else 0


def day(text: str, name: str) -> date:
    """A day that was posted; Refused with its name if it is none."""
    try:
        found = parse_date(text.strip()[:10])
    except ValueError:
        found = None
    if found is None:
        raise Refused([f"请填写{name}。"])
    return found
