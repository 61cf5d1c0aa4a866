"""The work plan at the desk: tasks by light, one task, reports, import, annex."""

from io import BytesIO

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from disclosure.compliance import actions, lists
from disclosure.compliance.forms import PlanForm, ReportForm
from disclosure.compliance.guards import Refused
from disclosure.compliance.kinds import LIGHT_TONES, Light
from disclosure.compliance.looking import office_page, page, render
from disclosure.compliance.models import PlanTask, WorkPlan
from disclosure.compliance.plan_import import FIELDS, import_plan
from disclosure.compliance.workplan import assess, known_evidence
from disclosure.departments.models import Department
from disclosure.departments.permissions import departments_of
from yushan_portal.lib.spreadsheets import write_template

ANNEX = ("任务号", "方案条目", "任务", "牵头单位", "完成时限", "完成情况", "完成日期", "说明", "佐证")
TASKS = PlanTask.objects.select_related("plan").prefetch_related("leads__organ", "reports__organ")


@page
def plan(request, year: int | None = None):
    """A year's tasks with their lights; the newest plan unless a year is named."""
    plans = list(WorkPlan.objects.all())
    chosen = next((one for one in plans if one.year == year), None) if year else next(iter(plans), None)
    if year and chosen is None:
        raise Http404
    rows = [assess(task, request.looking.on) for task in TASKS.filter(plan=chosen)] if chosen else []
    if request.looking.codes is not None:
        rows = [row for row in rows if any(request.looking.sees(share.organ.code) for share in row.shares)]
    wanted = lists.chosen(request.GET, "light", Light.values)
    counts = [
        {
            "light": light,
            "word": Light(light).label,
            "tone": LIGHT_TONES[light],
            "number": sum(row.light == light for row in rows),
        }
        for light in Light.values
    ]
    shown = [row for row in rows if not wanted or row.light == wanted]
    if request.GET.get("format") == "xlsx":
        return lists.xlsx((_annex(row) for row in shown), ANNEX, f"{chosen.year if chosen else ''}工作方案落实情况")
    return render(
        request,
        "plan.html",
        chosen.title if chosen else "工作方案",
        plan=chosen,
        plans=plans,
        rows=shown,
        counts=counts,
        wanted=wanted,
    )


def _annex(row) -> list:
    last = [share.last for share in row.shares if share.last]
    return [
        row.task.number, row.task.section, row.task.name, row.task.everyone or "、".join(share.organ.short_name for share in row.shares),
        row.task.due_on, row.light.label, row.done_on, row.sentence, "；".join(report.evidence for report in last if report.evidence)[:2000],
    ]  # fmt: skip


@page
def task(request, year: int, number: int):
    """One task: was it met, by whom, with what evidence; reports are added here."""
    row = TASKS.filter(plan__year=year, number=number).first()
    if row is None:
        raise Http404
    held = departments_of(request.user, request.looking.on)
    leads = Department.objects.filter(pk__in=[lead.organ_id for lead in row.leads.all()])
    organs = held.filter(pk__in=leads) if not row.everyone else held.filter(valid_to__isnull=True)
    form, reasons = ReportForm(request.POST or None, organs=organs), []
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(row, form.cleaned_data.pop("organ"), by=request.user, **form.cleaned_data)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "进展已报送。")
            return HttpResponseRedirect(request.path)
    status = 409 if reasons else (400 if request.method == "POST" else 200)
    return render(
        request, "task.html", f"任务{row.number} {row.name}", task=row, assessed=assess(row, request.looking.on),
        known=known_evidence(row, request.looking.on), form=form if organs.exists() else None, reasons=reasons,
        reports=row.reports.select_related("organ").order_by("-reported_at"), status=status,
    )  # fmt: skip


@office_page
def plan_import(request):
    """Next year's plan from a spreadsheet: tried first, written when nothing is wrong and the office says so."""
    form, result = PlanForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        trial = request.POST.get("act") != "write"
        result = import_plan(form.cleaned_data.pop("file"), by=request.user, trial=trial, **form.cleaned_data)
        if result.plan is not None:
            messages.success(request, f"已导入 {result.plan.year} 年工作方案 {result.tasks} 项任务。")
            return HttpResponseRedirect(f"/admin/compliance/plan/{result.plan.year}/")
    status = 409 if result and result.faults else (400 if request.method == "POST" and result is None else 200)
    return render(request, "plan_import.html", "导入工作方案", form=form, result=result, status=status)


@office_page
def plan_template(request):
    """The workbook to fill in."""
    target = BytesIO()
    write_template(FIELDS, target, title="工作方案任务")
    answer = HttpResponse(target.getvalue(), content_type=lists.XLSX)
    answer["Content-Disposition"] = 'attachment; filename="work-plan.xlsx"'
    return answer
