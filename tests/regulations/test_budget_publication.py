"""预算法 第十四条: budgets are public within 20 days of their approval, with every official table."""

from datetime import date

import pytest

from disclosure import workdays
from disclosure.notices.budget_tables import missing_tables, official_tables
from disclosure.notices.law import BUDGET

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "approved_on, due",
    [
        (date(2026, 3, 2), date(2026, 3, 23)),  # the twentieth day, the 22nd, is a Sunday
        (date(2026, 3, 3), date(2026, 3, 23)),
        (date(2021, 9, 15), date(2021, 10, 8)),  # the twentieth day falls into 国庆节
    ],
)
def test_twenty_calendar_days_end_after_rest_days(approved_on, due):
    assert workdays.due(BUDGET, approved_on).on == due


def test_a_department_has_nine_tables_of_final_accounts():
    names = [name for _, name in official_tables("department", "final", 2025)]
    assert len(names) == 9
    assert names[6] == "一般公共预算财政拨款“三公”经费支出决算表"


def test_a_subordinate_unit_has_the_same_tables_as_its_department():
    for account in ("budget", "final"):
        assert official_tables("unit", account, 2025) == official_tables("department", account, 2025)


def test_missing_tables_are_named():
    present = {code for code, _ in official_tables("department", "final", 2025)} - {"t9"}
    assert missing_tables("department", "final", 2025, present) == ["国有资本经营预算财政拨款支出决算表"]
    assert missing_tables("department", "final", 1990, set()) == []
