"""The organ's own page, kept by its people: guide and card, leaders, venues."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from disclosure.departments import actions, gaps, permissions, shelves
from disclosure.departments.forms import LeaderForm, OrganPageForm, VenueForm
from disclosure.departments.guards import Refused
from disclosure.departments.models import Department
from disclosure.departments.views_account import page, signed_in


def _for_own_people(view):
    """For the people of the organ in the address; to anybody else it is not there."""

    @signed_in
    @wraps(view)
    def wrapped(request, code):
        on = timezone.localdate()
        return view(request, get_object_or_404(permissions.departments_of(request.user, on), code=code), on)

    return wrapped


@signed_in
def organs(request):
    """The organs whose page one keeps."""
    rows = permissions.departments_of(request.user, timezone.localdate())
    if not rows.exists():
        raise PermissionDenied
    return page(request, "organs_kept", rows=rows)


@_for_own_people
def organ(request, department, on):
    """Guide, functions and structure, with what is missing beside."""
    form = OrganPageForm(request.POST if request.method == "POST" else None, instance=department)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_department(department, by=request.user, on=on, **form.cleaned_data)
            messages.success(request, "已保存，专页已更新。")
            return redirect("account:organ", department.code)
        except Refused as refused:
            form.add_error(None, refused.reasons)
    stored = Department.objects.get(pk=department.pk)
    found = gaps.gaps(stored, shelves.counts_of(stored.code, on), list(stored.leaders.in_office(on)))
    missing = "\n".join(text for sentences in found.values() for text in sentences)
    return page(request, "organ_edit", organ=stored, form=form, gaps=missing)


@_for_own_people
def leaders(request, department, on):
    """Leaders one below the other, and a form for a new one; each is saved by itself."""
    rows = list(department.leaders.all())
    wanted = request.POST.get("leader", "")
    chosen = next((row for row in rows if str(row.pk) == wanted), None)
    forms = [LeaderForm(instance=row, prefix=f"leader-{row.pk}") for row in rows] + [LeaderForm(prefix="leader-new")]
    if request.method == "POST" and (chosen or wanted == "new"):
        place = rows.index(chosen) if chosen else len(rows)
        forms[place] = form = LeaderForm(request.POST, instance=chosen, prefix=f"leader-{wanted}")
        if form.is_valid():
            try:
                actions.keep_leader(department, by=request.user, leader=chosen, on=on, **form.cleaned_data)
                messages.success(request, "已保存。")
                return redirect("account:leaders", department.code)
            except Refused as refused:
                form.add_error(None, refused.reasons)
    return page(request, "leaders_edit", organ=department, forms=forms)


@_for_own_people
def venues(request, department, on):
    """Address and hours of the venues that the organ is in charge of."""
    rows = list(department.venues.all())
    forms = [VenueForm(instance=row, prefix=row.code) for row in rows]
    chosen = next((row for row in rows if row.code == request.POST.get("venue")), None)
    if request.method == "POST" and chosen:
        forms[rows.index(chosen)] = form = VenueForm(request.POST, instance=chosen, prefix=chosen.code)
        if form.is_valid():
            try:
                actions.edit_venue(chosen, by=request.user, on=on, **form.cleaned_data)
                messages.success(request, "已保存。")
                return redirect("account:organ_venues", department.code)
            except Refused as refused:
                form.add_error(None, refused.reasons)
    return page(request, "venues_edit", organ=department, forms=forms)
