"""Drift is found, named and mended; a rebuild that was cut off goes on where it stopped."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from disclosure.register import actions, chores, counting, summary, upkeep
from disclosure.register.models import RegisterDelta, RegisterTag, SearchText
from disclosure.register.search import engine, index
from disclosure.register.selection import Selection

from .conftest import TODAY, make_facts, moment, random_facts

pytestmark = pytest.mark.django_db


def command(**options) -> str:
    out = StringIO()
    call_command("rebuild_search", stdout=out, **options)
    return out.getvalue()


def found(typed: str) -> int:
    return engine.found(engine.understand(typed), Selection(), TODAY).count()


def test_after_random_acts_and_folding_there_is_no_drift(dice):
    actions.show_many(random_facts(dice, n) for n in range(80))
    for n in range(0, 80, 4):
        actions.show(random_facts(dice, n))
    summary.fold(TODAY)
    actions.show_many(random_facts(dice, n) for n in range(100, 120))
    for n in range(100, 110):
        kind = actions.RegisterEntry.objects.filter(thing_id=str(n)).first().kind
        actions.withdraw(kind, str(n), at=moment(TODAY), reason="内容有误")
    for on in (TODAY, date(2020, 5, 1), date(2023, 1, 1)):
        assert not upkeep.reconcile(on), upkeep.reconcile(on)


def test_lost_figures_columns_and_index_rows_are_counted_and_mended():
    actions.show_many(make_facts(n) for n in range(20))
    RegisterDelta.objects.filter(scope="all").delete()
    RegisterTag.objects.filter(scheme="column").delete()
    index.take_out(list(SearchText.objects.all()[:5]))
    drift = upkeep.reconcile(TODAY)
    assert drift.figures and drift.columns == 20 and drift.texts == 5
    assert found("工作") == 15
    assert "rebuild_search" in chores.count_drift(TODAY)
    assert "统计 0 处、栏目 0 处、检索 0 处不一致。" in command().splitlines()[-1]
    assert found("工作") == 20
    assert counting.count(Selection(), timezone.localdate()).number == 20


@pytest.mark.parametrize("from_scratch", [True, False])
def test_a_rebuild_that_was_cut_off_goes_on_where_it_stopped(monkeypatch, from_scratch):
    actions.show_many(make_facts(n) for n in range(30))
    monkeypatch.setattr(upkeep, "BATCH", 10)

    def power_cut(done, total):
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upkeep.rebuild_index(from_scratch=from_scratch, progress=power_cut)
    told = []
    upkeep.rebuild_index(from_scratch=from_scratch, progress=lambda done, total: told.append((done, total)))
    assert told == [(30, 30)]
    assert found("工作") == 30 and index.orphans() == 0


def test_checking_changes_nothing():
    actions.show(make_facts(1))
    RegisterDelta.objects.all().delete()
    assert "统计 " in command(check=True)
    assert RegisterDelta.objects.count() == 0


def test_folding_twice_keeps_every_count():
    actions.show_many(make_facts(n, domain_nos=("05",)) for n in range(10))
    before = counting.facets(Selection(), TODAY)
    assert "减少" in chores.fold_summary(TODAY)
    rows = RegisterDelta.objects.count()
    chores.fold_summary(TODAY)
    assert RegisterDelta.objects.count() == rows
    assert counting.facets(Selection(), TODAY) == before
