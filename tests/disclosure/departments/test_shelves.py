"""The organ's page shows what the register holds, and counts what it lists."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from disclosure.departments import shelves
from disclosure.departments.chores import forget_old_sessions
from disclosure.departments.models import UserSession
from disclosure.register import actions as register
from tests import factories
from yushan_portal.lib.entries import EntryFacts


def show(number, organ, genre="policy", topics=("statutory-20-7",)):
    register.show(
        EntryFacts(
            kind="document",
            thing_id=str(number),
            title=f"第{number}号预算报告",
            address=f"/documents/{number}/",
            organ_code=organ,
            genre=genre,
            topics=topics,
            published_at=timezone.now() - timedelta(minutes=number),
        )
    )


def test_what_an_organ_publishes_stands_on_its_page_and_under_its_node(client, cast, django_assert_max_num_queries):
    for number in range(1, 26):
        show(number, "finance")
    show(90, "education")
    page = client.get("/departments/finance/").content.decode()
    assert page.index("第1号预算报告") < page.index("第2号预算报告")
    assert "第90号" not in page
    with django_assert_max_num_queries(15):
        tree = client.get("/departments/finance/statutory/").content.decode()
    assert "25 条" in tree
    first = client.get("/departments/finance/statutory/20-7/").content.decode()
    last = client.get("/departments/finance/statutory/20-7/?page=2").content.decode()
    beyond = client.get("/departments/finance/statutory/20-7/?page=99999").content.decode()
    assert "第20号" in first and "第21号" not in first
    assert "第21号" in last and "第25号" in last and "第20号" not in last
    assert "共 25 条" in last and "第25号" in beyond


def test_the_guide_rules_and_reports_stand_in_their_own_parts(client, cast):
    show(1, "finance", "rule", ())
    show(2, "finance", "report", ())
    assert "第1号预算报告" in client.get("/departments/finance/rules/").content.decode()
    assert "第2号预算报告" in client.get("/departments/finance/reports/").content.decode()
    assert "第1号预算报告" not in client.get("/departments/finance/reports/").content.decode()


def test_a_withdrawn_thing_is_gone_from_list_and_count(client, cast):
    show(1, "finance")
    register.withdraw("document", "1", at=timezone.now(), reason="内容有误")
    today = timezone.localdate()
    assert shelves.entries_of("finance", today, topic="statutory-20-7") == []
    assert shelves.counts_of("finance", today).topics.get("statutory-20-7", 0) == 0
    assert "第1号预算报告" not in client.get("/departments/finance/").content.decode()


@pytest.mark.parametrize("topic", ["statutory-20-7", ""])
def test_a_count_equals_the_length_of_its_list(cast, topic):
    for number in range(1, 8):
        show(number, "finance", "report" if number % 2 else "rule")
    today = timezone.localdate()
    counts = shelves.counts_of("finance", today)
    assert counts.topics["statutory-20-7"] == len(shelves.entries_of("finance", today, topic=topic, limit=99)) == 7
    assert counts.genres["report"] == len(shelves.entries_of("finance", today, genres=("report",), limit=99)) == 4


def test_an_empty_node_is_an_error_to_its_clerk_only(client, cast):
    show(1, "finance")
    assert "还没有内容" not in client.get("/departments/finance/statutory/").content.decode()
    factories.sign_in(client, cast.chen)
    text = client.get("/departments/finance/statutory/").content.decode()
    assert "“统计信息”还没有内容" in text and "“财政预算、决算”还没有内容" not in text


def test_sign_ins_are_kept_a_year_at_least(cast):
    def sign_in(moment, key):
        UserSession.objects.create(user=cast.chen, key_digest=key, signed_in_at=moment, last_seen_at=moment)

    sign_in(datetime(2021, 6, 3, tzinfo=UTC), "a")
    sign_in(datetime(2020, 6, 3, tzinfo=UTC), "b")
    sign_in(datetime(2020, 4, 1, tzinfo=UTC), "c")
    assert "清理 1 条" in forget_old_sessions(datetime(2021, 6, 4, tzinfo=UTC).date())
    assert set(UserSession.objects.values_list("key_digest", flat=True)) == {"a", "b"}
