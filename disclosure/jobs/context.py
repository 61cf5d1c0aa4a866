"""What a handler holds while it runs: payload, progress, cancel, and the one switching transaction."""

import time
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from .kinds import SECONDS_BETWEEN_WRITES, JobState
from .models import Job


class JobCancelled(Exception):
    """Somebody asked for an end; raised by the context, not to be caught by handlers."""


class JobLost(Exception):
    """The job was given to another attempt, because this one was silent for too long. This one must stop."""


class JobContext:
    """The handle of one attempt. `result` is what the job will show; set it before the switch, or return it."""

    def __init__(self, job: Job):
        self.job_id, self.payload, self.attempt = job.pk, job.payload, job.attempts
        self.label, self.owner_id, self.organ_code, self.started_by = (
            job.label, job.owner_id, job.organ_code, job.started_by,
        )  # fmt: skip
        self.result = None
        self.finished = False
        self._token = job.run_token
        self._written_at = 0.0

    def progress(self, done: int, total: int = 0, message: str = "") -> None:
        """Tells how far the work is; written at most once a second and at the end. Raises JobCancelled, JobLost."""
        now = time.monotonic()
        if now - self._written_at < SECONDS_BETWEEN_WRITES and not (total and done >= total):
            return
        self._written_at = now
        done = max(done, 0)
        self._write(done=done, total=max(total, done) if total else 0, message=message[:200])
        self.check_cancelled()

    def beat(self) -> None:
        """A sign of life without progress, for long single steps."""
        self._write()

    def check_cancelled(self) -> None:
        """Raises JobCancelled if somebody asked for an end, JobLost if the job is no longer ours."""
        row = self._mine().values_list("cancel_asked_at").first()
        if row is None:
            raise JobLost
        if row[0] is not None:
            raise JobCancelled

    @contextmanager
    def switching(self):
        """One transaction in which the work becomes visible and the job is done: both or neither.

        The job's row is locked first, so no sweep can give the job away meanwhile. Raises JobLost or JobCancelled
        before anything is written.
        """
        with transaction.atomic():
            if not self._mine().select_for_update().exists():
                raise JobLost
            self.check_cancelled()
            yield
            self.finish()
        self.finished = True

    def finish(self) -> None:
        """Marks the job done with `result`; part of the caller's transaction."""
        now = timezone.now()
        job = self._mine().first()
        if job is None:
            raise JobLost
        job.state, job.result, job.finished_at, job.heartbeat_at = JobState.DONE, self.result, now, now
        job.done = job.total = max(job.total, job.done)
        job.run_token, job.error, job.error_detail = "", "", ""
        job.save(update_fields=[
            "state", "result", "finished_at", "heartbeat_at", "done", "total", "run_token", "error", "error_detail",
        ])  # fmt: skip

    def _mine(self):
        return Job.objects.running().filter(pk=self.job_id, run_token=self._token)

    def _write(self, **changes) -> None:
        if not self._mine().update(heartbeat_at=timezone.now(), **changes):
            raise JobLost
