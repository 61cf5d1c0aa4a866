"""Sends soon after a commit, through the same worker that runs jobs. What it misses, the command and the night catch."""

from django_tasks import task

from . import sending

AT_ONCE = 2_000


@task()
def send_outbox() -> str:
    return str(sending.send_due(AT_ONCE))
