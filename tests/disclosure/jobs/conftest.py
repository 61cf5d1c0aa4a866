"""Handlers offered for the length of a test, as an app would offer them in its background.py."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task_backends

from disclosure.jobs import tasks
from disclosure.jobs.models import Job
from yushan_portal.lib.background import JobHandler

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def backend(settings):
    """backend(TASKS) changes where tasks go; at first they run at once."""

    def use(tasks):
        settings.TASKS = tasks
        forget_backend()

    use(IMMEDIATE)
    yield use
    forget_backend()


def forget_backend():
    """django-tasks reads its settings once; the next use reads them again."""
    task_backends._settings = None
    task_backends.__dict__.pop("settings", None)
    if hasattr(task_backends._connections, "default"):
        del task_backends["default"]


@pytest.fixture
def offer(monkeypatch):
    """offer(run, kind=..., attempts=..., refusals=...) makes a kind of job known."""
    handlers = []
    real = tasks.offered
    monkeypatch.setattr(tasks, "offered", lambda *place: (*real(*place), *handlers))

    def add(run, kind="sample", **options):
        handlers.append(JobHandler(kind, run, **options))

    return add


@pytest.fixture
def running(db):
    """A job whose worker was last heard of `silent_minutes` ago."""

    def make(silent_minutes=0, **fields):
        then = timezone.now() - timedelta(minutes=silent_minutes)
        known = {
            "kind": "sample",
            "label": "示例",
            "state": "running",
            "run_token": "t",
            "attempts": 1,
            "created_at": then,
            "queued_at": then,
            "started_at": then,
            "heartbeat_at": then,
        }
        return Job.objects.create(**known | fields)

    return make


@pytest.fixture
def queue(backend):
    """The real queue in the database: nothing runs until a worker takes it. Returns the ids of the jobs queued."""
    from django_tasks_db.models import DBTaskResult

    backend(DATABASE)
    return lambda: [task.args_kwargs["args"][0] for task in DBTaskResult.objects.ready()]
