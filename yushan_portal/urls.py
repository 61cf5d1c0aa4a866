"""The site map, read from top to bottom as the menu does."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from yushan_portal import views

ROOMS = (
    ("catalogue/", "disclosure.catalogue.urls"),
    ("", "disclosure.documents.urls"),
    ("departments/", "disclosure.departments.urls"),
    ("notices/", "disclosure.notices.urls"),
    ("decisions/", "decisions.urls"),
    ("", "interpretations.urls"),
    ("compliance/", "disclosure.compliance.urls"),
    ("files/", "disclosure.publishing.urls"),
    ("", "disclosure.register.urls"),
)
"""Public rooms. A room that is not built yet has no file here and no address."""


def is_there(module: str) -> bool:
    """Whether the room's file exists; its package may be missing as well."""
    package = module.rpartition(".")[0]
    return find_spec(package) is not None and find_spec(module) is not None


urlpatterns = [
    path("", views.home, name="home"),
    *(path(prefix, include(module)) for prefix, module in ROOMS if is_there(module)),
    path("sitemap/", views.site_map, name="site_map"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("reading/", views.reading, name="reading"),
    path("leaving/", views.leaving, name="leaving"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/", include("disclosure.departments.urls_account")),
    path("admin/", admin.site.urls),
]

if find_spec("yushan_portal.gallery"):
    from yushan_portal import gallery

    urlpatterns.append(path("gallery/", gallery.show, name="gallery"))

handler400 = "yushan_portal.views.bad_request"
handler403 = "yushan_portal.views.permission_denied"
handler404 = "yushan_portal.views.page_not_found"
handler500 = "yushan_portal.views.server_error"
