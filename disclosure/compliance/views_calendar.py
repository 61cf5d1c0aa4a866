"""法定日历 at the desk: what falls due as a list, by month, and as ICS for an organ's own calendar."""

import re
from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone

from disclosure.compliance import calendar, lists
from disclosure.compliance.looking import page, render
from disclosure.departments.models import Department
from disclosure.register.naming import names
from yushan_portal.lib.periods import add_months

COLUMNS = ("期限", "事项", "单位", "来源", "依据", "状态")


@page
def due(request):
    """`view=soon` (7 days, the default), `overdue`, or a month as `month=2021-09`; filters organ and source."""
    on, codes = request.looking.on, request.looking.codes
    sources = [(one.code, one.name) for one in calendar.sources()]
    source = lists.chosen(request.GET, "source", [code for code, _ in sources])
    organ = request.GET.get("organ", "")[:40]
    first, last, shown = _span(request.GET, on)
    rows = [row for row in calendar.between(first, last, organ, source) if codes is None or row.organ_code in codes]
    if shown is None:
        rows = [row for row in rows if row.done_on is None]
    called = names("organ", {row.organ_code for row in rows})
    listed = lists.page_of(request, rows, lambda part: _cells(part, on, called), COLUMNS, "法定日历")
    if isinstance(listed, HttpResponse):
        return listed
    organs = [(code, name) for code, name in names("organ", _codes(codes, on)).items()]
    filters = [lists.Choice("organ", "单位", organs, organ), lists.Choice("source", "来源", sources, source)]
    month = shown or date(on.year, on.month, 1)
    weeks = calendar.month(shown.year, shown.month, rows) if shown else []
    weeks = [[(day, calendar.together(held)) for day, held in week] for week in weeks]
    return render(
        request, "calendar.html", "法定日历", listed=listed, filters=filters, weeks=weeks, month=month, on=on, shown=shown,
        overdue=request.GET.get("view") == "overdue", before=add_months(month, -1), after=add_months(month, 1), organ=organ,
    )  # fmt: skip


def _span(query, on: date) -> tuple[date, date, date | None]:
    """First and last day that are asked for, and the month's first day where a month is."""
    match = re.fullmatch(r"(20\d{2}|21[0-8]\d)-(0[1-9]|1[0-2])", query.get("month", ""))
    if match:
        first = date(int(match[1]), int(match[2]), 1)
        return first, add_months(first, 1) - timedelta(days=1), first
    if query.get("view") == "overdue":
        return on - timedelta(days=calendar.LOOK_BACK_DAYS), on - timedelta(days=1), None
    return on, on + timedelta(days=calendar.law.DUE_SOON_DAYS), None


def _cells(rows, on: date, called) -> list[list]:
    return [
        [
            f"{row.due_on:%Y-%m-%d}", {"text": row.title, "url": row.address} if row.address else row.title,
            called.get(row.organ_code, ""), row.source_name, row.clause, _state(row, on),
        ]
        for row in rows
    ]  # fmt: skip


def _state(row, on: date):
    if row.done_on:
        return {"status": {"word": "已办", "tone": "success"}}
    if row.overdue(on):
        return {"status": {"word": f"逾期 {-row.days_left(on)} 天", "tone": "error"}}
    left = row.days_left(on)
    return {
        "status": {"word": "今天到期" if not left else f"还有 {left} 天", "tone": "warning" if left <= 7 else "neutral"}
    }


def _codes(codes, on: date):
    if codes is not None:
        return sorted(codes)
    return list(Department.objects.standing(on).disclosing().order_by("order", "code").values_list("code", flat=True))


@page
def ics(request, code: str):
    """An organ's obligations from three months back to a year ahead."""
    organ = Department.objects.filter(code=code).first()
    if organ is None or not request.looking.sees(code):
        raise Http404
    on = request.looking.on
    rows = calendar.between(add_months(on, -3), add_months(on, 12), code)
    text = calendar.ics(
        rows, name=f"{organ.short_name}政务公开期限", host=settings.SITE["domain"], stamp=timezone.now()
    )
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}.ics"'
    return answer
