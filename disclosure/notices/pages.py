"""What stands on the public pages of records, as plain values for the components."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Sum

from disclosure.notices import clock
from disclosure.notices.budget_tables import decimal_of
from disclosure.notices.columns import COLUMNS
from disclosure.notices.filters import NoticeFilter
from disclosure.notices.kinds import BY_CODE, GROUPS, KINDS, kinds_of
from disclosure.notices.kinds_base import Kind, Limit
from disclosure.notices.models import Record
from disclosure.notices.values import party_key, shown
from disclosure.register import counting, paging
from disclosure.register.selection import Selection
from yushan_portal.lib.spreadsheets import FieldKind

PER_PAGE = 30
POINTS = 12
SHORTEST_PARTY = 2
FOUND_OF_EACH = 20
BY_COLUMN = {column.code: column for column in COLUMNS}


def column_of(kind: Kind):
    """The column of a kind's list."""
    return BY_COLUMN[f"notices-{kind.code}"]


def hub(on: date) -> dict:
    """All kinds by group, with what each holds."""
    counts = counting.facet(Selection(kinds=("notice",)), on, "genre")
    groups = [
        {
            "code": code,
            "name": name,
            "text": text,
            "tiles": [
                {"name": kind.name, "url": f"/notices/{kind.code}/", "text": "", "count": counts[kind.code]}
                for kind in kinds_of(code)
            ],
        }
        for code, name, text in GROUPS
    ]
    return {"groups": groups, "breadcrumb": [{"name": "公示"}]}


