"""玉府办字〔2021〕36号 一(一) to 一(三), 国办发〔2016〕19号、80号, 国办秘函〔2019〕19号: interpretation, answers, concerns."""

import pytest
from django.utils import timezone

from interpretations import coverage, law
from interpretations.kinds import BOX_BY_CODE, CHANNELS, ELEMENTS, WATCH_FIELDS, Channel, PieceForm
from interpretations.models import Interpretation, PublicMessage


def test_one_1_a_policy_paper_is_published_with_its_interpretation_at_the_latest_in_three_working_days():
    assert (law.INTERPRET_TARGET.length, law.INTERPRET_LIMIT.length) == (0, 3)
    assert law.INTERPRET_LIMIT.unit == "working_days"


@pytest.mark.django_db
def test_one_1_every_policy_paper_without_interpretation_is_told_and_news_are_not(cast):
    from tests.papers import published

    paper = published(
        cast, genre="policy", document_number="玉财字〔2021〕4号", document_type="通知", theme="财政、金融、审计"
    )
    published(cast, genre="news", source="县财政局")
    assert [document.pk for document, _ in coverage.waiting(timezone.now())] == [paper.pk]


def test_one_2_an_interpretation_has_the_seven_elements_each_with_help_and_example():
    assert [element.name for element in ELEMENTS] == [
        "政策背景", "出台目的", "主要内容", "执行标准", "惠民利民举措", "新旧政策差异", "后续工作考虑",
    ]  # fmt: skip
    assert all(element.help and element.example for element in ELEMENTS)
    missing = Interpretation(title="解读").missing()
    assert all(any(element.name in sentence for sentence in missing) for element in ELEMENTS)


def test_one_2_the_five_forms_of_the_plan_and_the_text_are_there():
    assert {form.label for form in PieceForm} == {
        "新闻发布会",
        "在线访谈",
        "图文漫画",
        "事例讲解",
        "短视频",
        "文字解读",
    }


def test_one_2_questions_come_in_by_site_window_and_telephone():
    assert {Channel.SITE, Channel.WINDOW, Channel.PHONE, Channel.HOTLINE} <= set(Channel)


def test_one_3_hotline_telephone_mailbox_and_halls_stand_in_one_directory():
    names = "".join(channel.name for channel in CHANNELS)
    assert all(word in names for word in ("12345", "公开咨询电话", "领导信箱", "政务服务大厅"))


def test_one_3_each_watch_field_has_its_lead_organ():
    leads = {organ for field in WATCH_FIELDS for organ in field.organs}
    assert leads == {
        "health", "finance-office", "hrss", "ecology", "market", "education", "medical-insurance", "civil-affairs", "emergency",
    }  # fmt: skip
    assert len(WATCH_FIELDS) == 9


def test_2019_no_19_simple_questions_are_answered_in_five_working_days():
    period = BOX_BY_CODE["question"].period
    assert (period.length, period.unit) == (5, "working_days")


def test_2017_no_47_faults_of_the_site_are_answered_in_three_working_days():
    period = BOX_BY_CODE["fault"].period
    assert (period.length, period.unit) == (3, "working_days")


def test_2019_no_19_a_message_unanswered_for_three_months_is_a_veto():
    assert (law.VETO.length, law.VETO.unit, law.VETO.moves) == (3, "months", False)


def test_2019_no_19_an_answered_message_shows_four_fields():
    assert {"received_at", "replied_at", "reply", "text"} <= set(PublicMessage.content_fields)


def test_2016_no_80_authoritative_word_in_five_hours_and_a_conference_in_a_day():
    assert (law.FIRST_WORD.length, law.CONFERENCE.length, law.RESPONSE.length) == (5, 24, 48)
    assert {law.FIRST_WORD.unit, law.CONFERENCE.unit, law.RESPONSE.unit} == {"hours"}
