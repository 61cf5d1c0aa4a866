"""Opinions: received once, kept as worded, pinned to what was read, judged by the day they came."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from decisions import versions
from decisions.actions import moderation, opinions
from decisions.actions.opinions import Said
from decisions.counting import figures
from decisions.guards import Refused
from decisions.models import Opinion, OpinionWording
from decisions.showing import masked_name, redacted, shown_text
from disclosure.publishing import actions, attachments
from tests.decisions import builders

pytestmark = pytest.mark.django_db


def _scan(shown, cast):
    return attachments.add(shown, ContentFile("来信原文".encode()), "来信.txt", by=cast.chen)


def test_the_same_submission_sent_twice_is_one_opinion_with_one_code(client, cast):
    shown = builders.open_consultation(cast)
    form = builders.filled("建议前一小时免费。")
    first, second = (client.post(shown.get_absolute_url(), form).content.decode() for _ in range(2))
    opinion = Opinion.objects.get()
    assert opinion.number in first and opinion.number in second and "没有重复登记" in second
    code = first.split('confirmation__number">')[2].split("<")[0]
    assert code in second and opinions.find(opinion.number, code) == opinion
    assert opinions.find(opinion.number, "WRONGCODE") is None


def test_after_closing_the_text_is_given_back_and_other_doors_are_named(client, cast):
    shown = builders.closed_consultation(cast)
    answer = client.post(shown.get_absolute_url(), builders.filled("迟到的<b>意见</b>。"))
    page = answer.content.decode()
    assert answer.status_code == 409 and not Opinion.objects.exists()
    assert "迟到的&lt;b&gt;意见&lt;/b&gt;。" in page and "12345" in page and "已截止" in page


def test_an_incomplete_form_keeps_every_word(client, cast):
    shown = builders.open_consultation(cast)
    page = client.post(
        shown.get_absolute_url(), builders.filled("写了很久的意见。", email="不是邮箱", name="朱大明")
    ).content.decode()
    assert "写了很久的意见。" in page and "朱大明" in page and "电子邮箱的写法不对" in page
    assert not Opinion.objects.exists()


def test_what_no_person_fills_in_and_what_comes_too_fast_is_not_stored(client, cast):
    shown = builders.open_consultation(cast)
    assert "请勿填写此栏" in client.post(shown.get_absolute_url(), builders.filled(website="x")).content.decode()
    fast = builders.filled() | {"token": builders.form_token(0)}
    page = client.post(shown.get_absolute_url(), fast).content.decode()
    assert "太快" in page and not Opinion.objects.exists()


def test_one_device_is_slowed_down_while_its_village_is_served(client, cast, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "slow"}}
    shown = builders.open_consultation(cast)
    client.cookies["device"] = "one-phone"
    statuses = [client.post(shown.get_absolute_url(), builders.filled(f"第{n}条意见。")).status_code for n in range(31)]
    assert statuses[:30] == [200] * 30 and statuses[30] == 429
    client.cookies["device"] = "another-phone"
    assert client.post(shown.get_absolute_url(), builders.filled("邻居的意见。")).status_code == 200


def test_the_author_corrects_and_takes_back_by_code_while_the_window_is_open(client, cast):
    shown = builders.open_consultation(cast)
    receipt = builders.say(shown, "建议免费。")
    keys = {"number": receipt.opinion.number, "code": receipt.code}
    moderation.show(receipt.opinion, by=cast.li)
    client.post("/decisions/opinions/", {**keys, "act": "correct", "text": "建议前一小时免费。"})
    opinion = Opinion.objects.get()
    assert opinion.text == "建议前一小时免费。" and opinion.state == "waiting"
    assert list(opinion.wordings.values_list("text", flat=True)) == ["建议免费。", "建议前一小时免费。"]
    client.post("/decisions/opinions/", {**keys, "act": "withdraw"})
    counts = figures(shown)
    assert (counts.received, counts.withdrawn) == (0, 1) and Opinion.objects.count() == 1


def test_desk_intake_counts_by_the_date_of_receipt_and_late_ones_stand_apart(cast):
    shown = builders.closed_consultation(cast)
    scan = _scan(shown, cast)
    in_time = opinions.take_in(
        shown, Said("信里说免费。"), channel="letter", received_on=shown.closes_on, scan=scan, by=cast.chen
    )
    late = opinions.take_in(
        shown, Said("晚到的信。"), channel="letter", received_on=builders.today(), scan=scan, by=cast.chen
    )
    assert not in_time.opinion.late and late.opinion.late
    counts = figures(shown)
    assert (counts.received, counts.late) == (1, 1) and counts.received == counts.answered + counts.open
    for wrong in (
        {"scan": None},
        {"received_on": shown.opens_on - timedelta(days=1)},
        {"channel": "online"},
        {"by": cast.zhao},
    ):
        given = {"channel": "letter", "received_on": shown.closes_on, "scan": scan, "by": cast.chen} | wrong
        with pytest.raises(Refused):
            opinions.take_in(shown, Said("意见。"), **given)


def test_nobody_alters_a_citizens_words_or_moves_its_pin(cast):
    shown = builders.open_consultation(cast)
    opinion = builders.say(shown, "建议免费。", article_id="a1").opinion
    other = builders.say(shown, "另一条。", article_id="a2").opinion
    for change in (
        {"text": "我很满意。"},
        {"article": other.article},
        {"article": None},
        {"number": "X"},
        {"channel": "letter"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Opinion.objects.filter(pk=opinion.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        OpinionWording.objects.update(text="我很满意。")
    for row in (opinion, opinion.version, opinion.article, shown):
        with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
            row.delete()


def test_an_opinion_is_pinned_to_what_its_author_read(cast):
    shown = builders.open_consultation(cast)
    first = versions.present_number(shown)
    rows = [dict(row) for row in builders.ARTICLES]
    rows[1]["text"] = "收费标准每小时一元，全天最高十元。"
    revision = actions.open_revision(shown, by=cast.chen)
    actions.save_draft(shown, revision.content | {"articles": [rows[1], rows[2]]}, by=cast.chen)
    shown = builders.through(shown, cast)
    read_before = builders.say(shown, "两元太贵。", article_id="a2", version=first).opinion
    read_now = builders.say(shown, "一元合适。", article_id="a2").opinion
    gone = builders.say(shown, "应保留免费。", article_id="a1", version=first).opinion
    kept = builders.say(shown, "赞成。", article_id="a3", version=first).opinion
    assert "每小时二元" in read_before.article.text and "每小时一元" in read_now.article.text
    fates = [versions.fate_of_article(row) for row in (read_before, read_now, gone, kept)]
    assert fates == ["已修改", "未改动", "已删去", "未改动"]


def test_hidden_passages_and_personal_data_are_shown_to_nobody(client, cast):
    shown = builders.open_consultation(cast)
    opinion = builders.say(shown, "张三乱收费，他的手机是13812345678。", consent="text").opinion
    with pytest.raises(Refused, match="没有这段"):
        moderation.redact(opinion, "李四", reason="他人姓名", by=cast.li)
    moderation.redact(opinion, "张三", reason="他人姓名", by=cast.li)
    moderation.show(opinion, by=cast.li)
    opinion.refresh_from_db()
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "张三" not in page and "13812345678" not in page and "〔已隐去：他人姓名〕" in page
    assert opinion.text.startswith("张三")
    with pytest.raises(Refused, match="理由"):
        moderation.keep_back(opinion, reason=" ", by=cast.li)
    with pytest.raises(Refused):
        moderation.show(opinion, by=cast.zhao)


def test_what_its_author_does_not_want_shown_is_not_shown(cast):
    shown = builders.open_consultation(cast)
    opinion = builders.say(shown, "不公开的意见。", consent="none", name="朱大明").opinion
    moderation.show(opinion, by=cast.li)
    opinion.refresh_from_db()
    assert "不公开的意见" not in shown_text(opinion) and not shown.opinions.shown().exists()
    assert redacted(opinion) == "不公开的意见。"


@pytest.mark.parametrize(
    ("name", "masked"), [("朱大明", "朱**"), ("欧阳修", "欧阳**"), ("阿", "阿**"), ("", "匿名"), (" 王五 ", "王**")]
)
def test_a_name_is_masked_to_its_family_name(name, masked):
    assert masked_name(name) == masked


def test_a_withdrawn_consultation_takes_nothing_and_shows_nothing(client, cast):
    shown = builders.open_consultation(cast)
    actions.withdraw(shown, by=cast.wang, reason="需要重新起草")
    assert client.get(shown.get_absolute_url()).status_code in (404, 410)
    with pytest.raises(Refused):
        builders.say(shown)
