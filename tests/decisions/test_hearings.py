"""Hearings: places under a lock, a draw that the published file alone repeats, papers, quorum, record; representatives."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from decisions.actions import hearings, representatives
from decisions.calendars import hearing_calendar
from decisions.guards import Refused
from decisions.models import Hearing, Meeting, Opinion, Representative
from tests.decisions import builders
from yushan_portal.lib.periods import end_of

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "draw_roster.py"
QUOTA = [{"code": "q1", "name": "群众代表", "seats": 3}, {"code": "q2", "name": "企业代表", "seats": 1}]


def announced(cast):
    day = builders.today() + timedelta(days=5)
    hearing = Hearing(
        decision=builders.public_decision(cast),
        title="停车收费听证会",
        place="县政务中心三楼",
        starts_at=timezone.now() + timedelta(days=30),
        quota=QUOTA,
        selection_rule="各类分别抽取。",
        registration_ends_on=day,
        seed_source="报名截止次日福利彩票双色球开奖号码",
        quorum=2,
    )
    hearings.plan(hearing, by=cast.chen)
    return hearings.publish_notice(hearing, by=cast.wang)


def person(hearing, number, code="q1"):
    return hearings.register(
        hearing,
        quota_code=code,
        name=f"王{number}",
        contact=f"1380000{number:04d}",
        nonce=f"nonce-{hearing.pk}-{number}",
    )[0]


def drawn(cast):
    hearing = announced(cast)
    for number in range(12):
        person(hearing, number, "q2" if number % 4 == 3 else "q1")
    closed = end_of(hearing.registration_ends_on)
    hearing = hearings.freeze(hearing, by=cast.chen, at=closed + timedelta(hours=1))
    return hearings.draw(hearing, "03 08 17 21 26 30 + 05", by=cast.wang, at=closed + timedelta(days=1))


def test_the_shipped_script_repeats_the_roster_from_the_published_file_alone(cast, client, tmp_path):
    hearing = drawn(cast)
    published = client.get(f"{hearing.get_absolute_url()}frozen.txt").content
    assert "王" not in published.decode()
    file = tmp_path / "frozen.txt"
    file.write_bytes(published)
    done = subprocess.run([sys.executable, "-I", str(SCRIPT), str(file), hearing.seed], capture_output=True, text=True)
    rosters = {line.split(" | ")[0]: line.split(" | ")[1].split() for line in done.stdout.splitlines()}
    for code in ("q1", "q2"):
        chosen = set(hearing.places.filter(quota_code=code, state="chosen").values_list("number", flat=True))
        assert set(rosters[code]) == chosen and len(chosen) == {"q1": 3, "q2": 1}[code]
    page = client.get(hearing.get_absolute_url()).content.decode()
    assert hearing.frozen_sha256 in page and all(number in page for number in rosters["q1"])


def test_the_script_has_about_thirty_lines_and_needs_nothing_else():
    lines = [line for line in SCRIPT.read_text().splitlines() if line.strip()]
    assert len(lines) <= 40 and [line for line in lines if line.startswith("import")] == [
        "import hashlib",
        "import sys",
    ]


def test_the_list_is_frozen_once_and_before_the_seed(cast):
    hearing = announced(cast)
    person(hearing, 1)
    with pytest.raises(Refused, match="截止后"):
        hearings.freeze(hearing, by=cast.chen)
    with pytest.raises(Refused, match="先固定"):
        hearings.draw(hearing, "1", by=cast.wang)
    later = end_of(hearing.registration_ends_on)
    hearings.freeze(hearing, by=cast.chen, at=later)
    with pytest.raises(Refused):
        hearings.freeze(hearing, by=cast.chen, at=later)
    with pytest.raises(Refused, match="报名"):
        person(hearing, 2)
    hearings.draw(hearing, "1", by=cast.wang, at=later + timedelta(days=1))
    with pytest.raises(Refused, match="不能重抽"):
        hearings.draw(hearing, "2", by=cast.wang, at=later + timedelta(days=2))


def test_the_first_in_line_moves_up_when_a_seat_becomes_free(cast):
    hearing = announced(cast)
    places = [person(hearing, number) for number in range(5)]
    assert [place.state for place in places] == ["registered"] * 3 + ["waiting"] * 2
    assert person(hearing, 0).number == places[0].number, "sent twice is one registration"
    hearings.give_up(places[0])
    assert hearing.places.get(pk=places[3].pk).state == "registered"
    hearing = drawn(cast)
    chosen = hearing.places.filter(state="chosen", quota_code="q1").first()
    hearings.give_up(chosen)
    assert hearing.places.filter(state="chosen", quota_code="q1").count() == 3


def test_article_16_papers_are_delivered_seven_days_before(cast):
    hearing = drawn(cast)
    day = timezone.localtime(hearing.starts_at).date()
    with pytest.raises(Refused, match="会前7日"):
        hearings.deliver_papers(hearing, day - timedelta(days=6), by=cast.chen)
    assert hearings.deliver_papers(hearing, day - timedelta(days=7), by=cast.chen).papers_on


def test_article_17_the_record_needs_its_quorum_and_what_was_said_enters_the_ledger(cast):
    hearing = drawn(cast)
    shown = builders.open_consultation(cast, opens_on=builders.today() - timedelta(days=2))
    Hearing.objects.filter(pk=hearing.pk).update(starts_at=timezone.now() - timedelta(hours=3))
    hearing.refresh_from_db()
    hearings.deliver_papers(hearing, builders.today() - timedelta(days=8), by=cast.chen)
    chosen = list(hearing.places.filter(state="chosen").values_list("number", flat=True))
    hearings.attend(hearing, chosen[:1], by=cast.chen)
    with pytest.raises(Refused, match="不足 2 人"):
        hearings.keep_record(hearing, "记录", by=cast.chen)
    hearings.attend(hearing, chosen[:3], by=cast.chen)
    hearings.keep_record(hearing, "主持人介绍……", by=cast.chen)
    place = hearing.places.get(number=chosen[0])
    hearings.confirm_record(place, statement="赞成分时收费。", consultation=shown, by=cast.chen)
    opinion = Opinion.objects.get()
    assert opinion.channel == "hearing" and opinion.text == "赞成分时收费。"
    absent = hearing.places.get(number=chosen[3])
    with pytest.raises(Refused, match="到会"):
        hearings.confirm_record(absent, by=cast.chen)


def test_a_citizen_registers_on_the_page(cast, client):
    hearing = announced(cast)
    form = {
        "token": builders.form_token(),
        "website": "",
        "quota_code": "q1",
        "name": "王大明",
        "contact": "13800001111",
    }
    page = client.post(hearing.get_absolute_url(), form).content.decode()
    assert "T0001" in page and "查询码" in page and hearing.places.get().name == "王大明"
    assert "王大明" not in client.get(hearing.get_absolute_url()).content.decode()


def test_the_calendar_file_tells_the_hour_in_one_zone(cast):
    hearing = announced(cast)
    text = hearing_calendar(hearing, "https://example.gov.cn")
    assert hearing.starts_at.strftime("DTSTART:%Y%m%dT%H%M%SZ") in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


# --- representatives ---


def pool(cast):
    day = builders.today()
    for number in range(12):
        Representative.objects.create(
            name=f"代表{number}",
            category=("deputy", "expert", "enterprise", "media")[number % 4],
            interests=["交通"] if number in (0, 5) else [],
            term_from=day - timedelta(days=30),
            term_to=day + timedelta(days=330),
        )
    return lambda: Meeting.objects.create(
        organ=cast.finance,
        title="县政府常务会议",
        topic="停车收费",
        fields_of_interest=["交通"],
        held_on=day,
        by=cast.chen,
    )


def test_the_rotation_asks_everyone_before_anyone_twice_and_explains_itself(cast):
    meeting = pool(cast)
    asked = [row.representative_id for _ in range(3) for row in representatives.invite(meeting(), 4, by=cast.chen)]
    assert len(asked) == 12
    first = Meeting.objects.order_by("pk").first().invitations.all()
    assert {row.representative.category for row in first} == {"deputy", "expert", "enterprise", "media"}
    assert any("关注领域与议题相符（交通）" in row.why for row in first)
    assert all("本聘期已邀请 0 次" in row.why for row in first)
    assert len(set(asked)) == 12, "everyone was asked once before anyone is asked again"


def test_a_meeting_is_published_when_every_opinion_has_its_fate(cast, client):
    meeting = pool(cast)()
    first, second, *_ = representatives.invite(meeting, 2, by=cast.chen)
    with pytest.raises(Refused, match="接受邀请"):
        representatives.attended(first, True, by=cast.chen)
    first = representatives.reply(first, True, by=cast.chen)
    representatives.reply(second, False, by=cast.chen)
    with pytest.raises(Refused, match="是否列席"):
        representatives.publish_meeting(meeting, by=cast.wang)
    first = representatives.attended(first, True, opinion="建议夜间免费。", by=cast.chen)
    with pytest.raises(Refused, match="采纳情况"):
        representatives.publish_meeting(meeting, by=cast.wang)
    representatives.settle(first, "已采纳，写入第一条。", by=cast.chen)
    assert client.get(f"/decisions/meetings/{meeting.pk}/").status_code == 404
    representatives.publish_meeting(meeting, by=cast.wang)
    page = client.get(f"/decisions/meetings/{meeting.pk}/").content.decode()
    assert "建议夜间免费。" in page and "已采纳，写入第一条。" in page
