"""Who is not through with signing in is nobody yet: anonymous on public pages, led to the next step at the desk.

Stands after django_otp's middleware. Requests without a session cookie pass untouched, so public pages stay cacheable.
"""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from disclosure.departments import signing_in

DESK = "/admin/"
OPEN_DURING_SIGN_IN = ("/admin/login/", "/admin/logout/", "/admin/account/")


class StaffNetworksMiddleware:
    """STAFF_NETWORKS: outside them the desk refuses, and a session carried outside counts for nothing."""

    def __init__(self, get_response):
        self.get_response = get_response
        signing_in.from_staff_network("")  # a misspelt network stops the start, not the first request

    def __call__(self, request):
        if settings.STAFF_NETWORKS and not signing_in.from_staff_network(signing_in.address_of(request)):
            request.user = AnonymousUser()
            if request.path_info.startswith(DESK):
                sentence = "工作台只在办公网络内开放，请在单位网络中登录。"
                return render(request, "403.html", {"sentence": sentence}, status=403)
        return self.get_response(request)


class SignInMiddleware:
    """Sessions that were ended or lie idle are left; whoever still owes a step is led to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now()
        key = request.session.session_key
        row = signing_in.session_row(key, request.user, request.headers.get("User-Agent", ""), now)
        if row.ended_at or row.user_id != request.user.pk or signing_in.is_idle(row, now):
            return self._leave(request, key, now)
        if signing_in.touch(row, now):
            request.session.modified = True
        step = signing_in.step_before_work(request.user, now)
        if step and not request.path_info.startswith(OPEN_DURING_SIGN_IN):
            if request.path_info.startswith(DESK):
                return HttpResponseRedirect(f"{reverse(f'account:{step}')}?next={quote(request.get_full_path())}")
            request.user = AnonymousUser()
        response = self.get_response(request)
        self._follow_key(request, row, key)
        return response

    def _leave(self, request, key, now):
        signing_in.close_row(key, now, "超时")
        logout(request)
        if request.path_info.startswith(DESK) and not request.path_info.startswith(OPEN_DURING_SIGN_IN[:2]):
            login = f"{reverse('account:login')}?ended=1&next={quote(request.get_full_path())}"
            return HttpResponseRedirect(login)
        return self.get_response(request)

    def _follow_key(self, request, row, key):
        """Django changes the key when the password changes: it stays the same sign-in."""
        present = request.session.session_key
        if present and present != key and request.user.is_authenticated and request.user.pk == row.user_id:
            type(row).objects.filter(pk=row.pk).update(key_digest=signing_in.key_digest(present))
