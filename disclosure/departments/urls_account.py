"""Signing in and one's own account; included under /admin/ before the desk itself."""

from django.urls import path
from django.views.generic import RedirectView

from disclosure.departments import views_account as views
from disclosure.departments import views_organ_page as organ_page
from disclosure.departments import views_people as people

app_name = "account"
urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("logout/", views.sign_out, name="logout"),
    path("account/token/", views.token, name="token"),
    path("account/password/", views.password, name="password"),
    path("account/second-factor/", views.second_factor, name="second_factor"),
    path("account/sessions/", views.sessions, name="sessions"),
    path("people/", people.people, name="people"),
    path("people-import/", people.import_file, name="import"),
    path("people-import/template.xlsx", people.import_template, name="import_template"),
    path("people/<str:username>/", people.person, name="person"),
    path("organs/", organ_page.organs, name="organs"),
    path("organs/<slug:code>/", organ_page.organ, name="organ"),
    path("organs/<slug:code>/leaders/", organ_page.leaders, name="leaders"),
    path("organs/<slug:code>/venues/", organ_page.venues, name="organ_venues"),
    path("password_change/", RedirectView.as_view(pattern_name="account:password")),
]
