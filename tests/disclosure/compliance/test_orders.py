"""整改单: the whole table of steps, the journey through HTTP, reminders that no gap loses."""

from datetime import date, timedelta

import pytest

from disclosure.audit.models import LedgerEntry
from disclosure.compliance import actions, checking, reminders
from disclosure.compliance.guards import NotAllowed, Refused
from disclosure.compliance.models import Finding, MailAddress, MediaAccount, OrderAct, RectificationOrder
from disclosure.compliance.stages import ORDER_WORKFLOW
from disclosure.outbox.models import Message
from tests.factories import sign_in

from .conftest import TODAY, moment

pytestmark = pytest.mark.django_db
ROOT = "/admin/compliance/"


@pytest.fixture
def account(cast, today):
    """The finance bureau's silent account, found by the day's check."""
    row = MediaAccount.objects.create(
        organ=cast.finance, platform="微信公众号", name="玉山财政", last_post_on=TODAY - timedelta(days=30)
    )
    checking.run_day(TODAY)
    return row


@pytest.fixture
def finding(account):
    return Finding.objects.get(indicator="media-fresh")


@pytest.fixture
def order(cast, finding):
    return actions.issue([finding], cast.finance, by=cast.zhou, demand="请恢复更新。")


def mend(account):
    MediaAccount.objects.filter(pk=account.pk).update(last_post_on=TODAY)


def test_from_the_worst_number_to_the_closed_order(cast, client, account):
    sign_in(client, cast.zhou)
    page = client.get(f"{ROOT}findings/?organ=finance&indicator=media-fresh").content.decode()
    assert "玉山财政" in page and "下达整改单" in page
    finding = Finding.objects.get(indicator="media-fresh")
    assert "玉山财政" in client.get(f"{ROOT}orders/new/?finding={finding.pk}").content.decode()
    answer = client.post(
        f"{ROOT}orders/new/", {"finding": finding.pk, "organ": "finance", "demand": "请恢复更新。", "due_on": ""}
    )
    order = RectificationOrder.objects.get()
    assert answer.url == f"{ROOT}orders/2021-0001/" and order.due_on == date(2021, 9, 8)

    sign_in(client, cast.chen)
    said = {"text": "已恢复更新。", "evidence": "https://mp.weixin.qq.com/x"}
    assert client.post(f"{answer.url}answer/", said).status_code == 302
    assert client.post(f"{answer.url}recheck/").status_code == 403

    sign_in(client, cast.zhou)
    assert "仍未整改" not in client.get(answer.url).content.decode()
    client.post(f"{answer.url}recheck/")
    order.refresh_from_db()
    assert order.state == "issued" and "仍未整改" in client.get(answer.url).content.decode()

    mend(account)
    client.post(f"{answer.url}recheck/")
    order.refresh_from_db()
    finding.refresh_from_db()
    assert order.state == "closed" and finding.gone_on == TODAY
    assert [act.verb for act in OrderAct.objects.all()] == ["issue", "answer", "recheck", "close"]
    assert LedgerEntry.objects.filter(verb__startswith="order_").count() == 4


def test_the_daily_check_closes_what_is_mended(cast, order, account):
    mend(account)
    checking.run_day(TODAY + timedelta(days=1))
    assert actions.close_mended(moment(TODAY + timedelta(days=1))) == [order]
    assert actions.close_mended() == []


@pytest.mark.parametrize("state", ["issued", "answered", "closed", "cancelled"])
def test_every_state_allows_exactly_the_steps_of_the_table(cast, order, state, account):
    closed = moment(TODAY) if state in ("closed", "cancelled") else None
    for step in ORDER_WORKFLOW:
        RectificationOrder.objects.filter(pk=order.pk).update(state=state, closed_at=closed, due_on=TODAY)
        given = {"text": "理由"} if step.verb != "recheck" else {}
        given |= {"due_on": TODAY + timedelta(days=9)} if step.verb == "prolong" else {}
        by = cast.chen if step.verb == "answer" else cast.zhou
        if state in step.sources:
            getattr(actions, step.verb)(order, by=by, **given)
        else:
            with pytest.raises(Refused):
                getattr(actions, step.verb)(order, by=by, **given)


