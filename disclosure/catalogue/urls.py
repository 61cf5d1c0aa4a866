"""标准目录: /catalogue/ and what lies below it."""

from django.urls import path, re_path

from disclosure.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.explorer, name="explorer"),
    re_path(r"^export\.(?P<form>xlsx|csv)$", views.export, name="export"),
    path("suggest/", views.suggestions, name="suggest"),
    re_path(r"^items/(?P<item_code>[0-9]{2}-[0-9]{2}-[0-9]{2})/$", views.item, name="item"),
    re_path(r"^(?P<domain_no>[0-9]{2})/$", views.domain, name="domain"),
]
