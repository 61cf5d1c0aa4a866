"""What the portal can check on organs' pages: 机构职能、领导信息 and the nine fields of the guide (条例 第十二条、第二十条)."""

from collections import defaultdict
from datetime import date

from disclosure.departments.gaps import card_gaps, guide_gaps
from disclosure.departments.models import Department, DepartmentKind, Leader
from yushan_portal.lib.indicators import Block, Case, Indicator


def _organs(on: date) -> list[Department]:
    return list(Department.objects.standing(on).disclosing().exclude(kind=DepartmentKind.VILLAGE))


def _case(organ: Department, part: str, gaps: list[str]) -> Case:
    return Case(organ.code, f"{organ.name}专页", organ.code, f"/departments/{organ.code}/{part}", "".join(gaps)[:480])


def _cards(on: date) -> list[Case]:
    leaders = defaultdict(list)
    for leader in Leader.objects.in_office(on):
        leaders[leader.department_id].append(leader)
    found = []
    for organ in _organs(on):
        gaps = [gap for gap in card_gaps(organ, leaders[organ.pk]) if not gap.startswith("机构名称待核对")]
        found.append(_case(organ, "", gaps))
    return found


def _guides(on: date) -> list[Case]:
    return [_case(organ, "", guide_gaps(organ)) for organ in _organs(on)]


INDICATORS = (
    Indicator(
        "organ-card", "机构职能、领导信息不全", "《中华人民共和国政府信息公开条例》第二十条", _cards,
        lambda on: [case for case in _cards(on) if case.detail], Block.PUBLISHING,
        "机关职能、机构设置、负责人姓名和分工缺一即不合格。", order=34,
    ),
    Indicator(
        "organ-guide", "政府信息公开指南不全", "《中华人民共和国政府信息公开条例》第十二条", _guides,
        lambda on: [case for case in _guides(on) if case.detail], Block.PUBLISHING,
        "指南九项内容缺一、电话写法不对或者没有核对日期即不合格。", order=35,
    ),
)  # fmt: skip
"""机构名称待核对 is the office's own work and no fault of the page."""
