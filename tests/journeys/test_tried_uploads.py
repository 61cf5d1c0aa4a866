"""Files of odd sizes at the desk: an empty one among good ones, one too large, a batch too large as a whole."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from disclosure.documents import batch
from disclosure.documents.models import Document
from disclosure.publishing.models import Attachment
from tests.factories import sign_in
from tests.journeys.test_desk import answers, new_draft, page_of

pytestmark = pytest.mark.django_db

IMPORT = "/admin/documents/document/import/"


def file_of(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_an_empty_file_is_refused_by_name_and_everything_else_is_kept(client, cast):
    document = new_draft(client, cast)
    files = [file_of("空表.csv", b""), file_of("金额.csv", "项目,金额\n修路,100\n".encode())]
    page = client.post(
        page_of(document), answers(seen=document.working.edits, title="改过的标题", files=files), follow=True
    ).content.decode()
    assert "空表.csv”没有上传：文件是空的" in page
    document.refresh_from_db()
    assert document.title == "改过的标题"
    assert [row.name for row in Attachment.objects.of(document)] == ["金额.csv"]


def test_a_file_above_the_limit_is_not_read_into_memory_on_import(client, cast, settings, tmp_path):
    settings.MEDIA_MAX_MB = 1
    sign_in(client, cast.chen)
    large = file_of("大.pdf", b"%PDF-1.4\n" + b"0" * (1024 * 1024))
    page = client.post(IMPORT, {"organ": cast.finance.pk, "files": [large]}, follow=True).content.decode()
    assert "大.pdf”没有导入：文件太大，超过了 1 MB 的上限。" in page
    assert not Document.objects.exists()


def test_a_batch_leaves_out_what_is_too_large_and_keeps_nothing_of_it(client, cast, settings, monkeypatch):
    monkeypatch.setattr(batch, "MOST_MEGABYTES", 1)
    sign_in(client, cast.chen)
    files = [file_of(f"{number}.txt", "关于开展检查的通知\n".encode() * 20_000) for number in range(3)]
    answer = client.post(IMPORT, {"organ": cast.finance.pk, "files": files}, follow=True)
    assert "一批文件合计不超过 1 MB" in answer.content.decode()
    kept = [path for path in (Path(settings.MEDIA_ROOT) / "work").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in kept) <= 1024 * 1024


@pytest.mark.parametrize("name", ["空.txt", "空.html", "空.docx"])
def test_an_empty_paper_is_refused_by_name_on_import(client, cast, name):
    sign_in(client, cast.chen)
    answer = client.post(IMPORT, {"organ": cast.finance.pk, "files": [file_of(name, b"")]}, follow=True)
    assert f"{name}”没有导入：文件是空的" in answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse("admin:documents_document_add")
    assert not Document.objects.exists()
