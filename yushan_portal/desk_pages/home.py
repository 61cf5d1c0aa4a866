"""The desk's home: what waits for me, what runs out, where something is missing, and the rest of the desk."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.departments.permissions import roles_of
from disclosure.departments.roles import Role
from yushan_portal.desk_pages.boxes import BOXES, BY_CODE, lines_of
from yushan_portal.desk_pages.clocks import clocks_of
from yushan_portal.desk_pages.gaps import gaps_of
from yushan_portal.navigation import is_built

FIRST = 5

PLACES = (
    ("监督检查", "/admin/compliance/", (Role.OFFICE, Role.REVIEWER, Role.APPROVER)),
    ("人员和账号", "/admin/people/", (Role.OFFICE, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)),
    ("机构和指南", "/admin/organs/", (Role.OFFICE, Role.AUTHOR, Role.REVIEWER, Role.APPROVER)),
    ("操作台账", "/admin/ledger/", (Role.OFFICE, Role.AUDIT_ADMIN)),
    ("工作日历", "/admin/calendar/", (Role.OFFICE, Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.SECRECY)),
    ("后台任务", "/admin/jobs/", (Role.OFFICE, Role.AUTHOR, Role.SYSTEM_ADMIN)),
)
"""Places beside the kinds, and whose business they are."""


def places_of(user, on) -> list[dict]:
    """Where the person can go; a room that is not built is not shown."""
    held = roles_of(user, on)
    return [
        {"name": name, "url": url}
        for name, url, roles in PLACES
        if is_built(url) and held & {str(role) for role in roles}
    ]


def home(site, request):
    """What waits for the person who signed in."""
    today = timezone.localdate()
    boxes = []
    for box in BOXES:
        rows = box.rows(request.user, today)
        count = rows.count()
        if count:
            boxes.append({"box": box, "count": count, "lines": lines_of(rows, FIRST), "more": count > FIRST})
    gaps, clocks = gaps_of(request.user, today), clocks_of(request.user, today)
    context = {
        **site.each_context(request),
        "title": site.index_title,
        "app_list": site.get_app_list(request),
        "boxes": boxes,
        "quiet": [box.title for box in BOXES if box.code not in {shown["box"].code for shown in boxes}],
        "clocks": clocks[: FIRST * 2],
        "clock_count": len(clocks),
        "gaps": gaps[: FIRST * 2],
        "gap_count": len(gaps),
        "places": places_of(request.user, today),
    }
    return TemplateResponse(request, "portal/desk/home.html", context)


def work(site, request, code: str):
    """One box, whole: its length is the number on the home page."""
    if code not in BY_CODE:
        raise Http404
    box = BY_CODE[code]
    lines = lines_of(box.rows(request.user, timezone.localdate()))
    context = {**site.each_context(request), "title": f"{box.title}（{len(lines)}）", "box": box, "lines": lines}
    return TemplateResponse(request, "portal/desk/work.html", context)


def missing(site, request):
    """All gaps of the person's organs."""
    gaps = gaps_of(request.user, timezone.localdate())
    context = {**site.each_context(request), "title": f"目录缺口（{len(gaps)}）", "gaps": gaps}
    return TemplateResponse(request, "portal/desk/gaps.html", context)


def running_out(site, request):
    """All clocks that run out."""
    clocks = clocks_of(request.user, timezone.localdate())
    context = {**site.each_context(request), "title": f"公开时限将到（{len(clocks)}）", "clocks": clocks}
    return TemplateResponse(request, "portal/desk/clocks.html", context)
