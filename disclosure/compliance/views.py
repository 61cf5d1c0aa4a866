"""Overview, indicators, organs, domains, lists, chores: what the office looks at."""

from django.http import Http404, HttpResponse
from django.template.defaultfilters import floatformat

from disclosure.compliance import checking, dashboard, lists, running, scoring
from disclosure.compliance.looking import office_page, page, render
from disclosure.compliance.models import ScoreRule
from disclosure.compliance.reports import quarter_of, quarterly_report
from disclosure.departments.models import Department
from disclosure.register.naming import known, names

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page
def overview(request):
    """County overview: figures as sentences, what to do next, who is worst and why, the map, lateness, trend."""
    on, codes = request.looking.on, request.looking.codes
    run, points, cells = dashboard.latest_run(on), dashboard.trend(on, codes), dashboard.duty_cells(codes)
    return render(
        request,
        "overview.html",
        "监督检查",
        run=run,
        late=(on - run.on).days if run else None,
        headlines=dashboard.headlines(on, codes),
        work=dashboard.work_list(on, codes),
        standings=dashboard.standings(on, codes, cells)[:10],
        heat=dashboard.heat_map(codes, cells),
        lateness=dashboard.lateness(codes),
        trend=points,
        chart=dashboard.line_chart([(row["on"], row["coverage"] or 0) for row in points], "目录覆盖率", "%"),
        health=running.health(on),
    )


@office_page
def check_now(request):
    """POST: look once more at everything now. The day's results stay; findings follow what is so at this moment."""
    if request.method == "POST":
        checking.catch_up(request.looking.on)
        gone = checking.look_again([one.code for one in checking.indicators()], request.looking.on)
        from_now = f"已重新检查，{gone} 个问题已消除。"
        return render(request, "told.html", "重新检查", sentence=from_now)
    raise Http404


@page
def indicators(request):
    """Every indicator by block, with what it costs."""
    rules = {rule.indicator: rule for rule in ScoreRule.objects.all()}
    rows = dashboard.results(request.looking.on, request.looking.codes)
    for row in rows:
        row["points"] = scoring.deduction(row["indicator"].code, row["failing"], rules)
        row["rule"] = rules.get(row["indicator"].code)
    return render(
        request, "indicators.html", "国办检查指标", results=rows, run=dashboard.latest_run(request.looking.on)
    )


@page
def indicator(request, code: str):
    """One indicator: definition, figures, and its population as a list."""
    one, run = checking.indicator_of(code), dashboard.latest_run(request.looking.on)
    if one is None:
        raise Http404
    day = run.on if run else request.looking.on
    rows = one.population(day)
    if request.looking.codes is not None:
        rows = _own(rows, one, request.looking)

    def cells(part):
        cases = [one.case(row) for row in part]
        organs = names("organ", {case.organ_code for case in cases if case.organ_code})
        return [
            [{"text": case.subject, "url": case.address} if case.address else case.subject, organs.get(case.organ_code, ""), case.detail]
            for case in cases
        ]  # fmt: skip

    listed = lists.page_of(
        request, rows if hasattr(rows, "model") else list(rows), cells, ("对象", "单位", "情况"), one.title
    )
    if isinstance(listed, HttpResponse):
        return listed
    result = next(
        row for row in dashboard.results(request.looking.on, request.looking.codes) if row["indicator"].code == code
    )
    return render(request, "indicator.html", one.title, one=one, result=result, listed=listed, day=day)


def _own(rows, one, looking):
    """The rows of the person's organs; asked of the database where the rows carry their organ."""
    if hasattr(rows, "model") and any(column.name == "organ_code" for column in rows.model._meta.fields):
        return rows.filter(organ_code__in=looking.codes)
    return [row for row in rows if looking.sees(one.case(row).organ_code)]


@page
def findings(request):
    """The list behind every number of faults and warnings."""
    return _listed(
        request,
        lists.findings,
        lists.finding_rows,
        lists.FINDING_COLUMNS,
        "检查问题",
        "发现到消除之间的问题；期限是最后一个合格日。",
    )


@page
def duties(request):
    """The list behind every number of duties."""
    note = "应公开＝标准目录事项×责任单位（不含依申请）；超期须有形成日期、公开周期或登记事件为据，暂无内容不算超期。"
    return _listed(request, lists.duties, lists.duty_rows, lists.DUTY_COLUMNS, "公开责任", note)


@page
def orders(request):
    """整改单."""
    return _listed(
        request, lists.orders, lists.order_rows, lists.ORDER_COLUMNS, "整改单", "下达、回复、复查、办结；每一步都留痕。"
    )


