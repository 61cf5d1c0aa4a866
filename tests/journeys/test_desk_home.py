"""The desk's home: what waits for whom; every count is the length of the list it opens; pages keep to their readers."""

import re

import pytest

from disclosure.publishing import actions
from tests import papers
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def counts(client) -> dict[str, int]:
    page = client.get("/admin/").content.decode()
    return {
        code: int(number)
        for code, number in re.findall(r'/admin/work/([a-z-]+)/">[^<]*<span class="waiting__count">(\d+)', page)
    }


def test_a_paper_waits_for_the_right_person_at_each_step(client, cast):
    document = papers.draft(cast)
    assert counts(sign_in(client, cast.chen)) == {"drafts": 1}
    actions.submit(document, by=cast.chen)
    assert counts(sign_in(client, cast.chen)) == {"on-the-way": 1}
    assert counts(sign_in(client, cast.li)) == {"review": 1}
    assert counts(sign_in(client, cast.sun)) == {"secrecy": 1}
    assert counts(sign_in(client, cast.wang)) == {}
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion="agree")
    assert counts(sign_in(client, cast.sun)) == {}
    actions.review(document, by=cast.li)
    assert counts(sign_in(client, cast.wang)) == {"approve": 1}
    actions.return_(document, by=cast.wang, reason="附件不全")
    page = sign_in(client, cast.chen).get("/admin/").content.decode()
    assert "退回理由：附件不全" in page


def test_every_count_is_the_length_of_the_list_it_opens(client, cast):
    for number in range(7):
        papers.draft(cast, title=f"第{number}号草稿")
    sign_in(client, cast.chen)
    for code, number in counts(client).items():
        page = client.get(f"/admin/work/{code}/").content.decode()
        assert page.count('class="act"') == number


def test_another_departments_papers_wait_for_nobody_here(client, cast):
    papers.draft(cast)
    assert counts(sign_in(client, cast.zhao)) == {}


def test_a_draft_past_its_twenty_working_days_is_shown_as_late(client, cast):
    papers.draft(cast)
    page = sign_in(client, cast.chen).get("/admin/").content.decode()
    assert "已超过 7月5日" in page


@pytest.mark.parametrize("path", ["/admin/ledger/", "/admin/ledger/verify/"])
def test_the_ledger_is_read_by_the_office_and_the_auditor_only(client, cast, path):
    for user in (cast.zhou, cast.zheng):
        assert sign_in(client, user).get(path).status_code == 200
    for user in (cast.chen, cast.li, cast.wang, cast.sun, cast.qian, cast.wu):
        assert sign_in(client, user).get(path).status_code == 403


def test_the_office_verifies_the_ledger_at_the_desk(client, cast):
    papers.published(cast)
    page = sign_in(client, cast.zheng).post("/admin/ledger/verify/").content.decode()
    assert "台账完整，共 6 环" in page


def test_the_office_loads_a_holiday_notice_and_others_may_not(client, cast):
    form = {
        "year": 2027,
        "notice_no": "国办发明电〔2026〕0号",
        "source": "示例",
        "issued_on": "2026-11-04",
        "days": "2027-13-01,放假,元旦",
    }
    page = sign_in(client, cast.zhou).post("/admin/calendar/", form)
    assert page.status_code == 200 and "没有载入" in page.content.decode()
    assert sign_in(client, cast.chen).post("/admin/calendar/", form).status_code == 403


def test_an_unknown_box_is_not_found(client, cast):
    assert sign_in(client, cast.chen).get("/admin/work/nothing/").status_code == 404
