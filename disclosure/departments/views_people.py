"""Accounts and roles, for the administrators and the office: who is here, what they hold, opening, closing, importing."""

from functools import wraps
from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from disclosure.departments import actions, cards, guards, permissions, signing_in
from disclosure.departments.account_import import FIELDS, import_accounts, rows_of
from disclosure.departments.forms import AccountFileForm, AccountForm, GrantForm
from disclosure.departments.guards import Refused
from disclosure.departments.models import Department, User
from disclosure.departments.roles import ADMINISTRATORS, Role
from disclosure.departments.views_account import page, signed_in
from yushan_portal.lib.spreadsheets import SpreadsheetRefused, write_template

PER_PAGE = 50
DONE = {
    "end": "角色已结束。",
    "reset_second_factor": "二次验证已重置，本人下次登录时重新设置。",
    "close": "账号已停用，登录已全部退出。",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _for_keepers(view):
    """For those who keep accounts or look after them; everyone else is refused."""

    @signed_in
    @wraps(view)
    def wrapped(request, **kwargs):
        on = timezone.localdate()
        if not permissions.roles_of(request.user, on) & {*ADMINISTRATORS, Role.OFFICE}:
            raise PermissionDenied
        return view(request, on, **kwargs)

    return wrapped


@_for_keepers
def people(request, on):
    """Everyone with an account, and the form for a new one."""
    words = request.GET.get("q", "").strip().replace("\x00", "")[:40]
    rows = User.objects.filter(Q(username__icontains=words) | Q(name__icontains=words)).order_by(
        "-is_active", "username"
    )
    listed = Paginator(rows, PER_PAGE)
    number = cards.page_number(request.GET.get("page"), listed.count, PER_PAGE)
    shown = listed.page(number).object_list.prefetch_related("memberships__department")
    form = AccountForm(request.POST if request.method == "POST" else None)
    context = {
        "rows": shown,
        "words": words,
        "form": form,
        "page": cards.pages(request.path, number, listed.count, PER_PAGE),
    }
    context["reasons"] = guards.reasons_against_keeping_accounts(request.user, None, on)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.open_account(by=request.user, on=on, **form.cleaned_data)
            accounts = [(user.username, user.name, password)]
            return page(request, "one_time_passwords", accounts=accounts)
        except Refused as refused:
            form.add_error(None, refused.reasons)
    return page(request, "people", **context)


@_for_keepers
def person(request, on, username):
    """One person: roles held and had, and what may be done, each with the reason against it."""
    who = get_object_or_404(User, username=username)
    form, answer = _act(request, who, on) if request.method == "POST" else (_grant_form(request, on), None)
    if answer is not None:
        return answer
    memberships = [
        {"row": row, "reasons": guards.reasons_against_ending(request.user, row, on)}
        for row in who.memberships.select_related("department", "acting_for").order_by("-valid_from", "-pk")
    ]
    context = {
        "who": who,
        "form": form,
        "memberships": memberships,
        "second_factor": signing_in.has_second_factor(who),
        "may_grant": bool(form.fields["role"].choices) and who.is_active and who.pk != request.user.pk,
        "against_closing": guards.reasons_against_closing(request.user, who, on),
        "against_resetting": guards.reasons_against_resetting(request.user, who, on),
        "against_second_factor": guards.reasons_against_resetting_second_factor(request.user, who, on),
    }
    return page(request, "person", **context)


def _grant_form(request, on, data=None):
    return GrantForm(guards.grantable(request.user, on), Department.objects.standing(on), data)


def _act(request, who, on):
    """Do what was asked: the form to show again (only a refused grant keeps what was typed), or an answer."""
    if request.POST.get("verb") == "grant":
        form = _grant_form(request, on, request.POST)
        try:
            done = form.is_valid() and _grant(form.cleaned_data, who, request.user, on)
            if done:
                messages.success(request, "角色已授予。")
        except Refused as refused:
            form.add_error(None, refused.reasons)
            done = None
        return form, redirect("account:person", who.username) if done else None
    try:
        password = _single_act(request, who, on)
        if not password and request.POST.get("verb") in DONE:
            messages.success(request, DONE[request.POST["verb"]])
    except Refused as refused:
        for sentence in refused.reasons:
            messages.error(request, sentence)
        password = ""
    if password:
        return None, page(request, "one_time_passwords", accounts=[(who.username, who.name, password)])
    return None, redirect("account:person", who.username)


def _single_act(request, who, on) -> str:
    """One of the acts that take no form; returns a one-time password where there is one."""
    verb, reason = request.POST.get("verb"), request.POST.get("reason", "").replace("\x00", "")[:500]
    if verb == "end":
        wanted = request.POST.get("membership", "")
        row = get_object_or_404(who.memberships, pk=int(wanted) if wanted.isdecimal() and len(wanted) < 18 else 0)
        actions.end_membership(row, by=request.user, reason=reason, on=on)
    elif verb == "reset_password":
        return actions.reset_password(who, by=request.user, on=on)
    elif verb == "reset_second_factor":
        signing_in.reset_second_factor(who, by=request.user, reason=reason, on=on)
    elif verb == "close":
        actions.close_account(who, by=request.user, reason=reason, on=on)
    return ""


def _grant(cleaned, who, by, on):
    period = {"first": cleaned["first"] or on, "last": cleaned["last"], "by": by, "on": on}
    if cleaned.get("absent"):
        return actions.act_for(who, cleaned["absent"], cleaned["role"], cleaned["department"], **period)
    return actions.grant_membership(who, cleaned["role"], cleaned["department"], inherits=cleaned["inherits"], **period)


@_for_keepers
def import_file(request, on):
    """Many accounts from a table: all or none; the passwords are shown once."""
    form = AccountFileForm(request.POST or None, request.FILES or None)
    context = {"form": form, "reasons": guards.reasons_against_keeping_accounts(request.user, None, on)}
    if request.method == "POST" and form.is_valid():
        trial = form.cleaned_data["trial"]
        try:
            done = import_accounts(rows_of(form.cleaned_data["file"]), by=request.user, dry_run=trial, on=on)
            if done.accounts:
                return page(request, "one_time_passwords", accounts=done.accounts)
            context |= {
                "faults": [{"text": fault} for fault in done.faults],
                "checked": trial and not done.faults,
                "n": done.rows,
            }
        except SpreadsheetRefused as refused:
            form.add_error("file", str(refused))
        except Refused as refused:
            form.add_error(None, refused.reasons)
    return page(request, "accounts_import", **context)


@_for_keepers
def import_template(request, on):
    """The table to fill in."""
    target = BytesIO()
    write_template(FIELDS, target, title="账号")
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="accounts.xlsx"'
    return response
