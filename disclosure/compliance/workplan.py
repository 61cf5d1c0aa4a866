"""How a task of the work plan stands on a day: from what its organs reported and from what the system itself knows."""

from dataclasses import dataclass
from datetime import date

from disclosure.compliance import law
from disclosure.compliance.kinds import LIGHT_TONES, Light
from disclosure.compliance.models import PlanTask, ProgressReport
from disclosure.departments.models import Department
from yushan_portal.lib.figures import Figure
from yushan_portal.lib.periods import local_day
from yushan_portal.lib.plugins import offered


@dataclass(frozen=True)
class Share:
    """One organ's part in a task: done on which day, and what it said last."""

    organ: Department
    done_on: date | None
    last: ProgressReport | None
    light: Light

    @property
    def tone(self) -> str:
        return LIGHT_TONES[self.light]


@dataclass(frozen=True)
class Assessment:
    """A task on a day."""

    task: PlanTask
    light: Light
    shares: tuple[Share, ...]
    done_on: date | None

    @property
    def tone(self) -> str:
        return LIGHT_TONES[self.light]

    @property
    def sentence(self) -> str:
        """Whether the deadline was met, in one sentence."""
        due = f"期限 {self.task.due_on:%Y-%m-%d}"
        if self.light == Light.WAITING:
            return f"等待“{self.task.waits_for}”，尚未起算。"
        done = sum(share.done_on is not None for share in self.shares)
        part = f"{len(self.shares)} 个单位中 {done} 个报完成"
        if self.light in (Light.DONE, Light.LATE_DONE):
            return f"{due}，{self.done_on:%Y-%m-%d} 全部完成，{'按期' if self.light == Light.DONE else '逾期'}。"
        return f"{due}，{part}，{self.light.label}。"


def light_of(due_on: date, done_on: date | None, on: date) -> Light:
    """The light of one share. The last day itself is in time."""
    if done_on is not None:
        return Light.DONE if done_on <= due_on else Light.LATE_DONE
    if on > due_on:
        return Light.OVERDUE
    return Light.SOON if (due_on - on).days <= law.TASK_WARNING_DAYS else Light.ON_COURSE


def assess(task: PlanTask, on: date) -> Assessment:
    """The task and each organ's share; reports made after that day do not count. Prefetch leads and reports."""
    reports: dict[int, list[ProgressReport]] = {}
    organs = {lead.organ_id: lead.organ for lead in task.leads.all()}
    for row in task.reports.all():
        if local_day(row.reported_at) <= on:
            reports.setdefault(row.organ_id, []).append(row)
            organs.setdefault(row.organ_id, row.organ)
    shares = []
    for organ_id, organ in organs.items():
        said = reports.get(organ_id, [])
        done = min((row.done_on for row in said if row.done_on and row.done_on <= on), default=None)
        light = Light.WAITING if task.waits_for and done is None else light_of(task.due_on, done, on)
        shares.append(Share(organ, done, said[-1] if said else None, light))
    if task.waits_for and not all(share.done_on for share in shares):
        return Assessment(task, Light.WAITING, tuple(shares), None)
    done_on = max(share.done_on for share in shares) if shares and all(share.done_on for share in shares) else None
    return Assessment(task, light_of(task.due_on, done_on, on), tuple(shares), done_on)


@dataclass(frozen=True)
class Known:
    """What the system knows about a task without being told: a named count and the list behind it."""

    figure: Figure
    number: int


def known_evidence(task: PlanTask, on: date) -> list[Known]:
    """Counts of the plan's year up to that day, of the subjects the task names. Rooms not built offer none."""
    first, last = date(task.plan.year, 1, 1), min(on, date(task.plan.year, 12, 31))
    wanted = set(task.evidence)
    return [
        Known(figure, figure.count(first, last, ""))
        for figure in offered("figures", "FIGURES")
        if wanted & set(figure.evidence) and first <= last
    ]
