"""Search page, list pages, feeds and sitemap as a visitor meets them."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from disclosure.register import actions, lists, paging, sitemaps, views
from disclosure.register.models import RegisterEntry
from disclosure.register.selection import Selection
from yushan_portal.lib.columns import Column, UpdateClass

from .conftest import TODAY, make_facts, moment, random_facts

pytestmark = pytest.mark.django_db

COLUMN = Column(
    "test",
    "测试栏目",
    "政策文件",
    "用于测试",
    "测试",
    "/test/",
    UpdateClass.NOTICE,
    ("document",),
    ("notice", "policy"),
)


def channels(client) -> dict[str, str]:
    """Everything an anonymous visitor can read of the register."""
    addresses = (
        "/search/?q=工作",
        "/search/?q=工作&sort=newest&all=1",
        "/search/?q=玉府办字〔2021〕36号",
        "/search/suggest/?q=工作",
        "/feeds/all.rss",
        "/feeds/all.atom",
        "/feeds/documents-notice.rss",
        "/feeds/search.rss?q=工作",
        "/sitemap.xml",
        "/sitemaps/0.xml",
        "/sitemaps/1.xml",
    )
    pages = {}
    for address in addresses:
        answer = client.get(address)
        pages[address] = b"".join(answer) if answer.streaming else answer.content
        pages[address] = pages[address].decode().replace("\\u5de5\\u4f5c", "工作")
    return pages


def test_a_withdrawn_thing_is_gone_from_every_channel(client):
    actions.show(make_facts(1, document_number="玉府办字〔2021〕36号"))
    before = channels(client)
    shown_in = [address for address, text in before.items() if "/documents/1/" in text]
    assert len(shown_in) == 9, shown_in  # all but the sitemap's index and its part of columns
    actions.withdraw("document", "1", at=timezone.now(), reason="内容有误")
    for address, text in channels(client).items():
        assert "/documents/1/" not in text, address
    entry = RegisterEntry.objects.get()
    assert (entry.address, entry.title, entry.withdrawal_reason) == ("/documents/1/", "", "内容有误")


def test_a_restored_thing_is_back_in_its_old_place(client):
    key = actions.show(make_facts(1)).sort_key
    actions.withdraw("document", "1", at=timezone.now(), reason="内容有误")
    actions.show(make_facts(1))
    entry = RegisterEntry.objects.get()
    assert entry.sort_key == key and entry.withdrawal_reason == ""
    assert "/documents/1/" in channels(client)["/search/?q=工作"]


def test_a_display_that_has_ended_or_not_begun_stands_in_no_channel(client):
    today = timezone.localdate()
    actions.show(make_facts(1, last_shown_on=today - timedelta(days=1)))
    actions.show(make_facts(2, first_shown_on=today + timedelta(days=1)))
    for address, text in channels(client).items():
        assert "/documents/1/" not in text and "/documents/2/" not in text, address


def test_records_of_natural_persons_stand_in_no_feed_sitemap_or_suggestion(client):
    actions.show(make_facts(1, indexable=False))
    assert not [address for address, text in channels(client).items() if "/documents/1/" in text]


@pytest.mark.parametrize(
    "query",
    [
        "page=-1", "page=0", "page=abc", "page=99999999999999999999", "page=1&page=2", "year=0000", "year=99999", "year=abc",
        "validity=nonsense", "validity=none", "organ=%FF%FE", "organ=" + "x" * 500, "kind=a&kind=b&kind=", "q=%ED%A0%80",
        "q=" + "政" * 400, "q=%22", "q=-a", "q=%27%3B--", "sort=oldest", "unknown=1&unknown=2", "domain=05&topic=water&item=1-1",
    ],
)  # fmt: skip
def test_odd_parameters_give_a_page_or_a_sentence_and_never_an_error(client, query):
    actions.show_many(make_facts(n) for n in range(3))
    for address in ("/search/?q=工作&", "/search/?", "/feeds/search.rss?q=工作&", "/search/suggest/?"):
        assert client.get(address + query).status_code in (200, 400, 404), address
    request = RequestFactory().get("/test/?" + query)
    assert lists.column_page(request.GET, COLUMN, TODAY)["page_number"] >= 1


def test_the_longest_query_is_refused_in_a_sentence(client):
    answer = client.get("/search/", {"q": "政" * 300})
    assert answer.status_code == 400
    assert "不能超过200个字" in answer.content.decode()


def test_a_hit_is_marked_and_everything_else_escaped(client):
    actions.show(make_facts(1, title="<script>工作</script>", text="<img src=x>工作"))
    page = client.get("/search/?q=工作").content.decode()
    assert "&lt;script&gt;<mark>工作</mark>&lt;/script&gt;" in page
    assert "<img src=x>" not in page


def test_repealed_papers_are_left_out_until_asked_for_and_said_so(client):
    actions.show(make_facts(1, effective_on=date(2020, 1, 1), repealed_on=date(2021, 1, 1)))
    assert "/documents/1/" not in client.get("/search/?q=工作").content.decode()
    assert "连同已失效、已废止的文件一起找" in client.get("/search/?q=工作").content.decode()
    assert "/documents/1/" in client.get("/search/?q=工作&all=1").content.decode()
    assert "/documents/1/" in client.get("/search/?q=工作&validity=repealed").content.decode()


def test_nothing_found_offers_a_way_on(client):
    actions.show(make_facts(1))
    page = client.get("/search/?q=工作 不存在的词").content.decode()
    assert "没有找到" in page and "改找“工作”" in page


def test_pages_of_a_list_hold_every_row_exactly_once(dice):
    actions.show_many(random_facts(dice, n) for n in range(130))
    for selection in (
        Selection(),
        Selection(tags=(("domain", "05"),)),
        Selection(organ="czj"),
        Selection(column=COLUMN),
    ):
        expected = list(selection.entries(TODAY).newest().values_list("pk", flat=True))
        pages = -(-len(expected) // 7)
        walked = [row.pk for n in range(1, pages + 1) for row in paging.rows_of_page(selection, TODAY, n, per_page=7)]
        assert walked == expected and len(set(walked)) == len(walked)


def test_deep_pages_start_from_the_years_before_them(dice, monkeypatch):
    monkeypatch.setattr(paging, "_NEAR", 5)
    test_pages_of_a_list_hold_every_row_exactly_once(dice)


def test_walking_by_keys_meets_every_row_once(dice):
    actions.show_many(random_facts(dice, n) for n in range(60))
    for entries in (RegisterEntry.objects.public(TODAY), RegisterEntry.objects.public(TODAY).in_domain("05")):
        walked, rows = [], list(entries.newest()[:7])
        while rows:
            walked += rows
            rows = list(entries.after_key(rows[-1].sort_key).newest()[:7])
        assert walked == list(entries.newest())


def test_things_published_in_the_same_second_keep_their_order():
    actions.show_many([make_facts(n) for n in range(5)])
    actions.show(make_facts(9))
    ids = RegisterEntry.objects.public(TODAY).oldest().values_list("thing_id", flat=True)
    assert list(ids) == ["0", "1", "2", "3", "4", "9"]


def test_a_list_page_needs_few_queries_whatever_its_length(django_assert_max_num_queries, dice):
    actions.show_many(random_facts(dice, n) for n in range(200))
    request = RequestFactory().get("/test/?organ=czj&year=2020&page=2")
    request.user = AnonymousUser()
    with django_assert_max_num_queries(13):
        views.column_list(request, COLUMN)


def test_a_search_page_needs_few_queries(client, django_assert_max_num_queries, dice):
    actions.show_many(random_facts(dice, n) for n in range(200))
    client.get("/search/?q=工作 通知")  # how common a word is, is remembered for a while
    with django_assert_max_num_queries(13):
        client.get("/search/?q=工作")
    with django_assert_max_num_queries(18):  # two words, two filters: each is asked for its alternatives
        client.get("/search/?q=工作 通知&organ=czj&year=2020")


def test_a_list_page_shows_count_facets_and_chips_that_agree():
    actions.show_many(make_facts(n, published_at=moment(date(2020 + n % 2, 5, 1))) for n in range(45))
    request = RequestFactory().get("/test/?year=2021&page=2")
    context = lists.column_page(request.GET, COLUMN, TODAY)
    assert str(context["total"]) == "22" and len(context["entries"]) == 2
    assert [chip["value"] for chip in context["chips"]] == ["2021年"]
    (years,) = [group for group in context["groups"] if group["name"] == "year"]
    assert {option["value"]: option["count"] for option in years["options"]} == {"": None, "2021": 22, "2020": 23}


def test_feeds_are_valid_and_survive_a_bad_row(client):
    actions.show(make_facts(1, title="控制\x0b字\x1f符 & <b>", summary="\ud800"[:0] + "甲\x02乙"))
    RegisterEntry.objects.update(summary="坏\x0c行", document_number="\x01")
    rss = ET.fromstring(client.get("/feeds/all.rss").content)
    atom = ET.fromstring(client.get("/feeds/all.atom").content)
    assert rss.find("channel/item/link").text.endswith("/documents/1/")
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 1


@pytest.mark.parametrize("address", ["/feeds/none.rss", "/feeds/all.exe", "/feeds/organ/none.rss", "/feeds/kind/document.rss", "/sitemaps/9.xml"])  # fmt: skip
def test_feeds_and_parts_that_do_not_exist_are_not_found(client, address):
    assert client.get(address).status_code == 404


def test_sitemap_parts_hold_every_indexable_row_once(client, dice, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 10)
    actions.show_many(random_facts(dice, n) for n in range(50))
    index = ET.fromstring(client.get("/sitemap.xml").content)
    parts = [place.text.split("//", 1)[1].partition("/")[2] for place in index.iter() if place.tag.endswith("loc")]
    found = []
    for part in parts[1:]:
        text = b"".join(client.get("/" + part)).decode()
        found += [place.text for place in ET.fromstring(text).iter() if place.tag.endswith("loc")]
    rows = RegisterEntry.objects.public(timezone.localdate()).indexable()
    assert sorted(place[place.index("/documents") :] for place in found) == sorted(row.address for row in rows)


def test_the_directory_of_feeds_lists_columns_that_hold_rows(client):
    page = client.get("/feeds/").content.decode()
    assert "/feeds/documents-notice.rss" in page and "/feeds/departments.rss" not in page


def test_showing_gives_new_tokens_to_the_page_and_to_all_lists(django_capture_on_commit_callbacks):
    actions.show(make_facts(1))
    before = actions.generation("/documents/1/"), actions.generation()
    actions.show(make_facts(2))
    assert actions.generation("/documents/1/") == before[0] and actions.generation() > before[1]
    actions.show(make_facts(1, title="改"))
    assert actions.generation("/documents/1/") > before[0]


def test_a_withdrawal_without_a_reason_is_refused():
    actions.show(make_facts(1))
    with pytest.raises(ValueError, match="原因"):
        actions.withdraw("document", "1", at=moment(TODAY), reason=" ")


def test_a_place_taken_by_another_publication_at_the_same_moment_is_met_by_trying_again(monkeypatch):
    first, place, calls = actions.show(make_facts(1)), actions._place, []

    def blind_once(entries, spread):
        place(entries, spread)
        if not calls:  # the other transaction had not yet committed when we looked
            entries[0].sort_key = first.sort_key
        calls.append(spread)

    monkeypatch.setattr(actions, "_place", blind_once)
    second = actions.show(make_facts(2))
    assert len(calls) == 2 and second.sort_key > first.sort_key
    assert RegisterEntry.objects.count() == 2
