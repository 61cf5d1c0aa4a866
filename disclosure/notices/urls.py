"""Addresses below /notices/."""

from django.urls import path

from disclosure.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("party/", views.party, name="party"),
    path("budgets/", views.budgets, name="budgets"),
    path("budgets/<int:pk>/", views.budget, name="budget"),
    path("budgets/<int:pk>/<slug:code>.csv", views.budget_table, name="budget_table"),
    path("batches/<int:pk>/", views.batch, name="batch"),
    path("<slug:kind>/", views.listing, name="list"),
    path("<slug:kind>/download.<slug:ending>", views.download, name="download"),
    path("<slug:kind>/<slug:identity>/", views.record, name="record"),
]
