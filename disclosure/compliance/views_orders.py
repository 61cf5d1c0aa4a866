"""整改单 and exceptions at the desk."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone

from disclosure.compliance import actions, checking
from disclosure.compliance.forms import AnswerForm, ExemptionForm, IssueForm, ProlongForm, ReasonForm
from disclosure.compliance.guards import Refused, may, reasons_against
from disclosure.compliance.looking import office_page, page, render
from disclosure.compliance.models import Exemption, Finding, RectificationOrder
from disclosure.compliance.stages import ORDER_WORKFLOW
from disclosure.departments.models import Department

MOST = 100
FORMS = {"answer": AnswerForm, "send_back": ReasonForm, "cancel": ReasonForm, "prolong": ProlongForm}


@office_page
def new(request):
    """GET: the form over the chosen findings (`finding`, repeated). POST: the order is written."""
    asked = (request.POST if request.method == "POST" else request.GET).getlist("finding")
    keys = [int(key) for key in asked if key.isdecimal() and len(key) < 19][:MOST]
    findings = list(Finding.objects.filter(pk__in=keys).worst_first())
    if request.method == "POST":
        form = IssueForm(request.POST, on=request.looking.on)
        if form.is_valid():
            try:
                order = actions.issue(findings, form.cleaned_data.pop("organ"), by=request.user, **form.cleaned_data)
            except Refused as refused:
                return _new(request, form, findings, refused.reasons, 409)
            messages.success(request, f"整改单 {order.number} 已下达，期限 {order.due_on:%Y-%m-%d}。")
            return HttpResponseRedirect(_address(order))
        return _new(request, form, findings, [], 400)
    organ = next((row.organ_code for row in findings if row.organ_code), "")
    demand = "\n".join(f"{n}. {row}" for n, row in enumerate(findings, start=1))
    form = IssueForm(
        initial={"organ": Department.objects.filter(code=organ).first(), "demand": demand}, on=request.looking.on
    )
    return _new(request, form, findings, [], 200)


def _new(request, form, findings, reasons, status: int):
    return render(request, "order_new.html", "下达整改单", form=form, findings=findings, reasons=reasons, status=status)


@page
def order(request, number: str, reasons=(), status: int = 200, forms=None):
    """One 整改单: problems, acts, and the steps this person may take."""
    row = _order(request, number)
    verbs = []
    for step in ORDER_WORKFLOW:
        if may(request.user, step.verb, row.organ, request.looking.on):
            against = [] if row.state in step.sources else reasons_against(row, step.verb)
            form = (forms or {}).get(step.verb) or (
                FORMS[step.verb](auto_id=f"{step.verb}_%s") if step.verb in FORMS else None
            )
            verbs.append({"step": step, "form": form, "against": against})
    titles = {one.code: one.title for one in checking.indicators()}
    findings = [
        {"row": finding, "title": titles.get(finding.indicator, finding.indicator)} for finding in row.findings.all()
    ]
    return render(
        request, "order.html", str(row), order=row, findings=findings, verbs=verbs, reasons=reasons, acts=row.acts.all(),
        late=row.state == "issued" and row.due_on < request.looking.on, status=status,
    )  # fmt: skip


@page
def act(request, number: str, verb: str):
    """POST one step."""
    row = _order(request, number)
    if request.method != "POST" or verb not in {step.verb for step in ORDER_WORKFLOW}:
        raise Http404
    form = FORMS[verb](request.POST, auto_id=f"{verb}_%s") if verb in FORMS else None
    if form is not None and not form.is_valid():
        return order(request, number, status=400, forms={verb: form})
    try:
        left = getattr(actions, verb)(row, by=request.user, **(form.cleaned_data if form else {}))
    except Refused as refused:
        return order(request, number, reasons=refused.reasons, status=409, forms={verb: form} if form else None)
    if verb == "recheck":
        messages.success(request, f"复查未通过：{len(left)} 个问题仍在。" if left else "复查通过，整改单已办结。")
    else:
        messages.success(request, "已记录。")
    return HttpResponseRedirect(_address(row))


def _order(request, number: str) -> RectificationOrder:
    row = RectificationOrder.objects.select_related("organ").filter(number=number).first()
    if row is None or not request.looking.sees(row.organ.code):
        raise Http404
    return row


def _address(order: RectificationOrder) -> str:
    return f"/admin/compliance/orders/{order.number}/"


@page
def exemptions(request):
    """Every exception with reason and approver; the office adds one here."""
    form, reasons = ExemptionForm(request.POST or None, initial=_initial(request)), []
    if request.method == "POST" and request.looking.office and form.is_valid():
        values = {
            name: value or "" if name in ("item_code", "indicator", "key") else value
            for name, value in form.cleaned_data.items()
        }
        try:
            actions.excuse(values.pop("organ"), by=request.user, **values)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "例外已准予，下一次检查起生效。")
            return HttpResponseRedirect("/admin/compliance/exemptions/")
    rows = Exemption.objects.select_related("organ", "approved_by")
    rows = rows if request.looking.codes is None else rows.filter(organ__code__in=request.looking.codes)
    status = 409 if reasons else (400 if request.method == "POST" else 200)
    return render(
        request,
        "exemptions.html",
        "例外",
        form=form if request.looking.office else None,
        rows=rows[:500],
        reasons=reasons,
        status=status,
    )


def _initial(request) -> dict:
    allowed = ("item_code", "indicator", "key")
    return {name: request.GET[name][:200] for name in allowed if name in request.GET} | {
        "valid_from": request.looking.on
    }


@office_page
def end_exemption(request, pk: int):
    """POST: the exception ends today."""
    row = Exemption.objects.filter(pk=pk).first()
    if request.method != "POST" or row is None:
        raise Http404
    try:
        actions.end_exemption(row, by=request.user, reason=request.POST.get("reason", "")[:500], at=timezone.now())
        messages.success(request, "例外已终止。")
    except Refused as refused:
        messages.error(request, "".join(refused.reasons))
    return HttpResponseRedirect("/admin/compliance/exemptions/")
