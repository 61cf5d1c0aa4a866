"""The figures of the dashboards. Each is a count of a list that the same filter opens, and carries that list's address."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q

from disclosure.compliance import calendar, checking, law
from disclosure.compliance.kinds import DutyStatus
from disclosure.compliance.models import CheckRun, CoverageSnapshot, Duty, Finding, IndicatorResult, RectificationOrder
from disclosure.register.naming import names

ROOT = "/admin/compliance/"
BUCKETS = (("7", "7 日内", 1, 7), ("30", "8—30 日", 8, 30), ("90", "31—90 日", 31, 90), ("365", "91—365 日", 91, 365),
           ("more", "一年以上", 366, 10**6), ("done", "已补公开", 0, 0))  # fmt: skip
"""Days late: code, words, from, to."""


def link(page: str, **query) -> str:
    """The address of a list with its filter."""
    query = {name: value for name, value in query.items() if value not in ("", None)}
    return f"{ROOT}{page}" + (f"?{urlencode(query)}" if query else "")


@dataclass(frozen=True)
class Standing:
    """One organ (or one domain) against its duties and findings."""

    code: str
    name: str
    owed: int = 0
    judged: int = 0
    filled: int = 0
    empty: int = 0
    overdue: int = 0
    excused: int = 0
    findings: int = 0
    warnings: int = 0
    orders: int = 0
    why: tuple[tuple[str, int, str], ...] = field(default=())

    @property
    def coverage(self) -> float | None:
        """Share of judged duties with content, in percent; None where nothing is judged."""
        return round(100 * self.filled / self.judged, 1) if self.judged else None

    @property
    def ranked(self) -> bool:
        """Whether a rate may be compared: not below the minimum number."""
        return self.judged >= law.RANK_MINIMUM

    @property
    def reasons(self) -> str:
        """Why, in a few words: the three commonest findings."""
        return "、".join(f"{title} {number} 项" for title, number, _ in self.why[:3])


SUMS = ("owed", "judged", "filled", "empty", "overdue", "excused")
Cells = dict[tuple[str, str], Counter]


def duty_cells(codes=None) -> Cells:
    """(organ, domain) → how many duties stand how: one query from which every figure about duties is added up."""
    cells: Cells = defaultdict(Counter)
    rows = Duty.objects.of_organs(codes).order_by().values_list("organ_code", "domain_no", "status")
    for organ, domain, status, number, filled in rows.annotate(
        number=Count("pk"), filled=Count("pk", filter=Q(count__gt=0))
    ):
        cell = cells[organ, domain]
        cell["owed"] += number
        if status != DutyStatus.ON_REQUEST:
            cell["judged"] += number
            cell["filled"] += filled
            cell[status] += number
    return dict(cells)


def latest_run(on: date) -> CheckRun | None:
    """The newest day that was checked."""
    return CheckRun.objects.finished().up_to(on).newest().first()


def standings(on: date, codes=None, cells: Cells | None = None) -> list[Standing]:
    """Every organ that owes or has something, worst first by the number of failing findings; what no organ answers for last."""
    duties: dict[str, Counter] = defaultdict(Counter)
    for (organ, _), cell in (duty_cells(codes) if cells is None else cells).items():
        duties[organ].update(cell)
    by_organ: dict[str, Counter] = defaultdict(Counter)
    warned: Counter = Counter()
    rows = Finding.objects.standing(on).of_organs(codes).order_by().values_list("organ_code", "indicator", "warning")
    for organ, indicator, warning, number in rows.annotate(number=Count("pk")):
        if warning:
            warned[organ] += number
        else:
            by_organ[organ][indicator] += number
    orders = Counter(
        dict(
            RectificationOrder.objects.open()
            .of_organs(codes)
            .order_by()
            .values_list("organ__code")
            .annotate(n=Count("pk"))
        )
    )
    organs = duties.keys() | by_organ.keys() | warned.keys() | orders.keys()
    called, titles = names("organ", organs), {one.code: one.title for one in checking.indicators()}
    found = []
    for code in organs:
        sums = {name: duties[code][name] if code in duties else 0 for name in SUMS}
        why = tuple(
            (titles.get(indicator, indicator), number, link("findings/", organ=code or "-", indicator=indicator))
            for indicator, number in by_organ[code].most_common()
        )
        found.append(
            Standing(
                code,
                called.get(code, code) if code else "未明确单位",
                **sums,
                findings=by_organ[code].total(),
                warnings=warned[code],
                orders=orders[code],
                why=why,
            )  # fmt: skip
        )
    return sorted(found, key=lambda row: (not row.code, -row.findings, -row.overdue, row.code))


def domains(codes=None, cells: Cells | None = None) -> list[Standing]:
    """Every domain with its duties, in the order of the table."""
    sums: dict[str, Counter] = defaultdict(Counter)
    for (_, domain), cell in (duty_cells(codes) if cells is None else cells).items():
        sums[domain].update(cell)
    called = names("domain", sums)
    return [Standing(number, called[number], **{name: sums[number][name] for name in SUMS}) for number in sorted(sums)]


def heat_map(codes=None, cells: Cells | None = None) -> dict:
    """26 domains × organs: with content / judged in each cell, and a tint by share. Cells open their list."""
    added = duty_cells(codes) if cells is None else cells
    cells = {(domain, organ): cell for (organ, domain), cell in added.items() if cell["judged"]}
    organs, numbers = sorted({organ for _, organ in cells}), sorted({domain for domain, _ in cells})
    organ_names, domain_names = names("organ", organs), names("domain", numbers)
    return {
        "organs": [{"code": code, "name": organ_names[code]} for code in organs],
        "rows": [
            {
                "code": number,
                "name": domain_names[number],
                "cells": [_cell(number, organ, cells.get((number, organ))) for organ in organs],
            }
            for number in numbers
        ],
    }


def _cell(domain: str, organ: str, numbers) -> dict:
    if numbers is None:
        return {"text": "", "tint": "none", "url": ""}
    filled, judged, overdue = numbers["filled"], numbers["judged"], numbers["overdue"]
    tint = 0 if not filled else min(4, 1 + filled * 4 // (judged + 1))
    return {
        "text": f"{filled}/{judged}", "tint": tint, "overdue": overdue, "filled": filled, "judged": judged,
        "url": link("duties/", domain=domain, organ=organ),
    }  # fmt: skip


def lateness(codes=None, organ_code: str = "") -> list[dict]:
    """How many overdue duties are how many days late."""
    rows = Duty.objects.overdue().of_organs(codes)
    rows = rows.of_organ(organ_code) if organ_code else rows
    sums = {code: Count("pk", filter=Q(days_late__gte=first, days_late__lte=last)) for code, _, first, last in BUCKETS}
    counted = rows.aggregate(**{f"b_{code}": total for code, total in sums.items()})
    most = max([number or 0 for number in counted.values()] + [1])
    return [
        {
            "label": words,
            "value": counted[f"b_{code}"],
            "most": most,
            "url": link("duties/", status="overdue", late=code, organ=organ_code),
        }
        for code, words, _, _ in BUCKETS
    ]


def headlines(on: date, codes=None) -> list[dict]:
    """At most five figures, each readable as a sentence."""
    organ = next(iter(codes)) if codes is not None and len(codes) == 1 else ""
    overdue = Duty.objects.overdue().of_organs(codes).count()
    due = [row for row in calendar.due_soon(on, organ) if codes is None or row.organ_code in codes]
    late = RectificationOrder.objects.late(on).of_organs(codes).count()
    figures = [
        _figure(
            overdue, "个目录事项超期", "有形成日期、公开周期或登记事件为据", link("duties/", status="overdue"), "error"
        ),
        _figure(len(due), "件事 7 日内到期", "全部应用的法定期限，含今天", link("calendar/", view="soon"), "warning"),
        _figure(late, "张整改单逾期未回复", "期限已过、单位尚未回复", link("orders/", state="late"), "error"),
    ]
    spoken = [one for one in checking.indicators() if "headline" in one.tags][:2]
    rows = Finding.objects.standing(on).of_organs(codes)
    for one in spoken:
        number = rows.failing().of_indicator(one.code).count()
        figures.append(_figure(number, f"项{one.title}", one.citation, link("findings/", indicator=one.code), "error"))
    if len(figures) < 5:
        figures.append(
            _figure(
                rows.failing().exclude(indicator=checking.DUTIES).count(),
                "项自查不合格",
                "不含目录事项",
                link("findings/", except_duties="1"),
                "error",
            )
        )
    if len(figures) < 5:
        figures.append(
            _figure(
                rows.warnings().count(), "项临近期限预警", "如首页第 10 日起", link("findings/", warning="1"), "warning"
            )
        )
    return figures


def _figure(number: int, label: str, note: str, url: str, tone: str) -> dict:
    return {"value": number, "label": label, "note": note, "url": url, "tone": tone if number else ""}


def work_list(on: date, codes=None, most: int = 8) -> list[dict]:
    """What to do next: late orders, answers to re-check, then the oldest findings without an order."""
    rows = []
    for order in (
        RectificationOrder.objects.open().of_organs(codes).select_related("organ").order_by("state", "due_on")[:most]
    ):
        word = "复查" if order.state == "answered" else ("督办" if order.due_on < on else "等待回复")
        rows.append(
            {
                "what": f"整改单 {order.number}（{order.get_state_display()}）",
                "organ": order.organ.short_name,
                "due_on": order.due_on,
                "days": (order.due_on - on).days,
                "rule": law.CORRECTION.clause,
                "act": word,
                "url": link(f"orders/{order.number}/"),
            }  # fmt: skip
        )
    rows.sort(key=lambda row: (row["act"] == "等待回复", row["due_on"]))
    indicators = {one.code: one for one in checking.indicators()}
    findings = (
        Finding.objects.standing(on).of_organs(codes).failing().without_order().exclude(indicator=checking.DUTIES)
    )
    overdue = Finding.objects.standing(on).of_organs(codes).failing().without_order().of_indicator(checking.DUTIES)
    picked = [*findings.worst_first()[:most], *overdue.worst_first()[:most]]
    called = names("organ", {row.organ_code for row in picked if row.organ_code})
    for finding in picked[: most - len(rows)] if len(rows) < most else []:
        one = indicators.get(finding.indicator)
        rows.append(
            {
                "what": f"{finding.subject}：{one.title if one else finding.indicator}",
                "organ": called.get(finding.organ_code, "未明确"),
                "due_on": finding.due_on,
                "days": (finding.due_on - on).days if finding.due_on else None,
                "rule": one.citation if one else "",
                "act": "下达整改单",
                "url": link("orders/new/", finding=finding.pk),
            }  # fmt: skip
        )
    return rows[:most]


def results(on: date, codes=None) -> list[dict]:
    """Every indicator: what was checked on the latest day, and what stands now."""
    run = latest_run(on)
    checked = Counter()
    if run is not None:
        rows = IndicatorResult.objects.filter(run=run)
        rows = rows if codes is None else rows.filter(organ_code__in=codes)
        for code, population in rows.values_list("indicator", "population"):
            checked[code] += population
    standing = Counter()
    rows = (
        Finding.objects.standing(on)
        .of_organs(codes)
        .order_by()
        .values_list("indicator", "warning")
        .annotate(n=Count("pk"))
    )
    for code, warning, number in rows:
        standing[code, warning] += number
    return [
        {
            "indicator": one,
            "population": checked[one.code],
            "failing": standing[one.code, False],
            "warning": standing[one.code, True],
        }  # fmt: skip
        for one in checking.indicators()
    ]


def trend(on: date, codes=None, most: int = 12) -> list[dict]:
    """The last day checked of each month, newest last: coverage and failing findings as they were kept that day."""
    days: dict[tuple[int, int], date] = {}
    for day in CheckRun.objects.finished().up_to(on).order_by("on").values_list("on", flat=True):
        days[day.year, day.month] = day
    chosen = list(days.values())[-most:]
    kept = CoverageSnapshot.objects.filter(on__in=chosen)
    found = IndicatorResult.objects.filter(run__on__in=chosen)
    if codes is not None:
        kept, found = kept.filter(organ_code__in=codes), found.filter(organ_code__in=codes)
    sums: dict[date, Counter] = defaultdict(Counter)
    for day, owed, filled, overdue, on_request in kept.values_list(
        "on", "owed", "filled", "overdue", "on_request"
    ).iterator():
        sums[day].update(judged=owed - on_request, filled=filled, overdue=overdue)
    for day, failing in found.values_list("run__on", "failing"):
        sums[day]["failing"] += failing
    scores = dict(CheckRun.objects.filter(on__in=chosen).values_list("on", "score"))
    return [
        {
            "on": day,
            "coverage": round(100 * sums[day]["filled"] / sums[day]["judged"], 1) if sums[day]["judged"] else None,
            "overdue": sums[day]["overdue"],
            "failing": sums[day]["failing"],
            "score": scores.get(day),
        }  # fmt: skip
        for day in chosen
    ]


def line_chart(points: list[tuple[date, float]], title: str, unit: str = "") -> dict:
    """Coordinates of a line in a 600 × 160 drawing, zero-based; the template adds title, labels and the table."""
    most = max((value for _, value in points), default=0) or 1
    step = 520 / max(len(points) - 1, 1)
    marks = [
        {"x": round(50 + step * n), "y": round(130 - 110 * value / most), "value": value, "on": day}
        for n, (day, value) in enumerate(points)
    ]
    return {
        "title": title,
        "unit": unit,
        "marks": marks,
        "line": " ".join(f"{m['x']},{m['y']}" for m in marks),
        "most": most,
    }
