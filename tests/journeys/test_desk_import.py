"""`manage.py import_documents`: says what it understood, stores only when told, by the clerk who is named."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from disclosure.documents.importing import from_folder, propose
from disclosure.documents.models import Document
from disclosure.publishing import actions
from disclosure.publishing.models import Attachment, DisclosureAttribute, Opinion
from disclosure.publishing.workflow import State
from disclosure.register.models import RegisterEntry

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PAPER = SAMPLES / "paper-2023.txt"


def run(*words) -> str:
    out = StringIO()
    call_command("import_documents", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_dry_run_reports_and_stores_nothing(cast):
    report = run(PAPER)
    assert "清溪县人民政府办公室关于印发《清溪县2023年政务公开工作方案》的通知" in report
    assert "清府办字〔2023〕18号" in report and "认出：" in report and "试运行" in report
    assert not Document.objects.exists()


@pytest.mark.parametrize("ending", ["txt", "docx", "html"])
def test_a_paper_in_every_format_becomes_the_same_draft(cast, ending):
    run(SAMPLES / f"paper-2023.{ending}", "--commit", "--as", "chen", "--organ", "finance")
    document = Document.objects.get()
    assert document.title == "清溪县人民政府办公室关于印发《清溪县2023年政务公开工作方案》的通知"
    assert document.document_number == "清府办字〔2023〕18号" and document.genre == "policy"
    assert document.formed_on.year == 2023 and document.disclosure == DisclosureAttribute.PROACTIVE
    assert document.state == State.DRAFT and document.author == cast.chen and document.organ == cast.finance


def test_the_issuing_organ_is_found_by_its_full_name(cast, tmp_path):
    paper = tmp_path / "notice.txt"
    paper.write_text(
        "玉财字〔2021〕9号\n\n玉山县财政局\n关于下达2021年\n村级经费的通知\n\n各乡镇人民政府：\n\n现将经费下达给你们。\n\n"
        "玉山县财政局\n\n2021年6月4日\n\n（此件主动公开）\n"
    )
    report = run(paper, "--commit", "--as", "chen")
    document = Document.objects.get()
    assert document.organ == cast.finance and document.formed_on == date(2021, 6, 4), report
    assert document.title == "玉山县财政局关于下达2021年村级经费的通知"


def test_an_imported_paper_is_published_and_stands_in_the_register_at_once(cast):
    run(PAPER, "--commit", "--as", "chen", "--organ", "finance")
    document = Document.objects.get()
    actions.save_draft(document, {"theme": "综合政务", "document_type": "通知"}, by=cast.chen)
    actions.submit(document, by=cast.chen)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    actions.review(document, by=cast.li)
    actions.approve(document, by=cast.wang)
    actions.publish(document, by=cast.wang)
    assert RegisterEntry.objects.get(kind="document").document_number == "清府办字〔2023〕18号"


def test_a_clerk_of_another_organ_cannot_import_for_it(cast):
    report = run(PAPER, "--commit", "--as", "zhao", "--organ", "finance")
    assert "未保存" in report and "自己任职的单位" in report
    assert not Document.objects.exists()


@pytest.mark.parametrize("words", [("--commit",), ("--commit", "--as", "nobody"), ("--organ", "nowhere")])
def test_missing_or_unknown_names_are_said_before_anything_is_read(cast, words):
    with pytest.raises(CommandError):
        run(PAPER, *words)


def test_a_path_that_is_not_there_is_said(cast):
    with pytest.raises(CommandError, match="找不到"):
        run("/nowhere/at/all.txt")


def test_files_that_cannot_be_read_get_a_sentence_and_stop_nothing(cast, tmp_path):
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "c.txt").write_text("关于放假的通知\n\n各单位：\n\n放假三天。\n")
    report = run(tmp_path, "--commit", "--as", "chen", "--organ", "finance")
    assert report.count("不能导入") == 2 and ".docx" in report
    assert Document.objects.count() == 1


def test_a_file_that_the_paper_names_goes_along_as_its_attachment(cast, tmp_path):
    (tmp_path / "notice.txt").write_text(
        "玉山县财政局\n关于公布补贴面积的通知\n\n各乡镇人民政府：\n\n现予公布。\n\n附件：2021年补贴面积明细表\n\n"
        "玉山县财政局\n\n2021年6月4日\n"
    )
    (tmp_path / "附件 2021年补贴面积明细表.csv").write_text("村,面积\n甲,100\n")
    (proposal,) = from_folder([tmp_path])
    assert [path.name for path in proposal.enclosures] == ["附件 2021年补贴面积明细表.csv"]
    run(tmp_path, "--commit", "--as", "chen", "--organ", "finance")
    assert Document.objects.get().attachment_ids == [Attachment.objects.get().pk]


def test_a_paper_marked_secret_is_not_taken(tmp_path):
    content = "秘密★1年\n\n玉府办字〔2021〕1号\n\n玉山县人民政府办公室\n关于某事的通知\n\n各单位：\n\n内容。\n".encode()
    assert "涉密文件不得进入" in propose(content, "a.txt").refusal


def test_hostile_markup_in_an_imported_page_never_reaches_a_draft(cast, tmp_path):
    (tmp_path / "page.html").write_text(
        "<html><body><p>关于放假的通知</p><p>各单位：</p><p onclick='x()'>内容<script>alert(1)</script></p></body></html>"
    )
    run(tmp_path, "--commit", "--as", "chen", "--organ", "finance")
    body = Document.objects.get().body
    assert "script" not in body and "onclick" not in body
