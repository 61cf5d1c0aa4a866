"""What falls due, and what was done too late."""

from datetime import date

import pytest

from disclosure.notices import indicators, obligations
from tests.disclosure.notices.sheets import drafted, penalty, published, sample
from tests.disclosure.notices.test_budgets import report

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2027, 3, 31))


def test_a_batch_is_due_by_its_earliest_row_and_no_longer_once_public(cast):
    drafted(cast, rows=[penalty(1, CF_JDRQ=date(2026, 11, 18)), penalty(2, CF_JDRQ=date(2026, 11, 16))])
    (due,) = obligations.batches(*YEAR, "finance")
    assert due.due_on == date(2026, 11, 25)
    assert list(obligations.batches(*YEAR, "education")) == []
    published(cast, rows=[penalty(3)])
    assert len(list(obligations.batches(*YEAR, ""))) == 1


def test_yearly_figures_are_due_by_the_end_of_january(cast):
    published(cast, rows=[penalty(1)])
    (due,) = obligations.statistics(*YEAR, "")
    assert (due.due_on, due.done_on) == (date(2027, 1, 31), None)
    figures = sample("enforcement-statistics", 1) | {"year": 2026}
    published(cast, "enforcement-statistics", [figures])
    (due,) = obligations.statistics(*YEAR, "")
    assert due.done_on == date(2026, 11, 20)


def test_villages_owe_a_quarter_after_their_last_posting(cast):
    rows = [sample("village-affairs", 1) | {"village": "程村村", "posted_on": date(2026, 10, 12)}]
    published(cast, "village-affairs", rows)
    (due,) = obligations.villages(*YEAR, "")
    assert due.due_on == date(2027, 1, 12) and "程村村" in due.title


def test_budgets_owe_twenty_days_and_late_ones_are_counted(cast):
    made = report(cast, 2025, approved_on=date(2026, 9, 1))
    (due,) = obligations.budgets(*YEAR, "")
    assert due.due_on == date(2026, 9, 21) and due.done_on == date(2026, 11, 20)
    today = date(2026, 11, 20)
    late = next(one for one in indicators.INDICATORS if one.code == "budget-late")
    assert [late.case(row).key for row in late.failing(today)] == [str(made.pk)]


def test_late_publicity_is_counted_by_the_day_of_decision(cast):
    published(cast, rows=[penalty(1, CF_JDRQ=date(2026, 9, 1)), penalty(2, CF_JDRQ=date(2026, 11, 17))])
    late = next(one for one in indicators.INDICATORS if one.code == "double-publicity-late")
    today = date(2026, 11, 20)
    assert late.population(today).count() == 2
    assert [late.case(row).due_on for row in late.failing(today)] == [date(2026, 9, 10)]
