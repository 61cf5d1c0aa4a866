"""Files of a thing: taken in, checked, copied for the public, masked. Files are written whole before the row is.

The order makes a break harmless: temporary name, flush, rename, then the row in one transaction. A file without a row
is an orphan that `sweep_orphans` removes; a row without its file cannot come about.
"""


from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.publishing.guards import Refused, may
from disclosure.publishing.models import Attachment, AttachmentRole, new_token
from yushan_portal.lib import personal_info
from yushan_portal.lib.files import check_upload

COPIED = ("docx", "xlsx", "pdf", "jpg", "jpeg", "png")
"""Types whose published copy differs from the original: author names, comments, revision marks, camera data go."""


def add(
    thing, upload, name: str, *, by, role: str = AttachmentRole.ATTACHMENT, caption: str = "", masked_from=None, at=None
) -> Attachment:
    """Check a file, keep the original, make the public copy, read it for personal information; returns the row.

    The file belongs to the thing from now on but is shown only once a published revision lists it. Raises RefusedFile
    with one sentence (nothing is stored then) or Refused where the person may not write for the organ.
    """
    at = at or timezone.now()
    if not may(by, "save", thing.organ, at.date()):
        raise Refused(["只能为自己任职的单位上传文件。"])
    with _received(upload) as source:
        checked = check_upload(source, name)
        report = personal_info.scan_file(source, checked.safe_name)
        token = new_token()
        original = _keep(source, "originals", token, checked.extension)
        copy = (
            _public_copy(source, token, checked.extension)
            if report.readable
            else _keep(source, "public", token, checked.extension)
        )
        with transaction.atomic():
            row = Attachment.objects.create(
                kind=thing.kind,
                thing_id=thing.pk,
                organ=thing.organ,
                token=token,
                role=role,
                name=checked.safe_name,
                caption=caption[:300],
                original=original,
                public_copy=copy.relative,
                mime=checked.mime,
                size=checked.size,
                sha256=checked.sha256,
                public_size=copy.size,
                public_sha256=copy.sha256,
                text=report.text[:2_000_000],
                readable=report.readable,
                unreadable_reason=report.unreadable_reason[:300],
                findings=[
                    {"place": finding.place, "name": finding.name, "sample": finding.sample}
                    for finding in report.findings
                    if finding.blocking
                ],
                masked_from=masked_from,
                uploaded_by=by,
                uploaded_at=at,
            )
            audit.record(
                "upload", thing, by=by, after={"attachment": row.pk, "name": row.name, "sha256": row.sha256}, at=at
            )
    return row
