"""Every figure equals the length of the list it stands beside, on any day, under any filter."""

from datetime import timedelta

import pytest

from disclosure.register import actions, counting, summary
from disclosure.register.models import RegisterEntry
from disclosure.register.selection import Selection
from disclosure.register.validity import Validity, validity

from .conftest import TODAY, make_facts, moment, random_facts

pytestmark = pytest.mark.django_db


def random_selection(dice) -> Selection:
    def some(codes, chance=0.4):
        return tuple(dice.sample(codes, dice.choice([1, 1, 2]))) if dice.random() < chance else ()

    tags = [("domain", dice.choice(["01", "05", "22"])), ("item", "05-2"), ("topic", dice.choice(["water", "market"]))]
    return Selection(
        kinds=some(["document", "decision", "notice"]),
        genres=some(["policy", "notice", "news"]),
        organ=dice.choice(["", "", "czj", "jyj", "mzj"]),
        year=dice.choice([0, 0, 2019, 2020, 2021]),
        validities=some(list(Validity), 0.3),
        tags=tuple(dice.sample(tags, dice.choice([0, 0, 1, 1, 2]))),
    )


def assert_figures_are_lists(dice, rounds: int) -> None:
    for _ in range(rounds):
        selection = random_selection(dice)
        on = TODAY + timedelta(days=dice.randint(-1000, 500))
        rows = list(selection.entries(on).newest())
        assert counting.count(selection, on) == counting.Figure(len(rows)), selection
        for dimension, counts in counting.facets(selection, on).items():
            assert counts.exact
            free = list(selection.without(dimension).entries(on))
            for code, number in counts.counts:
                matching = [row for row in free if has(row, dimension, code, on)]
                assert number == len(matching), (selection, dimension, code)
            reached = {row.pk for row in free for code, _ in counts.counts if has(row, dimension, code, on)}
            assert reached == {row.pk for row in free if any_code(row, dimension)}


def has(row, dimension, code, on):
    if dimension == "validity":
        return validity(row, on) == code
    if dimension in ("organ", "domain", "topic"):
        return row.tags.filter(scheme=dimension, code=code).exists()
    return str(getattr(row, dimension)) == code


def any_code(row, dimension):
    if dimension in ("organ", "domain", "topic"):
        return row.tags.filter(scheme=dimension).exists()
    return dimension == "validity" or bool(getattr(row, dimension))


def test_counts_and_facets_equal_lists_through_showing_revising_withdrawing_and_folding(dice):
    actions.show_many(random_facts(dice, number) for number in range(60))
    assert_figures_are_lists(dice, 12)
    for number in range(0, 60, 3):
        actions.show(random_facts(dice, number))
    for entry in list(RegisterEntry.objects.all())[::4]:
        actions.withdraw(entry.kind, entry.thing_id, at=moment(TODAY), reason="内容有误")
    assert_figures_are_lists(dice, 12)
    summary.fold(TODAY)
    assert_figures_are_lists(dice, 12)
    actions.show_many(random_facts(dice, number) for number in range(100, 115))
    assert_figures_are_lists(dice, 8)
    summary.fold(TODAY + timedelta(days=30))
    assert_figures_are_lists(dice, 8)


def test_a_display_that_ends_at_midnight_leaves_the_count_without_any_job():
    actions.show(make_facts(1, last_shown_on=TODAY))
    assert counting.count(Selection(), TODAY).number == 1
    assert counting.count(Selection(), TODAY + timedelta(days=1)).number == 0


def test_showing_and_withdrawing_leave_sums_of_zero():
    actions.show(make_facts(1, domain_nos=("05",), effective_on=TODAY))
    actions.withdraw("document", "1", at=moment(TODAY), reason="内容有误")
    summary.fold(TODAY)
    assert summary.RegisterDelta.objects.count() == 0


def test_a_capped_count_says_so(monkeypatch):
    monkeypatch.setattr(counting, "CAP", 2)
    actions.show_many(make_facts(n, domain_nos=("01",), topics=("water",)) for n in range(3))
    crossing = Selection(tags=(("domain", "01"), ("topic", "water")))
    assert str(counting.count(crossing, TODAY)) == "2+"
    assert str(counting.count(Selection(), TODAY)) == "3"
