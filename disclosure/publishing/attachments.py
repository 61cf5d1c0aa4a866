"""Files of a thing: taken in, checked, copied for the public, masked. Files are written whole before the row is.

The order makes a break harmless: temporary name, flush, rename, then the row in one transaction. A file without a row
is an orphan that `sweep_orphans` removes; a row without its file cannot come about.
"""

import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.publishing.filetext import text_of
from disclosure.publishing.guards import Refused, may
from disclosure.publishing.models import Attachment, AttachmentRole, new_token
from yushan_portal.lib import personal_info
from yushan_portal.lib.files import check_upload
from yushan_portal.lib.periods import local_day
from yushan_portal.lib.personal_info.copies import MASKABLE

ORPHAN_AGE = timedelta(days=1)
PIECE = 1024 * 1024


@dataclass(frozen=True)
class KeptFile:
    """A file below MEDIA_ROOT: its path relative to its storage, bytes, digest."""

    relative: str
    size: int
    sha256: str


def add(
    thing, upload, name: str, *, by, role=AttachmentRole.ATTACHMENT, caption="", masked_from=None, at=None
) -> Attachment:
    """Check a file, keep the original, make the public copy, read it for personal information; returns the row.

    `upload` is an open binary file that can seek. The file belongs to the thing from now on but is shown only once a
    published revision lists it. Raises RefusedFile with one sentence (nothing is stored then) or Refused where the
    person may not write for the organ.
    """
    at = at or timezone.now()
    if not may(by, "save", thing.organ, local_day(at)):
        raise Refused(["只能为自己任职的单位上传文件。"])
    checked = check_upload(upload, name)
    token = new_token()
    original = _keep(upload, "originals", token, checked.extension)
    path = _path("originals", original)
    report = personal_info.scan_file(path, checked.safe_name)
    copy, fault = _public_copy(path, token, checked.extension, report.readable)
    unreadable = fault or ("" if report.readable else report.unreadable_reason or "文件内容无法检查")
    with transaction.atomic():
        row = Attachment.objects.create(
            kind=thing.kind,
            thing_id=thing.pk,
            organ=thing.organ,
            token=token,
            role=role,
            name=checked.safe_name,
            caption=caption[:300],
            original=original.relative,
            public_copy=copy.relative if copy else "",
            mime=checked.mime,
            size=original.size,
            sha256=original.sha256,
            public_size=copy.size if copy else 0,
            public_sha256=copy.sha256 if copy else "",
            text=text_of(path) if report.readable else "",
            readable=not unreadable,
            unreadable_reason=unreadable[:300],
            findings=_plain(report),
            masked_from=masked_from,
            uploaded_by=by,
            uploaded_at=at,
        )
        audit.record(
            "upload", thing, by=by, after={"attachment": row.pk, "name": row.name, "sha256": row.sha256}, at=at
        )
    return row


def maskable(attachment: Attachment) -> bool:
    """Whether a masked copy can be made here; a PDF is corrected in its source."""
    return f".{attachment.extension}" in MASKABLE and bool(attachment.findings)


def mask(thing, attachment: Attachment, *, by, at=None) -> Attachment:
    """A masked copy as a new file of the same thing; the original stays, restricted. PDF cannot be masked here.

    The masked copy takes the original's place in the working revision when the clerk saves it there.
    """
    if f".{attachment.extension}" not in MASKABLE:
        raise Refused([f"“{attachment.name}”不能自动遮盖，请在原文件中改好后重新上传。"])
    with tempfile.TemporaryDirectory(dir=_root()) as folder:
        target = Path(folder) / f"masked.{attachment.extension}"
        try:
            personal_info.mask_file(Path(attachment.original.path), target)
        except personal_info.CopyFailed as fault:
            raise Refused([f"“{attachment.name}”：{fault}。"]) from fault
        with target.open("rb") as masked:
            return add(
                thing,
                masked,
                attachment.name,
                by=by,
                role=attachment.role,
                caption=attachment.caption,
                masked_from=attachment,
                at=at,
            )


