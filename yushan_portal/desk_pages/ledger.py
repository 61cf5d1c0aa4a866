"""The ledger at the desk: read by the office and the auditor, by organ, person, verb and day; with the day's anchor."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date

from disclosure.audit import actions as audit
from disclosure.audit.models import LedgerAnchor, LedgerEntry, LedgerSeal
from disclosure.departments.permissions import roles_of
from disclosure.departments.roles import Role
from yushan_portal.desk_pages.ledger_words import act_name, acts_to_choose, thing_name
from yushan_portal.lib.periods import end_of, start_of

READERS = {str(Role.OFFICE), str(Role.AUDIT_ADMIN)}
PER_PAGE = 100
FIRST_YEAR, LAST_YEAR = 1949, 2199


def _readers_only(request) -> None:
    if not roles_of(request.user, timezone.localdate()) & READERS:
        raise PermissionDenied("操作台账由公开办和审计管理员查看。")


def _day(request) -> date | None:
    """The day asked for; what is no day of this portal's life asks for none."""
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def ledger(site, request):
    """Rows newest first; every condition stands in the address."""
    _readers_only(request)
    rows = LedgerEntry.objects.order_by("-pk")
    for field, name in (("actor", "who"), ("organ_code", "organ"), ("verb", "verb"), ("kind", "kind")):
        if value := request.GET.get(name, "").strip()[:60]:
            rows = rows.filter(**{field: value})
    if day := _day(request):
        rows = rows.filter(at__gte=start_of(day), at__lt=end_of(day))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        **site.each_context(request),
        "title": "操作台账",
        "page": page,
        "lines": [
            {"row": row, "name": act_name(row.verb, row.kind), "thing": thing_name(row.kind)}
            for row in page.object_list
        ],
        "acts": acts_to_choose(),
        "asked": {name: request.GET.get(name, "") for name in ("who", "organ", "verb", "kind", "day")},
        "kept": kept.urlencode(),
        "head": LedgerSeal.objects.order_by("-position").first(),
        "anchors": LedgerAnchor.objects.all()[:7],
    }
    return TemplateResponse(request, "portal/desk/ledger.html", context)


def verify(site, request):
    """Walk the chain now and say what is wrong."""
    _readers_only(request)
    while request.method == "POST" and audit.seal():
        continue
    faults = audit.verify() if request.method == "POST" else None
    context = {**site.each_context(request), "title": "核验台账", "faults": faults, "length": audit.last_sealed()}
    return TemplateResponse(request, "portal/desk/verify.html", context)
