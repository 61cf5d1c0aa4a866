"""Major decisions: directory, decisions, consultations, hearings."""

from django.urls import path

from decisions import views

app_name = "decisions"
urlpatterns = [
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/<int:pk>/", views.consultation, name="consultation"),
    path("opinions/", views.look_up, name="look_up"),
]
