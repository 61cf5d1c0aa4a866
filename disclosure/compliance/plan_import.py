"""Next year's work plan from a spreadsheet: all rows or none, every fault named with its row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.compliance.guards import NotAllowed, is_office
from disclosure.compliance.loading import responsible
from disclosure.compliance.models import PlanTask, TaskLead, WorkPlan
from disclosure.departments.naming import organs_by_name
from yushan_portal.lib.spreadsheets import (
    CheckedRow,
    FieldKind,
    FieldSpec,
    SpreadsheetRefused,
    checked_rows,
    dry_run,
    open_sheet,
    open_source,
)

FIELDS = (
    FieldSpec("number", "任务号", ("序号", "编号"), FieldKind.INT, required=True, example="1"),
    FieldSpec("section", "方案条目", ("条目",), max_length=20, example="一（一）"),
    FieldSpec("name", "任务", ("任务名称", "工作任务"), required=True, max_length=100, example="精准解读重大政策措施"),
    FieldSpec("demand", "任务内容", ("具体内容", "工作要求"), required=True, example="围绕……及时发布权威信息"),
    FieldSpec("leads", "牵头单位", ("责任单位",), max_length=500, example="县财政局、县大数据发展服务中心", help="多个单位用“、”分开"),
    FieldSpec("everyone", "普遍责任", max_length=60, example="各乡镇（街道）、县政府各部门", help="没有就空着"),
    FieldSpec("due_on", "完成时限", ("时限",), FieldKind.DATE, example="2022-12-31", help="空着按当年 12 月 31 日"),
    FieldSpec("waits_for", "启动条件", max_length=200, help="须等外部文件出台的，写明是什么"),
)  # fmt: skip
MOST_TASKS = 200


@dataclass
class PlanImport:
    """What an import found; `faults` means that nothing was written."""

    tasks: int = 0
    faults: list[str] = field(default_factory=list)
    plan: WorkPlan | None = None


def import_plan(
    file,
    *,
    by,
    year: int,
    title: str,
    issued_on: date,
    document_number: str = "",
    trial: bool = False,
    at: datetime | None = None,
) -> PlanImport:
    """Read the sheet; write the plan unless something is wrong or it is only a trial. A year's plan is imported once."""
    at = at or timezone.now()
    if not is_office(by, timezone.localdate(at)):
        raise NotAllowed
    result = PlanImport()
    try:
        opened = open_sheet(open_source(file), FIELDS)
        report = dry_run(opened, key=("number",))
        result.faults += [*report.blocked, *report.numbered]
        rows = [row for row in checked_rows(opened, key=("number",)) if row.accepted] if not result.faults else []
    except SpreadsheetRefused as refused:
        result.faults.append(str(refused))
        return result
    if WorkPlan.objects.filter(year=year).exists():
        result.faults.append(f"{year} 年的工作方案已经有了。")
    if len(rows) > MOST_TASKS:
        result.faults.append(f"一个方案最多 {MOST_TASKS} 项任务。")
    if not 2000 <= year <= 2199 or not title.strip():
        result.faults.append("请填写年度和方案名称。")
    named = _named(rows, issued_on, result)
    result.tasks = len(rows)
    if result.faults or trial:
        return result
    with transaction.atomic():
        plan = WorkPlan.objects.create(
            year=year, title=title.strip(), document_number=document_number, issued_on=issued_on
        )
        for row, organs in named:
            values = row.values
            task = PlanTask.objects.create(
                plan=plan, number=values["number"], section=values.get("section") or "", name=values["name"],
                demand=values["demand"], due_on=values.get("due_on") or date(year, 12, 31),
                waits_for=values.get("waits_for") or "", everyone=values.get("everyone") or "",
            )  # fmt: skip
            organs = list(dict.fromkeys([*organs, *responsible(task.everyone)]))
            TaskLead.objects.bulk_create([TaskLead(task=task, organ=organ) for organ in organs])
        audit.record("import_plan", plan, by=by, after={"tasks": len(rows)}, at=at)
        result.plan = plan
    return result


def _named(rows: Iterable[CheckedRow], on: date, result: PlanImport):
    known, found = organs_by_name(on), []
    for row in rows:
        words = [
            word.strip() for word in (row.values.get("leads") or "").replace("，", "、").replace(",", "、").split("、")
        ]
        organs = []
        for word in filter(None, words):
            if word in known:
                organs.append(known[word])
            else:
                result.faults.append(f"第{row.number}行“牵头单位”：没有名为“{word}”的单位。")
        if not organs and not row.values.get("everyone"):
            result.faults.append(f"第{row.number}行没有牵头单位，也没有普遍责任。")
        if row.values.get("number") is not None and not 0 < row.values["number"] < 1000:
            result.faults.append(f"第{row.number}行“任务号”应在 1 到 999 之间。")
        found.append((row, organs))
    return found
