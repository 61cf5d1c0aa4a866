"""/departments/ from the list down to one node of one organ."""

from django.urls import path

from disclosure.departments import views

app_name = "departments"
urlpatterns = [
    path("", views.organs, name="list"),
    path("venues/", views.venues, name="venues"),
    path("<slug:code>/", views.organ, name="organ"),
    path("<slug:code>/statutory/<slug:node_code>/", views.node, name="node"),
    path("<slug:code>/<slug:part_code>/", views.part, name="part"),
]
