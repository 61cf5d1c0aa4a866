"""Background work at the desk: whose it is sees it; the office and the system administrator see all."""

from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.departments.permissions import roles_of
from disclosure.departments.roles import Role
from disclosure.jobs import views
from disclosure.jobs.models import Job

SEE_ALL = {str(Role.OFFICE), str(Role.SYSTEM_ADMIN)}
SHOWN = 100


def may_see(user, job: Job) -> bool:
    """The owner, the office, the system administrator."""
    return views.own(user, job) or bool(roles_of(user, timezone.localdate()) & SEE_ALL)


def jobs(site, request):
    """The newest jobs that the person may see."""
    rows = Job.objects.order_by("-pk")
    if not roles_of(request.user, timezone.localdate()) & SEE_ALL:
        rows = rows.filter(owner_id=str(request.user.pk))
    context = {**site.each_context(request), "title": "后台任务", "jobs": rows[:SHOWN]}
    return TemplateResponse(request, "portal/desk/jobs.html", context)


def progress(request, job_id: int):
    return views.progress(request, job_id, may_see=may_see, base_template="admin/base_site.html")


def act(request, job_id: int):
    return views.act(request, job_id, may_see=may_see)
