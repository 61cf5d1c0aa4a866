"""Start, cancel, retry and sweep. The caller has checked the permission and writes its own ledger row."""

from django.db import transaction
from django.utils import timezone

from yushan_portal.lib.background import JobRefused

from .kinds import JobState
from .models import Job
from .tasks import handler_of, run_job

GIVEN_UP = "执行任务的程序多次意外中断，任务已停止。请联系系统管理员检查服务器后重试。"


def start(kind: str, *, label: str, payload: dict | None = None, by=None, organ_code: str = "") -> Job:
    """Puts a job into the queue, in the caller's transaction: if that is rolled back, there is no job.

    `by` is the user, or a text. Raises JobRefused for a kind that no app offers.
    """
    if handler_of(kind) is None:
        raise JobRefused(f"没有名为“{kind}”的后台任务。")
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind,
            label=label[:200],
            payload=payload or {},
            started_by=_name(by)[:80],
            owner_id=str(getattr(by, "pk", "") or "")[:40],
            organ_code=organ_code,
            created_at=now,
            queued_at=now,
        )
        run_job.enqueue(job.pk)
    job.refresh_from_db()
    return job


def cancel(job: Job, *, by=None) -> Job:
    """Ends a waiting job at once; a running one is asked to end at its next progress. Ended jobs stay as they are."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        now = timezone.now()
        if job.state == JobState.WAITING:
            job.state, job.finished_at = JobState.CANCELLED, now
        if job.state in (JobState.RUNNING, JobState.CANCELLED) and job.cancel_asked_at is None:
            job.cancel_asked_at = now
            job.message = f"{_name(by)}要求取消"[:200] if by else "已要求取消"
        job.save(update_fields=["state", "finished_at", "cancel_asked_at", "message"])
    return job


def retry(job: Job, *, by=None) -> Job:
    """Runs a failed, cancelled or silent job again from the start. Raises JobRefused for any other."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        now = timezone.now()
        if job.state not in (JobState.FAILED, JobState.CANCELLED) and not job.is_silent(now):
            raise JobRefused(f"任务{job.get_state_display()}，不能重试。")
        job.attempts = 0
        _requeue(job, now)
    job.refresh_from_db()
    return job


def sweep(at=None) -> str:
    """Finds jobs whose worker was killed and starts them anew or gives them up. Run twice, it does nothing more."""
    at = at or timezone.now()
    requeued = failed = 0
    for pk in list(Job.objects.dead(at).values_list("pk", flat=True)):
        with transaction.atomic():
            # A row that is locked is being switched right now: its worker lives.
            job = Job.objects.dead(at).filter(pk=pk).select_for_update(skip_locked=True).first()
            if job is None:
                continue
            handler = handler_of(job.kind)
            if job.cancel_asked_at is not None:
                _stop(job, JobState.CANCELLED, at)
            elif handler is None or job.attempts >= handler.attempts:
                _stop(job, JobState.FAILED, at, GIVEN_UP)
                failed += 1
            else:
                _requeue(job, at)
                requeued += 1
    for pk in list(Job.objects.forgotten(at).values_list("pk", flat=True)):
        with transaction.atomic():
            job = Job.objects.forgotten(at).filter(pk=pk).select_for_update(skip_locked=True).first()
            if job is not None:
                _requeue(job, at)
                requeued += 1
    return f"中断的后台任务：重新排队{requeued}个，停止{failed}个。"


def _requeue(job: Job, at) -> None:
    job.state, job.queued_at, job.run_token = JobState.WAITING, at, ""
    job.done = job.total = 0
    job.message = job.error = job.error_detail = ""
    job.result = job.finished_at = job.cancel_asked_at = None
    job.save()
    run_job.enqueue(job.pk)


def _stop(job: Job, state: JobState, at, error: str = "") -> None:
    job.state, job.finished_at, job.run_token, job.error = state, at, "", error
    job.save(update_fields=["state", "finished_at", "run_token", "error"])


def _name(by) -> str:
    if by is None or isinstance(by, str):
        return by or ""
    return by.get_full_name() or by.get_username()
