"""一号答 entries are bound to the revision they quote: whatever happens to the paper, no stale answer stays live."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.publishing import actions as publishing
from disclosure.publishing.links import related
from disclosure.register.models import RegisterEntry
from disclosure.register.search import engine
from disclosure.register.selection import Selection
from interpretations.actions.answers import create_answer, review
from interpretations.models import Answer
from interpretations.models.answers import quoted_now
from interpretations.register_entry import STALE_MARK

pytestmark = pytest.mark.django_db


def answer_to(document, cast, chain, **fields):
    values = {"title": "买旋耕机能补多少", "body": "<p>每台补二千元，见第二条。</p>", "anchor": "s-2"}
    answer = Answer(organ=cast.finance, document=document, **(values | fields))
    return chain(create_answer(answer, by=cast.chen))


def live(answer, on=None):
    return Answer.objects.live(on or timezone.localdate()).filter(pk=answer.pk).exists()


def found_by_search(words):
    asked = engine.understand(words)
    return list(
        engine.found(asked, Selection(), timezone.localdate()).of_kind("answer").values_list("thing_id", flat=True)
    )


def test_a_published_answer_is_live_found_and_linked_from_both_ends(policy, cast, chain):
    answer = answer_to(policy, cast, chain)
    today = timezone.localdate()
    assert live(answer)
    assert found_by_search("旋耕机") == [str(answer.pk)]
    assert [entry.thing_id for group in related(policy, today) for entry in group.entries] == [str(answer.pk)]
    assert [entry.thing_id for group in related(answer, today) for entry in group.entries] == [str(policy.pk)]


def test_revising_the_paper_takes_the_answer_out_of_lists_and_search_but_leaves_its_marked_page(
    policy, cast, chain, people, client
):
    answer = answer_to(policy, cast, chain)
    people.revise(policy, "提高标准", body="<h2>一、补贴对象</h2><p>农户。</p><h2>二、补贴标准</h2><p>每台三千元。</p>")
    assert not live(answer)
    assert found_by_search("旋耕机") == []
    assert list(Answer.objects.stale(timezone.localdate())) == [answer]
    assert RegisterEntry.objects.get(kind="answer").title.startswith(STALE_MARK)


def test_withdrawing_the_paper_and_restoring_it_takes_the_answer_away_and_back(policy, cast, chain):
    answer = answer_to(policy, cast, chain)
    publishing.withdraw(policy, by=cast.wang, reason="内容有误")
    assert not live(answer)
    publishing.restore(policy, by=cast.wang, reason="核对无误")
    assert live(answer)


def test_an_answer_ends_with_the_last_day_of_its_paper_without_any_act(policy, cast, chain, people):
    last = timezone.localdate() + timedelta(days=10)
    people.revise(policy, "定有效期", expires_on=last.isoformat(), effective_on="2021-06-04")
    policy.refresh_from_db()
    answer = answer_to(policy, cast, chain)
    assert live(answer, last)
    assert not live(answer, last + timedelta(days=1))
    assert answer in Answer.objects.stale(last + timedelta(days=1))
    assert answer in Answer.objects.shown(), "its address still answers, marked"


def test_an_answer_with_a_last_day_of_its_own_is_stale_the_day_after(policy, cast, chain):
    last = timezone.localdate() + timedelta(days=3)
    answer = answer_to(policy, cast, chain, valid_until=last)
    assert answer in Answer.objects.current(last)
    assert answer in Answer.objects.stale(last + timedelta(days=1))


def test_a_reviewed_answer_quotes_the_new_revision_and_is_live_again(policy, cast, chain, people):
    answer = answer_to(policy, cast, chain)
    people.revise(policy, "提高标准", body="<p>每台三千元。</p>")
    policy.refresh_from_db()
    answer.refresh_from_db()
    review(answer, by=cast.chen)
    from yushan_portal.demo_people import _walk

    _walk(answer, people, timezone.now())
    assert live(answer)


def test_an_answer_drafted_on_an_older_revision_is_not_released(policy, cast, people):
    answer = create_answer(
        Answer(organ=cast.finance, document=policy, title="能补多少", body="<p>二千元。</p>"), by=cast.chen
    )
    people.revise(policy, "提高标准", body="<p>每台三千元。</p>")
    with pytest.raises(publishing.Refused, match="依据文件在起草之后有变动"):
        from yushan_portal.demo_people import through_the_chain

        through_the_chain(Answer.objects.get(pk=answer.pk), people)


STEPS = st.lists(
    st.sampled_from(["revise", "typo", "withdraw", "restore", "expire", "repeal", "unlimit"]), min_size=1, max_size=6
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_sequence_of_edits_an_answer_is_live_exactly_if_what_it_quotes_stands(
    steps, policy, cast, chain, people
):
    """Done-line 1: superseding leaves no live answer; and nothing that stands is lost."""
    from django.db import transaction

    mark = transaction.savepoint()
    try:
        policy.refresh_from_db()
        answer = answer_to(policy, cast, chain)
        today = timezone.localdate()
        for number, step in enumerate(steps):
            policy.refresh_from_db()
            act(step, policy, cast, people, number)
            policy.refresh_from_db()
            stands = (
                policy.state == "published"
                and quoted_now(policy) == answer.quoted_digest
                and (policy.expires_on is None or policy.expires_on >= today)
                and (policy.repealed_on is None or policy.repealed_on > today)
            )
            assert live(answer) == stands, steps[: number + 1]
            assert bool(found_by_search("旋耕机")) == stands
            assert (answer in Answer.objects.stale(today)) == (not stands)
            ends = [entry.thing_id for group in related(policy, today) for entry in group.entries]
            assert ends.count(str(answer.pk)) == 1
    finally:
        transaction.savepoint_rollback(mark)


def act(step, policy, cast, people, number):
    if step == "withdraw":
        if policy.state == "published":
            publishing.withdraw(policy, by=cast.wang, reason="试")
        return
    if step == "restore":
        if policy.state == "withdrawn":
            publishing.restore(policy, by=cast.wang, reason="试")
        return
    changes = {
        "revise": {"body": f"<p>每台{number}千元。</p>"},
        "typo": {"keywords": f"词{number}"},
        "expire": {"expires_on": "2021-12-31", "effective_on": "2021-06-04"},
        "repeal": {"repealed_on": "2022-01-01", "repeal_basis": "玉财字〔2022〕1号"},
        "unlimit": {"expires_on": None, "repealed_on": None},
    }[step]
    people.revise(policy, "修订", **changes)


def test_dates_that_ended_long_ago_do_not_break_the_register(policy, cast, chain, people):
    answer = answer_to(policy, cast, chain)
    people.revise(policy, "已失效", expires_on=date(2021, 12, 31).isoformat())
    assert not live(answer)
    assert RegisterEntry.objects.get(kind="answer").last_shown_on is None
