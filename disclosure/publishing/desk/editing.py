"""The form page: one form, one POST; the text is saved first and then the act is done, so nothing written is lost."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.publishing import actions, attachments
from disclosure.publishing.desk import buttons
from disclosure.publishing.desk.checks import Checks, review_states
from disclosure.publishing.desk.comparison import compare
from disclosure.publishing.desk.forms import ReviewForm
from disclosure.publishing.desk.richtext_field import with_editor
from disclosure.publishing.desk.scope import organs_to_write_for
from disclosure.publishing.guards import Refused, may
from disclosure.publishing.models import Attachment, AttachmentRole, ReviewKind
from disclosure.publishing.workflow import EDITABLE, RevisionState
from yushan_portal.lib.files import RefusedFile
from yushan_portal.lib.richtext import lost_images, safe_html

FILE_ACTS = ("remove", "up", "down", "mask")
"""Buttons beside a file."""


def add(desk, request):
    """A new thing: what is written is stored as a draft, however incomplete."""
    if not desk.has_add_permission(request):
        raise PermissionDenied
    organs = organs_to_write_for(request.user, timezone.localdate())
    thing = desk.new_thing(request)
    form = desk.form_class(thing)(request.POST or None, request.FILES or None, thing=thing, organs=organs)
    if request.method == "POST" and form.is_valid():
        fresh = form.instance
        fresh.organ = form.cleaned_data["organ"]
        if not fresh.title.strip():
            form.add_error("title", "请先填写标题，再保存草稿。")
        else:
            return _stored(desk, request, form, fresh)
    return _form_page(desk, request, desk.context(request, **_empty(desk, form, thing)))


def _form_page(desk, request, page: dict, status: int = 200):
    return with_editor(TemplateResponse(request, desk.edit_template, page, status=status))


def _stored(desk, request, form, fresh):
    try:
        thing = desk.create(fresh, by=request.user)
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return _form_page(desk, request, desk.context(request, **_empty(desk, form, fresh)))
    _take_files(request, form, thing)
    messages.success(request, "草稿已保存。")
    return after_save(desk, request, thing)


def _empty(desk, form, thing) -> dict:
    return {
        "form": form,
        "thing": None,
        "title": f"新建{desk.model._meta.verbose_name}",
        "facts": desk.facts(thing, timezone.localdate()),
    }


def change(desk, request, pk: int):
    """The working text as a form, or, where it may not be changed now, the text to be read and decided on."""
    thing = desk.thing_or_404(request, pk)
    revision = thing.working
    editable = revision is not None and revision.state in EDITABLE and _may_save(request, thing)
    if not editable:
        if request.method == "POST":
            return _too_late(desk, request, thing)
        return TemplateResponse(
            request, desk.read_template, desk.context(request, **reading_page(desk, request, thing))
        )
    shown = thing.as_revised(revision)
    form = desk.form_class(shown)(request.POST or None, request.FILES or None, thing=thing, revision=revision)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, thing)
        except actions.EditConflict as clash:
            conflict = clash
            form = _bound_again(desk, request, thing, clash.revision)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            if request.POST.get("autosave"):
                return JsonResponse({"edits": saved.edits, "at": timezone.localtime(saved.saved_at).strftime("%H:%M")})
            return after_save(desk, request, thing)
    if request.POST.get("autosave"):
        return JsonResponse({"refused": True}, status=409)
    page = _edit_page(desk, request, thing, form, conflict)
    return _form_page(desk, request, page, 409 if conflict else 200)


def _may_save(request, thing) -> bool:
    return may(request.user, "save", thing.organ, timezone.localdate())


def _too_late(desk, request, thing):
    """The text went on while it was being edited: what was written is shown, so that nothing is lost."""
    revision = thing.working
    shown = thing.as_revised(revision) if revision else thing
    form = desk.form_class(shown)(request.POST, thing=thing, revision=revision)
    form.is_valid()
    differences = compare(thing, shown.content(), form.instance.content())
    messages.error(
        request, "这份内容已经不能修改（已提交、已发布，或您不能修改它），您写的没有保存，下面列出与现有内容的不同。"
    )
    page = reading_page(desk, request, thing) | {"unsaved": differences}
    return TemplateResponse(request, desk.read_template, desk.context(request, **page), status=409)


def _bound_again(desk, request, thing, revision):
    answers = request.POST.copy()
    answers["seen"] = revision.edits
    form = desk.form_class(thing.as_revised(revision))(answers, thing=thing, revision=revision)
    form.is_valid()
    return form


def _save(request, form, thing):
    content = form.content()
    lost = sum(lost_images(content.get(name) or "") for name in thing.rich_fields)
    inside = sum((content.get(name) or "").count("data:image/") for name in thing.rich_fields)
    saved = actions.save_draft(
        thing,
        {name: value for name, value in content.items() if name != "attachment_ids"},
        by=request.user,
        seen=form.cleaned_data.get("seen") or 0,
        change_note=form.cleaned_data.get("change_note"),
    )
    if lost > inside and not request.POST.get("autosave"):
        messages.warning(
            request, f"正文里有 {lost - inside} 张图片在您的电脑上或别的网站，没有带过来，请用“上传附件”补传。"
        )
    if not request.POST.get("autosave"):
        _describe_files(request, thing)
        _take_files(request, form, thing)
    return thing.working or saved


def _describe_files(request, thing) -> None:
    """Captions written beside the files; the digest follows them."""
    ids = thing.working.content.get("attachment_ids", [])
    changed = False
    for row in Attachment.objects.listed(ids):
        caption = request.POST.get(f"caption-{row.pk}", row.caption)[:300].strip()
        if caption == row.caption:
            continue
        try:
            attachments.describe(thing, row, caption, by=request.user)
            changed = True
        except Refused as refusal:
            messages.error(request, str(refusal))
    if changed:
        actions.save_draft(thing, {"attachment_ids": ids}, by=request.user)


def _take_files(request, form, thing) -> None:
    """Uploads of this form: each kept and listed, each refusal said with its file name."""
    kept = []
    for upload in form.cleaned_data.get("files") or ():
        try:
            role = (
                AttachmentRole.MEDIA if (upload.content_type or "").startswith(("video/", "audio/")) else "attachment"
            )
            kept.append(attachments.add(thing, upload.file, upload.name, by=request.user, role=role).pk)
        except (RefusedFile, Refused) as refusal:
            messages.error(request, f"“{upload.name}”没有上传：{refusal}")
    if kept:
        ids = thing.working.content.get("attachment_ids", [])
        actions.save_draft(thing, {"attachment_ids": [*ids, *kept]}, by=request.user)
        messages.success(request, f"已上传 {len(kept)} 个附件。")


def after_save(desk, request, thing):
    """Do what the pressed button says: a file's act, masking, or a verb of the chain."""
    act, _, which = request.POST.get("act", "save").partition(":")
    here = buttons.address_of(thing, "change")
    try:
        if act == "verb":
            return HttpResponseRedirect(_verb(request, thing, which))
        if act == "mask_text":
            actions.mask_text(thing, by=request.user)
            messages.success(request, "正文中的个人信息已遮盖，请核对后再提交。")
        elif act in FILE_ACTS:
            _file_act(request, thing, act, which)
        elif act != "save":
            desk.further_act(request, thing, act, which)
        elif not messages.get_messages(request)._queued_messages:
            messages.success(request, "已保存。")
    except (Refused, RefusedFile) as refusal:
        for sentence in getattr(refusal, "reasons", [str(refusal)]):
            messages.error(request, sentence)
    return HttpResponseRedirect(here + ("#attachments" if act in FILE_ACTS else ""))


