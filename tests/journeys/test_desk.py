"""The clerk's day at the desk, over HTTP: write, be told what is missing, hand on, decide, publish, take back."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from disclosure.audit.models import LedgerEntry
from disclosure.documents.models import Document
from disclosure.publishing import actions
from disclosure.publishing.models import Attachment, Opinion, WordRule
from disclosure.publishing.workflow import RevisionState, State
from tests import papers
from tests.factories import sign_in

pytestmark = pytest.mark.django_db

LIST = "/admin/documents/document/"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def answers(**changes):
    """What a clerk's form of a notice sends."""
    values = {
        "genre": "notice",
        "title": "关于做好2021年惠农补贴发放工作的通知",
        "body": "<p>现将有关事项通知如下。</p>",
        "formed_on": "2021-06-04",
        "disclosure": "proactive",
        "origin": "made",
        "act": "save",
    }
    return values | changes


def new_draft(client, cast, **changes) -> Document:
    sign_in(client, cast.chen)
    response = client.post(f"{LIST}add/?genre=notice", answers(organ=cast.finance.pk, **changes))
    assert response.status_code == 302, response.context["form"].errors
    return Document.objects.latest("pk")


def page_of(document) -> str:
    return f"{LIST}{document.pk}/change/"


def test_a_clerk_chooses_by_purpose_and_saves_an_unfinished_draft(client, cast):
    sign_in(client, cast.chen)
    assert "要发布什么" in client.get(f"{LIST}add/").content.decode()
    document = new_draft(client, cast, body="", formed_on="")
    page = client.get(page_of(document)).content.decode()
    assert "请填写正文，或上传附件。" in page and "请填写成文日期" in page
    assert document.index_number in page


def test_each_missing_thing_is_a_link_to_its_field(client, cast):
    document = new_draft(client, cast, formed_on="")
    assert 'href="#row-formed_on"' in client.get(page_of(document)).content.decode()


def test_what_word_pastes_is_clean_when_stored(client, cast):
    pasted = '<p class="MsoNormal" style="mso-pagination:none"><span lang="EN-US" onclick="x()">各村：</span></p><script>1</script>'
    document = new_draft(client, cast, body=pasted)
    assert document.working.content["body"] == "<p>各村：</p>"


def test_a_picture_inside_a_paste_becomes_an_attachment_and_goes_when_it_is_deleted(client, cast):
    from PIL import Image

    drawn = BytesIO()
    Image.new("RGB", (4, 4), "red").save(drawn, "PNG")
    from base64 import b64encode

    body = f'<p>图</p><p><img src="data:image/png;base64,{b64encode(drawn.getvalue()).decode()}" alt="示意图"></p>'
    document = new_draft(client, cast, body=body)
    row = Attachment.objects.get()
    content = document.working.content
    assert f"/files/{row.token}/" in content["body"] and content["attachment_ids"] == [row.pk]
    client.post(page_of(document), answers(seen=document.working.edits, body="<p>图</p>"))
    assert document.working.content["attachment_ids"] == []


