"""Jobs whose worker was killed: found, started anew, given up, never twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosure.jobs import actions, chores
from disclosure.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_a_silent_job_is_queued_again_and_an_old_result_is_gone(offer, queue, running):
    offer(lambda context: None)
    job = running(silent_minutes=11, done=5, total=9, message="x")
    assert actions.sweep() == "中断的后台任务：重新排队1个，停止0个。"
    job.refresh_from_db()
    assert (job.state, job.run_token, job.done, job.total) == ("waiting", "", 0, 0)
    assert queue() == [job.pk]


def test_a_second_sweep_does_nothing_more(offer, queue, running):
    offer(lambda context: None)
    running(silent_minutes=11)
    actions.sweep()
    assert actions.sweep() == "中断的后台任务：重新排队0个，停止0个。"
    assert len(queue()) == 1


def test_a_job_that_still_gives_signs_of_life_is_left_alone(offer, queue, running):
    offer(lambda context: None)
    job = running(silent_minutes=9)
    actions.sweep()
    job.refresh_from_db()
    assert job.state == "running" and queue() == []


def test_a_job_that_killed_its_worker_too_often_is_given_up(offer, queue, running):
    offer(lambda context: None, attempts=2)
    job = running(silent_minutes=11, attempts=2)
    actions.sweep()
    job.refresh_from_db()
    assert job.state == "failed" and "多次意外中断" in job.error and queue() == []


def test_work_that_must_not_be_repeated_is_stopped_at_once(offer, running):
    offer(lambda context: None, attempts=1)
    job = running(silent_minutes=11)
    actions.sweep()
    job.refresh_from_db()
    assert job.state == "failed"


def test_a_silent_job_that_was_to_be_cancelled_is_cancelled(offer, running):
    offer(lambda context: None)
    job = running(silent_minutes=11, cancel_asked_at=timezone.now())
    actions.sweep()
    job.refresh_from_db()
    assert job.state == "cancelled" and job.finished_at


def test_a_job_the_queue_forgot_is_queued_again(offer, queue, running):
    offer(lambda context: None)
    job = running(silent_minutes=61, state="waiting", run_token="")
    actions.sweep()
    assert queue() == [job.pk]
    actions.sweep()
    assert queue() == [job.pk]


def test_the_nightly_chore_says_what_it_did():
    (chore,) = chores.CHORES
    assert chore.run(timezone.localdate()) == "中断的后台任务：重新排队0个，停止0个。"


def test_a_swept_job_runs_to_its_end(offer, running):
    offer(lambda context: {"attempt": context.attempt})
    job = running(silent_minutes=11)
    actions.sweep(timezone.now() + timedelta(seconds=1))
    assert Job.objects.get(pk=job.pk).result == {"attempt": 2}
