"""采纳台账: grouping, one answer for a group, equal sums everywhere, and two people at the desk."""

import random

import pytest
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.actions import ledger, moderation
from decisions.counting import figures, same_reasons
from decisions.models import Opinion, OpinionGroup
from decisions.similarity import Grouping, fingerprint
from disclosure.jobs import actions as jobs
from disclosure.jobs.models import Job
from tests.decisions import builders
from tests.factories import sign_in

pytestmark = pytest.mark.django_db
THEMES = [
    "建议县城公共停车场前一小时免费，方便群众到政务服务中心办事，避免短时停车也要缴费。",
    "每小时二元的收费标准偏高，低收入家庭负担重，建议参照周边县降到每小时一元。",
    "希望把停车费收入和支出每年公开一次，让群众知道钱花在什么地方。",
    "老旧小区周边夜间应当免费停车，居民没有其他地方可停，夜间车流也少。",
    "请增加无障碍停车泊位并且对残疾人车辆免收停车费，落实国家优待政策。",
]


def variant(text: str, number: int) -> str:
    """The same wish in slightly other words, as a campaign brings it."""
    ends = ("", "！", "谢谢。", "请考虑。", "。。", "  ")
    return text.replace("建议", "建议：" if number % 2 else "建议") + ends[number % len(ends)]


def test_identical_and_nearly_identical_texts_fall_into_one_group():
    groups = Grouping()
    keys = [
        groups.place((theme, number), text := variant(THEMES[theme], number), fingerprint(text))
        for number in range(12)
        for theme in range(len(THEMES))
    ]
    assert {key[0] for key in keys} == set(range(len(THEMES))) and len(set(keys)) == len(THEMES)
    assert all(key[0] == place % len(THEMES) for place, key in enumerate(keys))


def test_short_texts_are_alike_only_when_they_are_the_same():
    groups = Grouping()
    same = [groups.place(n, t, fingerprint(t)) for n, t in enumerate(("同意。", "同意", "不同意", "反对"))]
    assert same == [0, 0, 2, 3]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint_and_a_group(text):
    digest = fingerprint(text)
    assert len(digest) == 32 and Grouping().place(1, text, digest) == 1


