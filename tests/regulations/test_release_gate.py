"""先审查、后公开: one test a rule of the release gate, in the order in which a text meets them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter

from disclosure.documents.models import Document
from disclosure.publishing import actions, attachments
from disclosure.publishing.guards import Refused, gate
from disclosure.publishing.models import DisclosureAttribute, Opinion, Revision
from disclosure.publishing.workflow import State
from tests import papers

pytestmark = pytest.mark.django_db


def closed_by(document) -> set[str]:
    """Codes of the reasons that keep the working text from release."""
    return {reason.code for reason in gate(document, document.working, timezone.now())}


def test_secrets_law_article_35_nothing_is_released_without_a_secrecy_review(cast):
    document = papers.draft(cast)
    assert closed_by(document) == {"secrecy"}
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    assert closed_by(document) == set()


@pytest.mark.parametrize("opinion", [Opinion.REFUSE, Opinion.REFER])
def test_secrets_regulation_article_42_a_review_that_does_not_agree_keeps_it_closed(cast, opinion):
    document = papers.draft(cast)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=opinion, reason="涉及工作秘密")
    assert closed_by(document) == {"secrecy"}


def test_secrets_regulation_article_42_the_latest_review_counts(cast):
    document = papers.draft(cast)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.REFUSE, reason="再看不宜公开")
    assert closed_by(document) == {"secrecy"}


def test_disclosure_regulation_article_13_the_attribute_is_fixed_at_drafting(cast):
    document = papers.draft(cast, disclosure="")
    with pytest.raises(Refused, match="公开属性"):
        actions.submit(document, by=cast.chen)


@pytest.mark.parametrize("attribute", [DisclosureAttribute.ON_REQUEST, DisclosureAttribute.NOT_PUBLIC])
def test_disclosure_regulation_article_13_only_proactive_information_goes_on_the_site(cast, attribute):
    document = papers.draft(cast, disclosure=attribute)
    assert "disclosure" in closed_by(document)


def test_disclosure_regulation_article_15_personal_information_is_not_released(cast):
    document = papers.draft(cast, body="<p>联系人身份证号 11010519491231002X。</p>")
    assert "personal" in closed_by(document)
    actions.mask_text(document, by=cast.chen)
    assert "personal" not in closed_by(document)


def test_disclosure_regulation_article_15_an_override_needs_a_named_reviewer_with_a_reason(cast):
    document = papers.draft(cast, body="<p>身份证号 11010519491231002X。</p>")
    with pytest.raises(Refused, match="理由"):
        actions.record_review(document, "override", by=cast.sun, opinion=Opinion.AGREE)
    with pytest.raises(Refused, match="保密审查员"):
        actions.record_review(document, "override", by=cast.li, opinion=Opinion.AGREE, reason="本人同意")
    actions.record_review(document, "override", by=cast.sun, opinion=Opinion.AGREE, reason="本人书面同意公示")
    assert "personal" not in closed_by(document)


def test_personal_information_law_article_51_a_file_that_cannot_be_read_fails_closed(cast):
    scanned, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(scanned)
    document = papers.draft(cast)
    row = attachments.add(document, scanned, "扫描件.pdf", by=cast.chen)
    actions.save_draft(document, {"attachment_ids": [row.pk]}, by=cast.chen)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    assert closed_by(document) == {"personal"}
    actions.record_review(document, "override", by=cast.sun, opinion=Opinion.AGREE, reason="已逐页看过纸质原件")
    assert closed_by(document) == set()


def test_personal_information_law_article_51_pictures_are_answered_for_by_the_secrecy_review(cast):
    drawn = BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    document = papers.draft(cast)
    row = attachments.add(document, drawn, "照片.png", by=cast.chen)
    actions.save_draft(document, {"attachment_ids": [row.pk]}, by=cast.chen)
    assert closed_by(document) == {"secrecy", "picture"}
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    assert closed_by(document) == set()


def test_state_council_2018_115_normative_documents_pass_the_legality_review(cast):
    document = papers.draft(
        cast,
        genre="normative",
        document_number="玉财字〔2021〕5号",
        document_type="通知",
        theme="财政、金融、审计",
        effective_on=date(2021, 7, 1),
    )
    assert "legality" in closed_by(document)
    actions.record_review(document, "legality", by=cast.li, opinion=Opinion.AGREE)
    assert "legality" not in closed_by(document)


def test_fair_competition_regulation_measures_on_the_market_pass_their_review(cast):
    document = papers.draft(cast, concerns_market=True)
    assert "fair_competition" in closed_by(document)
    actions.record_review(document, "fair_competition", by=cast.li, opinion=Opinion.AGREE)
    assert "fair_competition" not in closed_by(document)


@pytest.mark.parametrize(
    "changed",
    [{"body": papers.BODY + "<p>。</p>"}, {"title": "改一个字"}, {"keywords": "补贴"}, {"formed_on": "2021-06-05"}],
)
def test_a_review_counts_for_the_very_text_that_was_reviewed(cast, changed):
    document = papers.draft(cast)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    actions.save_draft(document, changed, by=cast.chen)
    assert closed_by(document) == {"secrecy"}


def test_a_file_that_is_added_or_described_anew_closes_the_gate_again(cast):
    document = papers.draft(cast)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    row = attachments.add(document, BytesIO(b"plain words"), "a.txt", by=cast.chen)
    actions.save_draft(document, {"attachment_ids": [row.pk]}, by=cast.chen)
    assert closed_by(document) == {"secrecy"}
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    attachments.describe(document, row, "明细表", by=cast.chen)
    assert "digest" in closed_by(document)


def test_a_text_changed_behind_the_desk_closes_the_gate(cast):
    document = papers.reviewed(cast)
    revision = document.working
    revision.content["body"] = "<p>绕过工作台改的</p>"
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    with pytest.raises(Refused, match="变动"):
        actions.approve(document, by=cast.wang)


def test_the_gate_is_asked_again_at_the_moment_of_scheduled_release(cast):
    document = papers.approved(cast)
    moment = timezone.now() + timedelta(hours=1)
    actions.schedule(document, by=cast.wang, publish_at=moment)
    revision = document.working
    revision.content["body"] = "<p>身份证号 11010519491231002X</p>"
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    assert actions.publish_due(moment) == 0
    document.refresh_from_db()
    assert document.state == State.DRAFT and "变动" in document.working.return_reason


def test_one_text_that_cannot_be_released_does_not_hold_up_the_others(cast):
    moment = timezone.now() + timedelta(hours=1)
    first, second = papers.approved(cast), papers.approved(cast)
    for document in (first, second):
        actions.schedule(document, by=cast.wang, publish_at=moment)
    Document.objects.filter(pk=first.pk).update(title="")
    Revision.objects.filter(pk=first.working.pk).update(content={"broken": True})
    assert actions.publish_due(moment) == 1
    second.refresh_from_db()
    assert second.state == State.PUBLISHED


def test_the_moment_of_publication_is_the_servers_and_never_changes(cast):
    document = papers.published(cast)
    first = document.published_at
    actions.withdraw(document, by=cast.wang, reason="核对")
    document = actions.restore(document, by=cast.wang, reason="无误")
    assert document.published_at == first
    actions.open_revision(document, by=cast.chen)
    actions.save_draft(document, {"published_at": "2020-01-01T00:00:00Z", "title": "修订"}, by=cast.chen)
    papers.pass_reviews(document, cast)
    actions.approve(document, by=cast.wang)
    assert actions.publish(document, by=cast.wang).published_at == first


def test_a_caption_of_a_public_file_is_not_changed_in_place(cast):
    document = papers.draft(cast)
    row = attachments.add(document, BytesIO(b"plain words"), "a.txt", by=cast.chen)
    actions.save_draft(document, {"attachment_ids": [row.pk]}, by=cast.chen)
    papers.pass_reviews(document, cast)
    actions.approve(document, by=cast.wang)
    document = actions.publish(document, by=cast.wang)
    with pytest.raises(Refused, match="已经公开"):
        attachments.describe(document, row, "改过的说明", by=cast.chen)
