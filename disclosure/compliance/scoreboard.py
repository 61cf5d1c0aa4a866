"""公示看板: what the office chooses to show citizens, from the day that was last checked, each with its definition."""

from datetime import date

from disclosure.compliance import checking, dashboard
from disclosure.compliance.models import CoverageSnapshot, IndicatorResult, ShownFigure

OWN = {
    "score": ("自查得分", "按国办检查指标和本县评分规则计算，满分 100。"),
    "coverage": ("标准目录覆盖率", "有内容的事项÷应公开的事项（事项×责任单位，不含依申请公开的）。"),
    "overdue": ("超期事项", "有形成日期、公开周期或者登记事件为据，且期限已过的事项；暂无内容不算超期。"),
}
"""Figures beside the indicators: code, name, definition."""


def board(on: date) -> dict:
    """The figures of the newest checked day, and the domains; empty where nothing was checked or nothing is shown."""
    run = dashboard.latest_run(on)
    chosen = list(ShownFigure.objects.values_list("code", flat=True))
    if run is None or not chosen:
        return {"run": None, "figures": [], "domains": []}
    kept: dict[str, int] = dict.fromkeys(("judged", "filled", "overdue"), 0)
    domains: dict[str, list[int]] = {}
    for number, owed, on_request, filled, overdue in CoverageSnapshot.objects.filter(on=run.on).values_list(
        "domain_no", "owed", "on_request", "filled", "overdue"
    ):
        kept["judged"] += owed - on_request
        kept["filled"] += filled
        kept["overdue"] += overdue
        cell = domains.setdefault(number, [0, 0])
        cell[0] += filled
        cell[1] += owed - on_request
    return {
        "run": run,
        "figures": [row for code in chosen if (row := _figure(code, run, kept)) is not None],
        "domains": _domains(domains) if "coverage" in chosen else [],
    }


def _figure(code: str, run, kept: dict[str, int]) -> dict | None:
    if code in OWN:
        name, definition = OWN[code]
        share = f"{100 * kept['filled'] / kept['judged']:.1f}%" if kept["judged"] else "—"
        values = {
            "score": (str(run.score), "分"),
            "coverage": (share, f"{kept['filled']}/{kept['judged']}"),
            "overdue": (str(kept["overdue"]), f"共 {kept['judged']} 项应公开"),
        }
        return {"name": name, "definition": definition, "value": values[code][0], "note": values[code][1]}
    one = checking.indicator_of(code)
    if one is None:
        return None
    rows = IndicatorResult.objects.filter(run=run, indicator=code).values_list("population", "failing")
    population, failing = sum(row[0] for row in rows), sum(row[1] for row in rows)
    return {
        "name": one.title,
        "definition": f"{one.definition}（{one.citation}）",
        "value": str(failing),
        "note": f"检查 {population}",
    }


def _domains(cells: dict[str, list[int]]) -> list[dict]:
    called = dashboard.names("domain", cells)
    return [
        {
            "label": f"{number} {called[number]}",
            "value": 100 * filled // judged if judged else 0,
            "text": f"{filled}/{judged}",
            "url": f"/catalogue/{number}/",
        }  # fmt: skip
        for number, (filled, judged) in sorted(cells.items())
        if judged
    ]
