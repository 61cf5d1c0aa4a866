"""Signing in step by step, and one's own account: password, second factor, open sign-ins."""

from base64 import b32encode
from functools import wraps
from urllib.parse import quote

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as otp_login

from disclosure.audit import actions as audit
from disclosure.departments import actions, passwords, permissions, signing_in
from disclosure.departments.forms import NewPasswordForm, SignInForm, TokenForm
from disclosure.departments.models import UserSession


def signed_in(view):
    """For people who gave their password; every page of the account is private and never kept by a cache."""

    @never_cache
    @csrf_protect
    @wraps(view)
    def wrapped(request, **kwargs):
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account:login')}?next={quote(request.get_full_path())}")
        return view(request, **kwargs)

    return wrapped


def _complete(view):
    """For people who owe no token any more: the rest of the account is not open with a password alone."""

    @wraps(view)
    def wrapped(request):
        if signing_in.step_before_work(request.user, timezone.now()) == "token":
            return redirect("account:token")
        return view(request)

    return wrapped


def _onward(request):
    """Where the person wanted to go, if that is on this site; else the desk."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(target)
    return redirect(settings.LOGIN_REDIRECT_URL)


def page(request, template, **context):
    context.setdefault("next", (request.POST.get("next") or request.GET.get("next") or "")[:1000])
    response = render(request, f"departments/{template}.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@sensitive_post_parameters("password")
@never_cache
@csrf_protect
def sign_in(request):
    """Name and password."""
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, "sign_in", form=form, ended="ended" in request.GET)
    if not form.is_valid():
        name = request.POST.get("username", "")[:40].replace("\x00", "")
        audit.record("sign_in_failed", ("account", name, name), by=name or audit.SYSTEM)
        return page(request, "sign_in", form=form)
    user = form.get_user()
    login(request, user)
    audit.record("sign_in", user, by=user)
    return _onward(request)


@never_cache
@csrf_protect
def sign_out(request):
    """Leaving; a plain link asks first, so that no other site can sign anybody out."""
    if request.method != "POST":
        return page(request, "sign_out")
    if request.user.is_authenticated:
        signing_in.close_row(request.session.session_key, timezone.now(), "本人退出")
        audit.record("sign_out", request.user, by=request.user)
    logout(request)
    return redirect("/")


@signed_in
def token(request):
    """The second factor of this sign-in."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = signing_in.match_token(request.user, form.cleaned_data["token"])
        if device is not None:
            otp_login(request, device)
            request.session.cycle_key()
            audit.record("second_factor", request.user, by=request.user)
            return _onward(request)
        audit.record("second_factor_failed", request.user, by=request.user)
        form.add_error("token", "验证码不对或者已用过。请等新的验证码出现再试；连续输错会延长等待时间。")
    return page(request, "token", form=form)


@sensitive_post_parameters("old", "new", "again")
@signed_in
@_complete
def password(request):
    """A new password, wanted or forced."""
    now = timezone.now()
    form = NewPasswordForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        signing_in.change_password(
            request.user, form.cleaned_data["new"], session_key=request.session.session_key, at=now
        )
        update_session_auth_hash(request, request.user)
        messages.success(request, "密码已更改，其他设备上的登录已全部退出。")
        return _onward(request)
    return page(request, "password", form=form, forced=passwords.must_change(request.user, now))


@signed_in
@_complete
def second_factor(request):
    """Set up the authenticator app, or renew the recovery codes of one that is set up."""
    user = request.user
    required = settings.REQUIRE_SECOND_FACTOR and permissions.needs_second_factor(user, timezone.localdate())
    if signing_in.has_second_factor(user):
        codes = signing_in.renew_recovery_codes(user) if request.method == "POST" else ()
        return page(request, "second_factor", ready=True, codes=codes, required=required)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        confirmed = signing_in.confirm_second_factor(user, form.cleaned_data["token"].replace(" ", ""))
        if confirmed:
            otp_login(request, confirmed[0])
            return page(request, "second_factor", ready=True, codes=confirmed[1], required=required)
        form.add_error("token", "验证码不对。请核对手机时间，等新的验证码出现再试。")
    device = signing_in.device_to_set_up(user)
    image = segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=4)
    return page(request, "second_factor", form=form, image=image, secret=_secret(device), required=required)


def _secret(device) -> str:
    """The key for typing in, in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


@signed_in
@_complete
def sessions(request):
    """Where one is signed in, with a button to end each."""
    now = timezone.now()
    if request.method == "POST":
        wanted = request.POST.get("session", "")
        row = get_object_or_404(
            UserSession.objects.of(request.user), pk=int(wanted) if wanted.isdecimal() and len(wanted) < 18 else 0
        )
        actions.end_session(row, by=request.user, at=now)
        messages.success(request, "该登录已结束。")
        return redirect("account:sessions")
    here = signing_in.key_digest(request.session.session_key or "")
    rows = [{"row": row, "here": row.key_digest == here} for row in signing_in.open_sessions(request.user, now)]
    return page(request, "sessions", rows=rows, second_factor=signing_in.has_second_factor(request.user))
