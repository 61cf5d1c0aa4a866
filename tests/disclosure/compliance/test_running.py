"""`manage.py daily` under watch."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from disclosure.compliance import running
from disclosure.compliance.models import CheckRun, DutyRun
from yushan_portal.lib.chores import Chore

from .conftest import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def chores(monkeypatch):
    """Two chores of our own, the first of which breaks when told to."""
    state = {"broken": False, "ran": []}

    def first(on: date) -> str:
        if state["broken"]:
            raise RuntimeError("磁盘满了")
        return "做了一件事。"

    def second(on: date) -> str:
        state["ran"].append(on)
        return "也做了。"

    monkeypatch.setattr(
        running, "offered", lambda *names: (Chore("a", "第一件", first, 1), Chore("b", "第二件", second, 2))
    )
    return state


def test_each_outcome_is_kept_and_a_second_run_replaces_it(chores):
    assert running.run_all(TODAY) == 0
    assert running.run_all(TODAY) == 0
    assert list(DutyRun.objects.values_list("code", "on", "succeeded", "outcome")) == [
        ("a", TODAY, True, "做了一件事。"),
        ("b", TODAY, True, "也做了。"),
    ]


def test_a_chore_that_breaks_is_seen_and_stops_no_other(chores):
    chores["broken"] = True
    assert running.run_all(TODAY) == 1
    assert chores["ran"] == [TODAY]
    row = DutyRun.objects.get(code="a")
    assert not row.succeeded and "磁盘满了" in row.outcome
    assert running.health(TODAY) == {"last_run": None, "days_late": 1, "broken": ["a"]}


@pytest.mark.parametrize(("days", "late"), [(0, 0), (1, 0), (2, 1), (9, 8)])
def test_lateness_counts_the_nights_that_were_missed(chores, days, late):
    running.run_all(TODAY)
    assert running.health(TODAY + timedelta(days=days))["days_late"] == late


def test_a_chore_that_never_ran_is_late(chores):
    assert running.health(TODAY) == {"last_run": None, "days_late": 1, "broken": []}


def test_readyz_says_when_the_nightly_work_last_ran(chores, client):
    assert client.get("/readyz").json()["daily"]["days_late"] == 1


def test_daily_runs_everything_there_is_twice_without_harm(catalogue, press):
    press(TODAY)
    call_command("daily", verbosity=0)
    once = CheckRun.objects.count(), DutyRun.objects.filter(succeeded=True).count()
    call_command("daily", verbosity=0)
    assert (CheckRun.objects.count(), DutyRun.objects.filter(succeeded=True).count()) == once
    assert once[0] == 1 and once[1] == len(running.chores())


def test_daily_fails_aloud_when_a_chore_breaks(chores):
    chores["broken"] = True
    with pytest.raises(CommandError, match="1 项例行工作出错"):
        call_command("daily", verbosity=0)