def describe(thing, attachment: Attachment, caption: str, *, by, at=None) -> Attachment:
    """Set a file's caption (for a picture: its alternative text) while no citizen has seen it."""
    at = at or timezone.now()
    if not may(by, "save", thing.organ, local_day(at)):
        raise Refused(["只能修改自己任职单位的附件说明。"])
    if thing.published_at is not None and attachment.pk in thing.attachment_ids:
        raise Refused([f"“{attachment.name}”已经公开，说明不能直接修改；请删除后重新上传。"])
    with transaction.atomic():
        before, attachment.caption = attachment.caption, caption.strip()[:300]
        attachment.save(update_fields=["caption"])
        told = {"attachment": attachment.pk, "caption": attachment.caption}
        audit.record("caption", thing, by=by, before={"caption": before}, after=told, at=at)
    return attachment


def record_reading(thing, attachment: Attachment, *, by, at=None) -> None:
    """Note in the ledger that somebody opened a restricted original."""
    audit.record("read_original", thing, by=by, after={"attachment": attachment.pk, "name": attachment.name}, at=at)


def sweep_orphans(at) -> int:
    """Remove files that no row names, and half-done work, older than a day; returns how many."""
    gone = 0
    for path in (Path(settings.MEDIA_ROOT) / "work").rglob("*"):
        if path.is_file() and at.timestamp() - path.stat().st_mtime > ORPHAN_AGE.total_seconds():
            path.unlink()
            gone += 1
    for folder, field in (("originals", "original"), ("public", "public_copy")):
        base = Path(settings.MEDIA_ROOT) / folder
        if not base.exists():
            continue
        named = set(Attachment.objects.exclude(**{field: ""}).values_list(field, flat=True))
        for path in base.rglob("*"):
            old = path.is_file() and at.timestamp() - path.stat().st_mtime > ORPHAN_AGE.total_seconds()
            if old and path.relative_to(base).as_posix() not in named:
                path.unlink()
                gone += 1
    return gone


# --- pieces ---


def _plain(report) -> list[dict]:
    found = [
        {"place": item.place, "name": item.name, "sample": item.sample} for item in report.findings if item.blocking
    ]
    if report.more_blocking:
        found.append({"place": "", "name": "更多个人信息", "sample": f"另有 {report.more_blocking} 处未逐一列出"})
    return found


def _root() -> Path:
    root = Path(settings.MEDIA_ROOT) / "work"
    root.mkdir(parents=True, exist_ok=True)
    return root


def _path(folder: str, kept: KeptFile) -> Path:
    return Path(settings.MEDIA_ROOT) / folder / kept.relative


def _keep(source, folder: str, token: str, extension: str) -> KeptFile:
    """Write the bytes whole under a name made of the token; readable by the server alone."""
    relative = f"{token[:2]}/{token}.{extension}"
    source.seek(0)
    digest, size = hashlib.sha256(), 0
    with _whole(Path(settings.MEDIA_ROOT) / folder / relative) as draft, draft.open("wb") as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    return KeptFile(relative, size, digest.hexdigest())


def _public_copy(original: Path, token: str, extension: str, readable: bool) -> tuple[KeptFile | None, str]:
    """The copy without author names, comments and revision marks, and a sentence where it could not be compared.

    A file that nobody could read is copied byte for byte: only a reviewer's recorded decision releases it.
    """
    with tempfile.TemporaryDirectory(dir=_root()) as folder:
        target, fault = Path(folder) / f"copy.{extension}", ""
        try:
            personal_info.publication_copy(original, target)
        except personal_info.CopyFailed as failed:
            shutil.copyfile(original, target)
            fault = str(failed) if readable else ""
        with target.open("rb") as source:
            return _keep(source, "public", token, extension), fault


@contextmanager
def _whole(path: Path):
    """A draft beside `path` that takes its name only when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield draft
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
