"""Public pages of organs and venues."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from disclosure.departments import cards, gaps, parts, permissions, shelves, statutory
from disclosure.departments.columns import COLUMNS
from disclosure.departments.models import Department, Venue
from disclosure.departments.naming import last_successor, predecessors_of

LIST, VENUES = COLUMNS
PER_PAGE = 20


def _follow(view):
    """A dissolved organ's addresses lead for good to the organ that took over its duties."""

    def wrapped(request, code, **kwargs):
        on = timezone.localdate()
        found = get_object_or_404(Department.objects.disclosing().select_related("parent"), code=code)
        if found.valid_from and found.valid_from > on:
            raise Http404
        if not found.stands(on) and found.successor_id:
            return redirect(request.path.replace(f"/{code}/", f"/{last_successor(found).code}/", 1), permanent=True)
        return view(request, found, on, **kwargs)

    return wrapped


def _trail(*steps):
    return [{"name": LIST.name, "url": LIST.path}, *({"name": name, "url": url} for name, url in steps)]


def organs(request):
    """Every organ by kind."""
    rows = Department.objects.standing(timezone.localdate()).disclosing()
    wanted = request.GET.get("name", "").strip()[:40]
    groups = cards.groups(rows, wanted)
    context = {"column": LIST, "groups": groups, "wanted": wanted, "breadcrumb": [{"name": LIST.name}]}
    return render(request, "departments/list.html", context)


def venues(request):
    """政务公开专区 and 查阅点."""
    rows = Venue.objects.select_related("department")
    context = {"column": VENUES, "groups": cards.venue_groups(rows), "breadcrumb": _trail((VENUES.name, VENUES.path))}
    return render(request, "departments/venues.html", context)


@_follow
def organ(request, department, on):
    """The organ's page: card, functions, leaders, the fixed parts and what it published last."""
    leaders = list(department.leaders.in_office(on))
    counts = shelves.counts_of(department.code, on)
    context = _context(request, department, on, counts, leaders) | {
        "leaders": leaders,
        "contact": cards.contact_rows(department),
        "venues": department.venues.all(),
        "below": department.children.disclosing().standing(on),
        "former_names": cards.former_names(department),
        "predecessors": predecessors_of(department),
        "latest": shelves.entries_of(department.code, on, limit=10),
        "breadcrumb": _trail((department.short_name, department.get_absolute_url())),
    }
    return render(request, "departments/organ.html", context)


@_follow
def part(request, department, on, part_code):
    """One fixed part on an address of its own."""
    chosen = parts.BY_CODE.get(part_code)
    if chosen is None:
        raise Http404
    counts = shelves.counts_of(department.code, on)
    entries = shelves.entries_of(department.code, on, genres=chosen.genres, limit=100) if chosen.genres else []
    context = _context(request, department, on, counts, list(department.leaders.in_office(on))) | {
        "part": chosen,
        "entries": entries,
        "nodes": cards.nodes(department, counts) if part_code == "statutory" else (),
        "guide": cards.guide_rows(department),
        "contact": cards.contact_rows(department),
        "breadcrumb": _trail((department.short_name, department.get_absolute_url()), (chosen.name, request.path)),
    }
    return render(request, f"departments/part_{part_code}.html", context)


@_follow
def node(request, department, on, node_code):
    """What the organ has published under one node of 法定主动公开内容."""
    chosen = statutory.BY_CODE.get(node_code)
    if chosen is None or department.kind not in chosen.kinds:
        raise Http404
    counts = shelves.counts_of(department.code, on)
    page = cards.page_number(request.GET.get("page"), counts.topics.get(chosen.topic, 0), PER_PAGE)
    entries = shelves.entries_of(department.code, on, topic=chosen.topic, offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
    whole = f"{department.get_absolute_url()}statutory/"
    context = _context(request, department, on, counts, ()) | {
        "node": chosen,
        "entries": entries,
        "page": cards.pages(request.path, page, counts.topics.get(chosen.topic, 0), PER_PAGE),
        "contact": cards.contact_rows(department),
        "breadcrumb": _trail(
            (department.short_name, department.get_absolute_url()), ("法定主动公开内容", whole), (chosen.title, "")
        ),
    }
    return render(request, "departments/node.html", context)


def _context(request, department, on, counts, leaders) -> dict:
    seen = permissions.may_see_gaps(request.user, department, on)
    return {
        "organ": department,
        "column": cards.column_of(department),
        "parts": parts.PARTS,
        "counts": counts,
        "keeper": seen,
        "gaps": gaps.gaps(department, counts, leaders) if seen else {},
        "ask": cards.whom_to_ask(department),
    }
