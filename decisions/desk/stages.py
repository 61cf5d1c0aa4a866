"""Stages, hearings and the dossier of a decision at the desk."""

import tempfile

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from decisions import progress
from decisions.actions import hearings as hearing_actions
from decisions.actions import stages as stage_actions
from decisions.desk.forms import HearingForm, PaperForm, StageEndForm, StageForm
from decisions.desk.posted import day, number
from decisions.dossier import write_dossier
from decisions.guards import OFFICERS, Refused, must_serve
from decisions.models import Evidence, Hearing
from disclosure.audit import actions as audit
from yushan_portal.lib.files import RefusedFile


def _address(name: str, *args) -> str:
    return reverse(f"admin:decisions_decision_{name}", args=args)


def stages(desk, request, pk: int):
    """The stages with their papers; every act is judged by the guards and answers with sentences."""
    decision = desk.thing_or_404(request, pk)
    if request.method == "POST":
        _attempt(request, lambda: _stage_act(request, decision))
        return HttpResponseRedirect(_address("stages", pk))
    context = desk.context(
        request,
        title=f"决策阶段：{decision.title}",
        thing=decision,
        records=decision.stages.prefetch_related("papers__attachment"),
        steps=progress.steps(decision, timezone.localdate()),
        begin_form=StageForm(),
        end_form=StageEndForm(),
        paper_form=PaperForm(),
        hearings=decision.hearings.all(),
        urls={name: _address(name, pk) for name in ("hearing_add", "dossier", "change")},
    )
    return TemplateResponse(request, "decisions/desk/stages.html", context)


def _stage_act(request, decision) -> str:
    act, by = request.POST.get("act", ""), request.user
    if act == "begin":
        given = _checked(StageForm(request.POST))
        stage_actions.begin(decision, given["stage"], on=given["on"], note=given["note"], submitted_on=given["submitted_on"], by=by)  # fmt: skip
        return "已登记进入这一阶段。"
    if act == "release":
        paper = Evidence.objects.filter(record__decision=decision, pk=number(request.POST.get("paper", ""))).first()
        if paper is None:
            raise Refused(["没有这份材料。"])
        stage_actions.release_paper(paper, by=by)
        return "材料已向社会公开。"
    record = decision.stages.filter(pk=number(request.POST.get("record", ""))).first()
    if record is None:
        raise Refused(["没有这个阶段。"])
    if act == "end":
        given = _checked(StageEndForm(request.POST))
        stage_actions.end(record, on=given["on"], note=given["note"], opinion_on=given["opinion_on"], passed=given["passed"], by=by)  # fmt: skip
        return "这一阶段已结束。"
    given = _checked(PaperForm(request.POST, request.FILES))
    stage_actions.add_paper(record, given["file"].file, given["file"].name, name=given["name"], issued_on=given["issued_on"], by=by)  # fmt: skip
    return "材料已上传，限内部查阅；需要公开的由另一人办理公开。"


def hearing_add(desk, request, pk: int):
    """Plan a hearing."""
    decision = desk.thing_or_404(request, pk)
    form = HearingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "quota_text"}
        try:
            made = hearing_actions.plan(Hearing(decision=decision, quota=form.quota(), **given), by=request.user)
            return HttpResponseRedirect(_address("hearing", pk, made.pk))
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
    context = desk.context(request, title="新建听证会", thing=decision, form=form, back=_address("stages", pk))
    return TemplateResponse(request, "decisions/desk/form.html", context)


def hearing(desk, request, pk: int, hearing_id: int):
    """From notice to confirmed record."""
    decision = desk.thing_or_404(request, pk)
    found = decision.hearings.filter(pk=hearing_id).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        _attempt(request, lambda: _hearing_act(request, found))
        return HttpResponseRedirect(_address("hearing", pk, found.pk))
    context = desk.context(
        request,
        title=found.title,
        thing=decision,
        hearing=found,
        places=found.places.all(),
        consultations=decision.consultations.filter(published_at__isnull=False),
        back=_address("stages", pk),
    )
    return TemplateResponse(request, "decisions/desk/hearing.html", context)


def _hearing_act(request, found: Hearing) -> str:
    act, by, post = request.POST.get("act", ""), request.user, request.POST
    if act == "notice":
        hearing_actions.publish_notice(found, by=by)
        return "听证公告已公布。"
    if act == "freeze":
        hearing_actions.freeze(found, by=by)
        return "名单已固定并公布校验码。"
    if act == "draw":
        hearing_actions.draw(found, post.get("seed", ""), by=by)
        return "已抽取，名单已公布。"
    if act == "papers":
        on = day(post.get("on", ""), "送达日期")
        hearing_actions.deliver_papers(found, on, by=by)
        return "已登记材料送达。"
    if act == "attend":
        return f"已登记出席 {hearing_actions.attend(found, post.getlist('numbers'), by=by)} 人。"
    if act == "record":
        hearing_actions.keep_record(found, post.get("record", ""), by=by)
        return "听证记录已存档，请参加人逐一确认。"
    place = found.places.filter(number=post.get("number", "")).first()
    if act != "confirm" or place is None:
        raise Refused(["请选择要做的事。"])
    consultation = found.decision.consultations.filter(pk=number(request.POST.get("consultation", ""))).first()
    hearing_actions.confirm_record(place, statement=post.get("statement", ""), consultation=consultation, by=by)
    return "已登记确认；发言已进入采纳台账。" if consultation else "已登记确认。"


def dossier(desk, request, pk: int):
    """The whole file of the decision as .zip; who took it out is in the ledger."""
    decision = desk.thing_or_404(request, pk)
    now = timezone.now()
    must_serve(request.user, decision.organ, OFFICERS, now)
    target = tempfile.TemporaryFile()  # noqa: SIM115 — FileResponse closes it
    count = write_dossier(decision, target, timezone.localtime(now))
    audit.record("dossier", decision, by=request.user, after={"files": count}, at=now)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"决策档案-{decision.pk}.zip")


def _attempt(request, act) -> None:
    try:
        messages.success(request, act())
    except RefusedFile as refusal:
        messages.error(request, str(refusal))
    except Refused as refusal:
        for sentence in refusal.reasons:
            messages.error(request, sentence)


def _checked(form) -> dict:
    if not form.is_valid():
        raise Refused([f"{form.fields[name].label if name in form.fields else ''}：{error}" for name, errors in form.errors.items() for error in errors])  # fmt: skip
    return form.cleaned_data
