"""Public pages: the room's front, consultations, an opinion's receipt and look-up."""

import secrets

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from decisions import clock, presentation, versions
from decisions.actions import opinions
from decisions.columns import COLUMNS
from decisions.forms import CorrectionForm, LookupForm, OpinionForm
from decisions.guards import Refused, WindowClosed, reasons_against_opinion
from decisions.kinds import MODERATION_RULE, OpinionState
from decisions.models import Consultation, Opinion
from decisions.paging import pages_of
from decisions.tombstones import tombstone
from yushan_portal.lib.intake import too_many

BY_COLUMN = {column.code: column for column in COLUMNS}
DEVICE = "device"
PER_DEVICE, PER_ADDRESS, HOUR = 30, 600, 3600
"""A village behind one address is served; one device that sends thirty in an hour is asked to wait."""


@require_safe
def consultations(request):
    """All consultations, open ones first, in their visible states."""
    at = timezone.now()
    on = timezone.localdate(at)
    public = Consultation.objects.public(on).select_related("organ")
    groups = (
        ("正在征求意见", public.taking_opinions(on).soonest()),
        ("已截止，正在整理", public.closed_unanswered(on).order_by("-closes_on")),
        ("已反馈", public.answered().order_by("-report_published_at")),
    )
    page = pages_of(groups[2][1], request.GET.get("page"), request)
    sections = [(name, [presentation.card(row, at) for row in rows[:200]]) for name, rows in groups[:2]]
    sections.append((groups[2][0], [presentation.card(row, at) for row in page.rows]))
    context = {"sections": sections, "page": page.links, "column": BY_COLUMN["consultations"]}
    context["breadcrumb"] = [{"name": "重大行政决策", "url": "/decisions/"}, {"name": "征求意见"}]
    return render(request, "decisions/consultations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("text", "name", "contact", "email")
def consultation(request, pk: int):
    """The notice, the draft beside the comment box; a POST is an opinion and answers with its receipt."""
    shown = Consultation.objects.public(timezone.localdate()).select_related("organ", "decision").filter(pk=pk).first()
    if shown is None:
        return tombstone(request, Consultation, pk)
    if request.method == "POST":
        return _submit(request, shown)
    form = OpinionForm(
        articles=shown.articles, number=versions.present_number(shown), article=request.GET.get("article", "")[:20]
    )
    return _page(request, shown, form)


def _submit(request, shown: Consultation):
    form = OpinionForm(request.POST, articles=shown.articles, number=versions.present_number(shown))
    status, closed = 200, []
    if not shown.is_open(clock.database_now()):
        form.is_valid()
        form.errors.clear()
        status = 409
    elif form.is_valid():
        device = request.COOKIES.get(DEVICE, "")[:40]
        address = request.META.get("REMOTE_ADDR", "")
        if (device and too_many(f"opinion:{shown.pk}", device, PER_DEVICE, HOUR)) or too_many(
            f"opinion:{shown.pk}", address, PER_ADDRESS, HOUR
        ):
            form.add_error(None, "短时间内提交的意见太多。您写的内容还在下面，请过一会儿再提交，或者改用信函、电话。")
            return _page(request, shown, form, 429)
        try:
            receipt = opinions.receive(shown.pk, form.said(), nonce=form.nonce)
        except WindowClosed:
            status = 409
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return _receipt(request, shown, receipt, device)
    if status == 409:
        shown.refresh_from_db()
        closed = reasons_against_opinion(shown, clock.database_now())
    return _page(request, shown, form, status, closed=closed)


def _receipt(request, shown, receipt, device):
    context = {
        "consultation": shown,
        "receipt": receipt,
        "received_at": receipt.opinion.received_at,
        "breadcrumb": [{"name": "征求意见", "url": "/decisions/consultations/"}, {"name": shown.title, "url": shown.get_absolute_url()}, {"name": "回执"}],
    }  # fmt: skip
    response = render(request, "decisions/receipt.html", context)
    if not device:
        response.set_cookie(
            DEVICE,
            secrets.token_urlsafe(16),
            max_age=365 * 86400,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def _page(request, shown: Consultation, form, status: int = 200, closed=()):
    at = timezone.now()
    context = presentation.consultation_page(shown, at, f"{request.scheme}://{request.get_host()}")
    if closed:
        context["is_open"] = False
    context |= {"form": form, "closed": closed, "kept": form.data.get("text", "") if closed else ""}
    context |= {"column": BY_COLUMN["consultations"], "moderation_rule": MODERATION_RULE}
    if context["is_answered"]:
        context |= _report(request, shown)
    else:
        rows = shown.opinions.counted().shown().select_related("article").newest()
        page = pages_of(rows, request.GET.get("page"), request, anchor="opinions")
        context |= {"opinions": presentation.shown_opinions(page.rows), "page": page.links}
    return render(request, "decisions/consultation.html", context, status=status)


def _report(request, shown: Consultation) -> dict:
    page = pages_of(presentation.report_rows(shown), request.GET.get("page"), request, anchor="report")
    sizes = group_sizes(shown, [row.group_id for row in page.rows if row.group_id])
    return {"report": presentation.report_table(page.rows, sizes, page.start), "page": page.links}


def group_sizes(shown: Consultation, ids) -> dict[int, int]:
    """How many counted opinions each of these groups holds."""
    rows = shown.opinions.counted().filter(group_id__in=ids).order_by().values("group").annotate(number=Count("pk"))
    return {row["group"]: row["number"] for row in rows}


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code", "text")
def look_up(request):
    """An author finds the own opinion again, corrects it or takes it back while the window is open."""
    form = LookupForm(request.POST or None)
    context = {
        "form": form,
        "breadcrumb": [{"name": "征求意见", "url": "/decisions/consultations/"}, {"name": "查询我的意见"}],
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "decisions/look_up.html", context)
    if too_many("opinion-lookup", request.META.get("REMOTE_ADDR", ""), 60, 600):
        form.add_error(None, "查询次数太多，请十分钟后再试。")
        return render(request, "decisions/look_up.html", context, status=429)
    opinion = opinions.find(form.cleaned_data["number"], form.cleaned_data["code"])
    if opinion is None:
        form.add_error(None, "编号和查询码对不上，请对照回执再填一次。")
        return render(request, "decisions/look_up.html", context)
    return _own(request, context, opinion)


def _own(request, context: dict, opinion: Opinion):
    act, done, errors = request.POST.get("act", ""), "", []
    try:
        if act == "correct":
            wording = CorrectionForm(request.POST)
            if wording.is_valid():
                opinion, done = (
                    opinions.correct(opinion, wording.cleaned_data["text"]),
                    "意见已更正，原来的文字一并保存。",
                )
            else:
                errors = wording.errors["text"]
        elif act == "withdraw":
            opinion, done = opinions.take_back(opinion), "意见已撤回。"
    except Refused as refusal:
        errors = refusal.reasons
    at = clock.database_now()
    context |= {
        "opinion": opinion,
        "done": done,
        "errors": [{"text": sentence} for sentence in errors],
        "kept": request.POST.get("text", "") if act == "correct" else opinion.text,
        "may_change": opinion.consultation.is_open(at) and opinion.state != OpinionState.WITHDRAWN,
        "answer": opinion.answer if opinion.answer and opinion.answer.published_at else None,
        "fate": versions.fate_of_article(opinion),
    }
    return render(request, "decisions/look_up.html", context)
