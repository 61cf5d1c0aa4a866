"""Public pages: the room's front, a decision from start to outcome, the year's directory, hearings, meetings."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from decisions import directory_files, presentation, progress
from decisions.actions import hearings
from decisions.calendars import hearing_calendar, window_calendar
from decisions.columns import COLUMNS
from decisions.forms import PlaceForm
from decisions.guards import Refused
from decisions.models import Consultation, Decision, Directory, Evidence, Hearing, Meeting
from decisions.paging import pages_of
from decisions.tombstones import tombstone
from disclosure.publishing.views import send
from yushan_portal.lib.intake import too_many

BY_COLUMN = {column.code: column for column in COLUMNS}
ROOM = {"name": "重大行政决策", "url": "/decisions/"}


@require_safe
def index(request):
    """Decisions with their present stage, what is open for comment, and the way to the directory."""
    at = timezone.now()
    on = timezone.localdate(at)
    rows = Decision.objects.public(on).select_related("organ").prefetch_related("stages").newest()
    page = pages_of(rows, request.GET.get("page"), request)
    running = Consultation.objects.public(on).taking_opinions(on).select_related("organ").soonest()[:6]
    cards = [
        {"title": row.title, "url": row.get_absolute_url(), "facts": [row.organ.short_name, row.get_subject_display()], "text": row.summary[:100], "status": {"word": progress.present_stage(row), "tone": "info"}}
        for row in page.rows
    ]  # fmt: skip
    context = {
        "column": BY_COLUMN["decisions"],
        "breadcrumb": [{"name": ROOM["name"]}],
        "running": [presentation.card(row, at) for row in running],
        "cards": cards,
        "page": page.links,
        "years": list(Directory.objects.public(on).values_list("year", flat=True)),
        "meetings": Meeting.objects.filter(published_at__isnull=False).select_related("organ")[:10],
    }
    return render(request, "decisions/index.html", context)


@require_safe
def decision(request, pk: int):
    """One address from draft to outcome: timeline, consultations, hearings, public papers."""
    on = timezone.localdate()
    found = Decision.objects.public(on).select_related("organ").prefetch_related("stages").filter(pk=pk).first()
    if found is None:
        return tombstone(request, Decision, pk)
    at = timezone.now()
    papers = Evidence.objects.filter(record__decision=found, public=True).select_related("attachment", "record")
    row = None
    if found.directory_year:
        listed = Directory.objects.public(on).filter(year=found.directory_year).first()
        row = listed and next(
            (p for p in progress.row_progress(listed, on) if p.row["id"] == found.directory_row), None
        )
    context = {
        "decision": found,
        "steps": progress.steps(found, on),
        "row": row,
        "consultations": [presentation.card(item, at) for item in found.consultations.public(on).select_related("organ")],
        "hearings": found.hearings.filter(notice_at__isnull=False),
        "papers": [{"name": f"{item.name}：{item.attachment.name}", "url": f"/decisions/papers/{item.pk}/", "extension": item.attachment.extension, "size": item.attachment.public_size} for item in papers],
        "attachments": [presentation.attachment_line(file) for file in found.attachments if file.role == "attachment"],
        "related": presentation.related_groups(found, on),
        "column": BY_COLUMN["decisions"],
        "breadcrumb": [ROOM, {"name": found.title}],
        "article": {"title": found.title, "published_at": found.published_at, "source": found.organ.name},
        "share_url": f"{request.scheme}://{request.get_host()}{found.get_absolute_url()}",
    }  # fmt: skip
    return render(request, "decisions/decision.html", context)


@require_safe
def paper(request, pk: int):
    """A public paper of a stage; gone as soon as the decision is no longer public."""
    item = Evidence.objects.filter(pk=pk, public=True).select_related("attachment", "record").first()
    if item is None or not Decision.objects.public(timezone.localdate()).filter(pk=item.record.decision_id).exists():
        raise Http404
    file = item.attachment
    return send(request, file.public_copy, file, file.public_sha256, file.public_size)


@require_safe
def directory_index(request):
    """The newest year's directory."""
    year = Directory.objects.public(timezone.localdate()).values_list("year", flat=True).first()
    if year is None:
        context = {"years": [], "column": BY_COLUMN["decision-directory"], "breadcrumb": [ROOM, {"name": "年度目录"}]}
        return render(request, "decisions/directory.html", context)
    return redirect("decisions:directory", year=year)


