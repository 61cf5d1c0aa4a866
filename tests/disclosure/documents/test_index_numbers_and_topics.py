"""索引号 is given once and never changes; topics gather by hand and by rule."""

import re

import pytest
from django.utils import timezone

from disclosure.catalogue.loading import load_catalogue
from disclosure.documents.kinds import TOPIC_BY_CODE, TOPICS
from disclosure.documents.topics import topic_sections
from tests import papers


def test_index_numbers_run_on_by_organ_and_year(cast):
    first, second = papers.draft(cast), papers.draft(cast, title="第二件")
    other = papers.draft(cast, by=cast.zhao, organ=cast.education)
    year = timezone.localdate().year
    assert re.fullmatch(rf"361123-finance/{year}-\d{{5}}", first.index_number)
    assert int(second.index_number[-5:]) == int(first.index_number[-5:]) + 1
    assert other.index_number.startswith("361123-education/")


def test_an_index_number_stays_when_the_organ_gets_another_code(cast):
    document = papers.draft(cast)
    before = document.index_number
    cast.finance.unified_code = "11361123MB0000000X"
    cast.finance.save()
    document.refresh_from_db()
    assert document.index_number == before
    assert papers.draft(cast, title="之后的一件").index_number.startswith("11361123MB0000000X/")


def sections(code: str) -> dict[str, list[str]]:
    found = topic_sections(TOPIC_BY_CODE[code], timezone.localdate())["sections"]
    return {section["code"]: [entry["title"] for entry in section["entries"]] for section in found}


def test_a_topic_gathers_by_hand_what_a_clerk_tagged(cast):
    papers.published(cast, title="空气质量月报", topic_codes=["env-air"])
    assert sections("environment")["env-air"] == ["空气质量月报"]
    assert sections("environment")["env-water"] == []


def test_a_topic_gathers_by_rule_what_its_domains_hold(cast):
    load_catalogue()
    papers.published(cast, title="补贴发放结果", item_codes=["22-01-02"])
    assert sections("farmers-benefit")["domain-22"] == ["补贴发放结果"]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.code)
def test_every_topic_has_a_page_even_before_it_has_content(db, client, topic):
    answer = client.get(f"/topics/{topic.code}/")
    assert answer.status_code == 200
    assert topic.name in answer.content.decode()


def test_the_plan_asks_for_five_topics():
    assert [topic.name for topic in TOPICS] == [
        "基层政务公开标准化规范化", "建设高标准市场体系", "生态环境", "疫情服务专区", "惠民惠农",
    ]  # fmt: skip
