"""What has been published under an item, and whether anything is overdue: the one place that judges.

超期 is said only where there is ground: a period that passed without a row though there were rows before; an entry
published later than its limit (formed_on → published_on) within the last year; an event a clerk declared. An empty item
is 暂无内容 and nothing more. All figures read the register.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from disclosure import workdays
from disclosure.catalogue.effective import EffectiveItem, effective_all
from disclosure.catalogue.kinds import Method
from disclosure.catalogue.law import LATE_LOOK_BACK_MONTHS
from disclosure.catalogue.models import DeclaredEvent
from disclosure.catalogue.rules import EVENT, FORMATION, PERIODIC, Judgement
from disclosure.register.models import RegisterTag
from yushan_portal.lib.periods import UNIT_NAMES, Unit, add_months, fixed_day

PUBLISHED, EMPTY, OVERDUE, ON_REQUEST = "published", "empty", "overdue", "on_request"
STATES = ((PUBLISHED, "已有内容"), (EMPTY, "暂无内容"), (OVERDUE, "超期"), (ON_REQUEST, "依申请，仅提供指引"))


@dataclass(frozen=True)
class ItemState:
    """An item on one day: how many entries, the newest day, and each ground of being overdue as a sentence."""

    item_code: str
    count: int = 0
    newest_on: date | None = None
    grounds: tuple[str, ...] = ()
    late: int = 0
    guidance_only: bool = False

    @property
    def state(self) -> str:
        if self.guidance_only:
            return ON_REQUEST
        if self.grounds:
            return OVERDUE
        return PUBLISHED if self.count else EMPTY

    @property
    def label(self) -> str:
        return dict(STATES)[self.state]

    @property
    def words(self) -> str:
        """已公开 N 条，最近 X / 暂无内容 / 依申请公开."""
        if self.guidance_only:
            return "依申请公开，提供申请指引"
        if not self.count:
            return "暂无内容"
        return f"已公开 {self.count} 条，最近 {self.newest_on:%Y-%m-%d}"


def coverage(items: Iterable, on: date, organ_code: str = "") -> dict[str, ItemState]:
    """The state of every item on that day, by item code, in at most five queries however many items.

    `items` are CatalogueItem rows or `EffectiveItem`s; `organ_code` narrows to what one organ published.
    """
    items = list(items)
    known = (
        {i.item_code: i for i in items}
        if all(isinstance(i, EffectiveItem) for i in items)
        else effective_all(items, on)
    )
    judged = {code: item.judgement for code, item in known.items()}
    counts = _counts(known, on, organ_code)
    late = _late(judged, on, organ_code)
    grounds: dict[str, list[str]] = _event_grounds(judged, on, organ_code)
    for code, judgement in judged.items():
        newest = counts.get(code, (0, None))[1]
        if judgement.basis == PERIODIC and newest is not None and missed(judgement, newest, on):
            grounds.setdefault(code, []).insert(0, f"应{judgement.words}公开，最近一次是 {newest:%Y-%m-%d}")
        if late.get(code):
            grounds.setdefault(code, []).append(f"近 {LATE_LOOK_BACK_MONTHS} 个月有 {late[code]} 条晚于时限公开")
    return {
        code: ItemState(
            item_code=code,
            count=counts.get(code, (0, None))[0],
            newest_on=counts.get(code, (0, None))[1],
            grounds=tuple(grounds.get(code, ())),
            late=late.get(code, 0),
            guidance_only=item.method == Method.ON_REQUEST,
        )
        for code, item in known.items()
    }


def missed(judgement: Judgement, newest: date, on: date) -> bool:
    """Whether a whole period has passed since `newest` without a row.

    Calendar periods (month, quarter, year; or the year up to its fixed day): missed once the last complete one is
    over and neither it nor the running one holds a row. Working-day periods run from the newest row.
    """
    if judgement.by:
        this_year = fixed_day(judgement.by, on.year)
        year = on.year if on > this_year else on.year - 1
        return newest < date(year, 1, 1)
    if judgement.months:
        block = (on.year * 12 + on.month - 1) // judgement.months - 1
        month = block * judgement.months
        return newest < date(month // 12, month % 12 + 1, 1)
    return on > workdays.due(judgement.period, newest).on


@dataclass(frozen=True)
class Timeliness:
    """One entry against the limit of its item: days used, in the unit of the limit."""

    formed_on: date
    published_on: date
    used: int
    judgement: Judgement
    late: bool

    @property
    def words(self) -> str:
        """形成 2021-06-01，公开 2021-06-04，用时 3 个工作日，时限 20 个工作日."""
        period = self.judgement.period
        return (
            f"形成 {self.formed_on:%Y-%m-%d}，公开 {self.published_on:%Y-%m-%d}，"
            f"用时 {self.used} {UNIT_NAMES[period.unit]}，时限 {period.length} {UNIT_NAMES[period.unit]}"
        )


def timeliness(judgement: Judgement, formed_on: date | None, published_on: date) -> Timeliness | None:
    """None where there is nothing to judge: no formation date, or a limit that does not run from it."""
    if judgement.basis != FORMATION or formed_on is None or published_on < formed_on:
        return None
    period = judgement.period
    if period.unit == Unit.WORKING_DAYS:
        used = workdays.working_days_between(formed_on, published_on)
    else:
        used = (published_on - formed_on).days
    return Timeliness(formed_on, published_on, used, judgement, published_on > workdays.due(period, formed_on).on)


def public_tags(codes: Iterable[str], on: date, organ_code: str = ""):
    """The item tags of everything public on that day; the base of every figure here."""
    codes = list(codes)
    tags = RegisterTag.objects.filter(
        Q(entry__last_shown_on__isnull=True) | Q(entry__last_shown_on__gte=on),
        scheme="item",
        entry__withdrawn_at__isnull=True,
        entry__first_shown_on__lte=on,
        entry__counted=True,
    )
    if len(codes) == 1:
        tags = tags.filter(code=codes[0])
    elif len(codes) <= 100:
        tags = tags.filter(code__in=codes)
    if organ_code:
        tags = tags.filter(entry__tags__scheme="organ", entry__tags__code=organ_code)
    return tags


def _counts(codes: Iterable[str], on: date, organ_code: str) -> dict[str, tuple[int, date]]:
    rows = public_tags(codes, on, organ_code).order_by().values("code")
    rows = rows.annotate(number=Count("pk"), newest=Max("entry__published_on"))
    return {row["code"]: (row["number"], row["newest"]) for row in rows}


def _late(judged: dict[str, Judgement], on: date, organ_code: str) -> dict[str, int]:
    rows = (
        public_tags(judged, on, organ_code)
        .filter(entry__formed_on__isnull=False, entry__published_on__gte=add_months(on, -LATE_LOOK_BACK_MONTHS))
        .order_by()
        .values_list("code", "entry__formed_on", "entry__published_on")
        .annotate(number=Count("pk"))
    )
    late: dict[str, int] = {}
    for code, formed_on, published_on, number in rows:
        if code in judged:
            judgement = timeliness(judged[code], formed_on, published_on)
            if judgement is not None and judgement.late:
                late[code] = late.get(code, 0) + number
    return late


def _event_grounds(judged: dict[str, Judgement], on: date, organ_code: str) -> dict[str, list[str]]:
    """Declared events whose limit passed without a row of that organ, or that were answered late within a year."""
    events = DeclaredEvent.objects.standing().select_related("item", "organ").order_by("happened_on", "pk")
    if organ_code:
        events = events.filter(organ__code=organ_code)
    open_events = []
    for event in events:
        judgement = judged.get(event.item.item_code)
        if judgement is not None and judgement.basis == EVENT:
            due_on = workdays.due(judgement.period, event.happened_on).on
            if on > due_on:
                open_events.append((event, judgement, due_on))
    if not open_events:
        return {}
    published = _published_days({event.item.item_code for event, _, _ in open_events}, on)
    look_back = add_months(on, -LATE_LOOK_BACK_MONTHS)
    grounds: dict[str, list[str]] = {}
    for event, judgement, due_on in open_events:
        since = event.happened_on
        if judgement.period.backwards:
            since = add_months(since, -LATE_LOOK_BACK_MONTHS)
        days = [day for day in published.get((event.item.item_code, event.organ.code), ()) if day >= since]
        first = min(days, default=None)
        if first is not None and (first <= due_on or first < look_back):
            continue
        sentence = f"{event.organ.short_name} {event.happened_on:%Y-%m-%d} {event.note}，应于 {due_on:%Y-%m-%d} 前公开"
        if first is not None:
            sentence += f"，实际 {first:%Y-%m-%d} 公开"
        grounds.setdefault(event.item.item_code, []).append(sentence)
    return grounds


def _published_days(codes: set[str], on: date) -> dict[tuple[str, str], list[date]]:
    rows = (
        public_tags(codes, on)
        .filter(entry__tags__scheme="organ")
        .order_by()
        .values_list("code", "entry__tags__code", "entry__published_on")
        .distinct()
    )
    days: dict[tuple[str, str], list[date]] = {}
    for code, organ_code, published_on in rows:
        days.setdefault((code, organ_code), []).append(published_on)
    return days
