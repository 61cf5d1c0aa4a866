"""Reference data of compliance: the score table and the work plan of 2021. What the county changed stays."""

import json
from datetime import date
from pathlib import Path

from django.db import transaction

from disclosure.compliance.models import PlanTask, ShownFigure, TaskLead, WorkPlan
from disclosure.compliance.scoring import load_scores
from disclosure.departments.models import Department, DepartmentKind
from yushan_portal.lib.references import ReferenceLoader

REFERENCE = Path(__file__).parent / "reference"
TOWNSHIPS = (DepartmentKind.TOWNSHIP, DepartmentKind.SUBDISTRICT)
SHOWN = ("coverage", "overdue", "home-fresh", "column-blank", "column-news", "column-notice")


def responsible(words: str):
    """The organs that a general phrase of the plan names."""
    kinds = []
    if "乡镇" in words or "街道" in words:
        kinds += TOWNSHIPS
    if "部门" in words:
        kinds.append(DepartmentKind.DEPARTMENT)
    return Department.objects.filter(kind__in=kinds, has_page=True, valid_to__isnull=True)


@transaction.atomic
def load_plan(path: Path = REFERENCE / "plan-2021.json") -> str:
    """Insert tasks and leads that are missing; those that stand are left as the county has them."""
    shipped = json.loads(path.read_text(encoding="utf-8"))
    plan, _ = WorkPlan.objects.get_or_create(
        year=shipped["year"],
        defaults={
            "title": shipped["title"],
            "document_number": shipped["document_number"],
            "issued_on": date.fromisoformat(shipped["issued_on"]),
        },
    )
    known = set(plan.tasks.values_list("number", flat=True))
    added = 0
    for row in shipped["tasks"]:
        if row["number"] in known:
            continue
        leads = row.pop("leads")
        task = PlanTask.objects.create(plan=plan, **(row | {"due_on": date.fromisoformat(row["due_on"])}))
        organs = list(Department.objects.filter(code__in=leads))
        organs += [organ for organ in responsible(row["everyone"]) if organ not in organs]
        TaskLead.objects.bulk_create([TaskLead(task=task, organ=organ) for organ in organs])
        added += 1
    return f"{plan.year} 年工作方案：新增任务 {added}，保留 {len(known)}"


def load_shown() -> str:
    """The figures of the public scoreboard, where the office has chosen none yet."""
    if ShownFigure.objects.exists():
        return "公示指标：保留公开办的选择"
    ShownFigure.objects.bulk_create([ShownFigure(code=code, order=n) for n, code in enumerate(SHOWN)])
    return f"公示指标：{len(SHOWN)} 项"


REFERENCE_LOADERS = (
    ReferenceLoader("评分规则", load_scores, order=40),
    ReferenceLoader("工作方案", load_plan, order=41),
    ReferenceLoader("公示指标", load_shown, order=42),
)
