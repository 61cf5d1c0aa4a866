"""What stands on the pages of budgets: tables to sort, year on year, 三公, and who has published what."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from disclosure import workdays
from disclosure.departments.models import Department, DepartmentKind
from disclosure.notices.budget_tables import THREE_PUBLIC, decimal_of, missing_tables
from disclosure.notices.law import BUDGET
from disclosure.notices.models import Account, BudgetReport, Level
from disclosure.notices.pages import BY_COLUMN, article
from disclosure.publishing.models import Attachment
from disclosure.register.models import RegisterEntry
from yushan_portal.lib.richtext import safe_html

YEARS = 5
COMPARED = 40
REPORTING = (DepartmentKind.GOVERNMENT, DepartmentKind.DEPARTMENT, DepartmentKind.TOWNSHIP, DepartmentKind.SUBDISTRICT)
COLUMN = BY_COLUMN["notices-budgets"]


def overview(account: str, on: date) -> dict:
    """The grid year × body, in words, and the newest reports."""
    account = account if account in Account.values else Account.BUDGET
    reports = list(BudgetReport.objects.public(on).of_account(account).select_related("organ").order_by("organ__order"))
    years = [on.year - back for back in range(YEARS)]
    by_body: dict[tuple, dict[int, BudgetReport]] = {}
    for report in reports:
        by_body.setdefault((report.organ_id, report.unit_name, report.level), {})[report.year] = report
    rows = []
    for organ in Department.objects.standing(on).of_kind(*REPORTING).order_by("order", "code"):
        level = Level.GOVERNMENT if organ.kind == DepartmentKind.GOVERNMENT else Level.DEPARTMENT
        rows.append(_grid_row(organ.short_name, by_body.get((organ.pk, "", level), {}), years))
        units = sorted(key for key in by_body if key[0] == organ.pk and key[2] == Level.UNIT)
        rows += [_grid_row(f"　{key[1]}（所属单位）", by_body[key], years) for key in units]
    published = sum(1 for row in rows for cell in row[1:] if cell["status"]["word"] == "已公开")
    return {
        "column": COLUMN,
        "breadcrumb": [{"name": "公示", "url": "/notices/"}, {"name": "预算和决算"}],
        "account": account,
        "accounts": [
            {"label": label, "url": f"/notices/budgets/?account={code}", "current": code == account}
            for code, label in Account.choices
        ],
        "columns": [{"label": "单位"}, *({"label": f"{year}年"} for year in years)],
        "rows": rows,
        "published": published,
        "limit_text": f"批准、批复后 {BUDGET.length} 日内公开（{BUDGET.clause}）",
    }


def _grid_row(name: str, by_year: dict[int, BudgetReport], years: list[int]) -> list:
    cells: list = [name]
    for year in years:
        report = by_year.get(year)
        if report is None:
            cells.append({"status": {"word": "未公开", "tone": "warning"}, "text": "未公开"})
        else:
            cells.append(
                {"status": {"word": "已公开", "tone": "success"}, "text": "已公开", "url": report.get_absolute_url()}
            )
    return cells


def page(report: BudgetReport, on: date, sort: str, origin: str) -> dict:
    """One report: facts, explanation, tables, comparison with the year before, 三公 over the years, files."""
    family = BudgetReport.objects.public(on).of_body(report).of_account(report.account)
    before = family.of_year(report.year - 1).first()
    others = list(family.order_by("-year"))
    return {
        "report": report,
        "column": COLUMN,
        "breadcrumb": [
            {"name": "公示", "url": "/notices/"},
            {"name": "预算和决算", "url": COLUMN.path},
            {"name": report.title},
        ],
        "article": article(report),
        "key_facts": key_facts(report),
        "tables": [shown_table(report, table, sort) for table in report.tables],
        "contents": [{"label": table["name"], "anchor": f"table-{table['code']}"} for table in report.tables],
        "absent": missing_tables(report.level, report.account, report.year, {table["code"] for table in report.tables}),
        "problems": [(table["name"], table["total_problem"]) for table in report.tables if table["total_problem"]],
        "body": safe_html(report.body),
        "comparisons": compare(report, before) if before else [],
        "before": before,
        "three_public": three_public_chart(others),
        "units": units_of(report, on),
        "others": [row for row in others if row.pk != report.pk],
        "attachments": [
            {"name": row.name, "url": row.get_absolute_url(), "extension": row.extension, "size": row.public_size}
            for row in Attachment.objects.listed(report.attachment_ids)
        ],
        "share_url": origin + report.get_absolute_url(),
    }


def key_facts(report: BudgetReport) -> list[dict]:
    """Dates of approval and publication, and whether the twenty days were kept."""
    kept = ""
    if report.approved_on and report.published_at:
        due = workdays.due(BUDGET, report.approved_on)
        late = workdays.local_day(report.published_at) > due.on
        kept = f"应于 {_day(due.on)} 前公开，{'逾期公开' if late else '按时公开'}"
    return [
        {"term": "公开单位", "text": report.body_name if report.unit_name else report.organ.name},
        {"term": "批准（批复）日期", "text": _day(report.approved_on)},
        {"term": "批准（批复）机关", "text": report.approved_by},
        {"term": "公开日期", "text": _day(report.published_at)},
        {"term": "时限", "text": kept},
    ]


def shown_table(report: BudgetReport, table: dict, sort: str) -> dict:
    """A stored table for components/table.html, in the order asked for: ?sort=code:column:a|d."""
    code, place, descending = _sorting(sort, table)
    rows = table["rows"]
    if place is not None:
        totals = [row for row in rows if _is_total(row)]
        rows = sorted(
            (row for row in rows if not _is_total(row)), key=lambda row: _sort_key(row[place]), reverse=descending
        )
        rows = [*rows, *totals]
    numeric = [_is_numeric(table["rows"], column) for column in range(len(table["columns"]))]
    columns = []
    for column, name in enumerate(table["columns"]):
        current = code and column == place
        turn = "a" if current and descending else "d"
        link = urlencode({"sort": f"{table['code']}:{column}:{turn}"})
        columns.append(
            {
                "label": name or "　",
                "amount": numeric[column],
                "url": f"{report.get_absolute_url()}?{link}#table-{table['code']}" if name else "",
                "sorted": ("descending" if descending else "ascending") if current else "",
            }
        )
    cells = [[_cell(cell, numeric[column]) for column, cell in enumerate(row)] for row in rows]
    return table | {"shown_columns": columns, "shown_rows": cells, "wide": len(columns) > 6}


def _sorting(sort: str, table: dict):
    code, _, rest = sort.partition(":")
    place, _, turn = rest.partition(":")
    if code != table["code"] or not (place.isascii() and place.isdigit()) or int(place[:3]) >= len(table["columns"]):
        return "", None, False
    return code, int(place[:3]), turn == "d"


def _sort_key(cell: str):
    number = decimal_of(cell)
    return (0, number, "") if number is not None else (1, Decimal(0), cell)


def _is_total(row: list[str]) -> bool:
    return any("".join(cell.split()).endswith(("合计", "总计")) for cell in row[:3])


def _is_numeric(rows: list[list[str]], column: int) -> bool:
    cells = [row[column] for row in rows if row[column]]
    return column > 0 and bool(cells) and all(decimal_of(cell) is not None for cell in cells)


def _cell(cell: str, numeric: bool) -> str:
    number = decimal_of(cell) if numeric else None
    return cell if number is None else f"{number:,}"


def lines_of(table: dict) -> dict[str, Decimal]:
    """The first number of each line, by the words before it; of lines with the same words the first counts."""
    found: dict[str, Decimal] = {}
    for row in table["rows"]:
        words: list[str] = []
        for place, cell in enumerate(row):
            number = decimal_of(cell)
            if number is not None and words and (place > 0):
                found.setdefault(" ".join(words), number)
                break
            if cell:
                words.append("".join(cell.split()))
    return found


def compare(report: BudgetReport, before: BudgetReport) -> list[dict]:
    """Each table beside the same table of the year before, line by line."""
    old_tables = {table["code"]: table for table in before.tables}
    made = []
    for table in report.tables:
        new, old = lines_of(table), lines_of(old_tables.get(table["code"], {"rows": []}))
        shared = [name for name in new if name in old or new[name]][:COMPARED]
        if not shared or not old:
            continue
        rows = []
        for name in shared:
            was, now = old.get(name), new[name]
            change = now - was if was is not None else None
            share = f"{change / was * 100:+.1f}%" if was else ""
            rows.append(
                [
                    name,
                    f"{now:,}",
                    f"{was:,}" if was is not None else "—",
                    f"{change:+,}" if change is not None else "新增",
                    share,
                ]
            )
        made.append(
            {
                "name": table["name"],
                "unit": table["unit"],
                "columns": [
                    {"label": "项目"},
                    {"label": f"{report.year}年", "amount": True},
                    {"label": f"{before.year}年", "amount": True},
                    {"label": "增减", "amount": True},
                    {"label": "增减比例", "amount": True},
                ],
                "rows": rows,
            }
        )
    return made


def three_public(report: BudgetReport) -> dict[str, Decimal]:
    """The lines of 三公经费, whether the table names them in rows or in columns."""
    table = next((table for table in report.tables if "三公" in table["name"]), None)
    if table is None:
        return {}
    found: dict[str, Decimal] = {}
    for name in THREE_PUBLIC:
        for words, number in lines_of(table).items():
            if name in words:
                found.setdefault(name, number)
        for place, column in enumerate(table["columns"]):
            if name in column and table["rows"] and name not in found:
                number = decimal_of(table["rows"][0][place])
                if number is not None:
                    found[name] = number
    return found


def three_public_chart(reports: list[BudgetReport]) -> dict | None:
    """三公 of each year as bars, newest first."""
    years = [(report, three_public(report)) for report in reports]
    years = [(report, sum(lines.values(), Decimal(0)), lines) for report, lines in years if lines]
    if not years:
        return None
    newest, total, _ = years[0]
    finding = f"{newest.year}年“三公”经费{Account(newest.account).label} {total:,}"
    if len(years) > 1:
        change = total - years[1][1]
        finding += f"，比{years[1][0].year}年{'增加' if change > 0 else '减少' if change < 0 else '持平'}" + (
            f" {abs(change):,}" if change else ""
        )
    bars = [
        {"label": f"{report.year}年", "value": money, "text": f"{money:,}", "url": report.get_absolute_url()}
        for report, money, _ in years
    ]
    parts = [
        {"label": name, "value": money, "text": f"{money:,}", "other": True} for name, money in years[0][2].items()
    ]
    unit = next(table["unit"] for table in newest.tables if "三公" in table["name"])
    maximum = max([money for _, money, _ in years] + [Decimal(1)])
    return {"caption": finding, "unit": unit, "bars": [*bars, *parts], "maximum": maximum}


def units_of(report: BudgetReport, on: date) -> list[dict]:
    """Budgets of the subordinate units of a department, for the same year."""
    if report.level != Level.DEPARTMENT:
        return []
    found = BudgetReport.objects.public(on).of_account(report.account).of_year(report.year)
    found = found.filter(organ=report.organ, level=Level.UNIT).order_by("unit_name")
    return [{"title": row.title, "url": row.get_absolute_url()} for row in found]


def withdrawn_entry(pk: int):
    """The tombstone of a report that was taken back, if any."""
    return RegisterEntry.objects.withdrawn().filter(kind=BudgetReport.kind, thing_id=str(pk)).first()


def _day(day) -> str:
    if not day:
        return ""
    day = workdays.local_day(day)
    return f"{day.year}年{day.month}月{day.day}日"
