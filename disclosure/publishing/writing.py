"""What happens to a text between the hand that wrote it and the revision that keeps it: cleaned, pictures kept, masked."""

from io import BytesIO

from disclosure.publishing import attachments
from disclosure.publishing.models import Attachment, AttachmentRole
from yushan_portal.lib.files import RefusedFile
from yushan_portal.lib.personal_info import mask_html, mask_text
from yushan_portal.lib.richtext import clean, extract_images

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


def settled(thing, content: dict, *, by, at) -> dict:
    """The content with its HTML cleaned; pictures written into it are kept as attachments, unused ones are let go.

    `thing` has its key and holds the text before. A picture that may not be stored is left out of the text.
    """
    rich = [name for name in thing.rich_fields if name in content]
    if not rich:
        return content
    ids = list(content.get("attachment_ids", thing.attachment_ids) or ())

    def store(picture: bytes, mime: str) -> str | None:
        name = f"正文图片{len(ids) + 1}.{ENDINGS.get(mime, 'png')}"
        try:
            kept = attachments.add(thing, BytesIO(picture), name, by=by, role=AttachmentRole.IMAGE, at=at)
        except RefusedFile:
            return None
        ids.append(kept.pk)
        return kept.get_absolute_url()

    content = content | {name: clean(extract_images(content[name] or "", store)) for name in rich}
    said = "".join(content[name] if name in content else getattr(thing, name) for name in thing.rich_fields)
    listed = Attachment.objects.listed(ids)
    kept = [row.pk for row in listed if row.role != AttachmentRole.IMAGE or f"/files/{row.token}/" in said]
    return content | {"attachment_ids": kept}


def masked(shown) -> dict:
    """The content fields of a thing in which something had to be masked, with their masked values."""
    parts = {value: mask_html if form == "html" else mask_text for _, form, value in shown.text_parts() if value}
    changed = {}
    for name, value in shown.content().items():
        if isinstance(value, dict):
            new = {key: parts[text](text) if text in parts else text for key, text in value.items()}
        else:
            new = parts[value](value) if isinstance(value, str) and value in parts else value
        if new != value:
            changed[name] = new
    return changed
