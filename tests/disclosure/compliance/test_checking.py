"""The daily check: once a day, catching up, findings as episodes, duties judged as the catalogue judges."""

import random
from datetime import timedelta

import pytest

from disclosure.catalogue.coverage import coverage
from disclosure.catalogue.models import CatalogueItem
from disclosure.compliance import checking
from disclosure.compliance.models import CheckRun, CoverageSnapshot, Duty, Finding, IndicatorResult

from .conftest import TODAY, owe

pytestmark = pytest.mark.django_db


def everything():
    """Findings as values."""
    columns = ("indicator", "key", "warning", "organ_code", "subject", "detail", "due_on", "found_on", "gone_on")
    return sorted(Finding.objects.values_list(*columns), key=str)


def test_a_day_is_checked_once_and_the_second_run_changes_nothing(catalogue, press):
    press(TODAY - timedelta(days=20), genre="news")
    checking.run_day(TODAY)
    before = everything(), list(IndicatorResult.objects.values_list()), list(Duty.objects.values_list())
    press(TODAY, genre="news")
    checking.run_day(TODAY)
    assert (everything(), list(IndicatorResult.objects.values_list()), list(Duty.objects.values_list())) == before
    assert CheckRun.objects.count() == 1


def test_no_indicator_breaks(catalogue, press):
    press(TODAY)
    assert checking.run_day(TODAY).troubles == []


def test_a_stale_column_is_found_and_a_new_entry_ends_the_finding(catalogue, press):
    press(TODAY - timedelta(days=20), genre="news")
    checking.run_day(TODAY)
    row = Finding.objects.get(indicator="column-news")
    assert (row.key, row.organ_code, row.found_on, row.gone_on) == ("documents-news", "gov-office", TODAY, None)
    press(TODAY, genre="news")
    checking.run_day(TODAY + timedelta(days=1))
    row.refresh_from_db()
    assert row.gone_on == TODAY + timedelta(days=1)


def test_a_fault_that_comes_back_is_a_new_finding(catalogue, press):
    for day in (0, 40):
        press(TODAY + timedelta(days=day), genre="news")
    for day in (0, 20, 41, 60):
        checking.run_day(TODAY + timedelta(days=day))
    assert Finding.objects.filter(indicator="column-news", warning=False).count() == 2


@pytest.mark.parametrize("seed", range(3))
def test_a_missed_week_caught_up_gives_what_seven_daily_runs_give(catalogue, press, seed):
    dice = random.Random(seed)
    items = ["01-01-01", "22-01-01", "05-01-01", "13-01-01"]
    owe(*items)
    for _ in range(60):
        day = TODAY - timedelta(days=dice.randint(-7, 500))
        press(
            day, organ=dice.choice(["finance", "education", "bingxi"]), genre=dice.choice(["news", "notice", "policy", "plan"]),
            items=dice.choice(items), formed_on=day - timedelta(days=dice.randint(0, 60)),
        )  # fmt: skip
    week = [TODAY + timedelta(days=n) for n in range(8)]

    def result():
        rows = IndicatorResult.objects.order_by("run__on", "indicator", "organ_code")
        return (
            everything(),
            list(rows.values_list("run__on", "indicator", "organ_code", "population", "failing", "warning")),
            sorted(CoverageSnapshot.objects.values_list("on", "domain_no", "organ_code", "owed", "filled", "overdue")),
            list(Duty.objects.values_list("item_code", "organ_code", "status", "days_late", "due_on", "grounds")),
        )

    for day in week:
        checking.run_day(day)
    daily = result()
    for model in (IndicatorResult, Finding, CoverageSnapshot, Duty, CheckRun):
        model.objects.all().delete()
    checking.run_day(week[0])
    assert len(checking.catch_up(week[-1])) == 7
    assert result() == daily
    assert checking.catch_up(week[-1]) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_duty_is_judged_as_the_catalogue_judges_the_item_for_that_organ(catalogue, press, seed):
    dice = random.Random(seed)
    items = sorted(dice.sample(list(CatalogueItem.objects.values_list("item_code", flat=True)), 60))
    organs = ("finance", "education", "bingxi")
    owe(*items, organs=organs)
    for _ in range(150):
        day = TODAY - timedelta(days=dice.randint(0, 800))
        formed = day - timedelta(days=dice.randint(0, 90)) if dice.random() < 0.7 else None
        press(day, organ=dice.choice(organs), items=dice.sample(items, 2), formed_on=formed)
    checking.run_day(TODAY)
    for organ in organs:
        states = coverage(CatalogueItem.objects.filter(item_code__in=items), TODAY, organ)
        for code, state in states.items():
            duty = Duty.objects.get(item_code=code, organ_code=organ)
            assert (duty.status, duty.count, duty.newest_on, duty.late) == (
                state.state, state.count, state.newest_on, state.late,
            )  # fmt: skip
            assert duty.grounds == "；".join(state.grounds)
            assert (duty.days_late > 0) == (state.state == "overdue")
