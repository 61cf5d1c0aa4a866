"""The site map, read from top to bottom as the menu does."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from yushan_portal import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]

if find_spec("yushan_portal.gallery"):
    from yushan_portal import gallery

    urlpatterns.append(path("gallery/", gallery.show, name="gallery"))

for prefix, module in (
    ("catalogue/", "disclosure.catalogue.urls"),
    ("", "disclosure.register.urls"),
):
    if find_spec(module):
        urlpatterns.append(path(prefix, include(module)))
