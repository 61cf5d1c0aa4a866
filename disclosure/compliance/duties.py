"""标准目录 as running duties: every item × every organ that owes it, judged by the rules of the catalogue and no others.

Set-based: two sums over the register whatever the number of organs, then arithmetic. A duty is 超期 only with a ground that
`catalogue.coverage` would give as well: a period passed without a row, an entry later than its limit, a declared event.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from django.db import transaction
from django.db.models import Count, Max

from disclosure import workdays
from disclosure.catalogue.coverage import coverage, missed, public_tags
from disclosure.catalogue.effective import effective_all
from disclosure.catalogue.kinds import Method
from disclosure.catalogue.law import LATE_LOOK_BACK_MONTHS
from disclosure.catalogue.models import CatalogueItem, DeclaredEvent, ItemOrgan
from disclosure.catalogue.rules import EVENT, FORMATION, PERIODIC, Judgement
from disclosure.compliance.kinds import DutyStatus
from disclosure.compliance.models import CoverageSnapshot, Duty, Exemption
from disclosure.departments.models import DepartmentKind
from yushan_portal.lib.periods import add_months, fixed_day

TOWNSHIPS = (DepartmentKind.TOWNSHIP, DepartmentKind.SUBDISTRICT)
WRITTEN = (
    "domain_no", "township", "status", "limit", "count", "newest_on", "due_on", "days_late", "late", "grounds",
)  # fmt: skip
BATCH = 1000


def next_due(judgement: Judgement, newest: date) -> date | None:
    """The last day of the first period without a row, counted from the newest row; None where no period runs."""
    if judgement.basis != PERIODIC:
        return None
    if judgement.by:
        return fixed_day(judgement.by, newest.year + 1)
    if judgement.months:
        month = ((newest.year * 12 + newest.month - 1) // judgement.months + 2) * judgement.months
        return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return workdays.due(judgement.period, newest).on


def judge(on: date) -> list[Duty]:
    """Every duty of that day, unsaved, in the order of items and organs."""
    items = list(CatalogueItem.objects.active(on))
    known = effective_all(items, on)
    counts = _counts(known, on)
    late = _late({code: item.judgement for code, item in known.items()}, on)
    events, upcoming = _events(items, on, counts)
    excused = set(Exemption.objects.in_force(on).exclude(item_code="").values_list("item_code", "organ__code"))
    owed = ItemOrgan.objects.standing(on).values_list("item__item_code", "department__code", "department__kind")
    found = []
    for item_code, organ_code, kind in owed.order_by("item__item_code", "department__code"):
        item = known.get(item_code)
        if item is None:
            continue
        cell, judgement = (item_code, organ_code), item.judgement
        count, newest = counts.get(cell, (0, None))
        late_count, late_days = late.get(cell, (0, 0))
        due_on = next_due(judgement, newest) if newest else None
        is_missed = newest is not None and judgement.basis == PERIODIC and missed(judgement, newest, on)
        grounds = list(events.get(cell, ()))
        if late_count:
            grounds.append(f"近 {LATE_LOOK_BACK_MONTHS} 个月有 {late_count} 条晚于时限公开")
        if is_missed:
            grounds.insert(0, f"应{judgement.words}公开，最近一次是 {newest:%Y-%m-%d}")
        if cell in upcoming:
            due_on = upcoming[cell]
        status = _status(item, count, grounds, cell in excused)
        days_late = max((on - due_on).days if due_on else 0, 0) or late_days
        found.append(
            Duty(
                item_code=item_code,
                domain_no=item_code[:2],
                organ_code=organ_code,
                township=kind in TOWNSHIPS,
                status=status,
                limit=judgement.words,
                count=count,
                newest_on=newest,
                due_on=due_on if status not in (DutyStatus.ON_REQUEST, DutyStatus.EXCUSED) else None,
                days_late=days_late if status == DutyStatus.OVERDUE else 0,
                late=late_count,
                grounds="；".join(grounds)[:1000],
            )
        )
    return found


def _status(item, count: int, grounds: list[str], excused: bool) -> DutyStatus:
    if item.method == Method.ON_REQUEST:
        return DutyStatus.ON_REQUEST
    if excused and (grounds or not count):
        return DutyStatus.EXCUSED
    if grounds:
        return DutyStatus.OVERDUE
    return DutyStatus.PUBLISHED if count else DutyStatus.EMPTY


@transaction.atomic
def write(on: date) -> list[Duty]:
    """Judge that day and let the table follow; returns the rows of the day. Run twice, the second writes nothing."""
    found = judge(on)
    stored = {(row.item_code, row.organ_code): row for row in Duty.objects.all()}
    fresh, changed = [], []
    for row in found:
        old = stored.pop((row.item_code, row.organ_code), None)
        if old is None:
            fresh.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in WRITTEN):
            row.pk = old.pk
            changed.append(row)
    Duty.objects.bulk_create(fresh, batch_size=BATCH)
    Duty.objects.bulk_update(changed, WRITTEN, batch_size=200)
    gone = [row.pk for row in stored.values()]
    for start in range(0, len(gone), 500):
        Duty.objects.filter(pk__in=gone[start : start + 500]).delete()
    return found


def snapshot(on: date, rows: Iterable[Duty]) -> None:
    """Keep how the day stood, a row for each domain and organ. A day that has its snapshot keeps it."""
    if CoverageSnapshot.objects.filter(on=on).exists():
        return
    cells: dict[tuple[str, str], Counter] = defaultdict(Counter)
    towns = set()
    for row in rows:
        cell = cells[row.domain_no, row.organ_code]
        cell["owed"] += 1
        cell[row.status] += 1
        cell["filled"] += bool(row.count) and row.status != DutyStatus.ON_REQUEST
        if row.township:
            towns.add(row.organ_code)
    CoverageSnapshot.objects.bulk_create(
        [
            CoverageSnapshot(
                on=on,
                domain_no=domain_no,
                organ_code=organ_code,
                township=organ_code in towns,
                owed=cell["owed"],
                filled=cell["filled"],
                empty=cell[DutyStatus.EMPTY],
                overdue=cell[DutyStatus.OVERDUE],
                excused=cell[DutyStatus.EXCUSED],
                on_request=cell[DutyStatus.ON_REQUEST],
            )
            for (domain_no, organ_code), cell in cells.items()
        ],
        batch_size=BATCH,
    )


def _counts(codes, on: date) -> dict[tuple[str, str], tuple[int, date]]:
    """(item, organ) → how many public entries, and the newest day: one query."""
    rows = public_tags(codes, on).filter(entry__tags__scheme="organ").order_by()
    rows = rows.values_list("code", "entry__tags__code").annotate(
        number=Count("entry_id"), newest=Max("entry__published_on")
    )
    return {(code, organ): (number, newest) for code, organ, number, newest in rows}


def _late(judged: dict[str, Judgement], on: date) -> dict[tuple[str, str], tuple[int, int]]:
    """(item, organ) → how many entries of the last twelve months came after their limit, and the most days late."""
    counted = workdays.current()

    codes = list(judged)

    @cache
    def last_day(period, formed_on):
        return counted.due(period, formed_on).on

    rows = (
        public_tags(codes, on)
        .filter(
            entry__formed_on__isnull=False,
            entry__published_on__gte=add_months(on, -LATE_LOOK_BACK_MONTHS),
            entry__tags__scheme="organ",
        )
        .order_by()
        .values_list("code", "entry__tags__code", "entry__formed_on", "entry__published_on")
        .annotate(number=Count("entry_id"))
    )
    late: dict[tuple[str, str], tuple[int, int]] = {}
    for code, organ, formed_on, published_on, number in rows.iterator(chunk_size=5000):
        judgement = judged.get(code)
        if judgement is None or judgement.basis != FORMATION or published_on < formed_on:
            continue
        days = (published_on - last_day(judgement.period, formed_on)).days
        if days > 0:
            before, most = late.get((code, organ), (0, 0))
            late[code, organ] = (before + number, max(most, days))
    return late


def _events(items: list[CatalogueItem], on: date, counts):
    """Grounds from declared events by (item, organ), and the last day of the earliest event still to be answered."""
    by_code = {item.item_code: item for item in items}
    judged = effective_all(items, on)
    grounds, upcoming, asked = {}, {}, defaultdict(set)
    events = DeclaredEvent.objects.standing().select_related("item", "organ").order_by("happened_on", "pk")
    for event in events:
        code, organ = event.item.item_code, event.organ.code
        if code not in judged or judged[code].judgement.basis != EVENT:
            continue
        asked[organ].add(code)
        period = judged[code].judgement.period
        since = add_months(event.happened_on, -LATE_LOOK_BACK_MONTHS) if period.backwards else event.happened_on
        newest = counts.get((code, organ), (0, None))[1]
        if newest is None or newest < since:
            due_on = workdays.due(period, event.happened_on).on
            upcoming[code, organ] = min(due_on, upcoming.get((code, organ), due_on))
    for organ, codes in asked.items():
        states = coverage([by_code[code] for code in sorted(codes)], on, organ)
        for code, state in states.items():
            grounds[code, organ] = list(state.grounds)
    return grounds, upcoming
