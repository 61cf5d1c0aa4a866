"""What the administrators and the auditor read: Chinese names for acts and things, and a word after each button."""

import pytest

from disclosure.audit.models import LedgerEntry
from tests import papers
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def test_the_ledger_names_acts_and_things_in_chinese(client, cast):
    papers.published(cast)
    client.post("/admin/login/", {"username": "chen", "password": "nonsense"})
    sign_in(client, cast.qian)
    client.post("/admin/people/zhao/", {"verb": "close", "reason": "调离"})
    sign_in(client, cast.zheng)
    page = client.get("/admin/ledger/")
    text = page.content.decode()
    for word in ("登录失败", "停用账号", "发布", "保密审查"):
        assert f"<td>{word}</td>" in text
    assert "departments.user" not in text
    assert {line["name"] for line in page.context["lines"]}.isdisjoint(
        LedgerEntry.objects.values_list("verb", flat=True)
    )


def test_the_auditor_chooses_an_act_by_its_name(client, cast):
    papers.published(cast)
    sign_in(client, cast.zheng)
    assert '<option value="publish">发布</option>' in client.get("/admin/ledger/").content.decode()
    page = client.get("/admin/ledger/", {"verb": "publish"})
    assert [line["name"] for line in page.context["lines"]] == ["发布"]


@pytest.mark.parametrize(
    "keeper, answers, sentence",
    [
        ("qian", {"verb": "close", "reason": "调离"}, "账号已停用"),
        ("wu", {"verb": "reset_second_factor", "reason": "手机遗失"}, "二次验证已重置"),
    ],
)
def test_an_act_on_an_account_is_answered_with_a_word(client, cast, keeper, answers, sentence):
    sign_in(client, getattr(cast, keeper))
    assert sentence in client.post("/admin/people/chen/", answers, follow=True).content.decode()


def test_granting_and_ending_a_role_are_answered_with_a_word(client, cast):
    sign_in(client, cast.wu)
    given = {"verb": "grant", "role": "reviewer", "department": cast.education.pk}
    assert "角色已授予。" in client.post("/admin/people/zhao/", given, follow=True).content.decode()
    row = cast.zhao.memberships.get(role="reviewer")
    ended = client.post("/admin/people/zhao/", {"verb": "end", "membership": row.pk}, follow=True)
    assert "角色已结束。" in ended.content.decode()


def test_a_saved_draft_is_said_once(client, cast):
    sign_in(client, cast.chen)
    answers = {"genre": "notice", "title": "通知", "origin": "made", "act": "save", "organ": cast.finance.pk}
    page = client.post("/admin/documents/document/add/?genre=notice", answers, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["草稿已保存。"]
