"""Small words for every template: the roof's boxes and formats."""

from django import template

register = template.Library()
