"""Rows and groups that the organ's pages show: presence and order only, no law."""

from dataclasses import replace

from disclosure.departments import statutory
from disclosure.departments.columns import COLUMNS
from disclosure.departments.models import GUIDE_FIELDS, Department, DepartmentKind, VenueKind
from disclosure.departments.naming import names_of
from disclosure.departments.shelves import ShelfCounts

LAST_PAGE = 500  # deeper lists are searched, not paged
KIND_NAMES = (
    (DepartmentKind.GOVERNMENT, "县人民政府"),
    (DepartmentKind.DEPARTMENT, "县政府部门"),
    (DepartmentKind.TOWNSHIP, "乡镇"),
    (DepartmentKind.SUBDISTRICT, "街道"),
    (DepartmentKind.ENTERPRISE, "公共企事业单位"),
    (DepartmentKind.VILLAGE, "村（居）"),
)


def groups(rows, wanted: str = "") -> list[dict]:
    """Organs by kind; `wanted` keeps those one of whose names holds the words."""
    kept = [row for row in rows if not wanted or any(wanted in name for name in names_of(row))]
    found = []
    for kind, name in KIND_NAMES:
        organs = [row for row in kept if row.kind == kind]
        if organs:
            found.append({"kind": kind.value, "name": name, "tiles": [_tile(row) for row in organs], "n": len(organs)})
    return found


def _tile(row: Department) -> dict:
    return {"name": row.short_name, "url": row.get_absolute_url(), "text": row.name}


def venue_groups(rows) -> list[dict]:
    """Venues by kind."""
    rows = list(rows)
    return [
        {"name": kind.label, "code": kind.value, "venues": [row for row in rows if row.kind == kind]}
        for kind in VenueKind
    ]


def contact_rows(department: Department) -> list[dict]:
    """Rows of components/contact_card.html; what is not known is left out there."""
    first_phone = department.phone.replace("，", "、").split("、")[0].strip()
    return [
        {"term": "公开工作机构", "text": department.guide_office},
        {"term": "办公地址", "text": department.address},
        {"term": "办公时间", "text": department.office_hours},
        {"term": "联系电话", "phone": first_phone}
        if first_phone == department.phone
        else {"term": "联系电话", "text": department.phone},
        {"term": "传真号码", "text": department.fax},
        {"term": "互联网联系方式", "text": department.internet_contact},
        {"term": "统一社会信用代码", "text": department.unified_code},
    ]


def guide_rows(department: Department) -> list[dict]:
    """The nine fields of 条例 第十二条第二款 in the order of the clause, empty ones with an empty text."""
    fields = (department._meta.get_field(name) for name in GUIDE_FIELDS)
    return [{"term": field.verbose_name, "text": getattr(department, field.name)} for field in fields]


def whom_to_ask(department: Department) -> str:
    """The sentence that stands where a part is still being completed; names a number only where one is known."""
    if department.phone:
        return f"本部分内容正在完善，请拨打 {department.phone} 向{department.short_name}咨询。"
    if department.address:
        return f"本部分内容正在完善，请到{department.address}向{department.short_name}咨询，或者拨打 12345 政务服务便民热线。"
    return "本部分内容正在完善，请拨打 12345 政务服务便民热线咨询。"


def former_names(department: Department) -> list[str]:
    """Former names with their years."""
    lines = []
    for former in department.former_names:
        if not isinstance(former, dict):
            lines.append(str(former))
            continue
        span = f"{former.get('from', '')[:10]} 至 {former.get('to', '')[:10]}".strip(" 至") if former.get("to") else ""
        lines.append(f"{former['name']}（{span}）" if span else former["name"])
    return lines


def nodes(department: Department, counts: ShelfCounts) -> list[dict]:
    """The organ's tree by clause, each node with its address and how much stands under it."""
    found: dict[str, list[dict]] = {}
    for node in statutory.nodes_of(department.kind):
        article = "条例第二十条" if node.code.startswith("20-") else node.clause
        found.setdefault(article, []).append(
            {
                "name": node.title,
                "text": node.text,
                "url": f"{department.get_absolute_url()}statutory/{node.code}/",
                "count": counts.topics.get(node.topic, 0) if counts.known else None,
                "empty": counts.known and not counts.topics.get(node.topic),
            }
        )
    return [{"article": article, "tiles": tiles} for article, tiles in found.items()]


def column_of(department: Department):
    """The page's own column for its meta tags (国办发〔2017〕47号)."""
    return replace(
        COLUMNS[0],
        name=department.short_name,
        description=f"{department.name}的机构职能、政府信息公开指南、制度、法定主动公开内容、年报和依申请公开",
        keywords=f"{department.name},{department.short_name},政府信息公开",
        path=department.get_absolute_url(),
    )


def page_number(text: str | None, total: int, size: int) -> int:
    """The page asked for, brought into what there is; anything that is no number is the first page."""
    last = min(max(1, -(-total // size)), LAST_PAGE)
    if not text or not text.isascii() or not text.isdigit() or len(text) > 6:
        return 1
    return min(max(1, int(text)), last)


def pages(path: str, number: int, total: int, size: int) -> dict:
    """The argument of components/pagination.html."""
    last = min(max(1, -(-total // size)), LAST_PAGE)
    return {
        "first_url": path,
        "previous_url": f"{path}?page={number - 1}" if number > 1 else "",
        "next_url": f"{path}?page={number + 1}" if number < last else "",
        "last_url": f"{path}?page={last}",
        "summary": f"共 {total} 条，第 {number} 页，共 {last} 页",
    }