def list_page(kind: Kind, asked: NoticeFilter, number: int, on: date) -> dict:
    """One kind's list: rows of the page, count and sum of everything asked for, months, charts, downloads."""
    records, path = asked.records(), f"/notices/{kind.code}/"
    totals = records.order_by().aggregate(count=Count("pk"), money=Sum("amount"))
    pages = max(1, -(-totals["count"] // PER_PAGE))
    number = min(max(number, 1), pages)
    rows = list(records.select_related("organ")[(number - 1) * PER_PAGE : number * PER_PAGE])
    chosen = asked.chosen
    return {
        "kind": kind,
        "column": column_of(kind),
        "breadcrumb": [{"name": "公示", "url": "/notices/"}, {"name": kind.name}],
        "form": asked,
        "selected": len(chosen),
        "clear_url": path,
        "total": totals["count"],
        "total_text": sum_text(kind, totals["money"]),
        "columns": table_columns(kind),
        "rows": table_rows(kind, rows),
        "months": months(kind, asked, on),
        "charts": charts(kind, asked),
        "downloads": downloads(path, chosen),
        "page": paging.page_links(number, pages, lambda place: address(path, chosen, place)),
        "page_number": number,
        "limit_text": limit_text(kind),
    }


def address(path: str, chosen: dict, page: int = 1) -> str:
    """The address of a page of the filtered list."""
    pairs = [*chosen.items(), *([("page", str(page))] if page > 1 else [])]
    return path + ("?" + urlencode(pairs) if pairs else "")


def downloads(path: str, chosen: dict) -> list[dict]:
    """The filtered list as files."""
    return [
        {"label": f"下载 {name}", "url": address(f"{path}download.{ending}", chosen)}
        for ending, name in (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
    ]


def sum_text(kind: Kind, money: Decimal | None) -> str:
    """合计 of the amounts, in the unit of the field."""
    if not kind.amount or money is None:
        return ""
    spec = kind.field(kind.amount)
    if spec.unit == "万元":
        return f"{spec.name}合计 {money / 10_000:,.2f} 万元"
    return f"{spec.name}合计 {money:,.2f} 元"


def limit_text(kind: Kind) -> str:
    """The statutory limit of the kind with its clause."""
    return f"公开时限：{kind.period}（{kind.period.clause}）" if kind.period else ""


def table_columns(kind: Kind) -> list[dict]:
    """Headings; amounts name their unit."""
    return [
        {"label": spec.heading, "amount": spec.kind in (FieldKind.AMOUNT, FieldKind.INT)}
        for spec in (kind.field(code) for code in kind.columns)
    ]


def table_rows(kind: Kind, records) -> list[list]:
    """Rows for components/table.html; the first cell leads to the record."""
    limits = {limit.field: limit for limit in kind.limits}
    rows = []
    for record in records:
        cells: list = []
        for code in kind.columns:
            text = shown(kind.field(code), record.public.get(code))
            cells.append(exceeding(limits[code], text) if code in limits else text)
        cells[0] = {"text": cells[0] or record.title, "url": record.get_absolute_url()}
        rows.append(cells)
    return rows


def exceeding(limit: Limit, text: str):
    """A measured value with a word where it does not keep the limit."""
    number = decimal_of(text)
    if number is None or (number >= limit.value if limit.at_least else number <= limit.value):
        return text
    return {"text": text, "status": {"word": f"{text} 超限值 {limit.value}", "tone": "error"}}


def months(kind: Kind, asked: NoticeFilter, on: date) -> list[dict]:
    """Each month of the chosen (else the current) year with its number; empty months say so."""
    if not kind.month_heading:
        return []
    year = int(asked.chosen.get("year", on.year))
    found = asked.narrowed(without=("year", "month")).filter(decided_on__year=year).order_by()
    counts = dict(found.values_list("decided_on__month").annotate(Count("pk")))
    last = on.month if year == on.year else 12 if year < on.year else 0
    kept = {name: value for name, value in asked.chosen.items() if name not in ("year", "month")}
    return [
        {
            "name": f"{year}年{month}月",
            "count": counts.get(month, 0),
            "url": address(f"/notices/{kind.code}/", kept | {"year": str(year), "month": str(month)}),
        }
        for month in range(last, 0, -1)
    ]


def charts(kind: Kind, asked: NoticeFilter) -> list[dict]:
    """For dated series: the latest values of the series asked for (else the latest one), with their limits."""
    if not kind.charts:
        return []
    latest = asked.records().first()
    if latest is None:
        return []
    name = latest.public.get(kind.series)
    rows = [row for row in asked.records()[:500] if row.public.get(kind.series) == name][:POINTS]
    limits = {limit.field: limit for limit in kind.limits}
    made = []
    for code in kind.charts[:2]:
        spec, limit = kind.field(code), limits.get(code)
        points = [(row, decimal_of(row.public.get(code))) for row in reversed(rows)]
        points = [(row, value) for row, value in points if value is not None]
        if not points:
            continue
        over = [row for row, value in points if limit and isinstance(exceeding(limit, str(value)), dict)]
        finding = f"{len(points)} 次监测有 {len(over)} 次超过限值" if limit else f"最近 {len(points)} 期"
        made.append(
            {
                "caption": f"{name}{spec.name}：{finding}",
                "note": f"限值 {limit.value}（{limit.source}）" if limit else "",
                "bars": [
                    {
                        "label": _day(row.decided_on),
                        "value": value,
                        "text": str(value),
                        "other": row in over,
                        "url": row.get_absolute_url(),
                    }
                    for row, value in points
                ],
                "maximum": max([value for _, value in points] + ([limit.value] if limit else [])) or 1,
            }
        )
    return made


def record_page(record: Record, on: date) -> dict:
    """A record as citizens see it."""
    kind = record.kind_of_record
    limits = {limit.field: limit for limit in kind.limits}
    rows = [
        {"term": spec.heading, "text": _with_limit(limits.get(spec.code), shown(spec, record.public.get(spec.code)))}
        for spec in kind.public_fields
    ]
    return {
        "record": record,
        "kind": kind,
        "column": column_of(kind),
        "breadcrumb": [
            {"name": "公示", "url": "/notices/"},
            {"name": kind.name, "url": f"/notices/{kind.code}/"},
            {"name": record.number or record.title},
        ],
        "key_facts": [
            {"term": "发布机构", "text": record.organ.name},
            {"term": "日期", "text": _day(record.decided_on)},
            {"term": "公示日期", "text": _day(record.published_at)},
            {"term": "公示截止", "text": f"{_day(record.display_until)} 24:00" if record.display_until else ""},
        ],
        "article": article(record),
        "rows": rows,
        "in_time": in_time(record),
        "stages": stages(record, on),
        "robots": "noindex,noarchive" if record.natural else "",
        "limit_text": limit_text(kind),
    }


def article(thing) -> dict:
    """Values of the page's meta tags (国办发〔2017〕47号)."""
    return {"title": thing.title, "published_at": thing.published_at, "source": thing.organ.name}


def _with_limit(limit: Limit | None, text: str) -> str:
    if limit is None or not text:
        return text
    kept = not isinstance(exceeding(limit, text), dict)
    return f"{text}（限值 {limit.value}，{'达标' if kept else '超过限值'}；{limit.source}）"


def in_time(record: Record) -> str:
    """Whether the record was published within its limit, as a sentence."""
    first = Record.objects.of_identity(record.identity).filter(published_at__isnull=False).order_by("published_at")
    deadline = clock.due_on(record.kind_of_record, record.decided_on)
    earliest = first.first()
    if deadline is None or earliest is None:
        return ""
    late = clock.workdays.local_day(earliest.published_at) > deadline.on
    return f"应于 {_day(deadline.on)} 前公示，{'逾期公示' if late else '按时公示'}"


def stages(record: Record, on: date) -> list[dict]:
    """The other stages of the same project: intention, announcement, result, contract, acceptance on one page."""
    kind = record.kind_of_record
    number = record.public.get("project_number") or record.public.get("contract_number")
    if kind.group != "procurement" or not (number or record.public.get("project")):
        return []
    others = Record.objects.of_kind(*(one.code for one in kinds_of("procurement"))).of_organ(record.organ).public(on)
    found = []
    for row in others.filter(title__startswith=str(record.public.get("project", ""))[:60]).order_by("decided_on")[:20]:
        state = "current" if row.pk == record.pk else "done"
        text = "" if row.pk == record.pk else row.title
        found.append(
            {
                "name": row.kind_of_record.name,
                "state": state,
                "date": _day(row.decided_on),
                "text": text,
                "url": row.get_absolute_url() if text else "",
                "link_label": "查看" if text else "",
            }
        )
    return found if len(found) > 1 else []


def party_page(typed: str, on: date) -> dict:
    """Everything public about one party, over all kinds. Natural persons are not found."""
    key, groups, total = party_key(typed[:100]), [], 0
    if len(key) >= SHORTEST_PARTY:
        found = Record.objects.of_party(key).public(on)
        counts = dict(found.order_by().values_list("kind").annotate(Count("pk")))
        total = sum(counts.values())
        for kind in KINDS:
            if kind.code in counts:
                rows = found.of_kind(kind.code).select_related("organ").newest()[:FOUND_OF_EACH]
                groups.append(
                    {
                        "kind": kind,
                        "count": counts[kind.code],
                        "columns": table_columns(kind),
                        "rows": table_rows(kind, rows),
                        "more_url": address(f"/notices/{kind.code}/", {"q": typed.strip()})
                        if counts[kind.code] > FOUND_OF_EACH
                        else "",
                    }
                )
    return {
        "query": typed[:100],
        "groups": groups,
        "total": total,
        "too_short": bool(typed.strip()) and len(key) < SHORTEST_PARTY,
        "breadcrumb": [{"name": "公示", "url": "/notices/"}, {"name": "查一家单位"}],
        "robots": "noindex,follow",
    }


def batch_page(batch, number: int, on: date) -> dict:
    """A published batch: what it is and its rows that are public today."""
    kind = BY_CODE[batch.record_kind]
    found = Record.objects.filter(run=batch.run_id).public(on).order_by("row_number")
    total = found.count()
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(number, 1), pages)
    rows = found.select_related("organ")[(number - 1) * PER_PAGE : number * PER_PAGE]
    path = batch.get_absolute_url()
    return {
        "batch": batch,
        "kind": kind,
        "column": column_of(kind),
        "breadcrumb": [
            {"name": "公示", "url": "/notices/"},
            {"name": kind.name, "url": f"/notices/{kind.code}/"},
            {"name": batch.title},
        ],
        "article": article(batch),
        "total": total,
        "columns": table_columns(kind),
        "rows": table_rows(kind, rows),
        "page": paging.page_links(number, pages, lambda place: address(path, {}, place)),
        "robots": "noindex,noarchive" if kind.always_natural else "",
    }


def _day(day) -> str:
    if not day:
        return ""
    day = clock.workdays.local_day(day)
    return f"{day.year}年{day.month}月{day.day}日"
