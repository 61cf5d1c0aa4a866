"""Buttons of attachments pressed with values that no page offers."""

import pytest

from tests.journeys.test_desk import answers, new_draft, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("which", ["²", "٣", "9" * 30, "9" * 5000, "-1", "", "1 OR 1=1"])
@pytest.mark.parametrize("act", ["remove", "mask", "down", "up"])
def test_an_attachment_that_is_not_there_is_refused_with_a_sentence(client, cast, act, which):
    document = new_draft(client, cast)
    answer = client.post(page_of(document), answers(seen=document.working.edits, act=f"{act}:{which}"), follow=True)
    assert answer.status_code == 200
    assert "这个附件不在这份内容里。" in answer.content.decode()
