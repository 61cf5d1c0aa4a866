"""The clock tests: outage of a day, midnight, holidays, replay on a new calendar; hours run by the clock."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from disclosure import workdays
from disclosure.workdays.actions import load_notice
from interpretations import coverage
from interpretations.actions import concerns, inquiries, push
from interpretations.clock import inquiry_clock, interpretation_clock, ticket_clocks, veto_clock
from interpretations.models import Inquiry, News, TicketEvent
from interpretations.obligations import OBLIGATIONS
from tests.interpretations.conftest import interpretation_of
from yushan_portal.lib.periods import SHANGHAI, end_of

pytestmark = pytest.mark.django_db


def at(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


def received(cast, moment, box="question", nonce=None):
    return inquiries.receive(
        box,
        subject="什么时候到账",
        text="什么时候到账呢",
        nonce=nonce or str(moment),
        code="ABCDEFGH",
        organ=cast.finance,
        at=moment,
    )


@pytest.mark.parametrize(
    ("box", "day", "last"),
    [
        ("question", date(2021, 6, 4), date(2021, 6, 11)),
        ("question", date(2021, 9, 17), date(2021, 9, 26)),
        ("question", date(2026, 2, 13), date(2026, 2, 27)),
        ("question", date(2026, 9, 30), date(2026, 10, 13)),
        ("fault", date(2026, 9, 30), date(2026, 10, 10)),
        ("fault", date(2021, 6, 4), date(2021, 6, 9)),
        ("leader", date(2025, 1, 20), date(2025, 1, 26)),
    ],
)
def test_working_days_know_holidays_and_swapped_weekends(cast, box, day, last):
    inquiry = received(cast, datetime.combine(day, datetime.min.time(), SHANGHAI) + timedelta(hours=10), box)
    assert inquiry_clock(inquiry).deadline.on == last
    assert inquiry_clock(inquiry).deadline.derivation


def test_the_last_day_ends_at_midnight_in_shanghai_and_not_before(cast):
    inquiry = received(cast, at(2021, 6, 4, 23, 59, 59))
    end = end_of(date(2021, 6, 11))
    clock = inquiry_clock(inquiry)
    assert not clock.late(end - timedelta(seconds=1))
    assert clock.late(end)
    assert end == at(2021, 6, 12, 0, 0)
    assert inquiry_clock(received(cast, at(2021, 6, 5, 0, 0))).deadline.on == date(2021, 6, 11), "Saturday's letter"


def test_handing_on_between_organs_does_not_move_the_clock(cast):
    inquiry = received(cast, at(2021, 6, 4, 9))
    before = inquiry_clock(inquiry).deadline.on
    moved = inquiries.route(inquiry, cast.education, by=cast.zhou, at=at(2021, 6, 9, 9))
    assert inquiry_clock(moved).deadline.on == before and moved.organ == cast.education


def test_an_answer_in_time_is_never_late_afterwards(cast):
    inquiry = received(cast, at(2021, 6, 4, 9))
    inquiries.draft_reply(inquiry, "本周到账。", by=cast.chen, at=at(2021, 6, 11, 9))
    answered = inquiries.approve_reply(inquiry, by=cast.wang, at=at(2021, 6, 11, 23, 59))
    assert not inquiry_clock(answered).late(at(2030, 1, 1))


def test_three_months_unanswered_is_the_veto(cast):
    clock = veto_clock(received(cast, at(2021, 6, 4, 9)))
    assert clock.deadline.on == date(2021, 9, 4)
    assert not clock.late(at(2021, 9, 4, 23, 59)) and clock.late(at(2021, 9, 5, 0, 0))


def test_an_interpretation_is_due_the_same_day_and_at_the_latest_the_third_working_day(cast, policy, chain):
    type(policy).objects.filter(pk=policy.pk).update(published_at=at(2021, 9, 30, 17))
    policy.refresh_from_db()
    (document, clock), *_ = coverage.waiting(at(2021, 10, 1, 9))
    assert document == policy and clock.deadline.on == date(2021, 10, 11)
    assert clock.late(at(2021, 10, 12, 0, 0)) and not clock.late(at(2021, 10, 11, 23, 59))
    chain(interpretation_of(policy, cast))
    assert coverage.waiting(timezone.now()) == []


def test_a_written_reason_ends_the_duty(policy):
    type(policy).objects.filter(pk=policy.pk).update(no_interpretation_reason="转发上级文件，上级已解读")
    assert coverage.waiting(timezone.now()) == []


def test_hours_run_day_and_night_through_a_holiday(cast, health):
    noticed = at(2021, 10, 1, 22, 30)
    grave = concerns.open_ticket("epidemic", "事件", by=cast.zhou, noticed_at=noticed, level="grave", at=noticed)
    plain = concerns.open_ticket("epidemic", "议论", by=cast.zhou, noticed_at=noticed, at=noticed)
    assert [clock.deadline.at for clock in ticket_clocks(grave)] == [at(2021, 10, 2, 3, 30), at(2021, 10, 2, 22, 30)]
    assert [clock.deadline.at for clock in ticket_clocks(plain)] == [at(2021, 10, 3, 22, 30)]
    assert not ticket_clocks(grave)[0].late(at(2021, 10, 2, 3, 29, 59)) and ticket_clocks(grave)[0].late(
        at(2021, 10, 2, 3, 30)
    )


@pytest.fixture
def health(cast):
    from tests.factories import make_department

    return make_department("health", "玉山县卫生健康委员会", short_name="县卫健委")


def test_an_outage_of_days_loses_no_escalation_and_repeats_none(cast, health):
    noticed = at(2021, 6, 4, 9)
    ticket = concerns.open_ticket("epidemic", "事件", by=cast.zhou, noticed_at=noticed, level="major", at=noticed)
    assert concerns.escalate_due(at(2021, 6, 4, 13, 59)) == 0
    assert concerns.escalate_due(at(2021, 6, 7, 9)) == 2, "nobody looked for three days: both are caught up with"
    assert concerns.escalate_due(at(2021, 6, 7, 10)) == 0
    moments = list(TicketEvent.objects.filter(verb="escalate").values_list("at", flat=True))
    assert moments == [at(2021, 6, 4, 14), at(2021, 6, 5, 9)], "each under the moment at which it fell due"
    ticket.refresh_from_db()
    assert ticket.escalated_at == at(2021, 6, 4, 14)


def test_news_of_an_outage_of_a_day_is_carried_when_the_worker_is_back(cast, policy):
    News.objects.update(matched_at=None)
    push.carry(timezone.now() + timedelta(days=1))
    assert not News.objects.unmatched().exists()


def test_a_new_calendar_is_replayed_over_every_open_question_and_lists_what_moved(cast):
    inquiry = received(cast, at(2026, 12, 30, 9))
    answered = received(cast, at(2026, 12, 30, 10), nonce="done")
    inquiries.draft_reply(answered, "已到账。", by=cast.chen, at=at(2026, 12, 30, 11))
    inquiries.approve_reply(answered, by=cast.wang, at=at(2026, 12, 30, 12))
    clock = inquiry_clock(inquiry)
    assert clock.deadline.provisional and clock.deadline.on == date(2027, 1, 6)
    loaded = load_notice(
        2027, whole_year_2027(), "国办发明电〔2026〕9号", "国务院办公厅", "测试", issued_on=date(2026, 11, 25)
    )
    workdays.forget()
    (moved,) = [row for row in loaded.moved if inquiry.number in row.thing]
    assert not any(answered.number in row.thing for row in loaded.moved)
    assert moved.before == date(2027, 1, 6)
    assert inquiry_clock(inquiry).deadline.on == moved.after == date(2027, 1, 7)
    assert not inquiry_clock(inquiry).deadline.provisional


def whole_year_2027():
    """An invented arrangement; only 元旦 matters here: Friday 1 January is off."""
    feasts = {
        "元旦": ("01-01",), "春节": ("02-05", "02-06", "02-07", "02-08"), "清明节": ("04-05",),
        "劳动节": ("05-01", "05-02"), "端午节": ("06-09",), "中秋节": ("09-15",), "国庆节": ("10-01", "10-02", "10-03"),
    }  # fmt: skip
    return [(f"2027-{day}", "法定节假日", name) for name, days in feasts.items() for day in days]


def test_duties_of_the_room_stand_in_the_calendar_with_the_same_days(cast, policy):
    inquiry = received(cast, at(2021, 6, 4, 9))
    found = [duty for source in OBLIGATIONS for duty in source.due(date(2021, 6, 1), date(2100, 1, 1), "")]
    assert {duty.key: duty.due_on for duty in found}[inquiry.number] == inquiry_clock(inquiry).deadline.on
    assert {duty.key: duty.due_on for duty in found}[f"document:{policy.pk}"] == interpretation_clock(
        policy
    ).deadline.on
    assert [
        duty for source in OBLIGATIONS for duty in source.due(date(2021, 6, 1), date(2100, 1, 1), "education")
    ] == []


def test_nobodys_words_change_and_numbers_are_not_reused(cast):
    numbers = {received(cast, at(2021, 6, 4, 9, minute), nonce=str(minute)).number for minute in range(20)}
    assert len(numbers) == 20
    assert Inquiry.objects.filter(text="什么时候到账呢").count() == 20
