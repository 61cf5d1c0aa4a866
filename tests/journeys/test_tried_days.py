"""Days that were tried at the desk: the ends of the calendar, days that do not exist, and the hours before eight."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from disclosure.departments.models import Membership
from disclosure.publishing import actions
from disclosure.publishing.guards import Refused
from disclosure.publishing.workflow import RevisionState
from tests import papers
from tests.factories import sign_in

pytestmark = pytest.mark.django_db

ODD_DAYS = ("9999-12-31", "0001-01-01", "2021-02-30", "2021-13-01", "²", "--", "1-1-1")
BEFORE_EIGHT = datetime(2026, 11, 26, 1, 20, tzinfo=ZoneInfo("Asia/Shanghai"))  # still the 25th in UTC


@pytest.mark.parametrize("day", ODD_DAYS)
def test_the_ledger_answers_for_every_day_that_can_be_typed(client, cast, day):
    sign_in(client, cast.zhou)
    assert client.get("/admin/ledger/", {"day": day}).status_code == 200


@pytest.mark.parametrize("day", ODD_DAYS)
def test_a_certificate_answers_for_every_day_that_can_be_typed(client, cast, day):
    document = papers.published(cast)
    sign_in(client, cast.zhou)
    page = client.get(f"/admin/documents/document/{document.pk}/certificate/", {"on": day})
    assert page.status_code == 200


def test_a_role_ends_with_its_day_and_not_with_the_day_in_greenwich(cast):
    document = papers.draft(cast)
    Membership.objects.filter(user=cast.chen).update(valid_to=date(2026, 11, 25))
    cast.chen.__dict__.pop("_memberships", None)
    with pytest.raises(Refused):
        actions.submit(document, by=cast.chen, at=BEFORE_EIGHT)
    assert document.working.state == RevisionState.DRAFT


def test_a_role_begins_with_its_day_and_not_eight_hours_later(cast):
    document = papers.draft(cast)
    Membership.objects.filter(user=cast.chen).update(valid_from=date(2026, 11, 26))
    cast.chen.__dict__.pop("_memberships", None)
    actions.submit(document, by=cast.chen, at=BEFORE_EIGHT)
    assert document.working.state == RevisionState.SUBMITTED


@pytest.mark.parametrize("moment", ["9999-12-31T23:59", "2206-11-26T09:00"])
def test_a_moment_years_ahead_is_taken_for_a_slip(client, cast, moment):
    document = papers.approved(cast)
    sign_in(client, cast.wang)
    answer = client.post(f"/admin/documents/document/{document.pk}/act/schedule/", {"publish_at": moment})
    assert answer.status_code == 409 and "请核对年份" in answer.content.decode()
    assert document.working.state == RevisionState.APPROVED


def test_the_first_paper_of_a_year_carries_the_number_of_that_year(cast):
    from disclosure.documents.actions import create_document
    from disclosure.documents.models import Document

    new_year = datetime(2027, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(ZoneInfo("UTC"))
    document = create_document(
        Document(organ=cast.finance, genre="notice", title="元旦值班安排"), by=cast.chen, at=new_year
    )
    assert "/2027-" in document.index_number
