"""Public forms keep machines out and lose no person's words; figures and lists agree; contact data end."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.utils import timezone

from disclosure.outbox.models import Message
from interpretations import statistics
from interpretations.actions import inquiries
from interpretations.indicators import INDICATORS
from interpretations.models import Correspondent, Inquiry
from yushan_portal.lib import intake
from yushan_portal.lib.audiences import AUDIENCES, known, suggested
from yushan_portal.lib.receipts import ALPHABET


def test_a_code_follows_from_its_nonce_and_from_nothing_else():
    assert intake.code_for("a") == intake.code_for("a") != intake.code_for("b")
    assert len(intake.code_for("a")) == 8 and set(intake.code_for("a")) <= set(ALPHABET)


def test_a_token_is_accepted_after_a_moment_and_before_two_days(monkeypatch):
    token = intake.new_token()
    with pytest.raises(ValueError, match="太快"):
        intake.nonce_of(token)
    now = intake.time.time()
    monkeypatch.setattr(intake.time, "time", lambda: now + 3.1)
    assert intake.nonce_of(token)
    monkeypatch.setattr(intake.time, "time", lambda: now + 48 * 3600 + 2)
    with pytest.raises(signing.BadSignature):
        intake.nonce_of(token)


@pytest.mark.parametrize("token", ["", "x", "a:b:c", intake.signing.dumps(["x"], salt="other")])
def test_a_token_not_made_here_is_refused(token):
    with pytest.raises(signing.BadSignature):
        intake.nonce_of(token)


def test_a_throttle_counts_each_address_by_itself_and_keeps_none():
    cache.clear()
    assert [intake.too_many("act", "10.0.0.1", 2, 3600) for _ in range(3)] == [False, False, True]
    assert not intake.too_many("act", "10.0.0.2", 2, 3600)
    assert "10.0.0.1" not in intake.address_digest("10.0.0.1")
    cache.clear()


def test_audiences_have_codes_of_their_own_and_are_found_in_texts():
    assert len({row.code for row in AUDIENCES}) == len(AUDIENCES)
    assert known(["firms", "nobody", "farmers", "farmers"]) == ["farmers", "firms"]
    assert suggested("农机补贴发给农户，从事种植、养殖的都可以。")[0] == "farmers"
    assert suggested("天气晴朗。") == []


def ask(cast, nonce, at, **fields):
    given = {"subject": "什么时候到账", "text": "什么时候到账呢", "code": "ABCDEFGH", "organ": cast.finance}
    return inquiries.receive("advice", nonce=nonce, at=at, **(given | fields))


@pytest.mark.django_db
def test_contact_data_are_erased_half_a_year_after_the_end_and_not_while_open(cast):
    began = timezone.now() - timedelta(days=400)
    done, open_ = (
        ask(cast, "1", began, email="a@example.com", name="张先生"),
        ask(cast, "2", began, phone="0793-2551234"),
    )
    inquiries.draft_reply(done, "已发放。", by=cast.chen, at=began)
    inquiries.approve_reply(done, by=cast.wang, at=began)
    assert Message.objects.filter(to="a@example.com").count() == 1
    assert inquiries.forget_contacts(began + timedelta(days=179)) == 0
    assert inquiries.forget_contacts(began + timedelta(days=181)) == 1
    assert (Correspondent.objects.get(inquiry=done).email, Correspondent.objects.get(inquiry=done).name) == ("", "")
    assert Correspondent.objects.get(inquiry=open_).phone == "0793-2551234"
    assert inquiries.forget_contacts(began + timedelta(days=181)) == 0


@pytest.mark.django_db
def test_public_figures_are_the_rows_behind_them(cast):
    now = timezone.now()
    for number in range(5):
        ask(cast, str(number), now - timedelta(days=20))
    for inquiry in Inquiry.objects.all()[:3]:
        inquiries.draft_reply(inquiry, "已发放。", by=cast.chen, at=now - timedelta(days=19))
        inquiries.approve_reply(inquiry, by=cast.wang, at=now - timedelta(days=19))
    inquiries.close(Inquiry.objects.open().first(), by=cast.wang, reason="重复来信")
    row = next(row for row in statistics.by_box(now.date()) if row.name == "咨询建言")
    assert (row.received, row.answered, row.closed, row.waiting, row.on_time_rate) == (5, 3, 1, 1, "100%")
    ask(cast, "old", now - timedelta(days=370))
    assert sum(row.received for row in statistics.by_box(now.date())) == 5, "older than a year"


@pytest.mark.django_db
def test_what_fails_lies_within_what_is_counted_and_reads_as_a_case(cast, policy):
    on = timezone.localdate()
    ask(cast, "1", timezone.now() - timedelta(days=100))
    ask(cast, "2", timezone.now() - timedelta(days=85))
    for indicator in INDICATORS:
        rows = {indicator.case(row).key for row in indicator.population(on)}
        failing = {indicator.case(row).key for row in indicator.failing(on)}
        warning = {indicator.case(row).key for row in indicator.warning(on)}
        assert failing <= rows and warning <= rows and not failing & warning, indicator.code
    veto = next(row for row in INDICATORS if row.code == "message-veto")
    assert (len(veto.failing(on)), len(veto.warning(on))) == (1, 1)
    assert [row.pk for row in next(row for row in INDICATORS if row.code == "policy-interpretation").warning(on)] == [
        policy.pk
    ]


@pytest.mark.django_db
def test_what_many_ask_about_one_article_stands_first_for_the_drafters(cast, policy):
    for number in range(3):
        inquiries.receive(
            "question",
            subject=f"第{number}问",
            text="问",
            nonce=f"q{number}",
            code="ABCDEFGH",
            document=policy,
            anchor="s-2",
        )
    inquiries.receive("question", subject="别的", text="问", nonce="q9", code="ABCDEFGH", document=policy, anchor="s-1")
    first, second = statistics.unclear()
    assert (first["anchor"], first["asked"], first["unanswered"], second["asked"]) == ("s-2", 3, 3, 1)
