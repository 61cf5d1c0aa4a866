"""What a demonstration county keeps on its organs' pages and in its catalogue: fictional, marked 示例."""

from datetime import timedelta

from django.utils import timezone

from disclosure.catalogue import actions as catalogue
from disclosure.catalogue.models import CatalogueItem, CountyOverride, DeclaredEvent
from disclosure.departments.actions import edit_department, keep_leader
from disclosure.departments.guards import Refused
from disclosure.departments.models import Department, DepartmentKind, Leader
from yushan_portal.demo_work import load_desk_work

TOWNSHIPS = (DepartmentKind.TOWNSHIP, DepartmentKind.SUBDISTRICT)
HOURS = "工作日 8:30—12:00，13:30—17:00（法定节假日除外）"
LEADERS = (("张明（示例）", "主要负责人", "主持全面工作"), ("刘芳（示例）", "分管负责人", "分管政务公开和群众工作"))
"""Not real people."""


def load_organ_pages(cast) -> str:
    """Functions, structure, leaders and the nine fields of the guide of every organ with a page; runs once."""
    if Leader.objects.exists():
        return "机构专页：已有内容，未重复载入"
    on = timezone.localdate()
    organs = list(Department.objects.standing(on).disclosing())
    for organ in organs:
        edit_department(organ, by=cast.office, on=on, **_page(organ, on))
        for order, (name, post, duties) in enumerate(LEADERS, start=1):
            keep_leader(organ, by=cast.office, on=on, name=name, post=post, duties=duties, order=order)
    return f"机构专页：示例 {len(organs)} 个"


def _page(organ: Department, on) -> dict:
    town = organ.kind in TOWNSHIPS
    place = f"{organ.short_name}便民服务中心" if town else "玉山县玉清大道与林岗山路交叉口政务服务中心大楼"
    return {
        "functions": f"{organ.name}依照法律法规和县委、县政府规定履行职责，负责本{'行政区域' if town else '领域'}的"
        "政策执行、公共服务和政务公开工作。",
        "structure": "党政办公室、便民服务中心、综合行政执法队。"
        if town
        else "办公室、政策法规股、业务股、政务服务股。",
        "guide_classes": "机构职能、政策文件、规划计划、财政信息、行政许可和处罚、办事指南、通知公告。",
        "guide_arrangement": "按机构、体裁和标准目录事项编排，每条信息有唯一的索引号。",
        "guide_access": "可以在本平台检索、下载，也可以到政务公开专区、县档案馆和县图书馆查阅。",
        "guide_office": "党政办公室" if town else "办公室",
        "address": place,
        "office_hours": HOURS,
        "phone": "12345",
        "fax": "无",
        "internet_contact": "本平台“依申请公开”栏目",
        "guide_reviewed_on": on - timedelta(days=60),
    }


def load_catalogue_acts(cast) -> str:
    """A county value and declared events, so that the catalogue shows what they look like; runs once."""
    if CountyOverride.objects.exists():
        return "标准目录：已有县定内容，未重复载入"
    at, made = timezone.now(), 0
    item = CatalogueItem.objects.get(item_code="22-01-02")
    for field, value in (("deadline_text", "信息形成或者变更之日起10个工作日内"), ("deadline_rule", "workdays:10")):
        catalogue.override(
            item,
            field,
            value,
            by=cast.office,
            at=at,
            source="玉府字〔2026〕7号",
            reason="县里规定的公开时限短于国家标准目录",
            effective_from=timezone.localdate() - timedelta(days=50),
        )
        made += 1
    for item in CatalogueItem.objects.filter(deadline_rule__startswith="on_event:").order_by("item_code"):
        organ = item.organs.select_related("department").first()
        if organ is None or "前" in item.deadline_rule or DeclaredEvent.objects.count() >= 3:
            continue
        try:
            catalogue.declare_event(
                item,
                organ.department,
                happened_on=timezone.localdate() - timedelta(days=2),
                note=f"{item.level2}（示例）",
                by=cast.author,
                at=at,
            )
            made += 1
        except Refused:
            continue
    return f"标准目录：示例县定内容和登记事件 {made} 项"


DEMO_LOADERS = ((10, load_organ_pages), (15, load_catalogue_acts), (90, load_desk_work))
