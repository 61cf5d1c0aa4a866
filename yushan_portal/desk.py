"""The clerk's desk (an AdminSite): what waits for me, clocks running out, who may do what. Composed of the rooms' pages."""

from django.contrib.admin import AdminSite
from django.template.response import TemplateResponse
from django.urls import path

from disclosure.publishing.desk import matrix


class Desk(AdminSite):
    """The back office."""

    site_header = "玉山县政务公开工作台"
    site_title = "政务公开工作台"
    index_title = "今天要做的事"
    site_url = "/"
    enable_nav_sidebar = False

    def get_urls(self):
        return [path("matrix/", self.admin_view(self.matrix), name="matrix"), *super().get_urls()]

    def has_permission(self, request):
        """Everyone with an account works at the desk; what each sees there is asked of departments."""
        return request.user.is_authenticated and request.user.is_active

    def matrix(self, request):
        """Who may do what, printed from the workflow tables."""
        page = {**self.each_context(request), "title": "谁能做什么", "matrix": matrix.table()}
        return TemplateResponse(request, "publishing/desk/matrix.html", page)
