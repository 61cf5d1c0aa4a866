"""The chain: draft, review, approval, publication; two pairs of eyes; nothing edited in place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosure.audit.models import LedgerEntry
from disclosure.documents.models import Document
from disclosure.publishing import actions
from disclosure.publishing.guards import Refused, reasons_against
from disclosure.publishing.models import ChainSetting, DisclosureAttribute, Opinion, Revision
from disclosure.publishing.workflow import RevisionState, State
from disclosure.register.models import RegisterEntry
from tests import papers

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def test_a_document_goes_from_draft_to_public_through_four_people(cast):
    document = papers.draft(cast)
    assert not Document.objects.public(today()).exists()
    papers.pass_reviews(document, cast)
    actions.approve(document, by=cast.wang)
    assert not Document.objects.public(today()).exists()
    actions.publish(document, by=cast.wang)
    assert Document.objects.public(today()).get() == document
    assert RegisterEntry.objects.public(today()).get(kind="document").title == document.title


def test_the_author_cannot_review_or_approve_the_own_text(cast):
    document = papers.draft(cast, by=cast.zhou)
    actions.submit(document, by=cast.zhou)
    for verb in ("review", "approve"):
        assert reasons_against(document, verb, by=cast.zhou, at=timezone.now())


def test_the_reviewer_cannot_also_approve(cast):
    from tests.factories import make_membership

    document = papers.reviewed(cast)
    make_membership(cast.li, "approver", cast.finance)
    with pytest.raises(Refused, match="另一人"):
        actions.approve(document, by=cast.li)


def test_a_clerk_of_another_department_can_do_nothing(cast):
    document = papers.draft(cast)
    for verb in ("save", "submit", "review", "approve", "publish", "withdraw"):
        reasons = reasons_against(document, verb, by=cast.zhao, at=timezone.now())
        assert [reason.code for reason in reasons] == ["role"], verb
    assert not Document.objects.visible_to(cast.zhao, today()).exists()


def test_a_returned_text_carries_the_reason_and_can_be_handed_in_again(cast):
    document = papers.draft(cast)
    actions.submit(document, by=cast.chen)
    with pytest.raises(Refused, match="理由"):
        actions.return_(document, by=cast.li, reason=" ")
    actions.return_(document, by=cast.li, reason="附件缺盖章页")
    assert document.working.return_reason == "附件缺盖章页"
    actions.save_draft(document, {"title": "改正后的标题"}, by=cast.chen)
    assert actions.submit(document, by=cast.chen).state == RevisionState.SUBMITTED


def test_a_chain_of_two_steps_skips_the_review(cast):
    ChainSetting.objects.create(kind="document", organ=cast.finance, steps=2)
    document = papers.draft(cast)
    assert actions.submit(document, by=cast.chen).state == RevisionState.REVIEWED


def test_a_published_text_is_revised_beside_the_public_one(cast):
    document = papers.published(cast)
    actions.open_revision(document, by=cast.chen)
    actions.save_draft(document, {"title": "修订后的标题"}, by=cast.chen, change_note="更正标题")
    document.refresh_from_db()
    assert document.title != "修订后的标题"
    assert RegisterEntry.objects.get(kind="document").title == document.title
    first_moment = document.published_at
    papers.pass_reviews(document, cast)
    actions.approve(document, by=cast.wang)
    document = actions.publish(document, by=cast.wang)
    assert document.title == "修订后的标题"
    assert document.published_at == first_moment and document.changed_at > first_moment
    assert [revision.state for revision in Revision.objects.of(document)] == ["published", "superseded"]


def test_the_second_save_of_two_editors_is_refused_with_both_versions(cast):
    document = papers.draft(cast)
    seen = document.working.edits
    actions.save_draft(document, {"title": "先保存的"}, by=cast.chen, seen=seen)
    with pytest.raises(actions.EditConflict) as caught:
        actions.save_draft(document, {"title": "后保存的"}, by=cast.chen, seen=seen)
    assert caught.value.revision.title == "先保存的"
    assert caught.value.mine["title"] == "后保存的"


def test_what_is_scheduled_is_published_at_its_moment_and_once(cast):
    document = papers.approved(cast)
    moment = timezone.now() + timedelta(hours=2)
    actions.schedule(document, by=cast.wang, publish_at=moment)
    assert actions.publish_due(moment - timedelta(seconds=1)) == 0
    assert actions.publish_due(moment) == 1
    assert actions.publish_due(moment) == 0
    document.refresh_from_db()
    assert document.state == State.PUBLISHED


def test_withdrawing_needs_a_reason_and_leaves_a_tombstone(cast):
    document = papers.published(cast)
    with pytest.raises(Refused, match="理由"):
        actions.withdraw(document, by=cast.wang, reason="")
    actions.withdraw(document, by=cast.wang, reason="涉及个人隐私", authority="玉山县财政局")
    assert not Document.objects.public(today()).exists()
    row = RegisterEntry.objects.get(kind="document")
    assert row.withdrawal_reason == "涉及个人隐私" and row.address == document.get_absolute_url()


def test_what_was_withdrawn_can_be_restored(cast):
    document = papers.published(cast)
    actions.withdraw(document, by=cast.wang, reason="核对文号")
    document = actions.restore(document, by=cast.wang, reason="核对无误")
    assert Document.objects.public(today()).get() == document


def test_an_urgent_release_is_flagged_until_an_approver_confirms(cast):
    document = papers.draft(cast)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    actions.urgent(document, by=cast.zhou, reason="暴雨红色预警")
    assert Document.objects.urgent_unconfirmed().get() == document
    actions.confirm_urgent(document, by=cast.wang)
    assert not Document.objects.urgent_unconfirmed().exists()


def test_an_urgent_release_never_runs_ahead_of_the_secrecy_review(cast):
    document = papers.draft(cast)
    with pytest.raises(Refused, match="保密审查"):
        actions.urgent(document, by=cast.zhou, reason="暴雨红色预警")


def test_every_act_stands_in_the_ledger_once(cast):
    document = papers.published(cast)
    verbs = list(LedgerEntry.objects.about("document", document.pk).values_list("verb", flat=True))
    assert verbs == ["create", "submit", "secrecy_review", "review", "approve", "publish"]


def test_the_gate_asks_for_the_secrecy_review(cast):
    document = papers.draft(cast)
    actions.submit(document, by=cast.chen)
    actions.review(document, by=cast.li)
    with pytest.raises(Refused, match="还没有保密审查记录"):
        actions.approve(document, by=cast.wang)


def test_one_changed_byte_closes_the_gate_again(cast):
    document = papers.reviewed(cast)
    actions.return_(document, by=cast.li, reason="改一个字")
    actions.save_draft(document, {"body": papers.BODY + "<p>。</p>"}, by=cast.chen)
    actions.submit(document, by=cast.chen)
    actions.review(document, by=cast.li)
    with pytest.raises(Refused, match="保密审查之后内容有变动"):
        actions.approve(document, by=cast.wang)


@pytest.mark.parametrize("attribute", [DisclosureAttribute.ON_REQUEST, DisclosureAttribute.NOT_PUBLIC])
def test_what_is_not_for_proactive_disclosure_cannot_be_released(cast, attribute):
    document = papers.reviewed(cast, disclosure=attribute)
    with pytest.raises(Refused, match="主动公开"):
        actions.approve(document, by=cast.wang)


def test_a_normative_document_needs_the_legality_review(cast):
    from datetime import date

    document = papers.reviewed(
        cast,
        genre="normative",
        document_number="玉财字〔2021〕5号",
        document_type="通知",
        theme="财政、金融、审计",
        effective_on=date(2021, 7, 1),
    )
    with pytest.raises(Refused, match="合法性审核"):
        actions.approve(document, by=cast.wang)
    actions.record_review(document, "legality", by=cast.li, opinion=Opinion.AGREE)
    assert actions.approve(document, by=cast.wang).state == RevisionState.APPROVED


def test_an_identity_number_in_the_body_closes_the_gate_until_masked_or_overridden(cast):
    body = "<p>联系人身份证号 11010519491231002X。</p>"
    document = papers.reviewed(cast, body=body)
    with pytest.raises(Refused, match="身份证"):
        actions.approve(document, by=cast.wang)
    with pytest.raises(Refused, match="理由"):
        actions.record_review(document, "override", by=cast.sun, opinion=Opinion.AGREE)
    actions.record_review(document, "override", by=cast.sun, opinion=Opinion.AGREE, reason="示例号码，非真实个人")
    assert actions.approve(document, by=cast.wang).state == RevisionState.APPROVED
