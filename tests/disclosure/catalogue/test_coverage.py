"""已公开 N 条 / 暂无内容 / 超期: each ground at its edge, and no accusation without one."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from disclosure import workdays
from disclosure.catalogue import actions
from disclosure.catalogue.coverage import EMPTY, ON_REQUEST, OVERDUE, PUBLISHED, coverage, missed, timeliness
from disclosure.catalogue.models import CatalogueItem, ItemOrgan
from disclosure.catalogue.rules import judged_by
from disclosure.departments.guards import Refused
from disclosure.register.actions import withdraw


def state(code: str, on: date, organ: str = ""):
    return coverage(CatalogueItem.objects.filter(item_code=code), on, organ)[code]


def at(day: date, hour: int = 9):
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def test_an_empty_item_is_empty_and_never_overdue(catalogue):
    states = coverage(CatalogueItem.objects.all(), date(2021, 9, 1))
    assert len(states) == 681
    assert {row.state for row in states.values()} == {EMPTY, ON_REQUEST}
    assert not any(row.grounds for row in states.values())


def test_the_count_and_the_newest_day_are_those_of_the_list(publish):
    publish("03-01-15", date(2021, 6, 1))
    publish("03-01-15", date(2021, 6, 4), organ="education")
    publish("03-01-16", date(2021, 6, 9))
    row = state("03-01-15", date(2021, 9, 1))
    assert (row.count, row.newest_on, row.state) == (2, date(2021, 6, 4), PUBLISHED)
    assert row.words == "已公开 2 条，最近 2021-06-04"
    assert state("03-01-15", date(2021, 9, 1), "education").count == 1


def test_what_is_withdrawn_or_not_shown_yet_or_no_more_does_not_count(publish):
    first = publish("03-01-15", date(2021, 6, 1))
    publish("03-01-15", date(2021, 6, 1), last_shown_on=date(2021, 6, 30))
    assert state("03-01-15", date(2021, 5, 31)).count == 0
    assert state("03-01-15", date(2021, 6, 30)).count == 2
    assert state("03-01-15", date(2021, 7, 1)).count == 1
    withdraw(first.kind, first.thing_id, at=at(date(2021, 7, 2)), reason="内容有误")
    assert state("03-01-15", date(2021, 7, 2)).state == EMPTY


def test_the_items_own_row_in_the_register_is_not_content(catalogue):
    assert state("03-01-15", timezone.localdate()).count == 0


@pytest.mark.parametrize(
    ("text", "rule", "newest", "last_good_day"),
    [
        ("按月公开", "month:1", date(2021, 6, 1), date(2021, 7, 31)),
        ("按月公开", "month:1", date(2021, 6, 30), date(2021, 7, 31)),
        ("按月公开", "month:1", date(2021, 12, 31), date(2022, 1, 31)),
        ("至少每季度公开一次", "quarterly", date(2021, 1, 1), date(2021, 6, 30)),
        ("至少每季度公开一次", "quarterly", date(2021, 12, 31), date(2022, 3, 31)),
        ("年度终了后公开", "yearly", date(2020, 1, 1), date(2021, 12, 31)),
        ("每年3月31日前", "yearly", date(2020, 3, 1), date(2021, 3, 31)),
        ("每年6月底前公开截至上年末信息", "yearly", date(2021, 1, 1), date(2022, 6, 30)),
        # 2021-05-06 + 20 working days, Saturday 8 May among them (调休)
        ("每20个工作日更新", "other:每20个工作日更新", date(2021, 5, 6), date(2021, 6, 2)),
    ],
)
def test_a_period_is_missed_the_day_after_its_end_and_not_before(db, text, rule, newest, last_good_day):
    judgement = judged_by(text, rule)
    assert not missed(judgement, newest, last_good_day)
    assert missed(judgement, newest, last_good_day + timedelta(days=1))


def test_a_periodic_item_that_fell_silent_is_overdue_and_says_since_when(publish):
    publish("05-02-06", date(2021, 6, 1))
    assert state("05-02-06", date(2021, 7, 31)).state == PUBLISHED
    row = state("05-02-06", date(2021, 8, 1))
    assert row.state == OVERDUE
    assert row.grounds == ("应每月公开，最近一次是 2021-06-01",)


def test_twenty_working_days_are_kept_on_the_last_day_and_broken_on_the_next(publish):
    # formed 2021-06-01; 端午 on the 14th; the twentieth working day is 2021-06-30
    judgement = judged_by("信息形成或变更之日起20个工作日内", "workdays:20")
    kept = timeliness(judgement, date(2021, 6, 1), date(2021, 6, 30))
    assert not kept.late
    assert kept.words == "形成 2021-06-01，公开 2021-06-30，用时 20 个工作日，时限 20 个工作日"
    assert timeliness(judgement, date(2021, 6, 1), date(2021, 7, 1)).late
    publish("08-01-01", date(2021, 6, 30), formed_on=date(2021, 6, 1))
    assert state("08-01-01", date(2021, 9, 1)).state == PUBLISHED
    publish("08-01-01", date(2021, 7, 1), formed_on=date(2021, 6, 1))
    row = state("08-01-01", date(2021, 9, 1))
    assert (row.state, row.late, row.grounds) == (OVERDUE, 1, ("近 12 个月有 1 条晚于时限公开",))


def test_a_late_publication_is_history_after_a_year(publish):
    publish("08-01-01", date(2021, 7, 1), formed_on=date(2021, 6, 1))
    assert state("08-01-01", date(2022, 7, 1)).state == OVERDUE
    assert state("08-01-01", date(2022, 7, 2)).state == PUBLISHED


def test_calendar_days_move_past_a_rest_day(publish):
    # 批复 2021-06-14 (端午) is no matter: 20 calendar days from 2021-06-07 end on Sunday 06-27 and move to Monday
    judgement = judged_by("本级政府财政部门批复后20日内", "days:20")
    assert not timeliness(judgement, date(2021, 6, 7), date(2021, 6, 28)).late
    assert timeliness(judgement, date(2021, 6, 7), date(2021, 6, 29)).late


def test_without_a_formation_date_nothing_is_late(publish):
    publish("08-01-01", date(2021, 7, 1))
    assert state("08-01-01", date(2021, 9, 1)).state == PUBLISHED
    assert timeliness(judged_by("及时公开", "other:及时公开"), None, date(2021, 7, 1)) is None
    assert timeliness(judged_by("x", "on_event:方案批准之日起10个工作日内"), date(2020, 1, 1), date(2021, 7, 1)) is None


@pytest.fixture
def land(catalogue):
    """06-03-01 征地报批材料: 收到征地批准文件之日起10个工作日内, owed by finance for this test."""
    item = CatalogueItem.objects.get(item_code="06-03-01")
    ItemOrgan.objects.create(item=item, department=catalogue.finance)
    return item


def test_a_declared_event_is_overdue_the_day_after_its_limit_until_something_is_published(catalogue, land, publish):
    day = date(2021, 6, 1)  # ten working days: 2021-06-16, over 端午
    actions.declare_event(
        land, catalogue.finance, happened_on=day, note="赣国土批〔2021〕1号", by=catalogue.chen, at=at(day)
    )
    assert state("06-03-01", date(2021, 6, 16)).state == EMPTY
    row = state("06-03-01", date(2021, 6, 17))
    assert row.state == OVERDUE
    assert row.grounds == ("县财政局 2021-06-01 赣国土批〔2021〕1号，应于 2021-06-16 前公开",)
    publish("06-03-01", date(2021, 6, 17), organ="education")
    assert state("06-03-01", date(2021, 6, 18)).state == OVERDUE
    publish("06-03-01", date(2021, 6, 18), organ="finance")
    assert state("06-03-01", date(2021, 6, 18)).grounds[0].endswith("应于 2021-06-16 前公开，实际 2021-06-18 公开")
    assert state("06-03-01", date(2022, 6, 19)).state == PUBLISHED


def test_a_declared_event_answered_on_its_last_day_is_no_ground(catalogue, land, publish):
    day = date(2021, 6, 1)
    actions.declare_event(land, catalogue.finance, happened_on=day, note="批文", by=catalogue.chen, at=at(day))
    publish("06-03-01", date(2021, 6, 16), organ="finance")
    assert state("06-03-01", date(2021, 9, 1)).state == PUBLISHED


def test_what_is_due_before_an_event_is_overdue_before_the_event_itself(catalogue, publish):
    hearing = CatalogueItem.objects.get(item_code="06-02-04")  # 组织听证7个工作日前
    ItemOrgan.objects.create(item=hearing, department=catalogue.finance)
    actions.declare_event(
        hearing,
        catalogue.finance,
        happened_on=date(2021, 6, 30),
        note="听证会",
        by=catalogue.chen,
        at=at(date(2021, 6, 1)),
    )
    assert state("06-02-04", date(2021, 6, 21)).state == EMPTY
    assert state("06-02-04", date(2021, 6, 22)).state == OVERDUE
    publish("06-02-04", date(2021, 6, 21))
    assert state("06-02-04", date(2021, 6, 22)).state == PUBLISHED


def test_what_was_published_before_the_event_does_not_answer_for_it(catalogue, land, publish):
    publish("06-03-01", date(2021, 5, 31))
    day = date(2021, 6, 1)
    actions.declare_event(land, catalogue.finance, happened_on=day, note="批文", by=catalogue.chen, at=at(day))
    assert state("06-03-01", date(2021, 6, 17)).state == OVERDUE


def test_an_event_taken_back_counts_no_more(catalogue, land):
    day = date(2021, 6, 1)
    event = actions.declare_event(land, catalogue.finance, happened_on=day, note="批文", by=catalogue.chen, at=at(day))
    with pytest.raises(Refused, match="本人或者县公开办"):
        actions.take_back_event(event, by=catalogue.zhao, at=at(day), reason="误登")
    actions.take_back_event(event, by=catalogue.chen, at=at(day, 10), reason="误登")
    assert state("06-03-01", date(2021, 7, 17)).state == EMPTY


def test_events_are_declared_only_for_ones_own_organ_and_only_where_an_event_starts_the_clock(catalogue, land):
    day = date(2021, 6, 1)
    with pytest.raises(Refused, match="不在县财政局任职"):
        actions.declare_event(land, catalogue.finance, happened_on=day, note="批文", by=catalogue.zhao, at=at(day))
    budget = CatalogueItem.objects.get(item_code="03-01-15")
    with pytest.raises(Refused, match="不是从某一事件起算"):
        actions.declare_event(budget, catalogue.finance, happened_on=day, note="x", by=catalogue.chen, at=at(day))
    with pytest.raises(Refused, match="还没有发生"):
        actions.declare_event(
            land, catalogue.finance, happened_on=date(2021, 6, 2), note="x", by=catalogue.chen, at=at(day)
        )


def test_all_681_items_take_at_most_five_queries(catalogue, land, publish, django_assert_max_num_queries):
    day = date(2021, 6, 1)
    actions.declare_event(land, catalogue.finance, happened_on=day, note="批文", by=catalogue.chen, at=at(day))
    publish("08-01-01", date(2021, 7, 1), formed_on=day)
    items = list(CatalogueItem.objects.all())
    workdays.current()  # asked for at most once in five seconds, not once a page
    with django_assert_max_num_queries(5):
        states = coverage(items, date(2021, 9, 1))
    assert sum(row.state == OVERDUE for row in states.values()) == 2
