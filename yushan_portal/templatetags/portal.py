"""Boxes of the roof that look into several rooms, usable in every template."""

from django import template

register = template.Library()


@register.simple_tag
def open_consultations():
    """Drafts open for comment; nothing until the decisions room is built."""
    return ""
