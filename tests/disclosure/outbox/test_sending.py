"""Sent with proof; outages caught up with; doubts shown and repeated once at most."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from disclosure.outbox import chores, delivery, sending
from disclosure.outbox.models import Message

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker process ended here."""


def later(**length):
    return timezone.now() + timedelta(**length)


def test_a_message_is_sent_with_proof(queued, sent):
    message = queued(html="<p>正文</p>", headers={"List-Unsubscribe": "<https://www.zgys.gov.cn/x>"})
    assert str(sending.send_due()) == "邮件：已发送1封，推迟0封，未送达0封，不确定0封。"
    message.refresh_from_db()
    assert message.state == "sent" and message.sent_at and message.proof and message.claim == ""
    assert sent() == [message.message_id]
    (letter,) = mail.outbox
    assert letter.to == [message.to] and letter.alternatives and letter.message()["List-Unsubscribe"]


def test_sending_twice_sends_once(queued, sent):
    queued()
    sending.send_due()
    assert sending.send_due().touched == 0
    assert len(sent()) == 1


def test_the_limit_is_kept_and_the_oldest_go_first(queued, sent):
    messages = [queued(number) for number in range(5)]
    sending.send_due(limit=2)
    assert sent() == [message.message_id for message in messages[:2]]


def test_the_servers_own_answer_is_the_proof_and_names_no_address(smtp, queued):
    message = queued()
    smtp.script["TEXT"] = f"250 2.0.0 <{message.to}> queued as AB12"
    sending.send_due()
    message.refresh_from_db()
    assert message.state == "sent"
    assert message.proof == "250 2.0.0 <（收件人）> queued as AB12"
    assert message.message_id.encode() in smtp.letters[0]


def test_an_outage_claims_nothing_and_is_caught_up_with(settings, smtp, queued):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    messages = [queued(number) for number in range(3)]
    for hour in range(24):
        outcome = sending.send_due(at=later(hours=hour))
        assert outcome.touched == 0 and "连接不上邮件服务器" in str(outcome)
    assert Message.objects.late(later(hours=23)).count() == 3
    settings.EMAIL_PORT = port
    assert sending.send_due(at=later(hours=24)).sent == 3
    assert len(smtp.letters) == len(messages) and not Message.objects.late(later(hours=25)).exists()


def test_a_temporary_no_is_tried_again_later_and_later(smtp, queued):
    smtp.script["RCPT"] = "450 4.2.0 greylisted"
    message = queued()
    waits = []
    moment = timezone.now()
    for _ in range(5):
        assert sending.send_due(at=moment).postponed == 1
        message.refresh_from_db()
        assert message.state == "queued" and message.problem.startswith("450")
        waits.append((message.next_try_at - moment).total_seconds() / 60)
        assert sending.send_due(at=message.next_try_at - timedelta(seconds=1)).touched == 0
        moment = message.next_try_at
    assert waits == [1, 3, 10, 30, 30]
    smtp.script.clear()
    assert sending.send_due(at=moment).sent == 1 and len(smtp.letters) == 1


def test_it_is_given_up_after_days_and_then_an_alarm(smtp, queued):
    smtp.script["RCPT"] = "450 4.2.0 greylisted"
    message = queued()
    assert sending.send_due(at=later(days=4, minutes=1)).failed == 1
    assert list(Message.objects.late(timezone.now())) == [message]


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "TEXT"])
def test_a_final_no_is_a_failure_with_the_servers_words(smtp, queued, verb):
    smtp.script[verb] = "550 5.1.1 no such user"
    message = queued()
    assert sending.send_due().failed == 1
    message.refresh_from_db()
    assert (message.state, message.problem) == ("failed", "550 5.1.1 no such user")


def test_one_bad_address_does_not_hold_up_the_next(smtp, queued):
    smtp.script["RCPT"] = "550 no"
    queued(1)
    queued(2)
    assert sending.send_due().failed == 2


@pytest.mark.parametrize("verb", ["MAIL", "RCPT"])
def test_a_break_before_the_text_is_no_doubt(smtp, queued, verb):
    smtp.script[verb] = "drop"
    message = queued()
    sending.send_due()
    message.refresh_from_db()
    assert smtp.letters == []
    assert message.state == "queued" and message.uncertain_at is None


def test_a_break_after_the_text_is_a_doubt_repeated_once_with_the_same_identity(smtp, queued):
    smtp.script["TEXT"] = "drop"
    message = queued()
    assert sending.send_due().uncertain == 1
    message.refresh_from_db()
    assert message.state == "uncertain" and list(Message.objects.doubtful()) == [message]
    assert sending.send_due(at=later(minutes=2)).uncertain == 1
    message.refresh_from_db()
    assert message.state == "uncertain" and "人工核实" in message.problem
    assert sending.send_due(at=later(days=1)).touched == 0
    assert len(smtp.letters) == 2
    identities = {
        line for letter in smtp.letters for line in letter.split(b"\r\n") if line.startswith((b"Message-ID", b"Date"))
    }
    assert len(identities) == 2 and any(message.message_id.encode() in line for line in identities)


