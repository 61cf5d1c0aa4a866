"""What stands on the front page and the site map; all of it read from the register and the declarations."""

from datetime import date, timedelta

from disclosure.catalogue.models import Domain
from disclosure.departments.models import Department, DepartmentKind
from disclosure.register.counting import by_code, last_published
from disclosure.register.models import RegisterEntry
from yushan_portal.lib.columns import Column, UpdateClass
from yushan_portal.lib.front import FrontBox
from yushan_portal.lib.plugins import offered
from yushan_portal.navigation import ENTRANCES, is_built

HOME_COLUMN = Column(
    "home",
    "首页",
    "首页",
    "玉山县政府信息公开统一平台：标准目录、政策文件、公示、决策和解读",
    "玉山县,政务公开,政府信息公开",
    "/",
    UpdateClass.NEWS,
)
LATEST = 5
HOT = ("惠农补贴", "义务教育", "征地", "养老", "政务公开")


def columns_on_home() -> list[Column]:
    """Columns that show their newest rows on the front page, in menu order."""
    return sorted(
        (column for column in offered("columns", "COLUMNS") if column.on_home), key=lambda column: column.order
    )


def boxes(on: date) -> list[FrontBox]:
    """What the rooms put on the front page (open consultations, notices by year), in their order."""
    makers = sorted(offered("front", "FRONT_BOXES"), key=lambda maker: maker.order)
    return [box for box in (maker.make(on) for maker in makers) if box is not None]


def page(on: date) -> dict:
    """Context of the front page. A column that holds nothing is left out rather than shown empty."""
    week = RegisterEntry.objects.public(on).counted().between_days(on - timedelta(days=6), on)
    organs = dict(Department.objects.values_list("code", "short_name"))
    week_codes = list(week.values_list("organ_code", flat=True))
    return {
        "column": HOME_COLUMN,
        "entrances": [
            {"name": name, "url": path, "text": text, "count": None} for name, path, text in ENTRANCES if is_built(path)
        ],
        "domains": domain_tiles(on),
        "week": {"count": len(week_codes), "organs": len(set(week_codes))},
        "boxes": boxes(on),
        "latest": [
            (column, rows)
            for column in columns_on_home()
            if not column.topics and (rows := headlines(column, on, organs))
        ],
        "topics": [
            {"name": column.name, "url": column.path, "text": column.description, "count": None}
            for column in columns_on_home()
            if column.topics
        ],
        "departments": organ_groups(on),
        "hot": [{"label": word, "url": f"/search/?q={word}"} for word in HOT],
    }


def domain_tiles(on: date) -> list[dict]:
    """The 26 domains with what has been published in each."""
    counts, newest = by_code("domain", on), last_published("domain", on)
    return [
        {
            "name": domain.name,
            "url": f"/catalogue/{domain.domain_no}/",
            "count": counts.get(domain.domain_no, 0),
            "date": newest.get(domain.domain_no),
            "empty": not counts.get(domain.domain_no),
        }
        for domain in Domain.objects.order_by("domain_no")
    ]


def headlines(column: Column, on: date, organs: dict[str, str]) -> list[dict]:
    """The newest rows of a column as short lines."""
    rows = RegisterEntry.objects.public(on).counted().in_column(column).newest().listed()[:LATEST]
    return [
        {"title": row.title, "url": row.address, "organ": organs.get(row.organ_code, ""), "date": row.published_on}
        for row in rows
    ]


def organ_groups(on: date) -> list[dict]:
    """Organs with a public page, by kind."""
    organs = list(Department.objects.standing(on).disclosing())
    groups = (
        ("县政府及部门", (DepartmentKind.GOVERNMENT, DepartmentKind.DEPARTMENT)),
        ("乡镇、街道", (DepartmentKind.TOWNSHIP, DepartmentKind.SUBDISTRICT)),
        ("公共企事业单位", (DepartmentKind.ENTERPRISE,)),
    )
    return [
        {"name": name, "organs": [organ for organ in organs if organ.kind in kinds]}
        for name, kinds in groups
        if any(organ.kind in kinds for organ in organs)
    ]


def map_page(on: date) -> dict:
    """Context of the site map: every column, domain and organ."""
    columns = sorted(offered("columns", "COLUMNS"), key=lambda column: (column.order, column.name))
    return {
        "breadcrumb": [("网站地图", "")],
        "columns": [column for column in columns if is_built(column.path)],
        "domains": Domain.objects.order_by("domain_no"),
        "departments": organ_groups(on),
    }