def _listed(request, choose, cells, columns, title: str, note: str):
    rows, filters = choose(request.GET, request.looking.on, request.looking.codes)
    listed = lists.page_of(request, rows, cells, columns, title)
    if isinstance(listed, HttpResponse):
        return listed
    return render(request, "list.html", title, listed=listed, filters=filters, note=note)


@page
def organs(request):
    """Comparison with definitions beside the figures; no rank below the minimum number."""
    rows = dashboard.standings(request.looking.on, request.looking.codes)
    ranked = sorted((row for row in rows if row.ranked), key=lambda row: (-(row.coverage or 0), row.overdue, row.code))
    unranked = [row for row in rows if not row.ranked]
    columns = ("名次", "单位", "应公开", "有内容", "覆盖率（%）", "超期", "暂无内容", "不合格问题", "未办结整改单")
    if request.GET.get("format") == "xlsx":
        return lists.xlsx(
            ([lists._plain(cell) for cell in row] for row in _compared(ranked, unranked)), columns, "单位比较"
        )
    return render(
        request,
        "organs.html",
        "单位比较",
        rows=_compared(ranked, unranked),
        columns=[{"label": label} for label in columns],
    )


def _compared(ranked, unranked) -> list[list]:
    link, rows = dashboard.link, []
    for place, row in [*enumerate(ranked, start=1), *(("基数小，不排名", row) for row in unranked)]:
        share = floatformat(row.coverage, 1) if row.coverage is not None else ""
        duties = [
            {"text": str(number), "url": link("duties/", organ=row.code, status=status)} if row.owed else ""
            for number, status in (
                (row.judged, "judged"),
                (row.filled, "filled"),
                (row.overdue, "overdue"),
                (row.empty, "empty"),
            )
        ]
        name = {"text": row.name, "url": link(f"organs/{row.code}/")} if row.code else row.name
        rows.append([
            place, name, duties[0], duties[1], share, duties[2], duties[3],
            {"text": str(row.findings), "url": link("findings/", organ=row.code or "-")},
            {"text": str(row.orders), "url": link("orders/", organ=row.code, state="open")} if row.orders else "0",
        ])  # fmt: skip
    return rows


@page
def organ(request, code: str):
    """One organ: the same figures for itself."""
    department = Department.objects.filter(code=code).first()
    if department is None or not request.looking.sees(code):
        raise Http404
    on, only = request.looking.on, frozenset([code])
    standing = next(iter(dashboard.standings(on, only)), dashboard.Standing(code, department.short_name))
    return render(
        request, "organ.html", department.name, department=department, standing=standing,
        headlines=dashboard.headlines(on, only), work=dashboard.work_list(on, only),
        domains=dashboard.domains(only), lateness=dashboard.lateness(None, code), trend=dashboard.trend(on, only),
    )  # fmt: skip


@page
def domain(request, number: str):
    """One domain: its items by organ; what is empty in which township."""
    name = known("domain", number)
    if not name:
        raise Http404
    rows, _ = lists.duties({"domain": number}, request.looking.on, request.looking.codes)
    table: dict = {}
    organs = sorted(set(rows.values_list("organ_code", flat=True)))
    for duty in rows.order_by("item_code", "organ_code"):
        table.setdefault(duty.item_code, {})[duty.organ_code] = duty
    items = names("item", table)
    called = names("organ", organs)
    grid = [
        {"code": code, "name": items[code], "cells": [cells.get(organ) for organ in organs]}
        for code, cells in table.items()
    ]
    empty = [
        (called[o], sum(1 for cells in table.values() if o in cells and cells[o].status == "empty"), o) for o in organs
    ]
    return render(
        request, "domain.html", f"{number} {name}", number=number, grid=grid, organs=[(o, called[o]) for o in organs],
        empty=[(name, count, dashboard.link("duties/", domain=number, organ=o, status="empty")) for name, count, o in empty if count],
    )  # fmt: skip


@page
def chores(request):
    """When each nightly duty last ran, how late it is, what it said."""
    return render(request, "chores.html", "例行工作", watches=running.watched(request.looking.on))


@office_page
def report(request):
    """The quarterly report as .docx; `quarter=2021-3`, the last complete one unless said."""
    first, last = quarter_of(request.GET.get("quarter", ""), request.looking.on)
    answer = HttpResponse(quarterly_report(first, last, request.looking.on), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="report-{first:%Y}-{(first.month + 2) // 3}.docx"'
    return answer
