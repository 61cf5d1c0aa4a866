"""Documents, topics and the regulation library."""

from django.urls import path

from disclosure.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/", views.index, name="index"),
    path("documents/<int:pk>/", views.detail, name="detail"),
    path("documents/<slug:genre>/", views.column, name="column"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:code>/", views.topic, name="topic"),
    path("regulations/", views.regulations, name="regulations"),
]
