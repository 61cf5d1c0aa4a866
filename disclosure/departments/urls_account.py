"""Signing in and one's own account; included under /admin/ before the desk itself."""

from django.urls import path
from django.views.generic import RedirectView

from disclosure.departments import views_account as views

app_name = "account"
urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("logout/", views.sign_out, name="logout"),
    path("account/token/", views.token, name="token"),
    path("account/password/", views.password, name="password"),
    path("account/second-factor/", views.second_factor, name="second_factor"),
    path("account/sessions/", views.sessions, name="sessions"),
    path("password_change/", RedirectView.as_view(pattern_name="account:password")),
]