@require_safe
def directory(request, year: int):
    """The directory of a year with the live progress of each row; prints as the official annex."""
    on = timezone.localdate()
    found = Directory.objects.public(on).select_related("organ").filter(year=year).first()
    if found is None:
        raise Http404
    context = {
        "directory": found,
        "article": {"title": found.title, "published_at": found.published_at, "source": found.organ.name},
        "rows": progress.row_progress(found, on),
        "history": directory_files.history(found),
        "years": list(Directory.objects.public(on).values_list("year", flat=True)),
        "column": BY_COLUMN["decision-directory"],
        "breadcrumb": [ROOM, {"name": "年度目录", "url": "/decisions/directory/"}, {"name": f"{year}年"}],
        "share_url": f"{request.scheme}://{request.get_host()}{found.get_absolute_url()}",
        "on": on,
    }
    return render(request, "decisions/directory.html", context)


@require_safe
def directory_sheet(request, year: int):
    """The directory as .xlsx."""
    found = Directory.objects.public(timezone.localdate()).filter(year=year).first()
    if found is None:
        raise Http404
    name = f"{year}年度重大行政决策事项目录.xlsx"
    return FileResponse(directory_files.as_sheet(found), as_attachment=True, filename=name)


def _hearing_or_404(pk: int) -> Hearing:
    on = timezone.localdate()
    found = Hearing.objects.filter(pk=pk, notice_at__isnull=False).select_related("decision__organ").first()
    if found is None or not Decision.objects.public(on).filter(pk=found.decision_id).exists():
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("name", "contact")
def hearing(request, pk: int):
    """The notice with quota and 遴选办法, registration, the frozen list, the roster."""
    found = _hearing_or_404(pk)
    form = PlaceForm(request.POST or None, quota=found.quota)
    context = {"hearing": found, "form": form}
    if request.method == "POST" and form.is_valid():
        if too_many("hearing", request.META.get("REMOTE_ADDR", ""), 100, 3600):
            form.add_error(None, "短时间内报名太多，请过一会儿再提交，或者打电话报名。")
        else:
            try:
                place, code = hearings.register(found, **form.place(), nonce=form.nonce)
                context |= {"place": place, "code": code}
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
    at = timezone.now()
    names = {row["code"]: row["name"] for row in found.quota}
    chosen = [{"number": row.number, "group": names.get(row.quota_code, ""), "state": row.get_state_display()} for row in found.places.filter(state__in=("chosen", "not_chosen"))]  # fmt: skip
    context |= {
        "registering": not found.frozen_at and at < hearings.end_of(found.registration_ends_on),
        "roster": [row for row in chosen if row["state"] == "已选定"] if found.drawn_at else [],
        "column": BY_COLUMN["decisions"],
        "breadcrumb": [ROOM, {"name": found.decision.title, "url": found.decision.get_absolute_url()}, {"name": found.title}],
    }  # fmt: skip
    return render(request, "decisions/hearing.html", context)


@require_safe
def frozen_list(request, pk: int):
    """The frozen list, byte for byte as it was hashed."""
    found = _hearing_or_404(pk)
    if not found.frozen_at:
        raise Http404
    return HttpResponse(found.frozen_list.encode(), content_type="text/plain; charset=utf-8")


@require_safe
def hearing_ics(request, pk: int):
    """The hearing for a calendar."""
    return _calendar(hearing_calendar(_hearing_or_404(pk), f"{request.scheme}://{request.get_host()}"))


@require_safe
def consultation_ics(request, pk: int):
    """The last day of a consultation for a calendar."""
    found = Consultation.objects.public(timezone.localdate()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return _calendar(window_calendar(found, f"{request.scheme}://{request.get_host()}"))


def _calendar(text: str) -> HttpResponse:
    return HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8")


@require_safe
def meeting(request, pk: int):
    """Who was asked to sit in and why, who came, what was said and what became of it."""
    found = Meeting.objects.filter(pk=pk, published_at__isnull=False).select_related("organ").first()
    if found is None:
        raise Http404
    context = {
        "meeting": found,
        "invitations": found.invitations.select_related("representative"),
        "column": BY_COLUMN["decisions"],
        "breadcrumb": [ROOM, {"name": found.title}],
    }
    return render(request, "decisions/meeting.html", context)
