"""Each public list page of notices, declared once."""

from disclosure.notices.kinds import GROUPS, KINDS
from yushan_portal.lib.columns import Column, UpdateClass

_GROUP_NAMES = {code: name for code, name, _ in GROUPS}

COLUMNS = (
    Column(
        "notices-budgets",
        "预算和决算",
        "财政预决算",
        "政府、部门和所属单位的预算、决算，报表可以逐年比较",
        "玉山县,预算,决算,三公经费",
        "/notices/budgets/",
        UpdateClass.OTHER,
        ("budget_report",),
        order=300,
    ),
    *(
        Column(
            f"notices-{kind.code}",
            kind.name,
            _GROUP_NAMES[kind.group],
            kind.description,
            f"玉山县,{kind.name}",
            f"/notices/{kind.code}/",
            UpdateClass.OTHER,
            ("notice",),
            (kind.code,),
            order=310 + place,
        )
        for place, kind in enumerate(KINDS)
    ),
)
