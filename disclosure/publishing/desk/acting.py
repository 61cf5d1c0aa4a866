"""Verbs of the chain: asked first where they need a reason, done by POST, refused with sentences."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.publishing import actions
from disclosure.publishing.desk.buttons import CONFIRMED, address_of
from disclosure.publishing.desk.forms import FORMS, OptionalReasonForm, OverrideForm, ReasonForm, ReviewForm
from disclosure.publishing.guards import Refused, may, reasons_against, row_for
from disclosure.publishing.models import Opinion, ReviewKind

DONE = {
    "submit": "已提交。下一步由审核人员办理。",
    "review": "审核通过，下一步由签发人办理。",
    "approve": "已签发，可以发布。",
    "publish": "已发布，公众现在可以看到。",
    "schedule": "已定时，到时由系统发布。",
    "return": "已退回经办人。",
    "discard": "草稿已作废，仍可在历史里查看。",
    "urgent": "已紧急发布，请签发人尽快补办确认。",
    "revise": "已开始修订；公开的页面在新版发布前不变。",
    "withdraw": "已撤回：页面、附件、检索、订阅和站点地图同时不再提供。",
    "restore": "已恢复公开。",
    "confirm": "已确认紧急发布。",
}


def act(desk, request, pk: int, verb: str):
    """GET asks, POST acts. An unknown verb is a wrong address, another's verb is refused."""
    thing = desk.thing_or_404(request, pk)
    try:
        row = row_for(verb)
    except KeyError:
        raise Http404 from None
    if verb in ("save", "create"):
        raise Http404
    if not may(request.user, verb, thing.organ, timezone.localdate()):
        raise PermissionDenied
    form = _form(verb, request.POST if request.method == "POST" else None)
    reasons = []
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, thing, verb, form.cleaned_data)
        except Refused as refusal:
            reasons = refusal.reasons
    elif request.method != "POST":
        reasons = reasons_against(thing, verb, by=request.user, at=timezone.now())
    page = desk.context(
        request,
        title=row.name,
        thing=thing,
        row=row,
        form=form,
        reasons=reasons,
        danger=verb in ("withdraw", "urgent"),
        back=address_of(thing, "change"),
    )
    return TemplateResponse(
        request, "publishing/desk/act.html", page, status=409 if reasons and request.method == "POST" else 200
    )


def _form(verb: str, answers):
    if verb == ReviewKind.OVERRIDE:
        return OverrideForm(answers)
    if verb in ReviewKind.values:
        return ReviewForm(answers)
    form = FORMS.get(verb) or (ReasonForm if verb in CONFIRMED else OptionalReasonForm)
    return form(answers)


def _done(request, thing, verb: str, given: dict):
    if verb in ReviewKind.values:
        opinion = given.get("opinion", Opinion.AGREE)
        actions.record_review(thing, verb, by=request.user, opinion=opinion, reason=given.get("reason", ""))
        messages.success(request, f"{ReviewKind(verb).label}已记录：{Opinion(opinion).label}。")
    else:
        _ACTS[verb](thing, by=request.user, **given)
        messages.success(request, DONE[verb])
    return HttpResponseRedirect(address_of(thing, "change"))


_ACTS = {
    "submit": actions.submit,
    "review": actions.review,
    "approve": actions.approve,
    "publish": actions.publish,
    "schedule": actions.schedule,
    "return": actions.return_,
    "discard": actions.discard,
    "urgent": actions.urgent,
    "revise": actions.open_revision,
    "withdraw": actions.withdraw,
    "restore": actions.restore,
    "confirm": actions.confirm_urgent,
}
