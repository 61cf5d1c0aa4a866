"""The directory as a spreadsheet, out and in, and its dated changes."""

from io import BytesIO

from openpyxl import load_workbook

from decisions.models import Directory
from disclosure.publishing.guards import Refused
from disclosure.publishing.models import Revision
from yushan_portal.lib.spreadsheets import write_xlsx

HEADINGS = (
    "编号",
    "决策事项",
    "承办部门（牵头）",
    "承办部门（配合）",
    "决策时间",
    "是否听证",
    "决策程序",
    "移出目录",
    "调整理由",
)
MOST_ROWS = 500


def as_sheet(directory: Directory) -> BytesIO:
    """The rows as .xlsx; reading it back gives the same rows."""
    target = BytesIO()
    write_xlsx((_line(row) for row in directory.rows), HEADINGS, target, sheet=f"{directory.year}年度目录")
    target.seek(0)
    return target


def from_sheet(file, before: list[dict]) -> list[dict]:
    """Rows of an uploaded .xlsx in the form of `as_sheet`; rows without a number are new. Raises Refused with sentences."""
    try:
        page = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        lines = list(page.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=len(HEADINGS)))
    except Exception as fault:
        raise Refused(["这个文件不是 .xlsx 表格，或者已经损坏。"]) from fault
    if not lines or [str(cell or "").strip() for cell in lines[0]] != list(HEADINGS):
        raise Refused([f"第一行须是：{'、'.join(HEADINGS)}。请先下载目录表格，在它上面修改。"])
    known, rows, faults = {row["id"] for row in before}, [], []
    for number, line in enumerate(lines[1:], start=2):
        cells = [str(cell).strip() if cell is not None else "" for cell in line]
        if not any(cells):
            continue
        if cells[0] and cells[0] not in known:
            faults.append(f"第{number}行的编号“{cells[0]}”不在目录里；新增事项的编号请留空。")
        rows.append(_row(cells))
    if faults:
        raise Refused(faults)
    return numbered(rows, before)


def numbered(rows: list[dict], before: list[dict]) -> list[dict]:
    """Rows with an id each; a row that is missing stays, so that the gate asks for its reason."""
    last = max((int(row["id"][1:]) for row in before if row["id"][1:].isdigit()), default=0)
    found = []
    for row in rows:
        if not row.get("id"):
            last += 1
            row = row | {"id": f"r{last}"}
        found.append(row)
    there = {row["id"] for row in found}
    return found + [row for row in before if row["id"] not in there]


def history(directory: Directory) -> list[dict]:
    """Every addition, change and removal since the first publication, newest first, with date and reason."""
    public = list(Revision.objects.of(directory).exclude(published_at=None).order_by("number"))
    events = []
    for older, newer in zip(public, public[1:], strict=False):
        was = {row["id"]: row for row in older.content.get("rows", [])}
        for row in newer.content.get("rows", []):
            old = was.get(row["id"])
            if old is None:
                word = "新增"
            elif row.get("removed") and not old.get("removed"):
                word = "移出"
            elif _line(row)[:8] != _line(old)[:8]:
                word = "调整"
            else:
                continue
            events.append(
                {"at": newer.published_at, "text": f"{word}“{row['matter']}”：{row.get('reason', '')}", "before": old}
            )
    return events[::-1]


def _line(row: dict) -> list:
    return [
        row["id"],
        row.get("matter", ""),
        row.get("lead", ""),
        row.get("others", ""),
        row.get("month", ""),
        "是" if row.get("hearing") else "否",
        row.get("procedure", ""),
        "是" if row.get("removed") else "否",
        row.get("reason", ""),
    ]


def as_lines(rows: list[dict]) -> str:
    """The rows as the desk writes them, one a line."""
    return "\n".join("｜".join(_line(row)) for row in rows)


def from_text(text: str, before: list[dict]) -> list[dict]:
    """Rows written one a line; raises Refused with sentences."""
    known, rows, faults = {row["id"] for row in before}, [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.replace("|", "｜").split("｜")]
        if len(cells) < 5 or len(cells) > len(HEADINGS):
            faults.append(f"第{number}行应有{len(HEADINGS)}栏，用“｜”隔开。")
            continue
        cells += [""] * (len(HEADINGS) - len(cells))
        if cells[0] and cells[0] not in known:
            faults.append(f"第{number}行的编号“{cells[0]}”不在目录里；新增事项的编号请留空。")
        rows.append(_row(cells))
    if faults:
        raise Refused(faults)
    return numbered(rows, before)


def _row(cells: list[str]) -> dict:
    names = ("id", "matter", "lead", "others", "month", "hearing", "procedure", "removed", "reason")
    row = dict(zip(names, cells, strict=True))
    return row | {"hearing": row["hearing"] == "是", "removed": row["removed"] == "是"}