def _verb(request, thing, verb: str) -> str:
    if verb in buttons.CONFIRMED:
        return buttons.address_of(thing, "act", verb)
    if verb == "submit":
        actions.submit(thing, by=request.user)
        messages.success(request, "已提交。下一步由审核人员办理。")
    return buttons.address_of(thing, "change")


def _file_act(request, thing, act: str, which: str) -> None:
    revision = thing.working
    ids = list(revision.content.get("attachment_ids", []))
    row = Attachment.objects.of(thing).filter(pk=int(which) if which.isdecimal() and len(which) < 18 else 0).first()
    if row is None or row.pk not in ids:
        raise Refused(["这个附件不在这份内容里。"])
    at = ids.index(row.pk)
    if act == "mask":
        ids[at] = attachments.mask(thing, row, by=request.user).pk
        messages.success(request, f"“{row.name}”已换成遮盖后的副本，原件限内部保存。")
    elif act == "remove":
        ids.pop(at)
        messages.success(request, f"已从这份内容里移去“{row.name}”。")
    else:
        ids.insert(max(0, at - 1) if act == "up" else at + 1, ids.pop(at))
    actions.save_draft(thing, {"attachment_ids": ids}, by=request.user)


# --- what the pages show ---


def _edit_page(desk, request, thing, form, conflict) -> dict:
    revision = conflict.revision if conflict else thing.working
    now = timezone.now()
    shown = thing.as_revised(revision)
    return desk.context(
        request,
        form=form,
        title=revision.title or "（未填标题）",
        conflict=compare(thing, conflict.revision.content, form.instance.content()) if conflict else None,
        conflict_by=_last_hand(thing) if conflict else "",
        **page_facts(desk, request, thing, revision, shown, now),
    )


