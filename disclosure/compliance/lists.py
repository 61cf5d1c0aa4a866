"""The lists behind the numbers: filter in the address, page by page, the same rows as .xlsx."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from urllib.parse import urlencode

from django.http import HttpResponse

from disclosure.catalogue.models import CatalogueItem
from disclosure.compliance import checking
from disclosure.compliance.dashboard import BUCKETS
from disclosure.compliance.kinds import STATUS_TONES, DutyStatus
from disclosure.compliance.models import Duty, Finding, RectificationOrder
from disclosure.register.naming import names
from yushan_portal.lib.spreadsheets import write_xlsx

PAGE = 50
MOST_EXPORTED = 50_000  # rows of a spreadsheet; narrower filters export the rest
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Choice:
    """One filter of a list: its parameter, its name, what may be chosen."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    value: str = ""


def chosen(query, name: str, allowed: Iterable[str]) -> str:
    """The value of a filter if it is one that may be chosen, else "" — an address typed wrongly shows the whole list."""
    value = query.get(name, "")
    return value if value in set(allowed) else ""


def findings(query, on: date, codes=None):
    """Findings by organ, indicator, warning; "-" is no organ in particular."""
    indicators = [(one.code, one.title) for one in checking.indicators()]
    organs = _organ_options(
        Finding.objects.standing(on).of_organs(codes).order_by().values_list("organ_code", flat=True).distinct()
    )
    organ = chosen(query, "organ", [code for code, _ in organs] + ["-"])
    indicator = chosen(query, "indicator", [code for code, _ in indicators])
    warning = query.get("warning") == "1"
    rows = Finding.objects.standing(on).of_organs(codes)
    rows = rows.warnings() if warning else rows.failing()
    if organ:
        rows = rows.of_organ("" if organ == "-" else organ)
    if indicator:
        rows = rows.of_indicator(indicator)
    if query.get("except_duties") == "1":
        rows = rows.exclude(indicator=checking.DUTIES)
    filters = [
        Choice("organ", "单位", organs, organ),
        Choice("indicator", "指标", indicators, indicator),
        Choice("warning", "类别", (("", "不合格"), ("1", "预警")), "1" if warning else ""),
    ]
    return rows.worst_first(), filters


def duties(query, on: date, codes=None):
    """Duties by status, domain, organ, township, lateness."""
    organs = _organ_options(Duty.objects.of_organs(codes).order_by().values_list("organ_code", flat=True).distinct())
    numbers = sorted(Duty.objects.of_organs(codes).order_by().values_list("domain_no", flat=True).distinct())
    domains = [(code, f"{code} {name}") for code, name in names("domain", numbers).items()]
    status = chosen(query, "status", [*DutyStatus.values, "filled", "judged"])
    organ = chosen(query, "organ", [code for code, _ in organs])
    domain = chosen(query, "domain", numbers)
    late = chosen(query, "late", [bucket[0] for bucket in BUCKETS])
    township = query.get("township") == "1"
    rows = Duty.objects.of_organs(codes)
    if status in DutyStatus.values:
        rows = rows.filter(status=status)
    elif status:
        rows = rows.filled() if status == "filled" else rows.judged()
    elif domain and organ:
        rows = rows.judged()
    rows = rows.of_organ(organ) if organ else rows
    rows = rows.in_domain(domain) if domain else rows
    rows = rows.townships() if township else rows
    if late:
        _, _, first, last = next(bucket for bucket in BUCKETS if bucket[0] == late)
        rows = rows.overdue().filter(days_late__gte=first, days_late__lte=last)
    filters = [
        Choice("domain", "领域", domains, domain),
        Choice("organ", "单位", organs, organ),
        Choice(
            "status", "状态", [*DutyStatus.choices, ("filled", "有内容的（含超期）"), ("judged", "全部应公开")], status
        ),
        Choice("late", "逾期", [(code, words) for code, words, _, _ in BUCKETS], late),
        Choice("township", "范围", (("", "全部单位"), ("1", "只看乡镇（街道）")), "1" if township else ""),
    ]
    return rows.order_by("-days_late", "item_code", "organ_code"), filters


ORDER_STATES = (("", "全部"), ("open", "未办结"), ("late", "逾期未回复"), ("answered", "待复查"), ("closed", "已办结"), ("cancelled", "已撤销"))  # fmt: skip


def orders(query, on: date, codes=None):
    """整改单 by organ and state."""
    rows = RectificationOrder.objects.of_organs(codes).select_related("organ")
    organs = sorted(set(rows.order_by().values_list("organ__code", "organ__short_name")))
    organ = chosen(query, "organ", [code for code, _ in organs])
    state = chosen(query, "state", [code for code, _ in ORDER_STATES])
    if state == "open":
        rows = rows.open()
    elif state == "late":
        rows = rows.late(on)
    elif state:
        rows = rows.filter(state=state)
    rows = rows.filter(organ__code=organ) if organ else rows
    return rows.newest(), [Choice("organ", "单位", organs, organ), Choice("state", "状态", ORDER_STATES, state)]


