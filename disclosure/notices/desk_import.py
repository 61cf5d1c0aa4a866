"""The pages of an import: upload, columns and decisions, errors and preview, drafts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from disclosure.jobs.models import Job
from disclosure.notices import importing
from disclosure.notices.forms import DecisionForm, UploadForm
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.models import ImportRun
from disclosure.publishing.desk.scope import may_create, organs_to_write_for
from disclosure.publishing.guards import Refused
from yushan_portal.lib.background import JobRefused
from yushan_portal.lib.spreadsheets import SpreadsheetRefused, write_template

SHOWN_ERRORS = 200
SHOWN_RUNS = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def begin(desk, request):
    """Choose kind and file; earlier imports below."""
    today = timezone.localdate()
    if not may_create(request.user, today):
        raise PermissionDenied
    organs = organs_to_write_for(request.user, today)
    form = UploadForm(request.POST or None, request.FILES or None, organs=organs, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            run = importing.begin(
                given["kind"], given["organ"], given["file"], given["file"].name, by=request.user, title=given["title"]
            )
            importing.opened(run)
            return HttpResponseRedirect(run_address(run))
        except (Refused, SpreadsheetRefused) as refusal:
            form.add_error("file", str(refusal))
    page = desk.context(
        request,
        title="导入表格",
        form=form,
        runs=ImportRun.objects.visible_to(request.user, today).newest()[:SHOWN_RUNS],
        kinds=list(BY_CODE.values()),
    )
    return TemplateResponse(request, "notices/desk/import.html", page)


def run_address(run: ImportRun) -> str:
    """The desk address of one import."""
    return reverse("admin:notices_batch_run", args=[run.pk])


def _run_or_404(request, pk: int) -> ImportRun:
    return get_object_or_404(
        ImportRun.objects.visible_to(request.user, timezone.localdate()).select_related("organ"), pk=pk
    )


def run(desk, request, pk: int):
    """One import: what its columns mean, what was decided, what is wrong, and the buttons."""
    found = _run_or_404(request, pk)
    try:
        sheet = importing.opened(found)
    except SpreadsheetRefused as refusal:
        sheet = None
        messages.error(request, str(refusal))
    form = DecisionForm(request.POST or None, opened=sheet, initial=_decided(found))
    if request.method == "POST" and found.finished_at is None:
        if form.is_valid():
            return _act(request, found, form)
    batch = getattr(found, "batch", None)
    job = Job.objects.filter(pk=found.job_id or 0).first()
    page = desk.context(
        request,
        title=found.title,
        run=found,
        form=form,
        report=found.report,
        errors=found.report.get("errors", [])[:SHOWN_ERRORS],
        preview=_preview(found),
        reasons=importing.reasons_against_writing(found),
        job=job if job and (job.is_open or job.error) else None,
        batch=batch,
        closed=found.finished_at is not None,
    )
    return TemplateResponse(request, "notices/desk/run.html", page)


def _decided(found: ImportRun) -> dict:
    return found.decisions | {"duplicates": found.duplicates, "accepted_only": "1" if found.accepted_only else ""}


def _act(request, found: ImportRun, form: DecisionForm):
    given = form.cleaned_data
    before = (found.mapping, found.decisions, found.duplicates)
    found.mapping = form.mapping()
    found.decisions = {
        name: given[name] for name in ("hidden_rows", "hidden_columns", "hidden_sheets", "personal") if given[name]
    }
    found.duplicates, found.accepted_only = given["duplicates"], bool(given["accepted_only"])
    changed = before != (found.mapping, found.decisions, found.duplicates)
    found.save(update_fields=["mapping", "decisions", "duplicates", "accepted_only"])
    start = importing.start_check
    if request.POST.get("act") == "import":
        if changed and before[0]:
            messages.warning(request, "栏目或选择有变动，已重新检查，请核对后再导入。")
        else:
            start = importing.start_import
    try:
        job = start(found, by=request.user)
    except (Refused, JobRefused) as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(run_address(found))
    if job.error:
        messages.error(request, job.error)
    return HttpResponseRedirect(run_address(found) + ("#report" if start is importing.start_check else ""))


def _preview(found: ImportRun) -> dict:
    rows = found.report.get("preview", [])
    kind = found.kind_of_record
    codes = [spec.code for spec in kind.fields if any(row["values"].get(spec.code) for row in rows)]
    return {
        "columns": ["行", *(kind.field(code).heading for code in codes)],
        "rows": [[row["row"], *(row["values"].get(code) or "" for code in codes)] for row in rows],
    }


def errors(desk, request, pk: int):
    """The refused rows as a file."""
    found = _run_or_404(request, pk)
    if not found.error_file:
        raise Http404
    return FileResponse(
        found.error_file.open("rb"), as_attachment=True, filename=f"错误行-{pk}.xlsx", content_type=XLSX
    )


def template(desk, request, kind: str):
    """A table to fill in."""
    if kind not in BY_CODE:
        raise Http404
    answer = HttpResponse(content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{kind}-template.xlsx"'
    write_template(BY_CODE[kind].fields, answer, title=BY_CODE[kind].name)
    return answer
