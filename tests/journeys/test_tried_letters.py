"""Letters of citizens at the desk: what was asked about one organ's paper is read by that organ's people alone."""

import pytest

from interpretations.actions import inquiries
from tests import papers
from tests.factories import sign_in

pytestmark = pytest.mark.django_db

UNCLEAR = "/admin/interpretations/inquiry/unclear/"


@pytest.mark.parametrize("name, reads", [("chen", True), ("li", True), ("zhou", True), ("zhao", False)])
def test_questions_behind_the_list_are_read_by_the_drafters_and_the_office(client, cast, name, reads):
    paper = papers.published(cast)
    inquiries.receive(
        "question", subject="我家五口人能领多少", text="问", nonce="q1", code="ABCDEFGH", document=paper, anchor="s-2"
    )
    sign_in(client, getattr(cast, name))
    page = client.get(UNCLEAR)
    assert page.status_code == 200
    assert ("我家五口人能领多少" in page.content.decode()) is reads
