"""Meetings and the pool of representatives at the desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from decisions.actions import representatives
from decisions.desk.forms import MeetingForm
from decisions.desk.posted import number
from decisions.guards import WRITERS, Refused, must_serve
from decisions.models import Meeting
from disclosure.departments.permissions import departments_of
from disclosure.publishing.desk.scope import organs_to_write_for


def meeting_add(desk, request):
    """A meeting of one's own organ."""
    form = MeetingForm(request.POST or None, organs=organs_to_write_for(request.user, timezone.localdate()))
    if not desk.has_add_permission(request):
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        words = [word.strip() for word in given["fields_of_interest"].split("、") if word.strip()]
        must_serve(request.user, given["organ"], WRITERS, timezone.now())
        made = Meeting.objects.create(**(given | {"fields_of_interest": words}), by=request.user)
        return HttpResponseRedirect(reverse("admin:decisions_meeting_change", args=[made.pk]))
    return TemplateResponse(request, "decisions/desk/form.html", desk.context(request, title="新建列席会议", form=form))


def meeting(desk, request, object_id: str):
    """Invitation by rotation, replies, attendance, opinions, their fate, publication."""
    seen = Meeting.objects.filter(organ__in=departments_of(request.user, timezone.localdate()))
    found = seen.filter(pk=number(object_id)).select_related("organ").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
        except Refused as refusal:
            for sentence in refusal.reasons:
                messages.error(request, sentence)
        return HttpResponseRedirect(reverse("admin:decisions_meeting_change", args=[found.pk]))
    context = desk.context(
        request,
        title=found.title,
        meeting=found,
        invitations=found.invitations.select_related("representative"),
        proposed=[] if found.published_at else representatives.propose(found, 6),
    )
    return TemplateResponse(request, "decisions/desk/meeting.html", context)


def _act(request, found: Meeting) -> str:
    act, by, post = request.POST.get("act", ""), request.user, request.POST
    if act == "invite":
        seats = post.get("seats", "")
        made = representatives.invite(found, min(number(seats) or 6, 50), by=by)
        return f"已邀请 {len(made)} 人。"
    if act == "publish":
        representatives.publish_meeting(found, by=by)
        return "列席情况已公布。"
    chosen = found.invitations.filter(pk=number(post.get("invitation", ""))).first()
    if chosen is None:
        raise Refused(["请选择代表。"])
    if act in ("accept", "decline"):
        representatives.reply(chosen, act == "accept", by=by)
    elif act == "attended":
        representatives.attended(chosen, True, opinion=post.get("opinion", ""), by=by)
    elif act == "absent":
        representatives.attended(chosen, False, by=by)
    elif act == "settle":
        representatives.settle(chosen, post.get("fate", ""), by=by)
    else:
        raise Refused(["请选择要做的事。"])
    return "已登记。"
