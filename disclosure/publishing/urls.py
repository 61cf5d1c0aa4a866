"""The one door to published files."""

from django.urls import path

from disclosure.publishing import views

app_name = "files"
urlpatterns = [path("<slug:token>/<str:name>", views.public_file, name="file")]