def test_a_doubt_that_ends_well_still_says_that_it_may_have_come_twice(smtp, queued):
    smtp.script["TEXT"] = "drop"
    message = queued()
    sending.send_due()
    smtp.script.clear()
    sending.send_due(at=later(minutes=2))
    message.refresh_from_db()
    assert message.state == "sent" and message.may_have_been_delivered_twice


def test_a_repeat_that_certainly_failed_may_be_tried_again(smtp, queued):
    smtp.script["TEXT"] = "drop"
    message = queued()
    sending.send_due()
    smtp.script.clear()
    smtp.script["RCPT"] = "450 later"
    sending.send_due(at=later(minutes=2))
    message.refresh_from_db()
    assert (message.state, message.repeats) == ("uncertain", 0)
    smtp.script.clear()
    sending.send_due(at=later(minutes=30))
    message.refresh_from_db()
    assert message.state == "sent" and len(smtp.letters) == 2


def test_a_mail_that_cannot_be_written_fails_alone(queued, sent):
    bad, good = queued(1), queued(2)
    Message.objects.filter(pk=bad.pk).update(headers={"X-Bad": "1\nBcc: x@example.com"})
    outcome = sending.send_due()
    assert (outcome.failed, outcome.sent) == (1, 1)
    assert sent() == [good.message_id]


def test_a_worker_that_comes_back_late_with_proof_ends_the_doubt(queued, monkeypatch):
    message = queued()
    real = sending.deliver

    def slow(connection, letter):
        proof = real(connection, letter)
        sending.settle(later(minutes=16))
        assert Message.objects.get().state == "uncertain"
        return proof

    monkeypatch.setattr(sending, "deliver", slow)
    assert sending.send_due().sent == 1
    message.refresh_from_db()
    assert message.state == "sent" and message.may_have_been_delivered_twice


def test_broken_at_every_statement_nothing_is_lost_and_at_most_one_repeat_is_sent(queued, sent):
    """The worker is killed at its n-th statement for every n; then workers run on until nothing is due."""
    for step in range(1, 40):
        Message.objects.all().delete()
        mail.outbox.clear()
        message = queued(step)
        count = 0

        def dies(execute, sql, params, many, context, step=step):
            nonlocal count
            count += 1
            if count == step:
                raise Killed
            return execute(sql, params, many, context)

        died = False
        try:
            with connection.execute_wrapper(dies):
                sending.send_due()
        except Killed:
            died = True
        sending.send_due(at=later(minutes=16))
        sending.send_due(at=later(minutes=18))
        message.refresh_from_db()
        assert message.state == "sent", (step, message.state)
        assert 1 <= len(sent()) <= 2 and set(sent()) == {message.message_id}, step
        if len(sent()) == 2:
            assert message.may_have_been_delivered_twice
        if not died:
            break
    assert not died and step > 5


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_around_the_sending_itself(queued, sent, monkeypatch, moment):
    message = queued()
    real = delivery.deliver

    def dies(connection, letter):
        if moment == "after":
            real(connection, letter)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sending, "deliver", dies)
        with pytest.raises(Killed):
            sending.send_due()
    assert Message.objects.get().state == "sending"
    assert sending.send_due(at=later(minutes=14)).touched == 0
    assert sending.send_due(at=later(minutes=16)).uncertain == 1
    assert sending.send_due(at=later(minutes=18)).sent == 1
    message.refresh_from_db()
    assert message.state == "sent" and message.uncertain_at
    assert sent() == [message.message_id] * (2 if moment == "after" else 1)


def test_the_command_says_what_it_did_and_raises_the_alarm(queued, capsys):
    queued(1)
    Message.objects.update(created_at=later(hours=-2), next_try_at=later(hours=2))
    call_command("send_mail_outbox")
    captured = capsys.readouterr()
    assert captured.out.strip() == "邮件：已发送0封，推迟0封，未送达0封，不确定0封。"
    assert "警报：1封" in captured.err


def test_the_nightly_chores_catch_up_and_forget_and_may_run_twice(queued):
    queued(delete_after=timezone.now())
    catch_up, forget = chores.CHORES
    today = timezone.localdate()
    assert catch_up.run(today).startswith("邮件：已发送1封")
    assert catch_up.run(today).startswith("邮件：已发送0封")
    assert forget.run(today) == "已删除1封邮件的地址和正文。"
    assert forget.run(today) == "已删除0封邮件的地址和正文。"
