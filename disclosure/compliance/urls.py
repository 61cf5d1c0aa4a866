"""/compliance/: the public scoreboard; the office's pages stand at the desk (pages.py)."""

from django.urls import path

from disclosure.compliance import views_public

app_name = "compliance"
urlpatterns = [path("", views_public.scoreboard, name="scoreboard")]