DUTY_COLUMNS = ("事项", "领域", "单位", "状态", "时限", "已公开（条）", "最近公开", "期限", "逾期（天）", "依据")


def duty_rows(rows: Iterable[Duty]) -> list[list]:
    """Cells of the list of duties."""
    rows = list(rows)
    items = dict(
        CatalogueItem.objects.filter(item_code__in={row.item_code for row in rows}).values_list("item_code", "level2")
    )
    domains, organs = names("domain", {row.domain_no for row in rows}), names("organ", {row.organ_code for row in rows})
    return [
        [
            {"text": f"{row.item_code} {items.get(row.item_code, '')}", "url": f"/catalogue/items/{row.item_code}/"},
            domains[row.domain_no], organs[row.organ_code],
            {"status": {"word": row.get_status_display(), "tone": STATUS_TONES[row.status]}},
            row.limit, row.count, _day(row.newest_on), _day(row.due_on), row.days_late or "", row.grounds,
        ]
        for row in rows
    ]  # fmt: skip


FINDING_COLUMNS = ("对象", "指标", "单位", "情况", "期限", "发现日", "整改单")


def finding_rows(rows: Iterable[Finding]) -> list[list]:
    """Cells of the list of findings."""
    rows = list(rows.prefetch_related("orders")) if hasattr(rows, "prefetch_related") else list(rows)
    organs = names("organ", {row.organ_code for row in rows if row.organ_code})
    titles = {one.code: one.title for one in checking.indicators()}
    return [
        [
            {"text": row.subject, "url": row.address} if row.address else row.subject, titles.get(row.indicator, row.indicator),
            organs.get(row.organ_code, "未明确"), row.detail, _day(row.due_on), _day(row.found_on), _order_cell(row),
        ]
        for row in rows
    ]  # fmt: skip


def _order_cell(row: Finding):
    order = next((one for one in row.orders.all() if one.state != "cancelled"), None)
    if order is not None:
        return {
            "text": f"{order.number} {order.get_state_display()}",
            "url": f"/admin/compliance/orders/{order.number}/",
        }
    return "" if row.warning else {"text": "下达整改单", "url": f"/admin/compliance/orders/new/?finding={row.pk}"}


ORDER_COLUMNS = ("编号", "单位", "状态", "期限", "整改要求", "下达", "办结")


def order_rows(rows: Iterable[RectificationOrder]) -> list[list]:
    """Cells of the list of 整改单."""
    return [
        [
            {"text": row.number, "url": f"/admin/compliance/orders/{row.number}/"}, row.organ.short_name,
            {"status": {"word": row.get_state_display(), "tone": row.tone}}, _day(row.due_on), row.demand[:80],
            f"{row.issued_at:%Y-%m-%d}", _day(row.closed_at),
        ]
        for row in rows
    ]  # fmt: skip


def _day(value) -> str:
    return f"{value:%Y-%m-%d}" if value else ""


def page_of(request, rows, cells: Callable, columns: Sequence[str], sheet: str):
    """The page of the list that was asked for, or the whole of it as a spreadsheet (`format=xlsx`)."""
    if request.GET.get("format") == "xlsx":
        return xlsx(([_plain(cell) for cell in row] for row in cells(rows[:MOST_EXPORTED])), columns, sheet)
    total = rows.count() if hasattr(rows, "model") else len(rows)
    pages = max(-(-total // PAGE), 1)
    asked = request.GET.get("page", "1")
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 7 else 1
    query = {name: value for name, value in request.GET.items() if name != "page" and value}

    def url(place: int) -> str:
        return f"?{urlencode(query | {'page': place})}"

    return {
        "total": total,
        "columns": [{"label": label} for label in columns],
        "rows": cells(rows[(number - 1) * PAGE : number * PAGE]),
        "page": {
            "first_url": url(1), "last_url": url(pages),
            "previous_url": url(number - 1) if number > 1 else "", "next_url": url(number + 1) if number < pages else "",
            "summary": f"第 {number} 页，共 {pages} 页，{total} 条",
        },
        "xlsx_url": f"?{urlencode(query | {'format': 'xlsx'})}",
    }  # fmt: skip


def xlsx(rows: Iterable[Iterable], columns: Sequence[str], name: str) -> HttpResponse:
    """A spreadsheet to download."""
    target = BytesIO()
    write_xlsx(rows, columns, target, sheet=name)
    answer = HttpResponse(target.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="compliance.xlsx"'
    return answer


def _plain(cell):
    if isinstance(cell, dict):
        return cell["status"]["word"] if "status" in cell else cell.get("text", "")
    return cell


def _organ_options(codes: Iterable[str]) -> list[tuple[str, str]]:
    codes = sorted(code for code in codes if code)
    return list(names("organ", codes).items())
