"""The calendar of working days at the desk: what is loaded, a new notice, and what it moved."""

import re

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure import workdays
from disclosure.audit import actions as audit
from disclosure.departments.permissions import roles_of
from disclosure.departments.roles import Role
from disclosure.workdays.actions import load_notice
from disclosure.workdays.models import CalendarNotice
from disclosure.workdays.rows import NoticeRefused


class NoticeForm(forms.Form):
    """The State Council's yearly notice as rows `日期,类别,名称`."""

    year = forms.IntegerField(label="年份", min_value=2020, max_value=2199)
    notice_no = forms.CharField(label="通知文号", max_length=60)
    source = forms.CharField(label="来源", max_length=200)
    issued_on = forms.DateField(label="成文日期", widget=forms.DateInput(attrs={"type": "date"}))
    days = forms.CharField(
        label="放假和调休安排",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="每行一天：日期,类别,名称。例：2027-01-01,放假,元旦；2027-02-06,上班,春节",
    )


def calendar(site, request):
    """Notices loaded so far; the office loads the next one and sees which deadlines moved."""
    today = timezone.localdate()
    may_load = str(Role.OFFICE) in roles_of(request.user, today)
    form, loaded, faults = NoticeForm(request.POST or None), None, []
    if request.method == "POST":
        if not may_load:
            raise PermissionDenied("工作日历由公开办载入。")
        if form.is_valid():
            try:
                loaded = _load(form.cleaned_data, request.user)
            except NoticeRefused as refusal:
                faults = list(refusal.sentences)
    context = {
        **site.each_context(request),
        "title": "工作日历",
        "form": form,
        "may_load": may_load,
        "loaded": loaded,
        "faults": faults,
        "notices": CalendarNotice.objects.order_by("-year", "-pk")[:30],
        "next_year": today.year + 1,
        "next_loaded": workdays.current().loaded(today.year + 1),
    }
    return TemplateResponse(request, "portal/desk/calendar.html", context)


def _load(values: dict, user):
    with transaction.atomic():
        loaded = load_notice(
            values["year"],
            [re.split(r"[,，\t]", line) for line in values["days"].splitlines() if line.strip()],
            values["notice_no"],
            values["source"],
            user.username,
            issued_on=values["issued_on"],
        )
        after = {"year": values["year"], "notice": values["notice_no"], "moved": len(loaded.moved)}
        audit.record("load_calendar", ("calendar", values["year"], f"{values['year']}年放假安排"), by=user, after=after)
    return loaded
