"""Major decisions: directory, decisions, consultations, hearings, meetings with representatives."""

from django.urls import path

from decisions import views, views_decisions

app_name = "decisions"
urlpatterns = [
    path("", views_decisions.index, name="index"),
    path("<int:pk>/", views_decisions.decision, name="decision"),
    path("papers/<int:pk>/", views_decisions.paper, name="paper"),
    path("directory/", views_decisions.directory_index, name="directory_index"),
    path("directory/<int:year>/", views_decisions.directory, name="directory"),
    path("directory/<int:year>/directory.xlsx", views_decisions.directory_sheet, name="directory_sheet"),
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/<int:pk>/", views.consultation, name="consultation"),
    path("consultations/<int:pk>/last-day.ics", views_decisions.consultation_ics, name="consultation_ics"),
    path("opinions/", views.look_up, name="look_up"),
    path("hearings/<int:pk>/", views_decisions.hearing, name="hearing"),
    path("hearings/<int:pk>/frozen.txt", views_decisions.frozen_list, name="frozen_list"),
    path("hearings/<int:pk>/hearing.ics", views_decisions.hearing_ics, name="hearing_ics"),
    path("meetings/<int:pk>/", views_decisions.meeting, name="meeting"),
]
