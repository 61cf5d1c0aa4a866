"""信用修复管理办法 (in force 2026-04-01) and the practice before it: how long a penalty is displayed, and how it ends."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from disclosure.notices import actions, clock
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.law import PENALTY_TERMS, RULE_CHANGE, Severity, penalty_term
from disclosure.notices.models import Record
from disclosure.publishing.guards import Refused
from tests.disclosure.notices.sheets import penalty, published, uploaded

PENALTY = BY_CODE["penalty"]
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    "decided_on, severity, until",
    [
        (date(2026, 3, 31), Severity.GENERAL, date(2027, 3, 31)),
        (date(2026, 4, 1), Severity.GENERAL, date(2027, 4, 1)),
        (date(2026, 3, 31), Severity.SERIOUS, date(2029, 3, 31)),
        (date(2026, 4, 1), Severity.SERIOUS, date(2029, 4, 1)),
        (date(2026, 3, 31), Severity.MINOR, date(2027, 3, 31)),
        (date(2026, 4, 1), Severity.MINOR, date(2026, 7, 1)),
        (date(2026, 11, 30), Severity.MINOR, date(2027, 2, 28)),
        (date(2027, 11, 30), Severity.MINOR, date(2028, 2, 29)),
        (date(2028, 2, 29), Severity.GENERAL, date(2029, 2, 28)),
        (date(2028, 2, 29), Severity.SERIOUS, date(2031, 2, 28)),
        (date(2024, 2, 29), Severity.GENERAL, date(2025, 2, 28)),
        (date(2026, 8, 31), Severity.GENERAL, date(2027, 8, 31)),
        (date(2026, 12, 31), Severity.MINOR, date(2027, 3, 31)),
    ],
)
def test_the_last_day_follows_the_rule_of_the_day_of_the_decision(decided_on, severity, until):
    assert clock.last_shown_on(PENALTY, {"CF_JDRQ": decided_on, "severity": severity}) == until


@pytest.mark.parametrize(
    "decided_on, severity, first",
    [
        (date(2026, 4, 1), Severity.GENERAL, date(2026, 7, 1)),
        (date(2026, 4, 1), Severity.SERIOUS, date(2027, 4, 1)),
        (date(2026, 3, 31), Severity.SERIOUS, date(2026, 9, 30)),
    ],
)
def test_repair_begins_when_the_shortest_display_is_over(decided_on, severity, first):
    assert penalty_term(severity, decided_on).first_repair_on(decided_on) == first


@given(st.dates(date(2018, 1, 1), date(2060, 12, 31)), st.sampled_from(Severity.ALL))
def test_every_day_since_2018_has_exactly_one_rule(decided_on, severity):
    fitting = [
        term
        for term in PENALTY_TERMS
        if term.severity == severity
        and term.effective_from <= decided_on
        and (term.effective_to is None or decided_on <= term.effective_to)
    ]
    assert fitting == [penalty_term(severity, decided_on)]
    assert (decided_on >= RULE_CHANGE) == (fitting[0].effective_to is None)


@given(
    st.dates(date(2018, 1, 1), date(2060, 12, 31)),
    st.sampled_from(Severity.ALL),
    st.one_of(st.none(), st.integers(-400, 1500)),
)
def test_an_organ_can_shorten_the_display_and_never_lengthen_it(decided_on, severity, shift):
    given_until = decided_on + timedelta(days=shift) if shift is not None else None
    values = {"CF_JDRQ": decided_on, "severity": severity, "CF_GSJZQ": given_until, "display_reason": "确需公示"}
    term = penalty_term(severity, decided_on)
    assert clock.last_shown_on(PENALTY, values) <= term.last_shown_on(decided_on)
    faults = clock.display_faults(PENALTY, values, decided_on)
    lawful = given_until is None or term.first_repair_on(decided_on) <= given_until <= term.last_shown_on(decided_on)
    assert (faults == []) == lawful


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_friday():
    with time_machine.travel("2026-11-20T10:00:00+08:00"):
        yield


def shown(client, record, moment: datetime) -> int:
    with time_machine.travel(moment, tick=False):
        return client.get(record.get_absolute_url()).status_code


@pytest.mark.parametrize(
    "decided_on, until", [(date(2026, 3, 31), date(2027, 3, 31)), (date(2026, 4, 1), date(2027, 4, 1))]
)
def test_display_ends_by_itself_at_24_00_of_the_last_day_though_no_night_job_ran(cast, client, decided_on, until):
    with time_machine.travel(datetime(2026, 4, 9, 10, tzinfo=ZONE), tick=False):
        published(cast, rows=[penalty(1, CF_JDRQ=decided_on)])
    record = Record.objects.get()
    last_second = datetime(until.year, until.month, until.day, 23, 59, 59, tzinfo=ZONE)
    assert shown(client, record, last_second) == 200
    assert shown(client, record, last_second + timedelta(seconds=1)) == 410
    assert shown(client, record, last_second + timedelta(days=400)) == 410


def test_after_the_end_lists_files_search_and_counts_are_silent(cast, client):
    with time_machine.travel(datetime(2026, 4, 9, 10, tzinfo=ZONE), tick=False):
        published(cast, rows=[penalty(1, CF_JDRQ=date(2026, 4, 1))])
    with time_machine.travel(datetime(2027, 4, 2, 0, 0, 0, tzinfo=ZONE), tick=False):
        for address, asked in (
            ("/notices/penalty/", {}),
            ("/notices/party/", {"q": "怀玉第1食品"}),
            ("/search/", {"q": "怀玉第1食品"}),
            ("/feeds/notices-penalty.rss", {}),
        ):
            answer = client.get(address, asked)
            assert Record.objects.get().get_absolute_url() not in answer.content.decode(), address
        for ending in ("csv", "json"):
            text = b"".join(client.get(f"/notices/penalty/download.{ending}").streaming_content).decode()
            assert "怀玉第1食品" not in text
        page = client.get(Record.objects.get().get_absolute_url()).content.decode()
        assert "公示期已满" in page and "怀玉第1食品" not in page


def test_minor_penalties_are_not_displayed_without_a_reason(cast):
    run = uploaded(cast, rows=[penalty(1, severity="轻微"), penalty(2, severity="轻微", display_reason="群体性投诉")])
    assert run.report["accepted_count"] == 1
    assert "原则上不公示" in run.report["errors"][0]["problem"]


def test_what_has_run_out_is_not_displayed_at_all(cast):
    run = uploaded(cast, rows=[penalty(1, CF_JDRQ=date(2021, 1, 4))])
    assert "届满" in run.report["errors"][0]["problem"]


def test_a_repair_before_its_time_is_refused_and_after_it_leaves_a_tombstone(cast, client):
    with time_machine.travel(datetime(2026, 4, 9, 10, tzinfo=ZONE), tick=False):
        published(cast, rows=[penalty(1, CF_JDRQ=date(2026, 4, 1))])
    record = Record.objects.get()
    answer = {"cause": "repaired", "reason": "已履行义务并作出守信承诺"}
    with (
        time_machine.travel(datetime(2026, 6, 30, 10, tzinfo=ZONE), tick=False),
        pytest.raises(Refused, match="最短公示期未满"),
    ):
        actions.withdraw_record(record, by=cast.wang, **answer)
    with time_machine.travel(datetime(2026, 7, 1, 10, tzinfo=ZONE), tick=False):
        actions.withdraw_record(record, by=cast.wang, **answer)
        page = client.get(record.get_absolute_url())
    assert page.status_code == 410 and "守信承诺" in page.content.decode()


def test_a_withdrawn_record_cannot_come_back_through_an_import(cast):
    published(cast, rows=[penalty(1)])
    actions.withdraw_record(Record.objects.get(), by=cast.wang, cause="annulled", reason="决定被撤销")
    run = uploaded(cast, rows=[penalty(1)])
    assert "已被撤回" in run.report["errors"][0]["problem"]


def test_a_record_is_withdrawn_once(cast):
    published(cast, rows=[penalty(1)])
    record = Record.objects.get()
    actions.withdraw_record(record, by=cast.wang, cause="annulled", reason="决定被撤销")
    with pytest.raises(Refused, match="不能撤回"):
        actions.withdraw_record(record, by=cast.wang, cause="annulled", reason="决定被撤销")
