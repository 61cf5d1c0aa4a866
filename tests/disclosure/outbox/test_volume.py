"""100,000 messages queued once each; several workers at once send each once."""

import threading
import time
from collections import Counter

import pytest
from django.core import mail
from django.db import connection

from disclosure.outbox import actions, sending
from disclosure.outbox.actions import Mail
from disclosure.outbox.models import Message


@pytest.mark.prove
@pytest.mark.django_db
def test_a_hundred_thousand_are_queued_once_each():
    def mails():
        return (
            Mail(f"r{number}@example.com", "玉山县政务公开更新", "正文" * 50, f"update-1-{number}")
            for number in range(100_000)
        )

    start = time.perf_counter()
    assert actions.queue_mails(mails()) == 100_000
    first = time.perf_counter() - start
    assert actions.queue_mails(mails()) == 0
    print(f"100,000 messages queued in {first:.1f} s, asked again in {time.perf_counter() - start - first:.1f} s")
    start = time.perf_counter()
    assert sending.send_due(500).sent == 500
    print(f"500 of 100,000 sent in {time.perf_counter() - start:.1f} s")
    assert first < 120


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_send_each_message_once():
    workers = 4 if connection.vendor == "postgresql" else 1  # a database in memory has one connection
    actions.queue_mails(Mail(f"r{number}@example.com", "主题", "正文", f"k-{number}") for number in range(200))
    faults = []

    def work():
        try:
            while sending.send_due(20).touched:
                pass
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    if workers == 1:
        while sending.send_due(20).touched:
            pass
    else:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []
    assert Message.objects.filter(state="sent").count() == 200
    assert set(Counter(letter.extra_headers["Message-ID"] for letter in mail.outbox).values()) == {1}
