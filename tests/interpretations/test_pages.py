"""What a citizen finds: interpretations, the way to ask and to look up, messages, concerns, 和我有关, subscriptions."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from disclosure.outbox import sending
from disclosure.publishing import actions as publishing
from disclosure.publishing.links import related
from interpretations.actions import inquiries, push
from interpretations.actions.answers import draft_from
from interpretations.actions.interpreting import create_piece
from interpretations.models import Inquiry, InterpretationPiece, Subscription
from tests.interpretations.conftest import interpretation_of

pytestmark = pytest.mark.django_db

PAGES = [
    "/interpretations/", "/interpretations/waiting/", "/questions/", "/questions/ask/", "/questions/track/",
    "/questions/officers/", "/questions/unclear/", "/messages/", "/messages/figures/", "/messages/channels/",
    "/messages/leader/", "/messages/advice/", "/messages/complaint/", "/messages/fault/", "/concerns/",
    "/concerns/epidemic/", "/for-me/", "/for-me/?a=farmers", "/subscriptions/", "/subscriptions/?scheme=all",
]  # fmt: skip
ODD = ["?a=%F0%9F%98%80&a=nobody", "?place=1&place=361123101", "?q=%3Cscript%3E", "?q='%22;--", "?page=-1", "?document=99999999999999",
       "?scheme=search&code=%22", "?scheme=thing&code=%3A", "?scheme=organ&code=../..", "?document=abc&anchor=%3Cb%3E", "?q=" + "长" * 300]  # fmt: skip


def fresh(monkeypatch):
    monkeypatch.setattr("yushan_portal.lib.intake.LEAST_SECONDS", 0)


def token_in(page) -> str:
    return re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_without_account_and_without_inline_code(client, cast, path):
    page = client.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    assert "<h1" in text
    assert not re.search(r"\son\w+=|\sstyle=|<script>", text)


@pytest.mark.parametrize(
    "path", ["/interpretations/", "/questions/ask/", "/concerns/epidemic/", "/for-me/", "/subscriptions/"]
)
def test_odd_input_is_never_an_error(client, cast, path):
    for odd in ODD:
        assert client.get(path + odd).status_code in (200, 400), odd


def test_an_interpretation_and_its_paper_link_to_each_other_and_show_the_seven_elements(client, cast, chain, policy):
    thing = chain(interpretation_of(policy, cast))
    page = client.get(thing.get_absolute_url()).content.decode()
    for word in (
        "政策背景",
        "出台目的",
        "主要内容",
        "执行标准",
        "惠民利民举措",
        "新旧政策差异",
        "后续工作考虑",
        "30 秒看懂",
        policy.title,
    ):
        assert word in page
    assert thing.title in client.get(policy.get_absolute_url()).content.decode()
    today = timezone.localdate()
    assert [row.thing_id for group in related(policy, today) for row in group.entries] == [str(thing.pk)]
    assert [row.thing_id for group in related(thing, today) for row in group.entries] == [str(policy.pk)]


def test_an_incomplete_interpretation_is_not_handed_on(cast, policy):
    thing = interpretation_of(policy, cast, differences="", explained_by="")
    with pytest.raises(publishing.Refused) as refused:
        publishing.submit(thing, by=cast.chen)
    assert "新旧政策差异" in str(refused.value) and "第一解读人" in str(refused.value)


def test_a_video_needs_captions_and_a_transcript_and_an_interview_its_lines(cast, policy):
    whole = interpretation_of(policy, cast)
    video = create_piece(InterpretationPiece(interpretation=whole, title="短视频", form="video"), by=cast.chen)
    assert {".mp4", ".vtt", "文字稿"} <= {
        word for line in video.missing() for word in (".mp4", ".vtt", "文字稿") if word in line
    }
    talk = create_piece(InterpretationPiece(interpretation=whole, title="访谈", form="interview"), by=cast.chen)
    assert any("问和答" in line for line in talk.missing())


def test_an_interview_has_a_page_of_its_own_and_stands_on_the_interpretation(client, cast, chain, policy):
    whole = chain(interpretation_of(policy, cast))
    lines = [{"head": "谁能申请？", "text": "种地的农户都可以。"}]
    talk = chain(
        create_piece(
            InterpretationPiece(
                interpretation=whole, title="在线访谈：农机补贴", form="interview", lines=lines, held_on="2021-06-10"
            ),
            by=cast.chen,
        )
    )
    assert "问：谁能申请？" in client.get(talk.get_absolute_url()).content.decode()
    assert talk.title in client.get(whole.get_absolute_url()).content.decode()


def test_a_withdrawn_interpretation_leaves_a_tombstone(client, cast, chain, policy):
    thing = chain(interpretation_of(policy, cast))
    publishing.withdraw(thing, by=cast.wang, reason="重新制作")
    assert client.get(thing.get_absolute_url()).status_code == 410
    assert thing.title not in client.get(policy.get_absolute_url()).content.decode()


def test_a_question_is_asked_without_account_answered_by_two_and_looked_up(client, cast, chain, policy, monkeypatch):
    fresh(monkeypatch)
    page = client.get(f"/questions/ask/?document={policy.pk}&anchor=s-2")
    given = {
        "subject": "旋耕机能补多少",
        "text": "",
        "document": policy.pk,
        "anchor": "s-2",
        "token": token_in(page),
        "may_publish": "on",
        "email": "a@example.com",
    }
    receipt = client.post("/questions/ask/", given)
    assert receipt.status_code == 200
    inquiry = Inquiry.objects.get()
    code = re.search(r"查询码</dt><dd[^>]*>(\w+)", receipt.content.decode())[1]
    assert (inquiry.organ, inquiry.document, inquiry.anchor) == (cast.finance, policy, "s-2")
    again = client.post("/questions/ask/", given).content.decode()
    assert Inquiry.objects.count() == 1 and code in again and inquiry.number in again

    inquiries.draft_reply(inquiry, "每台补二千元。", by=cast.chen, document=policy, anchor="s-2")
    with pytest.raises(inquiries.Refused):
        inquiries.approve_reply(inquiry, by=cast.chen)
    waiting = client.post("/questions/track/", {"number": inquiry.number, "code": code}).content.decode()
    assert "每台补二千元" not in waiting and "等待答复" in waiting
    inquiries.approve_reply(inquiry, by=cast.wang)
    assert (
        "每台补二千元"
        in client.post(
            "/questions/track/", {"number": inquiry.number.lower(), "code": f" {code.lower()} "}
        ).content.decode()
    )

    inquiry.refresh_from_db()
    answer = chain(draft_from(inquiry, by=cast.chen))
    assert answer.quoted_digest and "二、补贴标准" in client.get(answer.get_absolute_url()).content.decode()
    for typed in ("旋耕机", "我买旋耕机能补多少钱？"):
        assert answer.get_absolute_url() in client.get(f"/questions/ask/?q={typed}").content.decode()


def test_wrong_number_and_wrong_code_get_the_same_answer(client, cast):
    inquiry = inquiries.receive("advice", subject="建议增设站点", text="建议增设公交站点", nonce="n1", code="ABCDEFGH")
    wrong_code = client.post("/questions/track/", {"number": inquiry.number, "code": "ABCDEFGJ"})
    wrong_number = client.post("/questions/track/", {"number": "W20260101-00009-A", "code": "ABCDEFGH"})
    sentence = "没有找到对应的来信，请核对编号和查询码。"
    assert sentence in wrong_code.content.decode() and sentence in wrong_number.content.decode()
    assert wrong_code.status_code == wrong_number.status_code == 422


def test_guessing_codes_is_slowed_down(client, cast):
    from django.core.cache import cache

    cache.clear()
    for _ in range(60):
        client.post("/questions/track/", {"number": "W20260101-00009-A", "code": "ABCDEFGH"})
    assert "查询过于频繁" in client.post("/questions/track/", {"number": "x", "code": "y"}).content.decode()
    cache.clear()


def test_a_machine_that_fills_the_trap_or_sends_at_once_is_asked_again_and_nothing_is_lost(client, cast):
    page = client.get("/messages/advice/")
    words = {"subject": "建议增设公交站", "text": "建议在集镇增设公交站点。", "token": token_in(page)}
    trapped = client.post("/messages/advice/", words | {"website": "http://spam.example"})
    assert trapped.status_code == 422 and Inquiry.objects.count() == 0
    hasty = client.post("/messages/advice/", words)
    assert "提交得太快" in hasty.content.decode() and "建议在集镇增设公交站点。" in hasty.content.decode()
    assert client.post("/messages/advice/", words | {"token": token_in(hasty)}).status_code == 200
    assert Inquiry.objects.count() == 1


def test_a_message_is_published_masked_with_its_four_fields(client, cast, chain, people):
    inquiry = inquiries.receive(
        "advice",
        subject="咨询补贴到账",
        text="我的电话13812345678，补贴没到账，请查。",
        nonce="n2",
        code="ABCDEFGH",
        organ=cast.finance,
    )
    inquiries.draft_reply(inquiry, "已于6月10日发放，请查一卡通。", by=cast.chen)
    inquiries.approve_reply(inquiry, by=cast.wang)
    inquiry.refresh_from_db()
    message = chain(draft_from(inquiry, by=cast.chen))
    page = client.get(message.get_absolute_url()).content.decode()
    for word in ("留言时间", "答复时间", "答复单位", "答复内容"):
        assert word in page
    assert "13812345678" not in page
    inquiry.refresh_from_db()
    assert "13812345678" in inquiry.text, "the sender's own words are kept as they were"


def test_who_did_not_agree_is_not_published(cast):
    inquiry = inquiries.receive(
        "advice",
        subject="不想公开",
        text="请不要公开这封信。",
        nonce="n3",
        code="ABCDEFGH",
        organ=cast.finance,
        may_publish=False,
    )
    inquiries.draft_reply(inquiry, "好的。", by=cast.chen)
    inquiries.approve_reply(inquiry, by=cast.wang)
    inquiry.refresh_from_db()
    with pytest.raises(inquiries.Refused, match="没有同意公开"):
        draft_from(inquiry, by=cast.chen)


def test_for_me_shows_what_is_meant_for_a_situation_and_nothing_else(client, cast, chain, policy):
    thing = chain(interpretation_of(policy, cast))
    farmers, veterans = (
        client.get("/for-me/?a=farmers").content.decode(),
        client.get("/for-me/?a=veterans").content.decode(),
    )
    assert thing.title in farmers and policy.title in farmers
    assert thing.title not in veterans


@pytest.mark.django_db(transaction=True)
def test_a_subscription_is_confirmed_told_once_and_ended_with_one_click(client, cast, chain, policy, monkeypatch):
    fresh(monkeypatch)
    page = client.get("/subscriptions/?scheme=audience&code=farmers")
    given = {"email": "Old@Example.com", "frequency": "immediate", "token": token_in(page)}
    client.post("/subscriptions/?scheme=audience&code=farmers", given)
    sending.send_due()
    assert [letter.to for letter in mail.outbox] == [["old@example.com"]]
    address = re.search(r"(/subscriptions/[\w-]+/)", mail.outbox[0].body)[1]
    client.get(address)
    assert Subscription.objects.active().count() == 0, "a look by a mail scanner confirms nothing"
    client.post(address)
    thing = chain(interpretation_of(policy, cast))
    push.carry()
    sending.send_due()
    letters = [letter for letter in mail.outbox if thing.title in letter.subject]
    assert len(letters) == 1
    assert letters[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert thing.title in client.get(f"{address}feed.rss").content.decode()
    client.post(f"{address}end/")
    assert Subscription.objects.get().email == ""
    assert client.get(f"{address}feed.rss").status_code == 404


def test_a_response_shows_its_paper_the_answers_on_it_and_its_neighbours(client, cast, chain, policy):
    from interpretations.actions.answers import create_answer
    from interpretations.models import Answer, ConcernResponse

    def response(title, **fields):
        thing = ConcernResponse(
            organ=cast.finance, title=title, field="wages", body="<p>已处理。</p>", disclosure="proactive", **fields
        )
        return chain(publishing.create(thing, by=cast.chen))

    first, second = response("工资专户怎么用", document=policy), response("欠薪去哪里投诉")
    answer = chain(
        create_answer(
            Answer(organ=cast.finance, document=policy, title="能补多少", body="<p>二千元。</p>"), by=cast.chen
        )
    )
    page = client.get(first.get_absolute_url()).content.decode()
    assert second.get_absolute_url() in page and answer.get_absolute_url() in page and policy.get_absolute_url() in page
    assert first.get_absolute_url() in client.get(policy.get_absolute_url()).content.decode()
    assert second.title in client.get("/concerns/wages/").content.decode()
