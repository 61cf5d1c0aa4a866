"""Background work an app offers to disclosure/jobs: one `JOB_HANDLERS` tuple in its background.py."""

from collections.abc import Callable
from dataclasses import dataclass


class JobRefused(Exception):
    """A handler's refusal: its message is a Chinese sentence and is shown to whoever started the job."""


@dataclass(frozen=True)
class JobHandler:
    """How a kind of job runs.

    `run(context)` does the work and returns a result that JSON can hold. `attempts` is how often a job whose worker
    died is started anew before it is given up; 1 for work that must not be repeated. Exceptions of the types in
    `refusals` carry sentences, like JobRefused. All or nothing is the handler's duty, see disclosure/jobs.
    """

    kind: str
    run: Callable
    attempts: int = 3
    refusals: tuple[type[Exception], ...] = ()
