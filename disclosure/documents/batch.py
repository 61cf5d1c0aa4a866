"""Files into drafts at the desk: one paper at once, or many with their metadata in one grid, looked at before stored."""

import shutil
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from disclosure.documents.forms import BatchRowForm, ImportForm
from disclosure.documents.importing import propose, store
from disclosure.publishing.desk.buttons import address_of
from disclosure.publishing.desk.scope import organs_to_write_for
from disclosure.publishing.guards import Refused
from yushan_portal.lib.files import RefusedFile

MOST_FILES = 100
MOST_MEGABYTES = 200  # of one batch: the grid holds all its files while it reads them
MEGABYTE = 1024 * 1024
SESSION_KEY = "batch"


def form(organs, *answers):
    """The form that takes the files."""
    return ImportForm(*answers, organs=organs)


def begin(desk, request):
    """Take the files: a single paper becomes a draft at once, several go into the grid."""
    organs = _organs(desk, request)
    asked = form(organs, request.POST or None, request.FILES or None)
    if request.method != "POST" or not asked.is_valid():
        page = desk.context(request, title="从文件导入", form=asked)
        return TemplateResponse(request, "publishing/desk/document_import.html", page)
    uploads, organ = _small_enough(request, asked.cleaned_data["files"][:MOST_FILES]), asked.cleaned_data["organ"]
    if not uploads:
        return HttpResponseRedirect(reverse("admin:documents_document_import"))
    if len(uploads) == 1:
        return _one(desk, request, uploads[0], organ)
    _forget(request)
    token = token_hex(8)
    folder = _folder(token)
    folder.mkdir(parents=True)
    kept = []
    for number, upload in enumerate(uploads):
        target = folder / str(number)
        with target.open("wb") as out:
            for piece in upload.chunks():
                out.write(piece)
        kept.append(upload.name)
    request.session[SESSION_KEY] = {"folder": token, "names": kept, "organ": organ.code}
    return HttpResponseRedirect(reverse("admin:documents_document_batch"))


def _small_enough(request, uploads) -> list:
    """The files that may be read: each within the limit of one upload, all together within that of one batch."""
    taken, total = [], 0
    for upload in uploads:
        if upload.size > settings.MEDIA_MAX_MB * MEGABYTE:
            messages.error(request, f"“{upload.name}”没有导入：文件太大，超过了 {settings.MEDIA_MAX_MB} MB 的上限。")
        elif total + upload.size > MOST_MEGABYTES * MEGABYTE:
            messages.error(request, f"“{upload.name}”没有导入：一批文件合计不超过 {MOST_MEGABYTES} MB，请分批导入。")
        else:
            taken.append(upload)
            total += upload.size
    return taken


def _one(desk, request, upload, organ):
    proposal = propose(upload.read(), upload.name)
    try:
        document = store(proposal, by=request.user, organ=organ)
    except (Refused, RefusedFile) as refusal:
        messages.error(request, f"“{upload.name}”没有导入：{refusal}")
        return HttpResponseRedirect(reverse("admin:documents_document_add"))
    for line in proposal.report():
        messages.info(request, line)
    return HttpResponseRedirect(address_of(document, "change"))


def grid(desk, request):
    """What each file would become; the clerk mends the lines, then all chosen ones are stored as drafts."""
    organs = _organs(desk, request)
    kept = request.session.get(SESSION_KEY) or {}
    organ = organs.filter(code=kept.get("organ", "")).first()
    folder = _folder(kept["folder"]) if kept else None
    if organ is None or not folder.exists():
        return HttpResponseRedirect(reverse("admin:documents_document_import"))
    lines = [_line(request, folder, number, name) for number, name in enumerate(kept["names"])]
    if request.method == "POST" and all(line["form"].is_valid() for line in lines if not line["proposal"].refusal):
        done = sum(_store(request, line, organ) for line in lines)
        _forget(request)
        messages.success(request, f"已存为草稿 {done} 件。")
        return HttpResponseRedirect(reverse("admin:documents_document_changelist") + "?progress=draft")
    page = desk.context(request, title="批量导入：核对后存为草稿", lines=lines, organ=organ)
    return TemplateResponse(request, "publishing/desk/document_batch.html", page)


def _line(request, folder: Path, number: int, name: str) -> dict:
    proposal = propose((folder / str(number)).read_bytes(), name)
    initial = {"genre": "notice", "take": True} | {
        key: value for key, value in proposal.values.items() if key in BatchRowForm.base_fields
    }
    answers = request.POST if request.method == "POST" else None
    return {"name": name, "proposal": proposal, "form": BatchRowForm(answers, prefix=f"f{number}", initial=initial)}


def _store(request, line: dict, organ) -> int:
    if line["proposal"].refusal or not line["form"].cleaned_data["take"]:
        return 0
    decided = {key: value for key, value in line["form"].cleaned_data.items() if key != "take"}
    try:
        store(line["proposal"], by=request.user, organ=organ, **decided)
    except (Refused, RefusedFile) as refusal:
        messages.error(request, f"“{line['name']}”没有导入：{refusal}")
        return 0
    return 1


def _organs(desk, request):
    if not desk.has_add_permission(request):
        raise PermissionDenied
    return organs_to_write_for(request.user, timezone.localdate())


def _folder(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "work" / f"batch-{name}"


def _forget(request) -> None:
    kept = request.session.pop(SESSION_KEY, None)
    if kept:
        shutil.rmtree(_folder(kept["folder"]), ignore_errors=True)
