"""每日自查: one day, every indicator; dated results, findings as episodes, score and vetoes. Catches up day by day."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from disclosure.compliance import duties, scoring
from disclosure.compliance.freshness import asking_once
from disclosure.compliance.models import CheckRun, Exemption, Finding, IndicatorResult
from yushan_portal.lib.indicators import Case, Indicator
from yushan_portal.lib.plugins import offered

log = logging.getLogger(__name__)
MOST_DAYS = 400
BATCH = 500
DUTIES = "duty-overdue"  # the indicator that reads the table of duties


def indicators() -> tuple[Indicator, ...]:
    """What the installed apps let us check, in the order of the official table."""
    return tuple(
        sorted(
            offered("indicators", "INDICATORS"),
            key=lambda one: (list(type(one.block)).index(one.block), one.order, one.code),
        )
    )


def indicator_of(code: str) -> Indicator | None:
    """The indicator of that code, or None."""
    return next((one for one in offered("indicators", "INDICATORS") if one.code == code), None)


def catch_up(on: date, at: datetime | None = None) -> list[CheckRun]:
    """Check every day since the last one that was checked, up to `on`; the first time `on` alone."""
    last = CheckRun.objects.finished().up_to(on).newest().first()
    first = on if last is None else max(last.on + timedelta(days=1), on - timedelta(days=MOST_DAYS))
    days = [first + timedelta(days=n) for n in range((on - first).days + 1)]
    return [run_day(day, at=at) for day in days]


def run_day(on: date, *, at: datetime | None = None) -> CheckRun:
    """Check one day. A day that was checked keeps its results: the second run changes nothing.

    An indicator that breaks is named in `troubles`; its findings stay as they were, the others are checked.
    """
    with asking_once(), transaction.atomic():
        run, _ = CheckRun.objects.select_for_update().get_or_create(
            on=on, defaults={"started_at": at or timezone.now()}
        )
        if run.finished_at is not None:
            return run
        duties.snapshot(on, duties.write(on))
        totals: dict[str, Counter] = {}
        for indicator in indicators():
            try:
                with transaction.atomic():
                    totals[indicator.code] = _check(run, indicator, on)
            except (DatabaseError, LookupError, ValueError, TypeError, AttributeError, OSError) as fault:
                log.exception("indicator %s", indicator.code)
                run.troubles.append(f"{indicator.title}：{type(fault).__name__}")
        run.score, run.vetoes = scoring.judge(indicators(), totals)
        run.finished_at = at or timezone.now()
        run.save()
    return run


def look(indicator: Indicator, on: date) -> tuple[list[Case], list[Case]]:
    """What fails and what will, without what an approved exception covers."""
    excused = set(Exemption.objects.in_force(on).filter(indicator=indicator.code).values_list("key", flat=True))
    failing = _once(indicator.case(row) for row in indicator.failing(on))
    warning = _once(indicator.case(row) for row in indicator.warning(on))
    return (
        [case for case in failing.values() if case.key not in excused],
        [case for case in warning.values() if case.key not in excused and case.key not in failing],
    )


def look_again(codes: Iterable[str], on: date) -> int:
    """复查: let the findings of these indicators follow what is so at this moment; returns how many are gone.

    The day's results stay as they were.
    """
    gone, codes = 0, list(dict.fromkeys(codes))
    with asking_once(), transaction.atomic():
        if DUTIES in codes:
            duties.write(on)
        for code in codes:
            indicator = indicator_of(code)
            if indicator is not None:
                failing, warning = look(indicator, on)
                gone += _follow(code, failing, False, on) + _follow(code, warning, True, on)
    return gone


def _once(cases: Iterable[Case]) -> dict[str, Case]:
    return {case.key: case for case in cases}


def _check(run: CheckRun, indicator: Indicator, on: date) -> Counter:
    population = indicator.by_organ(indicator.population(on))
    failing, warning = look(indicator, on)
    failed, warned = (Counter(case.organ_code for case in cases) for cases in (failing, warning))
    IndicatorResult.objects.bulk_create(
        [
            IndicatorResult(
                run=run,
                indicator=indicator.code,
                organ_code=organ,
                population=population[organ],
                failing=failed[organ],
                warning=warned[organ],
            )
            for organ in sorted(population | failed | warned)
        ]
    )
    _follow(indicator.code, failing, False, on)
    _follow(indicator.code, warning, True, on)
    return Counter(population=population.total(), failing=len(failing), warning=len(warning))


def _follow(code: str, cases: list[Case], warning: bool, on: date) -> int:
    """Open what is new, end what is gone, and let the words of what stands follow; returns how many ended."""
    standing = defaultdict(list)
    for row in Finding.objects.of_indicator(code).filter(warning=warning, gone_on__isnull=True):
        standing[row.key].append(row)
    fresh, changed = [], []
    for case in cases:
        words = {
            "organ_code": case.organ_code,
            "subject": case.subject[:500],
            "address": case.address[:500],
            "detail": case.detail[:500],
            "due_on": case.due_on,
        }
        found = standing.pop(case.key[:200], None)
        if found is None:
            fresh.append(Finding(indicator=code, key=case.key[:200], warning=warning, found_on=on, **words))
        elif any(getattr(found[0], name) != value for name, value in words.items()):
            for name, value in words.items():
                setattr(found[0], name, value)
            changed.append(found[0])
    Finding.objects.bulk_create(fresh, batch_size=BATCH)
    Finding.objects.bulk_update(changed, ["organ_code", "subject", "address", "detail", "due_on"], batch_size=200)
    gone = [row.pk for rows in standing.values() for row in rows]
    for start in range(0, len(gone), BATCH):
        Finding.objects.filter(pk__in=gone[start : start + BATCH]).update(gone_on=on)
    return len(gone)