def _many(shown, count: int):
    for number in range(count):
        builders.stored(shown, variant(THEMES[number % len(THEMES)], number // len(THEMES)))


def _group(shown, cast):
    return jobs.start("decisions.group", label="归并", payload={"consultation": shown.pk}, by=cast.chen)


def test_grouping_runs_in_the_background_and_keeps_what_was_answered(cast, django_capture_on_commit_callbacks):
    shown = builders.closed_consultation(cast)
    _many(shown, 30)
    with django_capture_on_commit_callbacks(execute=True):
        job = _group(shown, cast)
    job = Job.objects.get(pk=job.pk)
    assert job.state == "done" and job.result["groups"] == 5 and job.result["grouped"] == 30
    first = shown.opinions.oldest().first()
    ledger.answer(first, "adopted", article_label="第一条", by=cast.chen)
    assert shown.opinions.answered().count() == 6
    builders.stored(shown, variant(THEMES[0], 1))
    with django_capture_on_commit_callbacks(execute=True):
        _group(shown, cast)
    assert shown.opinions.answered().count() == 7 and OpinionGroup.objects.count() == 5
    apart = ledger.set_apart(first, by=cast.chen)
    assert apart.group is None and shown.opinions.unanswered().filter(pk=first.pk).exists()


def test_received_is_always_answered_plus_open_in_every_channel(cast):
    shown = builders.closed_consultation(cast)
    _many(shown, 40)
    rows = list(shown.opinions.oldest())
    chance = random.Random(7)
    for row in rows:
        if chance.random() < 0.6:
            ledger.answer(row, chance.choice(["unrelated", "already"]), reason="另有规定。", by=cast.chen)
        counts = figures(shown)
        assert counts.received == counts.answered + counts.open == 40
        assert sum(number for _, number in counts.dispositions) == counts.answered
        assert all(channel.received == channel.answered + channel.open for channel in counts.channels)


def test_a_reason_that_answers_too_many_different_groups_is_flagged(cast):
    shown = builders.closed_consultation(cast)
    for text in THEMES + ["第六种完全不同的意见，关于公交线路的调整和站点设置问题。"]:
        ledger.answer(builders.stored(shown, text), "not_adopted", reason="暂不具备条件。", by=cast.chen)
    assert same_reasons(shown, 5) == [("暂不具备条件。", 6)] and same_reasons(shown, 6) == []


def test_two_people_clear_three_hundred_opinions_with_at_most_two_actions_to_reuse(
    client, cast, django_capture_on_commit_callbacks
):
    shown = builders.closed_consultation(cast)
    _many(shown, 300)
    base = f"/admin/decisions/consultation/{shown.pk}/opinions/"
    sign_in(client, cast.chen)
    assert client.get(base).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(base, {"act": "regroup"})
    people, actions_done, turn = (cast.chen, cast.li), 0, 0
    reusable = None
    while (row := shown.opinions.counted().unanswered().oldest().first()) is not None:
        sign_in(client, people[turn % 2])
        page = f"{base}{row.pk}/"
        refused = client.post(page, {"act": "answer", "disposition": "not_adopted", "reason": ""}, follow=True)
        assert "必须说明理由" in refused.content.decode() and shown.opinions.get(pk=row.pk).answer is None
        if reusable is None or turn == 1:
            client.post(
                page, {"act": "answer", "disposition": "not_adopted", "reason": f"财政承受能力有限（{turn}）。"}
            )
            reusable = shown.answers.first()
        else:
            assert f'value="reuse:{reusable.pk}"' in client.get(page).content.decode()
            client.post(page, {"act": f"reuse:{reusable.pk}"})  # the one action
        actions_done, turn = actions_done + 1, turn + 1
    assert actions_done <= 10 and figures(shown).open == 0
    sign_in(client, cast.wang)
    assert client.post(base + "report/", {"act": "publish", "note": ""}, follow=True).status_code == 200
    shown.refresh_from_db()
    assert shown.report_published_at and not shown.answers.filter(published_at=None).exists()
    assert "已反馈" in client.get(shown.get_absolute_url()).content.decode()
    rows = client.get(base + "export/").getvalue().decode().splitlines()
    assert len(rows) == 301


def test_the_desk_shows_opinions_only_to_the_organ(client, cast):
    shown = builders.closed_consultation(cast)
    row = builders.stored(shown, "建议免费。")
    base = f"/admin/decisions/consultation/{shown.pk}/opinions/"
    for address in (base, f"{base}{row.pk}/", f"{base}intake/", f"{base}report/", f"{base}export/"):
        assert client.get(address).status_code == 302
        assert sign_in(client, cast.li).get(address).status_code == 200
        assert sign_in(client, cast.zhao).get(address).status_code == 404
        assert sign_in(client, cast.qian).get(address).status_code in (403, 404)
        client.logout()
    assert Opinion.objects.filter(text=F("text")).count() == 1


def test_a_group_speaks_with_a_voice_that_may_be_shown(cast, client):
    shown = builders.closed_consultation(cast)
    silent = builders.stored(shown, THEMES[0], consent="none", name="朱大明")
    open_one = builders.stored(shown, variant(THEMES[0], 1), consent="named", name="徐桂英")
    moderation.show(open_one, by=cast.li)
    ledger.group_by_hand(shown, [silent.pk, open_one.pk], by=cast.chen)
    ledger.answer(silent, "adopted", article_label="第一条", by=cast.chen)
    ledger.publish_report(shown, by=cast.wang)
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "徐**等 2 条" in page and "前一小时免费" in page and "朱" not in page.split("意见采纳情况表")[1]
