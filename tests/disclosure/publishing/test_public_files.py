"""One door to files: by the current state, with ranges and digest, never a 500."""

import io
from pathlib import Path

import pytest

from disclosure.publishing import actions, attachments
from tests import papers

pytestmark = pytest.mark.django_db
TEXT = "关于补贴发放的说明。\n".encode() * 20


@pytest.fixture
def attached(cast):
    """A published paper with one file."""
    paper = papers.draft(cast)
    row = attachments.add(paper, io.BytesIO(TEXT), "说明.txt", by=cast.chen)
    actions.save_draft(paper, {"attachment_ids": [row.pk]}, by=cast.chen)
    papers.pass_reviews(paper, cast)
    actions.approve(paper, by=cast.wang)
    return actions.publish(paper, by=cast.wang), row


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_file_is_sent_whole_with_its_digest_as_a_download(client, attached):
    _, row = attached
    answer = client.get(row.get_absolute_url())
    assert body(answer) == TEXT and answer["ETag"] == f'"{row.public_sha256}"'
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_range_is_answered_with_that_range(client, attached):
    _, row = attached
    answer = client.get(row.get_absolute_url(), headers={"Range": "bytes=3-9"})
    assert answer.status_code == 206 and body(answer) == TEXT[3:10]
    assert client.get(row.get_absolute_url(), headers={"Range": f"bytes={len(TEXT)}-"}).status_code == 416


def test_a_draft_has_no_public_file(client, cast):
    paper = papers.draft(cast)
    row = attachments.add(paper, io.BytesIO(TEXT), "说明.txt", by=cast.chen)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_the_file_goes_with_its_paper(client, attached, cast):
    paper, row = attached
    actions.withdraw(paper, by=cast.wang, reason="内容有误")
    assert client.get(row.get_absolute_url()).status_code == 410


def test_a_file_missing_on_disk_is_said_in_a_sentence(client, attached):
    _, row = attached
    Path(row.public_copy.path).unlink()
    answer = client.get(row.get_absolute_url())
    assert answer.status_code == 404 and "暂时无法读取" in answer.content.decode()


def test_a_name_that_is_not_the_files_own_changes_nothing(client, attached):
    _, row = attached
    assert client.get(f"/files/{row.token}/other-name.html").status_code == 200
    assert client.get("/files/0123456789abcdef0123/说明.txt").status_code == 404
