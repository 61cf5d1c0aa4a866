"""What components need and templates cannot say by themselves."""

from itertools import zip_longest

from django import template

register = template.Library()


@register.filter
def alongside(cells, columns):
    """Pairs each cell of a table row with its column, so that a cell knows its heading on a phone."""
    return list(zip_longest(columns or (), cells or (), fillvalue=""))


@register.filter
def within(path, place) -> bool:
    """Is the address `path` at or below `place`?"""
    return bool(path and place) and (path == place or path.startswith(place.rstrip("/") + "/"))
