"""Officers work on what came in: every verb asked of departments, a second hand for every reply, nothing typed lost."""

from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document as Paper

from disclosure.departments.roles import Role
from interpretations.actions import inquiries
from interpretations.guards import reasons_against
from interpretations.models import Answer, Inquiry, Interpretation, InterpretationPiece, PolicyOfficer, Ticket
from interpretations.workflow import INQUIRY_WORKFLOW
from tests.factories import make_officer, sign_in
from tests.interpretations.conftest import interpretation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(cast, policy):
    return inquiries.receive(
        "question",
        subject="旋耕机能补多少",
        text="旋耕机能补多少",
        nonce="q1",
        code="ABCDEFGH",
        document=policy,
        anchor="s-2",
    )


STATES = ("received", "routed", "drafted", "answered", "closed")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("row", INQUIRY_WORKFLOW, ids=lambda row: row.verb)
def test_every_verb_is_open_in_its_states_and_to_its_roles_only(cast, question, row, state):
    Inquiry.objects.filter(pk=question.pk).update(
        state=state,
        answered_at=timezone.now() if state == "answered" else None,
        closed_reason="x" if state == "closed" else "",
    )
    question.refresh_from_db()
    hands = {
        Role.AUTHOR: cast.chen,
        Role.REVIEWER: cast.li,
        Role.APPROVER: cast.wang,
        Role.OFFICE: cast.zhou,
        Role.SECRECY: cast.sun,
    }
    for role, user in hands.items():
        against = reasons_against(question, row.verb, by=user, at=timezone.now(), reason="有理由")
        assert (not against) == (role in row.roles and state in row.sources), (role, against)
    assert reasons_against(question, row.verb, by=cast.zhao, at=timezone.now(), reason="有理由"), (
        "another bureau's clerk"
    )
    for administrator in cast.administrators:
        assert reasons_against(question, row.verb, by=administrator, at=timezone.now(), reason="有理由")


def test_a_question_goes_to_the_policy_officer_and_in_absence_to_the_substitute(cast, policy):
    first = make_officer("zhuan", "专员", Role.AUTHOR, cast.finance)
    for rank, user in ((0, first), (1, cast.chen)):
        PolicyOfficer.objects.create(organ=cast.finance, user=user, rank=rank, valid_from="2021-01-01")
    asked = {"subject": "能补多少", "text": "能补多少", "code": "ABCDEFGH", "document": policy}
    assert inquiries.receive("question", nonce="a", **asked).officer == first
    first.is_active = False
    first.save()
    assert inquiries.receive("question", nonce="b", **asked).officer == cast.chen


def test_the_whole_way_through_the_desk(client, cast, policy, question):
    change = f"/admin/interpretations/inquiry/{question.pk}/"
    sign_in(client, cast.chen)
    assert question.subject in client.get("/admin/interpretations/inquiry/").content.decode()
    kept = client.post(f"{change}act/draft/", {"text": "每台补二千元。", "document_number": "玉财字〔1999〕9号"})
    assert kept.status_code == 422 and "每台补二千元。" in kept.content.decode()
    client.post(
        f"{change}act/draft/", {"text": "每台补二千元。", "document_number": policy.document_number, "anchor": "s-2"}
    )
    refused = client.post(f"{change}act/approve/")
    assert refused.status_code == 409
    sign_in(client, cast.wang)
    assert "审签，答复来信人" in client.get(f"{change}change/").content.decode()
    client.post(f"{change}act/approve/")
    question.refresh_from_db()
    assert question.state == "answered"
    sign_in(client, cast.chen)
    made = client.post(f"{change}act/publish/")
    answer = Answer.objects.get()
    assert made["Location"] == f"/admin/interpretations/answer/{answer.pk}/change/"
    assert client.get(made["Location"]).status_code == 200
    assert "每台补二千元" in client.get(f"/admin/interpretations/answer/{answer.pk}/preview/").content.decode()


def test_another_bureaus_clerk_does_not_even_learn_that_it_exists(client, cast, question):
    sign_in(client, cast.zhao)
    assert client.get(f"/admin/interpretations/inquiry/{question.pk}/change/").status_code == 404
    assert client.post(f"/admin/interpretations/inquiry/{question.pk}/act/close/", {"reason": "x"}).status_code == 404
    sign_in(client, cast.wu)
    assert client.get(f"/admin/interpretations/inquiry/{question.pk}/change/").status_code == 403


def test_a_call_is_taken_down_at_the_window_and_gets_a_receipt(client, cast):
    sign_in(client, cast.chen)
    given = {
        "box": "advice",
        "channel": "phone",
        "subject": "咨询补贴",
        "text": "什么时候到账",
        "organ": cast.finance.pk,
    }
    page = client.post("/admin/interpretations/inquiry/add/", given)
    inquiry = Inquiry.objects.get()
    assert inquiry.number in page.content.decode() and inquiry.channel == "phone"
    assert inquiry.events.get().by == "chen"


