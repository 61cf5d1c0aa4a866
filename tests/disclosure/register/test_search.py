"""Search finds exactly what a scan of all texts finds; order and filters hold."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from disclosure.register import actions
from disclosure.register.models import RegisterEntry, SearchText
from disclosure.register.search import engine, index, postgresql
from disclosure.register.search.query import parse
from disclosure.register.search.text import folded
from disclosure.register.selection import Selection

from .conftest import TODAY, make_facts, moment

pytestmark = pytest.mark.django_db

PIECES = (
    "玉山县 人民 政府 办公室 关于 印发 政务 公开 工作 方案 通知 县财政局 列席 会议 补贴 农业 2021年 2021 年 〔2021〕36号 (试行) "
    "（试行） PM2.5 ppp ＰＰＰ 项目 open data API v1.0 ，。、；：“公开” ' \" \\ % _ * - :* & | ! ( ) é É ß İ ① 𠮷 😀 ꀀ 啊啊啊啊 a b"
).split(" ")


NO_QUOTES = dict.fromkeys(map(ord, '"“”'))


def random_text(dice: random.Random, length: int) -> str:
    return "".join(dice.choice(PIECES) + dice.choice(["", "", "", " ", "\n", "\u3000"]) for _ in range(length))


def random_phrase(dice: random.Random, texts: list[str]) -> str:
    if dice.random() < 0.15:
        return "".join(dice.choices(PIECES, k=dice.randint(1, 2))).translate(NO_QUOTES)
    text = dice.choice(texts)
    start = dice.randrange(max(1, len(text)))
    return text[start : start + dice.choice([1, 1, 2, 2, 3, 4, 5, 8, 13])].translate(NO_QUOTES)


@pytest.mark.parametrize("common", [False, True], ids=["nominated by grams", "walked from the newest"])
def test_six_hundred_random_queries_find_what_a_substring_scan_finds(dice, monkeypatch, common):
    monkeypatch.setattr(
        postgresql, "is_common", lambda nominees, period: common
    )  # which of the two plans is a matter of speed
    facts = [
        make_facts(n, title=random_text(dice, dice.randint(1, 6)) or "空", text=random_text(dice, dice.randint(0, 60)))
        for n in range(120)
    ]
    actions.show_many(facts)
    for fact in facts[::5]:  # revised and withdrawn rows must leave no trace
        actions.show(make_facts(int(fact.thing_id), title="改" + fact.title, text=random_text(dice, 20)))
    for fact in facts[::7]:
        actions.withdraw("document", fact.thing_id, at=moment(TODAY), reason="内容有误")
    texts = {row.entry_id: (folded(row.title), folded(row.body)) for row in SearchText.objects.all()}
    raw = [fact.title + " " + fact.text for fact in facts]
    found_something = 0
    for round_ in range(600):
        phrases = [random_phrase(dice, raw) for _ in range(dice.choice([1, 1, 1, 2, 3]))]
        minus = random_phrase(dice, raw) if dice.random() < 0.2 else ""
        typed = " ".join(f'"{phrase}"' for phrase in phrases) + (f' -"{minus}"' if minus else "")
        query = parse(typed)
        if query.empty or query.number:
            continue
        expected = {
            pk
            for pk, parts in texts.items()
            if all(any(folded(phrase) in part for part in parts) for phrase in phrases if folded(phrase))
            and not (folded(minus) and any(folded(minus) in part for part in parts))
        }
        matching = engine.found(query, Selection(), TODAY)
        assert {entry.pk for entry in matching} == expected, (round_, typed)
        assert matching.count() == len(expected)
        found_something += bool(expected)
        if round_ % 5 == 0:
            tiers = engine._tiered(query, Selection(), TODAY, set(), 1000)
            assert len(tiers) == len(set(tiers)) and set(tiers) == expected, (round_, typed)
    assert found_something > 300


def test_long_texts_keep_their_last_words():
    body = "啊" * 20_000 + "列席会议制度" + "啊" * 20_000
    actions.show(make_facts(1, text=body))
    assert found("列席会议") == ["1"]
    assert found("席列") == []


def test_a_text_with_very_many_different_grams_is_still_searched_exactly(dice):
    body = "".join(chr(dice.randint(0x4E00, 0x9FA5)) for _ in range(60_000)) + "列席会议"
    actions.show_many([make_facts(1, text=body), make_facts(2, text="无关")])
    assert found("列席会议") == ["1"]
    assert found("列席会谈") == []


def found(typed: str, selection: Selection = Selection(), on: date = TODAY) -> list[str]:  # noqa: B008
    return [entry.thing_id for entry in engine.found(engine.understand(typed), selection, on)]


def ranked(typed: str, **options) -> list[str]:
    results = engine.search(engine.understand(typed), Selection(), TODAY, **options)
    return [hit.entry.thing_id for hit in (*results.numbered, *results.hits)]


def test_tiers_stand_in_their_order_and_newest_first_within_each():
    day = date(2021, 1, 1)
    actions.show_many(
        [
            make_facts(1, title="通知", text="政务公开办法", published_at=moment(day)),
            make_facts(2, title="公开政务的通知", published_at=moment(day + timedelta(1))),
            make_facts(3, title="政务公开方案", published_at=moment(day + timedelta(2))),
            make_facts(4, title="政务公开要点", published_at=moment(day + timedelta(3))),
            make_facts(5, title="政务", text="都要公开", published_at=moment(day + timedelta(4))),
        ]
    )
    assert ranked("政务 公开") == ["4", "3", "2", "1", "5"]
    assert ranked("政务 公开", sort="newest") == ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize(
    "typed", ["玉府办字〔2021〕36号", "玉府办字[2021]36号", "玉府办字（２０２１）36 号", "玉府办字【2021】036"]
)
def test_a_document_number_is_recognised_in_any_bracket_form_and_stands_first(typed):
    actions.show_many(
        [
            make_facts(1, document_number="玉府办字〔2021〕36号"),
            make_facts(2, title="落实玉府办字〔2021〕36号的通知", published_at=moment(date(2021, 7, 1))),
        ]
    )
    assert ranked(typed)[0] == "1"


def test_filters_narrow_the_results_by_organ_domain_year_kind_and_validity():
    actions.show_many(
        [
            make_facts(1, organ_code="jyj", organ_codes=("czj",), domain_nos=("05",)),
            make_facts(2, organ_code="jyj", effective_on=date(2020, 1, 1), repealed_on=date(2021, 1, 1)),
            make_facts(3, published_at=moment(date(2020, 3, 1)), kind="decision"),
        ]
    )
    assert found("工作", Selection(organ="czj")) == ["1", "3"] or found("工作", Selection(organ="czj")) == ["3", "1"]
    assert found("工作", Selection(tags=(("domain", "05"),))) == ["1"]
    assert found("工作", Selection(year=2020)) == ["3"]
    assert found("工作", Selection(kinds=("decision",))) == ["3"]
    assert found("工作", Selection(validities=("repealed",))) == ["2"]


def test_records_of_natural_persons_are_found_by_number_only():
    actions.show(make_facts(1, title="张三处罚", text="张三", document_number="玉公罚字〔2021〕1号", indexable=False))
    assert found("张三") == []
    assert ranked("玉公罚字〔2021〕1号") == ["1"]


def test_what_is_not_public_on_the_day_is_not_found():
    actions.show(make_facts(1, first_shown_on=TODAY, last_shown_on=TODAY))
    days = [TODAY - timedelta(1), TODAY, TODAY + timedelta(1)]
    assert [len(found("工作", on=day)) for day in days] == [0, 1, 0]


def test_an_excerpt_shows_the_hit_and_carries_no_markup():
    actions.show(make_facts(1, text="甲" * 300 + "<b>列席</b>" + "乙" * 300))
    hit = engine.search(parse("列席"), Selection(), TODAY).hits[0]
    assert [segment.text for segment in hit.excerpt if segment.hit] == ["列席"]
    assert "<b>" in "".join(segment.text for segment in hit.excerpt)


def test_facets_of_a_search_equal_its_results(dice):
    actions.show_many(make_facts(n, organ_code=dice.choice(["czj", "jyj"]), domain_nos=("05",)) for n in range(30))
    query = parse("工作")
    spread = engine.facets(query, Selection(), TODAY, ("organ", "kind", "domain", "year"))
    for code, number in spread["organ"].counts:
        assert number == len(found("工作", Selection(organ=code)))
    assert spread["domain"]["05"] == spread["kind"]["document"] == spread["year"]["2021"] == 30


def test_the_index_has_no_orphans_after_showing_revising_and_withdrawing():
    actions.show_many(make_facts(n) for n in range(5))
    actions.show(make_facts(1, title="改后的标题", published_at=moment(date(2021, 7, 1))))
    actions.withdraw("document", "2", at=moment(TODAY), reason="内容有误")
    assert index.orphans() == 0
    assert RegisterEntry.objects.withdrawn().get().title == ""


def test_on_sqlite_the_index_passes_its_own_integrity_check():
    actions.show_many(make_facts(n) for n in range(5))
    actions.show(make_facts(1, title="改后的标题"))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO register_fts(register_fts) VALUES ('integrity-check')")
    assert found("改后") == ["1"]


def test_suggestions_come_from_titles_and_numbers():
    actions.show_many([make_facts(1, title="义务教育招生方案"), make_facts(2, document_number="玉教字〔2021〕5号")])
    assert [entry.thing_id for entry in engine.suggestions("招生", TODAY)] == ["1"]
    assert [entry.thing_id for entry in engine.suggestions("玉教字", TODAY)] == ["2"]


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', "-", '""', "\x00", "\ud800", "()", "'", "\\", "*", "a AND b", "NEAR(", "x" * 200, "政" * 200],
)
@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_odd_input_is_answered(typed, sort):
    actions.show(make_facts(1))
    results = engine.search(engine.understand(typed), Selection(), TODAY, sort=sort, page=-1)
    assert results.page == 1


def test_a_query_longer_than_two_hundred_characters_is_refused_in_a_sentence():
    assert "200" in parse("政" * 201).refusal
    assert parse("政" * 200).refusal == ""
