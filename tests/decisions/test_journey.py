"""A citizen comments and gets an answer: from the notice to the report, through HTTP as a person does."""

import re

import pytest
import time_machine
from django.utils import timezone

from decisions.actions import ledger, moderation
from decisions.guards import Refused
from decisions.models import Opinion
from disclosure.outbox.models import Message
from tests.decisions import builders

pytestmark = pytest.mark.django_db


def test_a_citizen_comments_and_is_answered(client, cast):
    shown = builders.open_consultation(cast)
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "正在征求意见" in page and "24:00" in page and "对第二条提意见" in page
    chosen = client.get(shown.get_absolute_url() + "?article=a2").content.decode()
    assert '<option value="a2" selected>' in chosen

    answer = client.post(
        shown.get_absolute_url(),
        builders.filled(
            "每小时两元偏高，建议一元。", article="a2", name="朱大明", email="zhu@example.com", consent="named"
        ),
    ).content.decode()
    opinion = Opinion.objects.get()
    assert opinion.number in answer and "查询码" in answer
    assert opinion.article.label == "第二条" and opinion.article.text == builders.ARTICLES[1]["text"]
    code = re.findall(r'confirmation__number">([^<]+)<', answer)[1]

    found = client.post("/decisions/opinions/", {"number": opinion.number, "code": code}).content.decode()
    assert "每小时两元偏高" in found and "待审" in found

    assert "每小时两元偏高" not in client.get(shown.get_absolute_url()).content.decode()
    moderation.show(opinion, by=cast.li)
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "朱**" in page and "每小时两元偏高" in page and "朱大明" not in page and "zhu@example.com" not in page

    written = ledger.answer(opinion, "not_adopted", reason="周边县收费每小时二至三元，本办法取低值。", by=cast.chen)
    assert written.published_at is None
    with pytest.raises(Refused, match="截止后"):
        ledger.publish_report(shown, by=cast.wang)
    with time_machine.travel(shown.closes_at, tick=True):
        ledger.publish_report(shown, by=cast.wang)
        report = client.get(shown.get_absolute_url()).content.decode()
    assert "未采纳" in report and "周边县收费" in report and "已反馈" in report
    assert [message.to for message in Message.objects.all()] == ["zhu@example.com"]
    assert timezone.localtime(Opinion.objects.get().received_at).date() == opinion.received_on