def test_the_second_of_two_savers_sees_both_versions_and_loses_nothing(client, cast):
    document = new_draft(client, cast)
    seen = document.working.edits
    actions.save_draft(document, {"title": "同事先保存的标题"}, by=cast.zhou)
    response = client.post(page_of(document), answers(seen=seen, title="我后保存的标题"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "同事先保存的" in page and 'value="我后保存的标题"' in page
    assert document.working.title == "同事先保存的标题"
    again = response.context["form"]["seen"].value()
    client.post(page_of(document), answers(seen=again, title="我后保存的标题"))
    assert document.working.title == "我后保存的标题"


def test_autosave_stores_the_working_text_only_while_nobody_else_has(client, cast):
    document = new_draft(client, cast)
    seen = document.working.edits
    saved = client.post(page_of(document), answers(seen=seen, title="自动保存", autosave="1")).json()
    assert saved["edits"] == document.working.edits > seen
    late = client.post(page_of(document), answers(seen=seen, title="过时的", autosave="1"))
    assert late.status_code == 409 and document.working.title == "自动保存"


def test_what_was_written_on_a_text_that_has_gone_on_is_shown_not_lost(client, cast):
    document = new_draft(client, cast)
    actions.submit(document, by=cast.chen)
    response = client.post(page_of(document), answers(seen=1, title="晚了一步写的标题"))
    assert response.status_code == 409
    assert "晚了一步" in response.content.decode()


def test_several_files_at_once_are_kept_ordered_and_refused_by_name(client, cast):
    document = new_draft(client, cast)
    files = [
        SimpleUploadedFile("明细一.txt", "甲村 100 元".encode()),
        SimpleUploadedFile("明细二.csv", "村,金额\n甲,100\n".encode()),
        SimpleUploadedFile("旧表.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ]
    response = client.post(page_of(document), answers(seen=document.working.edits, files=files), follow=True)
    page = response.content.decode()
    assert "旧表.doc" in page and "另存为 .docx" in page
    ids = document.working.content["attachment_ids"]
    assert [row.name for row in Attachment.objects.listed(ids)] == ["明细一.txt", "明细二.csv"]
    client.post(page_of(document), answers(seen=document.working.edits, act=f"down:{ids[0]}"))
    assert document.working.content["attachment_ids"] == ids[::-1]
    client.post(page_of(document), answers(seen=document.working.edits, act=f"remove:{ids[0]}"))
    assert document.working.content["attachment_ids"] == [ids[1]]


def test_an_empty_or_false_file_is_refused_and_the_text_is_saved_all_the_same(client, cast):
    document = new_draft(client, cast)
    hostile = [
        SimpleUploadedFile("空.txt", b""),
        SimpleUploadedFile("图.svg", b"<svg onload='x()'/>"),
        SimpleUploadedFile("假.pdf", b"<html><script>x()</script></html>"),
        SimpleUploadedFile("../../etc/passwd.txt", "乙村".encode()),
    ]
    values = answers(seen=document.working.edits, title="照样保存", files=hostile)
    page = client.post(page_of(document), values, follow=True).content.decode()
    assert page.count("没有上传") == 3 and document.working.title == "照样保存"
    (kept,) = Attachment.objects.all()
    assert "/" not in kept.name and ".." not in kept.original.name


def test_captions_are_saved_with_the_text_and_reviews_follow_them(client, cast):
    document = new_draft(client, cast)
    upload = SimpleUploadedFile("明细.txt", "甲村".encode())
    client.post(page_of(document), answers(seen=document.working.edits, files=[upload]))
    row = Attachment.objects.get()
    before = document.working.digest
    client.post(page_of(document), answers(seen=document.working.edits, **{f"caption-{row.pk}": "按村汇总"}))
    row.refresh_from_db()
    assert row.caption == "按村汇总" and document.working.digest != before


def test_a_form_without_its_counter_never_overwrites(client, cast):
    document = new_draft(client, cast)
    assert client.post(page_of(document), answers(title="没有计数的提交")).status_code == 409
    assert document.working.title != "没有计数的提交"


def test_a_file_with_an_identity_number_is_masked_in_one_click(client, cast):
    document = new_draft(client, cast)
    upload = SimpleUploadedFile("名单.txt", "张三 11010519491231002X".encode())
    client.post(page_of(document), answers(seen=document.working.edits, files=[upload]))
    first = document.working.content["attachment_ids"]
    page = client.get(page_of(document)).content.decode()
    assert "一键遮盖" in page and "11010519491231002X" not in page
    client.post(page_of(document), answers(seen=document.working.edits, act=f"mask:{first[0]}"))
    (masked,) = Attachment.objects.listed(document.working.content["attachment_ids"])
    assert masked.masked_from_id == first[0] and not masked.findings
    assert b"11010519491231002X" not in masked.public_copy.read()


def test_identity_numbers_in_the_body_are_masked_in_one_click(client, cast):
    document = new_draft(client, cast, body="<table><tr><td>张三</td><td>11010519491231002X</td></tr></table>")
    page = client.get(page_of(document)).content.decode()
    assert "遮盖正文中的个人信息" in page
    client.post(page_of(document), answers(seen=document.working.edits, body=document.body, act="mask_text"))
    assert "11010519491231002X" not in document.working.content["body"]


def test_the_word_list_says_where_and_what_instead(client, cast):
    WordRule.objects.create(pattern="帐号", suggestion="账号")
    document = new_draft(client, cast, body="<p>首段</p><p>请填写银行帐号。</p>")
    assert "正文第 2 段" in (page := client.get(page_of(document)).content.decode())
    assert "建议写作“账号”" in page


def test_from_draft_to_public_by_the_buttons_of_four_people(client, cast):
    document = new_draft(client, cast)
    client.post(page_of(document), answers(seen=document.working.edits, act="verb:submit"))
    assert document.working.state == RevisionState.SUBMITTED

    sign_in(client, cast.sun)
    client.post(f"{LIST}{document.pk}/act/secrecy_review/", {"opinion": "agree"})
    sign_in(client, cast.li)
    page = client.get(page_of(document)).content.decode()
    assert "审核通过" in page and "现将有关事项通知如下" in page
    client.post(f"{LIST}{document.pk}/act/review/")
    sign_in(client, cast.wang)
    client.post(f"{LIST}{document.pk}/act/approve/")
    client.post(f"{LIST}{document.pk}/act/publish/")
    assert Document.objects.public(timezone.localdate()).get() == document
    client.logout()
    assert client.get(document.get_absolute_url()).status_code == 200


def test_a_closed_gate_greys_the_button_and_says_why(client, cast):
    document = new_draft(client, cast)
    actions.submit(document, by=cast.chen)
    actions.review(document, by=cast.li)
    sign_in(client, cast.wang)
    page = client.get(page_of(document)).content.decode()
    assert 'aria-disabled="true" aria-describedby="why-approve"' in page and "还没有保密审查记录" in page
    refused = client.post(f"{LIST}{document.pk}/act/approve/")
    assert refused.status_code == 409 and document.working.state == RevisionState.REVIEWED


def test_returning_asks_for_the_reason_and_the_author_reads_it(client, cast):
    document = new_draft(client, cast)
    actions.submit(document, by=cast.chen)
    sign_in(client, cast.li)
    assert "理由" in client.get(f"{LIST}{document.pk}/act/return/").content.decode()
    client.post(f"{LIST}{document.pk}/act/return/", {"reason": ""})
    assert document.working.state == RevisionState.SUBMITTED
    client.post(f"{LIST}{document.pk}/act/return/", {"reason": "附件缺盖章页"})
    sign_in(client, cast.chen)
    assert "附件缺盖章页" in client.get(page_of(document)).content.decode()


def test_a_clerk_sees_nothing_of_another_department(client, cast):
    document = papers.draft(cast, title="财政局的内部草稿")
    sign_in(client, cast.zhao)
    listing = client.get(LIST, {"q": "内部草稿"}).content.decode()
    assert "财政局的内部草稿" not in listing and "县财政局" not in listing
    for page in ("change", "history", "preview", "certificate", "act/submit"):
        assert client.get(f"{LIST}{document.pk}/{page}/").status_code == 404


def test_the_three_administrators_see_no_documents(client, cast):
    document = papers.draft(cast)
    for person in cast.administrators:
        sign_in(client, person)
        assert client.get(LIST).status_code == 403
        assert client.get(page_of(document)).status_code == 403


def test_preview_shows_the_working_text_as_citizens_will_see_it(client, cast):
    document = papers.published(cast)
    actions.open_revision(document, by=cast.chen)
    actions.save_draft(document, {"title": "修订后的标题"}, by=cast.chen)
    sign_in(client, cast.chen)
    page = client.get(f"{LIST}{document.pk}/preview/").content.decode()
    assert "修订后的标题" in page and "预览：公众还看不到这个页面" in page
    client.logout()
    assert "修订后的标题" not in client.get(document.get_absolute_url()).content.decode()


def test_any_two_revisions_are_compared_side_by_side(client, cast):
    document = papers.published(cast)
    actions.open_revision(document, by=cast.chen)
    actions.save_draft(document, {"body": "<p>各乡镇人民政府：</p><p>改过的段落。</p>"}, by=cast.chen)
    sign_in(client, cast.li)
    page = client.get(f"{LIST}{document.pk}/compare/1/2/").content.decode()
    assert "<ins>" in page and "改过的" in page
    assert client.get(f"{LIST}{document.pk}/compare/0/0/", {"old": 1, "new": 2}).status_code == 200


def test_withdrawing_and_restoring_ask_why_and_say_it(client, cast):
    document = papers.published(cast)
    sign_in(client, cast.wang)
    client.post(f"{LIST}{document.pk}/act/withdraw/", {"reason": ""})
    assert Document.objects.get(pk=document.pk).state == State.PUBLISHED
    client.post(f"{LIST}{document.pk}/act/withdraw/", {"reason": "金额有误", "authority": "玉山县财政局"})
    gone = client.get(document.get_absolute_url())
    assert gone.status_code == 410 and "金额有误" in gone.content.decode()
    client.post(f"{LIST}{document.pk}/act/restore/", {"reason": "核对无误"})
    assert client.get(document.get_absolute_url()).status_code == 200


def test_scheduling_takes_the_moment_of_the_form(client, cast):
    document = papers.approved(cast)
    sign_in(client, cast.wang)
    day = timezone.localdate() + timedelta(days=30)
    client.post(f"{LIST}{document.pk}/act/schedule/", {"publish_at": f"{day:%Y-%m-%d}T09:00"})
    assert document.working.state == RevisionState.SCHEDULED
    assert f"{day.year}年{day.month}月{day.day}日 09:00" in client.get(page_of(document)).content.decode()


def test_reading_an_original_stands_in_the_ledger(client, cast):
    document = new_draft(client, cast)
    upload = SimpleUploadedFile("明细.txt", "甲村 100 元".encode())
    client.post(page_of(document), answers(seen=document.working.edits, files=[upload]))
    row = Attachment.objects.get()
    response = client.get(f"{LIST}{document.pk}/files/{row.pk}/")
    assert b"".join(response.streaming_content) == "甲村 100 元".encode()
    assert LedgerEntry.objects.get(verb="read_original").actor == "chen"


def test_the_certificate_says_what_was_public_on_a_day(client, cast):
    document = papers.published(cast)
    sign_in(client, cast.chen)
    today = client.get(f"{LIST}{document.pk}/certificate/").content.decode()
    assert document.title in today and "王签发" in today
    before = client.get(f"{LIST}{document.pk}/certificate/", {"on": "2020-01-01"}).content.decode()
    assert "当日尚未公开" in before
    actions.withdraw(document, by=cast.wang, reason="有误")
    assert "撤回" in client.get(f"{LIST}{document.pk}/certificate/").content.decode()


def test_a_word_file_becomes_a_draft_with_its_metadata(client, cast):
    sign_in(client, cast.chen)
    upload = SimpleUploadedFile("paper-2023.docx", (SAMPLES / "paper-2023.docx").read_bytes())
    client.post(f"{LIST}import/", {"organ": cast.finance.pk, "files": [upload]})
    document = Document.objects.get()
    assert document.document_number == "清府办字〔2023〕18号" and "<table>" in document.body
    assert document.state == State.DRAFT and document.author == cast.chen


def test_many_files_are_looked_at_in_one_grid_before_they_become_drafts(client, cast):
    sign_in(client, cast.chen)
    uploads = [
        SimpleUploadedFile("paper-2023.txt", (SAMPLES / "paper-2023.txt").read_bytes()),
        SimpleUploadedFile("补贴明细.csv", "村,金额\n甲,100\n".encode()),
        SimpleUploadedFile("旧.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ]
    response = client.post(f"{LIST}import/", {"organ": cast.finance.pk, "files": uploads}, follow=True)
    page = response.content.decode()
    assert "清府办字〔2023〕18号" in page and "补贴明细" in page and "另存为" in page
    assert not Document.objects.exists()
    grid = {
        "f0-take": "on", "f0-title": "改过的标题", "f0-genre": "policy", "f0-disclosure": "proactive",
        "f1-take": "on", "f1-title": "补贴明细表", "f1-genre": "notice", "f1-disclosure": "",
    }  # fmt: skip
    client.post(f"{LIST}batch/", grid)
    assert set(Document.objects.values_list("title", flat=True)) == {"改过的标题", "补贴明细表"}
    assert Attachment.objects.get().name == "补贴明细.csv"


def test_a_long_list_costs_no_more_queries_than_a_short_one(client, cast, django_assert_max_num_queries):
    for number in range(12):
        papers.draft(cast, title=f"第{number}号通知")
    sign_in(client, cast.chen)
    with django_assert_max_num_queries(15):
        assert "第11号通知" in client.get(LIST).content.decode()


def test_the_steps_of_the_chain_are_set_by_the_office(client, cast):
    sign_in(client, cast.zhou)
    client.post("/admin/publishing/chainsetting/add/", {"kind": "document", "organ": cast.finance.pk, "steps": "2"})
    document = papers.draft(cast)
    assert actions.submit(document, by=cast.chen).state == RevisionState.REVIEWED


def test_item_search_and_deadline_answer_while_typing(client, cast):
    sign_in(client, cast.chen)
    assert client.get(f"{LIST}items/", {"q": "没有的"}).json() == {"results": []}
    assert "2021年07月05日" in client.get(f"{LIST}deadline/", {"formed_on": "2021-06-04"}).json()["sentence"]
    assert client.get(f"{LIST}deadline/", {"formed_on": "9999-99-99"}).json()["sentence"]


def test_editor_pages_alone_relax_the_content_security_policy(client, cast):
    document = new_draft(client, cast)
    assert "'unsafe-inline'" in client.get(page_of(document)).headers["Content-Security-Policy"]
    for address in (LIST, f"{LIST}{document.pk}/history/", "/admin/", "/admin/matrix/"):
        assert "unsafe-inline" not in client.get(address).headers["Content-Security-Policy"]


def test_a_withdrawn_text_is_mended_without_being_shown_again(client, cast):
    document = papers.published(cast)
    actions.withdraw(document, by=cast.wang, reason="身份证号未遮盖")
    sign_in(client, cast.chen)
    client.post(f"{LIST}{document.pk}/act/revise/")
    actions.save_draft(document, {"title": "更正后的标题"}, by=cast.chen)
    assert not Document.objects.public(timezone.localdate()).exists()
    papers.pass_reviews(document, cast)
    actions.approve(document, by=cast.wang)
    actions.publish(document, by=cast.wang)
    assert Document.objects.public(timezone.localdate()).get().title == "更正后的标题"


def test_a_scheduled_revision_of_a_withdrawn_text_goes_back_to_its_author(cast):
    document = papers.published(cast)
    actions.open_revision(document, by=cast.chen)
    papers.pass_reviews(document, cast)
    actions.approve(document, by=cast.wang)
    moment = timezone.now() + timedelta(hours=1)
    actions.schedule(document, by=cast.wang, publish_at=moment)
    actions.withdraw(document, by=cast.wang, reason="有误")
    assert actions.publish_due(moment + timedelta(hours=1)) == 0
    assert not Document.objects.public(timezone.localdate()).exists()
    assert document.working.state == RevisionState.RETURNED


def test_opinions_other_than_agreement_need_their_reason(client, cast):
    document = new_draft(client, cast)
    sign_in(client, cast.sun)
    refused = client.post(f"{LIST}{document.pk}/act/secrecy_review/", {"opinion": Opinion.REFUSE})
    assert refused.status_code == 409 and not document.working.reviews.exists()


def test_the_office_keeps_the_word_list_and_every_change_is_recorded(client, cast):
    sign_in(client, cast.chen)
    assert client.get("/admin/publishing/wordrule/").status_code == 403
    sign_in(client, cast.zhou)
    client.post(
        "/admin/publishing/wordrule/add/", {"pattern": "帐号", "suggestion": "账号", "level": "advice", "note": ""}
    )
    assert WordRule.objects.get().suggestion == "账号"
    assert LedgerEntry.objects.get(verb="setting").actor == "zhou"