def _last_hand(thing) -> str:
    revision = thing.working
    hand = revision.editors.order_by("-pk").first() if revision else None
    return str(hand or (revision.author if revision else ""))


def reading_page(desk, request, thing) -> dict:
    """The text as it stands, for reviewers, approvers and whoever only reads."""
    revision = thing.working
    shown = thing.as_revised(revision) if revision else thing
    now = timezone.now()
    rows = [row for row in compare(thing, {}, shown.content()) if row.name not in thing.rich_fields]
    public = compare(thing, thing.content(), shown.content()) if revision and thing.published_at else None
    return {
        "title": shown.title or "（未填标题）",
        "rows": [row for row in rows if row.name not in ("title", "attachment_ids")],
        "bodies": [safe_html(getattr(shown, name) or "") for name in thing.rich_fields],
        "changes": public,
        **page_facts(desk, request, thing, revision, shown, now),
    }


def page_facts(desk, request, thing, revision, shown, now) -> dict:
    """The right-hand column and the head of both pages."""
    offered = buttons.buttons(thing, request.user, now)
    forms = [
        (button, ReviewForm(auto_id=f"{button.verb}_%s") if button.verb != ReviewKind.OVERRIDE else None)
        for button in buttons.reviews(thing, request.user, now)
    ]
    warnings = desk.warnings(shown, timezone.localdate(now))
    return {
        "thing": thing,
        "shown": shown,
        "revision": revision,
        "buttons": [button for button in offered if button.verb != "submit" or revision.state not in EDITABLE],
        "submit": next((button for button in offered if button.verb == "submit"), None),
        "review_forms": forms,
        "reviews": review_states(revision) if revision else [],
        "checks": Checks(thing, revision, now, warnings) if revision else None,
        "facts": desk.facts(shown, timezone.localdate(now)),
        "files": [file_line(thing, row) for row in shown.attachments],
        "returned": revision is not None and revision.state == RevisionState.RETURNED,
        "urls": {name: buttons.address_of(thing, name) for name in ("change", "history", "preview", "certificate")},
    }


def file_line(thing, row) -> dict:
    """One attachment with what was found in it."""
    return {
        "row": row,
        "original": buttons.address_of(thing, "original", row.pk),
        "maskable": attachments.maskable(row),
        "picture": row.mime.startswith("image/"),
        "findings": row.findings[:20],
        "more": max(0, len(row.findings) - 20),
    }
