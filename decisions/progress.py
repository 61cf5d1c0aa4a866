"""How far a decision has come, and how the year's directory keeps its promises: computed, never stored."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from decisions.models import Decision, Directory
from decisions.stages import ORDER, STAGES, citation

DISCUSSION = ORDER["discussion"]


@dataclass(frozen=True)
class RowProgress:
    """One row of the directory with what became of it."""

    row: dict
    stage_name: str
    decision: Decision | None
    flags: tuple[str, ...]
    done: bool


def steps(decision: Decision, on: date) -> list[dict]:
    """The timeline as components/steps.html shows it."""
    records = {row.stage: row for row in decision.stages.all()}
    found, current_given = [], False
    for stage in STAGES:
        record = records.get(stage.code)
        state = "waiting"
        if record and record.ended_on and record.ended_on <= on:
            state = "done"
        elif record and not current_given:
            state, current_given = "current", True
        elif record is None and stage.asked_by and not getattr(decision, stage.asked_by):
            continue
        found.append(
            {
                "name": stage.name,
                "state": state,
                "date": (record.ended_on or record.began_on) if record else None,
                "text": record.note if record else "",
                "clause": citation(stage),
            }
        )
    return found


def present_stage(decision: Decision) -> str:
    """The name of the furthest stage that was entered."""
    codes = [row.stage for row in decision.stages.all()]
    return STAGES[max(ORDER[code] for code in codes)].name if codes else "尚未启动"


def month_end(month: str) -> date | None:
    """The last day of "2026-09"; None for anything else."""
    try:
        year, number = (int(part) for part in month.split("-"))
        return date(year, number, monthrange(year, number)[1])
    except ValueError:
        return None


def row_progress(directory: Directory, on: date, public_only: bool = True) -> list[RowProgress]:
    """Every row, removed ones included, with its decision's stage and the flags that light up by themselves."""
    decisions = Decision.objects.filter(directory_year=directory.year).prefetch_related("stages", "hearings")
    if public_only:
        decisions = decisions.public(on)
    by_row = {decision.directory_row: decision for decision in decisions}
    return [_progress(row, by_row.get(row["id"]), on) for row in directory.rows]


def _progress(row: dict, decision: Decision | None, on: date) -> RowProgress:
    records = {record.stage: record for record in decision.stages.all()} if decision else {}
    last = month_end(row.get("month", ""))
    late = last is not None and on > last
    decided = "discussion" in records and records["discussion"].ended_on is not None
    flags = []
    if not row.get("removed"):
        if late and not records:
            flags.append("超期未启动")
        elif late and not decided:
            flags.append("超期未决策")
        held = bool(decision) and any(hearing.recorded_at for hearing in decision.hearings.all())
        reached = max((ORDER[code] for code in records), default=-1)
        if row.get("hearing") and not held and (late or reached >= DISCUSSION):
            flags.append("应听证未听证")
    name = "已移出目录" if row.get("removed") else present_stage(decision) if decision else "尚未启动"
    return RowProgress(row, name, decision, tuple(flags), decided)