def test_an_interpretation_is_written_and_its_lifted_sentences_are_shown(client, cast, policy):
    sign_in(client, cast.chen)
    given = {
        "title": "一看就懂", "paper": policy.document_number, "organ": cast.finance.pk, "disclosure": "proactive",
        "background": "<p>从事农业生产的个人和农业生产经营组织。</p>", "audiences": ["farmers"],
    }  # fmt: skip
    page = client.post("/admin/interpretations/interpretation/add/", given)
    thing = Interpretation.objects.get()
    assert page.status_code == 302 and thing.document == policy
    assert (
        "<mark>从事农业生产的个人和农业生产经营组织。</mark>"
        in client.get(f"/admin/interpretations/interpretation/{thing.pk}/copied/").content.decode()
    )
    assert "摘自文件" in client.get(f"/admin/interpretations/interpretation/{thing.pk}/change/").content.decode()
    assert client.get(f"/admin/interpretations/interpretation/{thing.pk}/preview/").status_code == 200


def test_a_draft_under_consultation_is_explained_and_linked_from_both_ends(client, cast, chain):
    from tests.papers import published

    consultation = published(cast, title="关于征求《停车办法（草案）》意见的公告")
    whole = interpretation_of(
        None, cast, title="停车办法草案看点", draft_kind="document", draft_id=str(consultation.pk)
    )
    sign_in(client, cast.chen)
    form = client.get(f"/admin/interpretations/interpretation/{whole.pk}/change/").content.decode()
    assert consultation.get_absolute_url() in form
    chain(whole)
    assert consultation.title in client.get(whole.get_absolute_url()).content.decode()
    assert whole.title in client.get(consultation.get_absolute_url()).content.decode()


def test_a_form_of_an_interpretation_is_made_at_the_desk(client, cast, policy):
    whole = interpretation_of(policy, cast)
    sign_in(client, cast.chen)
    given = {
        "title": "访谈",
        "form": "interview",
        "whole": whole.pk,
        "organ": cast.finance.pk,
        "lines": "能补多少？｜二千元\n怎么领？|到窗口",
        "order": 1,
    }
    assert client.post("/admin/interpretations/interpretationpiece/add/", given).status_code == 302
    piece = InterpretationPiece.objects.get()
    assert piece.lines == [{"head": "能补多少？", "text": "二千元"}, {"head": "怎么领？", "text": "到窗口"}]
    assert (
        "问：能补多少？"
        in client.get(f"/admin/interpretations/interpretationpiece/{piece.pk}/preview/").content.decode()
    )


def test_the_quarterly_notice_writes_itself_and_its_sums_are_the_lists(client, cast, chain, policy):
    today = timezone.localdate()
    address = (
        f"/admin/interpretations/interpretation/notice/?year={today.year}&quarter={(today.month + 2) // 3}&download=1"
    )
    sign_in(client, cast.chen)
    assert client.get(address).status_code == 403
    sign_in(client, cast.zhou)
    paper = Paper(BytesIO(client.get(address).content))
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == ["县财政局", "1", "0", "0%", "0", "0", "1"]
    assert any(policy.title in line.text for line in paper.paragraphs)
    chain(interpretation_of(policy, cast))
    paper = Paper(BytesIO(client.get(address).content))
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == ["县财政局", "1", "1", "100%", "1", "0", "0"]


def test_waiting_papers_stand_at_the_desk_until_interpreted(client, cast, chain, policy):
    sign_in(client, cast.chen)
    address = "/admin/interpretations/interpretation/waiting/"
    assert policy.title in client.get(address).content.decode()
    assert f"document={policy.pk}" in client.get(address).content.decode()
    assert client.get(f"/admin/interpretations/interpretation/add/?document={policy.pk}").status_code == 200
    chain(interpretation_of(policy, cast))
    assert policy.title not in client.get(address).content.decode()


def test_a_ticket_is_opened_responded_and_closed_by_the_lead_organ(client, cast):
    from tests.factories import make_department

    health = make_department("health", "玉山县卫生健康委员会", short_name="县卫健委")
    clerk, signer = make_officer("wei", "卫", Role.AUTHOR, health), make_officer("jian", "健", Role.APPROVER, health)
    sign_in(client, clerk)
    given = {"field": "epidemic", "title": "接种点排长队", "level": "ordinary", "noticed_at": "2026-01-05T09:00"}
    client.post("/admin/interpretations/ticket/add/", given)
    ticket = Ticket.objects.get()
    assert ticket.organ == health
    address = f"/admin/interpretations/ticket/{ticket.pk}/"
    assert "超时" in client.get(f"{address}change/").content.decode()
    assert client.post(f"{address}act/regrade/", {"level": "grave", "reason": "x"}).status_code == 409
    client.post(f"{address}act/respond/", {"reason": "已回应"})
    assert client.post(f"{address}act/response/").status_code == 302
    sign_in(client, signer)
    client.post(f"{address}act/finish/")
    ticket.refresh_from_db()
    assert ticket.state == "closed" and ticket.responses.count() == 1


PAGES = ["interpretation/", "interpretation/add/", "interpretationpiece/", "interpretationpiece/add/", "answer/", "answer/?stale=1", "answer/add/",
         "publicmessage/", "concernresponse/", "concernresponse/add/", "inquiry/", "inquiry/add/", "inquiry/unclear/", "ticket/", "ticket/add/"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_desk_pages_are_for_those_who_publish(client, cast, question, page):
    address = f"/admin/interpretations/{page}"
    assert client.get(address).status_code == 302
    sign_in(client, cast.chen)
    assert client.get(address).status_code == 200
    sign_in(client, cast.zheng)
    assert client.get(address).status_code == 403
