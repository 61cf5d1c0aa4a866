"""Opinions at the desk: moderation, the ledger, intake, grouping, report. Views `(desk, request, pk, …)`."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from decisions import clock, guards, versions
from decisions.actions import ledger, moderation, window
from decisions.actions import opinions as opinion_actions
from decisions.counting import figures, same_reasons
from decisions.desk.forms import AnswerForm, IntakeForm
from decisions.desk.posted import day, number
from decisions.dossier import ledger_line
from decisions.guards import OFFICERS, Refused, must_serve
from decisions.law import SAME_REASON_LIMIT
from decisions.models import Answer, Opinion
from decisions.paging import pages_of
from disclosure.jobs import actions as jobs
from disclosure.jobs.models import Job
from disclosure.publishing import attachments
from yushan_portal.lib.background import JobRefused
from yushan_portal.lib.csvfiles import csv_lines
from yushan_portal.lib.files import RefusedFile

VIEWS = (
    ("unanswered", "未答复", lambda rows: rows.counted().unanswered().oldest()),
    ("waiting", "待审核", lambda rows: rows.to_moderate().oldest()),
    ("all", "全部", lambda rows: rows.newest()),
    ("late", "逾期", lambda rows: rows.late().newest()),
)
HEADINGS = ("编号", "提出人（隐名）", "渠道", "收到日期", "逾期", "版次", "条款", "意见", "处理结果", "采纳到", "理由")
REUSED = 12


def _address(desk, name: str, *args) -> str:
    return reverse(f"admin:decisions_consultation_{name}", args=args)


def opinions(desk, request, pk: int):
    """The list with what can be done to many at once."""
    consultation = desk.thing_or_404(request, pk)
    if request.method == "POST":
        _said(request, lambda: _many(request, consultation))
        return HttpResponseRedirect(request.get_full_path())
    view = next((row for row in VIEWS if row[0] == request.GET.get("view")), VIEWS[0])
    rows = view[2](consultation.opinions.select_related("answer", "article", "group"))
    words = request.GET.get("q", "").strip()[:100]
    page = pages_of(rows.saying(words) if words else rows, request.GET.get("page"), request)
    context = desk.context(
        request,
        title=f"意见和采纳台账：{consultation.title}",
        thing=consultation,
        figures=figures(consultation),
        views=[(code, name, code == view[0]) for code, name, _ in VIEWS],
        view=view[0],
        q=words,
        page=page,
        answers=_answers(consultation),
        job=_last_job(consultation),
        state=consultation.window(timezone.now()).label if consultation.published_at else "未公布",
    )
    return TemplateResponse(request, "decisions/desk/opinions.html", context)


def _many(request, consultation) -> str:
    ids = [number(value) for value in request.POST.getlist("ids")[:5000]]
    act = request.POST.get("act", "")
    if act == "regroup":
        must_serve(request.user, consultation.organ, OFFICERS, timezone.now())
        label = f"归并相同意见：{consultation.title}"
        jobs.start("decisions.group", label=label, payload={"consultation": consultation.pk}, by=request.user, organ_code=consultation.organ.code)  # fmt: skip
        return "已开始在后台归并，进度见“后台任务”。"
    if act == "show":
        return f"已公开 {moderation.show_many(consultation, ids, by=request.user)} 条意见。"
    if act == "group":
        ledger.group_by_hand(consultation, ids, by=request.user)
        return f"已归并 {len(ids)} 条意见。"
    if act == "reuse":
        written = _answer_or_refuse(consultation, request.POST.get("answer", ""))
        rows = consultation.opinions.counted().filter(pk__in=ids)
        return f"已答复 {sum(ledger.reuse(row, written, by=request.user) for row in rows)} 条意见。"
    raise Refused(["请选择要做的事。"])


def opinion(desk, request, pk: int, opinion_id: int):
    """One opinion: show or not, hide passages, answer; reusing an answer is one press."""
    consultation = desk.thing_or_404(request, pk)
    row = consultation.opinions.select_related("answer", "article", "group", "scan", "version").filter(pk=opinion_id)
    row = row.first()
    if row is None:
        raise Http404
    form = AnswerForm(request.POST if request.POST.get("act") == "answer" else None)
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act != "answer" or form.is_valid():
            done = _said(request, lambda: _one(request, consultation, row, act, form))
            answered = done and (act == "answer" or act.startswith("reuse"))
            following = consultation.opinions.counted().unanswered().oldest().first() if answered else row
            if answered and following is None:
                return HttpResponseRedirect(_address(desk, "opinions", pk))
            if done:
                return HttpResponseRedirect(_address(desk, "opinion", pk, following.pk))
    alike = consultation.opinions.counted().filter(group_id=row.group_id).count() if row.group_id else 1
    context = desk.context(
        request,
        title=f"意见 {row.number}",
        thing=consultation,
        opinion=row,
        alike=alike,
        fate=versions.fate_of_article(row),
        form=form,
        answers=_answers(consultation),
        left=consultation.opinions.counted().unanswered().count(),
        back=_address(desk, "opinions", pk),
        wordings=list(row.wordings.all()),
        scan=row.scan and _scan_address(consultation, row),
    )
    return TemplateResponse(request, "decisions/desk/opinion.html", context)


def _scan_address(consultation, row) -> str:
    return f"/admin/decisions/consultation/{consultation.pk}/files/{row.scan_id}/"


def _one(request, consultation, row: Opinion, act: str, form) -> str:
    by, post = request.user, request.POST
    if act == "show":
        moderation.show(row, by=by)
        return "已公开。"
    if act == "keep_back":
        moderation.keep_back(row, reason=post.get("reason", ""), by=by)
        return "已标为不予公开，理由提出人可以看到。"
    if act == "redact":
        moderation.redact(row, post.get("passage", ""), reason=post.get("reason", ""), by=by)
        return "片段已隐去。"
    if act == "set_apart":
        ledger.set_apart(row, by=by)
        return "已移出归并，单独答复。"
    if act == "answer":
        given = form.cleaned_data
        ledger.answer(row, given["disposition"], reason=given["reason"], article_label=given["article_label"], by=by)
        return "已答复。"
    if act.startswith("reuse:"):
        count = ledger.reuse(row, _answer_or_refuse(consultation, act.partition(":")[2]), by=by)
        return f"已沿用答复，共 {count} 条。"
    raise Refused(["请选择要做的事。"])


def intake(desk, request, pk: int):
    """代录 and the printed slip."""
    consultation = desk.thing_or_404(request, pk)
    form = IntakeForm(request.POST or None, request.FILES or None, articles=consultation.articles)
    receipt = None
    if request.method == "POST" and form.is_valid():
        try:
            receipt = _taken(request, consultation, form)
        except (Refused, RefusedFile) as refusal:
            form.add_error(None, getattr(refusal, "reasons", [str(refusal)]))
    context = desk.context(
        request, title=f"登记意见：{consultation.title}", thing=consultation, form=form, receipt=receipt, back=_address(desk, "opinions", pk)
    )  # fmt: skip
    return TemplateResponse(request, "decisions/desk/intake.html", context)


def _taken(request, consultation, form):
    given = form.cleaned_data
    must_serve(request.user, consultation.organ, guards.WRITERS, timezone.now())
    upload, scan = given["scan"], None
    if upload:
        scan = attachments.add(consultation, upload.file, upload.name, by=request.user, caption="意见原件")
    said = opinion_actions.Said(
        text=given["text"],
        article_id=given["article"],
        name=given["name"],
        contact=given["contact"],
        email=given["email"],
        standing=given["standing"],
        organisation=given["organisation"],
        on_behalf_of=given["on_behalf_of"],
        consent=given["consent"],
    )
    return opinion_actions.take_in(
        consultation, said, channel=given["channel"], received_on=given["received_on"], scan=scan, by=request.user
    )


def report(desk, request, pk: int):
    """Publish what became of the opinions, or lengthen the window."""
    consultation = desk.thing_or_404(request, pk)
    if request.method == "POST":
        _said(request, lambda: _report_act(request, consultation))
        return HttpResponseRedirect(_address(desk, "report", pk))
    context = desk.context(
        request,
        title=f"采纳情况：{consultation.title}",
        thing=consultation,
        figures=figures(consultation),
        reasons=guards.reasons_against_report(consultation, clock.database_now()),
        repeated=same_reasons(consultation, SAME_REASON_LIMIT),
        limit=SAME_REASON_LIMIT,
        back=_address(desk, "opinions", pk),
    )
    return TemplateResponse(request, "decisions/desk/report.html", context)


def _report_act(request, consultation) -> str:
    if request.POST.get("act") == "extend":
        closes_on = day(request.POST.get("closes_on", ""), "延长后的截止日期")
        window.extend(consultation, closes_on, reason=request.POST.get("reason", ""), by=request.user)
        return "期限已延长，公开页面已更新。"
    ledger.publish_report(consultation, note=request.POST.get("note", ""), by=request.user)
    return "采纳情况已公布，留了邮箱的提出人将收到通知。"


def export(desk, request, pk: int):
    """The ledger as CSV, streamed; names are masked as in the report."""
    consultation = desk.thing_or_404(request, pk)
    rows = consultation.opinions.select_related("answer", "article", "version").oldest().iterator(chunk_size=2000)
    response = StreamingHttpResponse(
        csv_lines((ledger_line(row) for row in rows), HEADINGS), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="opinions-{consultation.pk}.csv"'
    return response


# --- pieces ---


def _said(request, act) -> bool:
    """Do it and say what was done, or why not."""
    try:
        messages.success(request, act())
        return True
    except JobRefused as fault:
        messages.error(request, str(fault))
    except Refused as refusal:
        for sentence in refusal.reasons:
            messages.error(request, sentence)
    return False


def _answers(consultation):
    return list(Answer.objects.filter(consultation=consultation).order_by("-pk")[:REUSED])


def _answer_or_refuse(consultation, wanted: str) -> Answer:
    found = Answer.objects.filter(consultation=consultation, pk=number(wanted)).first()
    if found is None:
        raise Refused(["请选择要沿用的答复。"])
    return found


def _last_job(consultation):
    return Job.objects.filter(kind="decisions.group", payload__consultation=consultation.pk).order_by("-pk").first()
