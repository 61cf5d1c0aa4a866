"""Two texts of a thing field by field: what an editor, a reviewer or the office needs to see side by side."""

from dataclasses import dataclass

from django.db import models
from django.utils.html import escape

from disclosure.publishing.models import Attachment
from yushan_portal.lib.richtext import DiffRow, diff_blocks, from_text


@dataclass(frozen=True)
class FieldDifference:
    """One field that differs; `rows` pair its paragraphs, unchanged stretches shortened."""

    name: str
    label: str
    rows: tuple[DiffRow, ...]


def compare(thing, old: dict, new: dict) -> list[FieldDifference]:
    """The fields in which two contents differ, in the order of the form."""
    found = []
    for name in thing.content_fields:
        if old.get(name) == new.get(name):
            continue
        left, right = (_html(thing, name, content.get(name)) for content in (old, new))
        rows = tuple(row for row in diff_blocks(left, right) if row.kind != "unchanged")
        if rows:
            found.append(FieldDifference(name, label_of(thing, name), rows))
    return found


def label_of(thing, name: str) -> str:
    """What a clerk calls a field."""
    return "附件" if name == "attachment_ids" else str(thing._meta.get_field(name.removesuffix("_id")).verbose_name)


def said(thing, name: str, value) -> str:
    """A stored value as a clerk reads it."""
    if value in (None, "", [], {}):
        return ""
    if name == "attachment_ids":
        return "\n".join(f"{row.name}（{row.sha256[:12]}）" for row in Attachment.objects.listed(value))
    field = thing._meta.get_field(name.removesuffix("_id"))
    if isinstance(field, models.BooleanField):
        return "是" if value else "否"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._default_manager.filter(pk=value).first() or "")
    if isinstance(value, dict):
        return "\n".join(f"{key}：{text}" for key, text in value.items() if text)
    if isinstance(value, list):
        return "、".join(str(part) for part in value)
    return str(value)


def _html(thing, name: str, value) -> str:
    if name in thing.rich_fields:
        return value or ""
    return from_text(said(thing, name, value)) or f"<p>{escape('')}</p>"
