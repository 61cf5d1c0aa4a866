"""Files reach the public here only: one visibility check by the current state, at each request."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from disclosure.publishing.kinds import models_by_kind
from disclosure.publishing.models import Attachment, State
from yushan_portal.lib.files import content_disposition, inline_allowed, serve_range


@require_safe
def public_file(request, token: str, name: str):
    """A published copy, inline or as download by its type, with ranges and digest; gone files say so with 410."""
    attachment = Attachment.objects.filter(token=token).first()
    if attachment is None:
        raise Http404
    today = timezone.localdate()
    if not is_public(attachment, today):
        if may_preview(request.user, attachment, today):
            response = send(
                request, attachment.public_copy, attachment, attachment.public_sha256, attachment.public_size
            )
            response.headers["Cache-Control"] = "private, no-store"
            return response
        if was_public(attachment):
            sentence = "这个附件已随所属内容撤回或更换。"
            return render(request, "404.html", {"sentence": sentence}, status=410)
        raise Http404
    return send(request, attachment.public_copy, attachment, attachment.public_sha256, attachment.public_size)


def is_public(attachment: Attachment, on) -> bool:
    """Whether the thing that the file belongs to is public now and its public text lists the file."""
    model = models_by_kind().get(attachment.kind)
    if model is None or not attachment.public_copy:
        return False
    thing = model.objects.public(on).filter(pk=attachment.thing_id).first()
    return thing is not None and attachment.pk in thing.attachment_ids


def may_preview(user, attachment: Attachment, on) -> bool:
    """Whether an officer may see the copy that is not public (yet, or any more): the thing is one of the own organ's."""
    model = models_by_kind().get(attachment.kind)
    if model is None or not user.is_authenticated or not attachment.public_copy:
        return False
    return model.objects.visible_to(user, on).filter(pk=attachment.thing_id).exists()


def was_public(attachment: Attachment) -> bool:
    """Whether citizens may have seen the file once: its thing left the state of a draft."""
    model = models_by_kind().get(attachment.kind)
    return model is not None and model.objects.filter(pk=attachment.thing_id).exclude(state=State.DRAFT).exists()


def send(request, stored, attachment: Attachment, sha256: str, size: int):
    """The bytes with honest type, name, length, digest and ranges."""
    etag = f'"{sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    answer = serve_range(request.headers.get("Range"), size, etag=etag, if_range=request.headers.get("If-Range", ""))
    if answer.status == 416:
        return HttpResponse(status=416, headers=answer.headers)
    try:
        file = stored.open("rb")
    except FileNotFoundError:
        sentence = "这个附件暂时无法读取，请联系发布单位。"
        return render(request, "404.html", {"sentence": sentence}, status=404)
    file.seek(answer.start)
    response = FileResponse(_Limited(file, answer.length), status=answer.status, content_type=attachment.mime)
    disposition = content_disposition(attachment.name, inline=inline_allowed(attachment.mime))
    for header, value in {
        **answer.headers,
        "ETag": etag,
        "Last-Modified": http_date(attachment.uploaded_at.timestamp()),
        "Content-Disposition": disposition,
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cache-Control": "no-cache",
    }.items():
        response.headers[header] = value
    return response


class _Limited:
    """A file that ends after `left` bytes."""

    def __init__(self, file, left: int):
        self.file, self.left = file, left

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        piece = self.file.read(size)
        self.left -= len(piece)
        return piece

    def close(self):
        self.file.close()
