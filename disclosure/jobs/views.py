"""The page that shows a job's progress, as HTML for people and as JSON for the script that polls.

The roof wires these below /admin/jobs/<id>/ and may pass `may_see(user, job)`; without it only who started a job
sees it. Everything else is 404: that a job exists is nobody else's business.
"""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yushan_portal.lib.background import JobRefused

from . import actions
from .models import Job


def own(user, job: Job) -> bool:
    """The default rule: who started a job sees it."""
    return bool(user.is_authenticated and job.owner_id and job.owner_id == str(user.pk))


@never_cache
@require_GET
def progress(request, job_id: int, *, may_see=own, base_template="base.html"):
    job = _job(request, job_id, may_see)
    if request.GET.get("format") == "json":
        return JsonResponse(_facts(job), json_dumps_params={"ensure_ascii": False})
    silent = job.is_silent(timezone.now())
    context = {"job": job, "base_template": base_template, "silent": silent, "can_retry": _can_retry(job, silent)}
    return render(request, "jobs/progress.html", context)


@require_POST
def act(request, job_id: int, *, may_see=own):
    """POST verb=cancel or verb=retry; back to the progress page, with the refusal as ?said=."""
    job = _job(request, job_id, may_see)
    verb = {"cancel": actions.cancel, "retry": actions.retry}.get(request.POST.get("verb", ""))
    if verb is None:
        raise Http404
    try:
        verb(job, by=request.user)
    except JobRefused:
        pass  # the page shows the state that made the refusal
    return redirect(request.POST.get("next") if request.POST.get("next", "").startswith("/admin/") else "../")


def _job(request, job_id: int, may_see) -> Job:
    if not -1 < job_id < 2**63:
        raise Http404
    job = get_object_or_404(Job, pk=job_id)
    if not may_see(request.user, job):
        raise Http404
    return job


def _can_retry(job: Job, silent: bool) -> bool:
    return silent or job.state in ("failed", "cancelled")


def _facts(job: Job) -> dict:
    return {
        "id": job.pk,
        "state": job.state,
        "state_name": job.get_state_display(),
        "open": job.is_open,
        "done": job.done,
        "total": job.total,
        "percent": job.percent,
        "text": job.progress_text,
        "error": job.error,
    }