def test_only_the_organ_answers_and_only_the_office_does_the_rest(cast, order):
    for person in (*cast.publishers, *cast.administrators):
        for step in ORDER_WORKFLOW:
            allowed = person == cast.zhou if step.verb != "answer" else person in (cast.chen, cast.li, cast.wang)
            if not allowed:
                with pytest.raises(NotAllowed):
                    getattr(actions, step.verb)(order, by=person, **({} if step.verb == "recheck" else {"text": "理由"}), **({"due_on": TODAY} if step.verb == "prolong" else {}))  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.issue([], cast.finance, by=cast.chen, demand="x")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"findings": []}, "至少选择一个问题"),
        ({"organ": "education"}, "只能写给一个单位"),
        ({"demand": " "}, "请写明整改要求"),
        ({"due_on": TODAY - timedelta(days=1)}, "不能早于今天"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_with_a_sentence(cast, finding, change, sentence):
    given = {"findings": [finding], "organ": "finance", "demand": "请整改。"} | change
    organ = getattr(cast, given.pop("organ"))
    with pytest.raises(Refused, match=sentence):
        actions.issue(given.pop("findings"), organ, by=cast.zhou, **given)


def test_a_problem_stands_in_one_open_order(cast, finding, order):
    with pytest.raises(Refused, match="已在整改单"):
        actions.issue([finding], cast.finance, by=cast.zhou, demand="再次整改。")


def test_reminders_come_before_on_and_after_the_last_day_once_each_whatever_the_gap(cast, order):
    MailAddress.objects.create(organ=cast.finance, email="czj@example.org", digest=False)
    MailAddress.objects.create(organ=cast.gov_office, email="gkb@example.org", digest=False)
    day, sent = TODAY, {}
    while day <= order.due_on + timedelta(days=7):
        new = reminders.remind(day)
        assert reminders.remind(day) == 0
        sent[day] = new
        day += timedelta(days=1)
    assert {day: number for day, number in sent.items() if number} == {
        date(2021, 9, 6): 1,  # two working days before
        date(2021, 9, 8): 1,  # the last day
        date(2021, 9, 9): 1,  # late
        date(2021, 9, 11): 1,  # two working days later the office is told
    }
    order.refresh_from_db()
    assert order.escalated_on == date(2021, 9, 11)
    assert Message.objects.filter(to="gkb@example.org").count() == 1


def test_a_missed_week_of_reminders_still_tells_the_organ_and_the_office(cast, order):
    MailAddress.objects.create(organ=cast.finance, email="czj@example.org", digest=False)
    MailAddress.objects.create(organ=cast.gov_office, email="gkb@example.org", digest=False)
    assert reminders.remind(order.due_on + timedelta(days=20)) == 2


def test_the_morning_digest_tells_each_organ_its_own_once_a_day(cast, order):
    MailAddress.objects.create(organ=cast.finance, email="czj@example.org")
    MailAddress.objects.create(organ=cast.bingxi, email="bx@example.org", digest=False)
    assert (reminders.digest(TODAY), reminders.digest(TODAY), reminders.digest(TODAY + timedelta(days=1))) == (1, 0, 1)
    text = Message.objects.order_by("pk").first().body
    assert "整改单" in text and "玉山财政" in text and "2021-0001" in text


def test_an_exception_takes_a_case_out_until_its_last_day_and_keeps_the_population(cast, account):
    finding = Finding.objects.get(indicator="media-fresh")
    one = checking.indicator_of("media-fresh")
    last = TODAY + timedelta(days=5)
    given = {"by": cast.zhou, "valid_from": TODAY, "valid_to": last, "indicator": "media-fresh", "key": finding.key}
    with pytest.raises(Refused, match="理由"):
        actions.excuse(cast.finance, reason=" ", **given)
    with pytest.raises(NotAllowed):
        actions.excuse(cast.finance, reason="账号迁移", **(given | {"by": cast.chen}))
    row = actions.excuse(cast.finance, reason="账号迁移", **given)
    found = [
        len(checking.look(one, day)[0]) for day in (TODAY - timedelta(days=1), TODAY, last, last + timedelta(days=1))
    ]
    assert found == [1, 0, 0, 1]
    assert len(one.population(TODAY)) == 1
    actions.end_exemption(row, by=cast.zhou, reason="迁移完成")
    assert len(checking.look(one, TODAY)[0]) == 1
