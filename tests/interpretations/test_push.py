"""Done-line 4: one publication to many subscriptions; matched fast, queued once each, whatever breaks on the way."""

import os
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from disclosure.outbox.models import Message
from disclosure.publishing import actions as publishing
from disclosure.register.models import RegisterEntry
from interpretations.actions import push, subscriptions
from interpretations.models import News, Subscription
from tests.papers import draft, published

pytestmark = pytest.mark.django_db


def subscribe(number, scheme, code, frequency="immediate"):
    now = timezone.now()
    return Subscription(
        email=f"r{number}@example.com", scheme=scheme, code=code, name=code or "全部", frequency=frequency,
        created_at=now, confirmed_at=now, told_until=now,
    )  # fmt: skip


@pytest.fixture
def news(policy):
    News.objects.filter(kind="document", thing_id=str(policy.pk)).update(matched_at=None, cursor=0)
    return News.objects.get(kind="document", thing_id=str(policy.pk))


def test_only_those_are_told_who_asked_for_it(policy, news, cast):
    wishes = [
        subscribe(1, "audience", "farmers"), subscribe(2, "audience", "veterans"), subscribe(3, "organ", "finance"),
        subscribe(4, "all", ""), subscribe(5, "search", "农机补贴"), subscribe(6, "search", "义务教育"),
        subscribe(7, "thing", f"document:{policy.pk}"), subscribe(8, "audience", "farmers", "daily"),
    ]  # fmt: skip
    unconfirmed = subscribe(9, "all", "")
    unconfirmed.confirmed_at = None
    Subscription.objects.bulk_create([*wishes, unconfirmed])
    assert push.carry() == 5
    assert {row.to for row in Message.objects.all()} == {f"r{number}@example.com" for number in (1, 3, 4, 5, 7)}
    assert push.carry() == 0 and not News.objects.unmatched().exists()


def test_what_is_withdrawn_before_it_is_told_is_not_told(policy, news, cast):
    Subscription.objects.bulk_create([subscribe(1, "all", "")])
    publishing.withdraw(policy, by=cast.wang, reason="内容有误")
    push.carry()
    assert Message.objects.count() == 0


def test_a_publication_that_fails_leaves_no_news(cast):
    before = News.objects.count()
    with pytest.raises(publishing.Refused):
        publishing.publish(draft(cast), by=cast.wang)
    assert News.objects.count() == before


def test_daily_letters_gather_a_day_once_and_catch_up_after_an_outage(cast, policy):
    now = timezone.now()
    Subscription.objects.bulk_create([subscribe(1, "audience", "farmers", "daily"), subscribe(2, "all", "", "weekly")])
    Subscription.objects.update(told_until=now - timedelta(hours=1))
    assert push.digest(now.date(), now) == 0, "not before the next day"
    later = now + timedelta(days=3)
    assert push.digest(later.date(), later) == 1, "three days of outage: one letter with everything"
    assert push.digest(later.date(), later) == 0
    week = now + timedelta(days=8)
    assert push.digest(week.date(), week) == 1, "the weekly one; the daily has nothing new"
    assert Counter(Message.objects.values_list("to", flat=True)) == {"r1@example.com": 1, "r2@example.com": 1}
    assert policy.title in Message.objects.get(to="r1@example.com").body


def test_whoever_ended_gets_nothing_and_the_address_is_gone(policy, news):
    Subscription.objects.bulk_create([subscribe(1, "all", "")])
    wish = Subscription.objects.get()
    subscriptions.end(wish.key)
    push.carry()
    assert Message.objects.count() == 0
    assert Subscription.objects.get().email == ""


def test_addresses_nobody_confirmed_are_erased_after_a_week():
    wish = subscriptions.ask("x@example.com", "all", "", "全部")
    assert subscriptions.forget_unconfirmed(wish.created_at + timedelta(days=7)) == 0
    assert subscriptions.forget_unconfirmed(wish.created_at + timedelta(days=7, seconds=1)) == 1
    assert Subscription.objects.get().email == ""


class Broken(Exception):
    """The worker dies here."""


class DiesAt:
    """Lets so many statements through, then the worker is gone."""

    def __init__(self, statement):
        self.left = statement

    def __call__(self, execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.left -= 1
            if self.left < 0:
                raise Broken
        return execute(sql, params, many, context)


@pytest.mark.prove
def test_a_worker_broken_at_every_statement_loses_nothing_and_repeats_nothing(news, monkeypatch):
    monkeypatch.setattr(push, "BATCH", 4)
    Subscription.objects.bulk_create([subscribe(number, "audience", "farmers") for number in range(10)])
    statement, broken = 0, True
    while broken:
        News.objects.filter(pk=news.pk).update(matched_at=None, cursor=0)
        Message.objects.all().delete()
        try:
            with connection.execute_wrapper(DiesAt(statement)):
                push.carry()
            broken = False
        except Broken:
            pass
        push.carry()
        told = Counter(Message.objects.values_list("to", flat=True))
        assert told == {f"r{number}@example.com": 1 for number in range(10)}, statement
        assert Message.objects.values("message_id").distinct().count() == 10
        statement += 1
    assert statement > 20, "there were that many places to die"


@pytest.mark.prove
def test_one_publication_is_matched_against_all_subscriptions_within_five_seconds(cast, policy, news):
    number = 5_000 if os.environ.get("PROVE") == "short" else 100_000
    codes = [
        "farmers",
        "veterans",
        "students",
        "firms",
        "low-income",
        "elderly",
        "disabled",
        "newcomers",
        "patients",
        "parents",
    ]
    Subscription.objects.bulk_create(
        (subscribe(place, "audience", codes[place % 10]) for place in range(number - 200)), batch_size=2000
    )
    Subscription.objects.bulk_create(subscribe(f"s{place}", "search", f"检索词{place % 100}") for place in range(100))
    Subscription.objects.bulk_create(subscribe(f"o{place}", "organ", "finance") for place in range(100))
    entry = RegisterEntry.objects.get(kind="document", thing_id=str(policy.pk))
    start = time.perf_counter()
    wanted = list(push.wanting(entry, timezone.localdate()).values_list("pk", flat=True))
    matching = time.perf_counter() - start
    expected = (number - 200) // 10 + 100
    assert len(wanted) == expected
    assert matching < 5
    start = time.perf_counter()
    assert push.carry() == expected
    assert Message.objects.count() == expected
    assert push.carry() == 0
    print(
        f"{number} subscriptions: matched {expected} in {matching:.2f} s, queued in {time.perf_counter() - start:.1f} s"
    )


def test_two_publications_in_one_minute_are_two_letters(cast, policy, news):
    Subscription.objects.bulk_create([subscribe(1, "organ", "finance")])
    other = published(cast, title="关于做好防汛工作的通知")
    push.carry()
    assert Message.objects.filter(to="r1@example.com").count() == 2
    assert Message.objects.filter(subject__contains=other.title).count() == 1
