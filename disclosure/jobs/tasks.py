"""The one django-tasks task: takes a waiting job and runs its handler. Run by `manage.py db_worker`."""

import logging
import traceback
from contextlib import nullcontext

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import task

from yushan_portal.lib.background import JobHandler, JobRefused
from yushan_portal.lib.plugins import offered

from .context import JobCancelled, JobContext, JobLost
from .kinds import JobState
from .models import Job

logger = logging.getLogger(__name__)


def handler_of(kind: str) -> JobHandler | None:
    """The handler some app offers for this kind."""
    return next((handler for handler in offered("background", "JOB_HANDLERS") if handler.kind == kind), None)


@task()
def run_job(job_id: int) -> str:
    """Runs a waiting job; a job that is not waiting is left alone, so that a doubled task does no harm."""
    job = _claimed(job_id)
    if job is None:
        return "skipped"
    context, handler = JobContext(job), handler_of(job.kind)
    try:
        if handler is None:
            raise JobRefused("这类后台任务已停用，无法执行。")
        # Inside a caller's transaction (immediate backend) a savepoint keeps the caller's connection usable.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            returned = handler.run(context)
        if not context.finished:
            context.result = returned if returned is not None else context.result
            with transaction.atomic():
                context.finish()
        return "done"
    except JobLost:
        logger.warning("job %s was taken over by another attempt", job_id)
        return "lost"
    except JobCancelled:
        _end(context, JobState.CANCELLED)
        return "cancelled"
    except Exception as fault:
        _fail(context, job, handler, fault)
        return "failed"


def _claimed(job_id: int) -> Job | None:
    with transaction.atomic():
        job = Job.objects.waiting().filter(pk=job_id).select_for_update().first()
        if job is None:
            return None
        now = timezone.now()
        job.state, job.heartbeat_at, job.started_at = JobState.RUNNING, now, now
        job.attempts += 1
        job.run_token = get_random_string(32)
        job.save(update_fields=["state", "heartbeat_at", "started_at", "attempts", "run_token"])
        return job


def _fail(context: JobContext, job: Job, handler: JobHandler | None, fault: Exception) -> None:
    if isinstance(fault, (JobRefused, *(handler.refusals if handler else ()))):
        sentence, detail = str(fault) or "任务未能完成。", ""
    else:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        sentence = f"任务因程序出错而停止。请重试；仍不成功时请联系系统管理员，并告知任务编号 {job.pk}。"
        detail = traceback.format_exc()[-20_000:]
    _end(context, JobState.FAILED, error=sentence, error_detail=detail.replace("\0", ""))


def _end(context: JobContext, state: JobState, **changes) -> None:
    """Ends our attempt; if it was taken away meanwhile, the other attempt decides."""
    now = timezone.now()
    Job.objects.running().filter(pk=context.job_id, run_token=context._token).update(
        state=state, finished_at=now, heartbeat_at=now, run_token="", **changes
    )
