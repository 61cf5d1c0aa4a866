"""The clerk's desk (an AdminSite): what waits for me, clocks running out, who may do what. Composed of the rooms' pages."""

from functools import partial

from django.contrib.admin import AdminSite
from django.db.models.base import ModelBase
from django.template.response import TemplateResponse
from django.urls import path

from disclosure.compliance.pages import PAGES as COMPLIANCE
from disclosure.publishing.desk import matrix
from yushan_portal.desk_pages import calendar, home, jobs, ledger

ROOMS = ("disclosure.", "decisions.", "interpretations.", "yushan_portal.")


class Desk(AdminSite):
    """The back office."""

    site_header = "玉山县政务公开工作台"
    site_title = "政务公开工作台"
    index_title = "今天要做的事"
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Rooms of this house only: pages that packages bring along would step around departments.permissions."""
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        ours = [model for model in models if model.__module__.startswith(ROOMS)]
        super().register(ours, admin_class, **options)

    def get_urls(self):
        pages = (
            ("matrix/", self.matrix, "matrix"),
            ("work/<slug:code>/", partial(home.work, self), "work"),
            ("gaps/", partial(home.missing, self), "gaps"),
            ("clocks/", partial(home.running_out, self), "clocks"),
            ("ledger/", partial(ledger.ledger, self), "ledger"),
            ("ledger/verify/", partial(ledger.verify, self), "ledger_verify"),
            ("calendar/", partial(calendar.calendar, self), "calendar"),
            ("jobs/", partial(jobs.jobs, self), "jobs"),
            ("jobs/<int:job_id>/", jobs.progress, "job"),
            ("jobs/<int:job_id>/act/", jobs.act, "job_act"),
            *COMPLIANCE,
        )
        return [*(path(route, self.admin_view(view), name=name) for route, view, name in pages), *super().get_urls()]

    def index(self, request, extra_context=None):
        """What waits for the person who signed in."""
        return home.home(self, request)

    def has_permission(self, request):
        """Everyone with an account works at the desk; what each sees there is asked of departments."""
        return request.user.is_authenticated and request.user.is_active

    def matrix(self, request):
        """Who may do what, printed from the workflow tables."""
        page = {**self.each_context(request), "title": "谁能做什么", "matrix": matrix.table()}
        return TemplateResponse(request, "publishing/desk/matrix.html", page)
