"""Queued once for each key, in the caller's transaction, with its identity fixed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from disclosure.outbox import actions
from disclosure.outbox.actions import Mail, MailRefused
from disclosure.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_a_message_is_queued_with_a_fixed_identity(queued):
    message = queued(purpose="subscription")
    assert (message.state, message.purpose, message.attempts) == ("queued", "subscription", 0)
    assert message.message_id.startswith("<") and message.message_id.endswith("zgys.gov.cn>")


def test_the_same_key_is_the_same_message_whatever_else_it_says(queued):
    first = queued()
    again = queued(subject="别的主题", to="other@example.com")
    assert again.pk == first.pk and again.message_id == first.message_id and again.to == first.to
    assert Message.objects.count() == 1


def test_a_rolled_back_caller_queued_nothing(queued):
    with pytest.raises(RuntimeError), transaction.atomic():
        queued()
        raise RuntimeError
    assert not Message.objects.exists()


def test_many_are_queued_once_each_and_counted():
    mails = [Mail(f"r{number % 700}@example.com", "主题", "正文", f"digest-{number % 700}") for number in range(1400)]
    assert actions.queue_mails(mails) == 700
    assert actions.queue_mails(mails) == 0
    assert Message.objects.count() == 700


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": "not an address"},
        {"to": "a@b.c\nBcc: x@y.z"},
        {"to": ""},
        {"subject": "  "},
        {"body": ""},
        {"key": ""},
        {"key": "k" * 201},
        {"headers": {"X-A": "1\r\nBcc: x@example.com"}},
        {"to": "a" * 250 + "@example.com"},
    ],
)
def test_what_no_mail_can_carry_is_refused(queued, wrong):
    with pytest.raises(MailRefused, match="。"):
        queued(**wrong)
    assert not Message.objects.exists()


def test_line_breaks_in_a_subject_become_spaces(queued):
    assert queued(subject="一\r\nBcc: x@y.z").subject == "一 Bcc: x@y.z"


def test_the_worker_is_woken_once_after_the_commit(queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as woken:
        queued()
    with django_capture_on_commit_callbacks() as again:
        queued()
    assert (len(woken), len(again)) == (1, 0)


def test_unsent_for_an_hour_is_an_alarm(queued):
    message = queued()
    assert list(actions.late(message.created_at + timedelta(minutes=59))) == []
    assert list(actions.late(message.created_at + timedelta(minutes=60))) == [message]


def test_a_failure_is_an_alarm_until_somebody_has_looked(queued):
    message = queued()
    Message.objects.update(next_try_at=None, state="failed", problem="550 没有这个用户")
    assert list(actions.late()) == [message]
    actions.acknowledge(message)
    assert list(actions.late(timezone.now() + timedelta(days=9))) == []


def test_addresses_are_erased_when_no_longer_needed_and_the_facts_stay(queued):
    now = timezone.now()
    old, young = queued(1, delete_after=now - timedelta(days=1)), queued(2)
    Message.objects.filter(pk=old.pk).update(next_try_at=None, state="sent", sent_at=now, proof="250 Ok")
    assert actions.forget_before(now) == 1
    assert actions.forget_before(now) == 0
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.to, old.subject, old.body, old.html, old.headers) == ("", "", "", "", {})
    assert (old.key, old.state, old.proof, old.forgotten_at) == ("key-1", "sent", "250 Ok", now)
    assert young.to == "reader2@example.com"


def test_what_was_never_sent_is_given_up_before_its_address_is_erased(queued):
    now = timezone.now()
    message = queued(delete_after=now)
    actions.forget_before(now)
    message.refresh_from_db()
    assert message.state == "failed" and "仍未送达" in message.problem and message.to == ""


def test_a_message_being_sent_keeps_its_address(queued):
    now = timezone.now()
    message = queued(delete_after=now)
    Message.objects.update(next_try_at=None, state="sending", claim="c", claimed_at=now)
    assert actions.forget_before(now) == 0
    message.refresh_from_db()
    assert message.to


def test_a_failed_message_can_be_sent_again_by_decision_and_no_other(queued):
    message = queued()
    with pytest.raises(MailRefused):
        actions.send_again(message)
    Message.objects.update(next_try_at=None, state="failed")
    assert actions.send_again(message).state == "queued"
    Message.objects.update(next_try_at=None, state="failed", to="", forgotten_at=timezone.now())
    with pytest.raises(MailRefused):
        actions.send_again(message)
