"""A job from start to end: progress, result, refusals, faults, cancel and retry."""

import pytest
from django.db import transaction

from disclosure.jobs import actions, tasks
from disclosure.jobs.context import JobContext, JobLost
from disclosure.jobs.models import Job
from yushan_portal.lib.background import JobRefused

pytestmark = pytest.mark.django_db


def start(**options):
    return actions.start("sample", label="示例", by="陈经办", **options)


def test_a_job_runs_and_keeps_its_result(offer):
    offer(lambda context: {"rows": context.payload["rows"]})
    job = start(payload={"rows": 3}, organ_code="001")
    assert (job.state, job.result, job.attempts) == ("done", {"rows": 3}, 1)
    assert (job.started_by, job.organ_code, job.percent) == ("陈经办", "001", 100)
    assert job.finished_at >= job.started_at >= job.created_at


def test_progress_is_written_and_the_end_always(offer):
    seen = []

    def run(context):
        for number in range(1, 501):
            context.progress(number, 500, "已读取")
        seen.append(Job.objects.get().progress_text)

    offer(run)
    start()
    assert seen == ["已处理 500 / 500，已读取"]


def test_progress_is_not_written_for_every_row(offer, django_assert_max_num_queries):
    def run(context):
        context.progress(1, 10_000)
        with django_assert_max_num_queries(4):
            for number in range(2, 5_000):
                context.progress(number, 10_000)

    offer(run)
    assert start().state == "done"


def test_a_refusal_is_shown_as_it_is(offer):
    def run(context):
        raise JobRefused("第3行缺少文号。")

    offer(run)
    job = start()
    assert (job.state, job.error, job.error_detail) == ("failed", "第3行缺少文号。", "")


def test_refusals_of_other_kinds_are_declared_by_the_handler(offer):
    def run(context):
        raise ValueError("表格已损坏。")

    offer(run, refusals=(ValueError,))
    assert start().error == "表格已损坏。"


def test_a_fault_gives_a_sentence_and_keeps_the_detail_for_the_administrator(offer):
    offer(lambda context: 1 // 0)
    job = start()
    assert job.state == "failed" and f"编号 {job.pk}" in job.error
    assert "ZeroDivisionError" in job.error_detail and "ZeroDivisionError" not in job.error


def test_a_fault_in_the_database_leaves_the_caller_usable(offer):
    def run(context):
        Job.objects.create(kind="x", label="x", created_at=None, queued_at=None)

    offer(run)
    with transaction.atomic():
        job = start()
        assert Job.objects.count() == 1
    assert job.state == "failed"


def test_a_kind_that_nobody_offers_is_refused():
    with pytest.raises(JobRefused, match="没有名为"):
        actions.start("nothing", label="x")
    assert not Job.objects.exists()


def test_a_job_rolled_back_with_its_caller_was_never_queued(offer, queue):
    offer(lambda context: None)
    with pytest.raises(RuntimeError), transaction.atomic():
        start()
        raise RuntimeError
    assert not Job.objects.exists() and queue() == []


def test_a_doubled_task_runs_once(offer, queue):
    ran = []
    offer(lambda context: ran.append(1))
    job = start()
    assert queue() == [job.pk] and job.state == "waiting"
    assert [tasks.run_job.call(job.pk), tasks.run_job.call(job.pk)] == ["done", "skipped"]
    assert ran == [1]


def test_a_waiting_job_is_cancelled_at_once(offer, queue):
    offer(lambda context: 1 // 0)
    job = actions.cancel(start(), by="陈经办")
    assert job.state == "cancelled" and job.finished_at
    assert tasks.run_job.call(job.pk) == "skipped"


def test_a_running_job_ends_at_its_next_progress(offer):
    reached = []

    def run(context):
        actions.cancel(Job.objects.get(), by="李审核")
        context.progress(1, 1)
        reached.append(1)

    offer(run)
    job = start()
    assert job.state == "cancelled" and reached == []


def test_a_job_that_ended_cannot_be_cancelled(offer):
    offer(lambda context: None)
    assert actions.cancel(start()).state == "done"


def test_a_failed_job_runs_again_from_the_start(offer):
    outcomes = iter([ZeroDivisionError, None])

    def run(context):
        outcome = next(outcomes)
        if outcome:
            raise outcome
        return {"ok": True}

    offer(run)
    job = actions.retry(start())
    assert (job.state, job.error, job.result) == ("done", "", {"ok": True})


@pytest.mark.parametrize("state", ["waiting", "running", "done"])
def test_only_ended_or_silent_jobs_are_retried(running, state):
    extra = {"finished_at": "2026-01-01T00:00:00+08:00"} if state == "done" else {}
    with pytest.raises(JobRefused, match="不能重试"):
        actions.retry(running(state=state, **extra))


def test_the_switch_and_the_end_of_the_job_are_one_commit(offer):
    def run(context):
        with context.switching():
            context.result = {"rows": 2}
            assert Job.objects.get().state == "running"
        assert Job.objects.get().state == "done"
        return {"rows": "late"}

    offer(run)
    assert start().result == {"rows": 2}


def test_a_switch_that_breaks_leaves_nothing_and_the_job_failed(offer, running):
    def run(context):
        with context.switching():
            running(kind="written inside")
            raise JobRefused("中途停下。")

    offer(run)
    assert start().state == "failed"
    assert not Job.objects.of_kind("written inside").exists()


def test_an_attempt_that_was_taken_over_can_neither_tell_nor_switch_nor_end(offer, running):
    job = running()
    old = JobContext(job)
    Job.objects.update(run_token="another")
    for attempt in (
        lambda: old.progress(1, 2),
        old.beat,
        old.check_cancelled,
        old.finish,
        lambda: old.switching().__enter__(),
    ):
        with pytest.raises(JobLost):
            attempt()
    assert Job.objects.get().state == "running"


def test_a_cancel_asked_before_the_switch_wins(offer):
    def run(context):
        actions.cancel(Job.objects.get())
        with context.switching():
            raise AssertionError("must not be reached")

    offer(run)
    assert start().state == "cancelled"
