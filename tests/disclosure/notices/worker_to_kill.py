"""Run by test_unbroken.py as a process of its own, on a database file and a folder of its own.

Arguments: "lay" migrates, uploads and checks a table and queues its import; "publish" queues the publication of the
imported batch; "work" takes over what a killed worker left and runs the queue; "count" prints what is there as JSON.
"""

# ruff: noqa: E402
import json
import os
import sys
from datetime import timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.environment"
os.environ["TASKS_IMMEDIATE"] = "0"

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone

from disclosure.departments.models import Department, User
from disclosure.jobs import actions, tasks
from disclosure.jobs.models import Job
from disclosure.notices import background, importing
from disclosure.notices.models import Batch, ImportRun, Record
from disclosure.register.models import RegisterEntry
from tests import factories
from tests.disclosure.notices.sheets import approved, penalty, table
from yushan_portal.lib.background import JobHandler


class People:
    """Chen and the hands of the chain, by name."""

    def __getattr__(self, name):
        return User.objects.get(username={"li": "li.shenhe"}.get(name, name))


def queue_runs():
    actions.sweep(timezone.now() + timedelta(minutes=11))  # as if the silence had lasted long enough
    print("working", flush=True)
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0, reload=False)


def lay(rows: int):
    call_command("migrate", verbosity=0)
    cast = factories.cast()
    file = table("penalty", [penalty(serial) for serial in range(1, rows + 1)])
    run = importing.begin("penalty", cast.finance, file, "处罚.xlsx", by=cast.chen)
    importing.start_check(run, by=cast.chen)
    queue_runs()
    importing.start_import(ImportRun.objects.get(), by=cast.chen)


def count():
    today = timezone.localdate()
    print(
        json.dumps(
            {
                "batches": Batch.objects.count(),
                "drafts": Record.objects.finished().count(),
                "public": Record.objects.public(today).count(),
                "register": RegisterEntry.objects.public(today).filter(kind="notice").count(),
                "job": Job.objects.latest("pk").state,
            }
        )
    )


tasks.offered = lambda *place: tuple(  # a job may be started anew as often as the test kills it
    JobHandler(handler.kind, handler.run, 1000, handler.refusals) for handler in background.JOB_HANDLERS
)
verb = sys.argv[1]
if verb == "lay":
    lay(int(sys.argv[2]))
elif verb == "publish":
    Department.objects.get(code="finance")
    background.start_release(approved(People(), Batch.objects.get()), "publish", by=People().wang)
elif verb == "work":
    queue_runs()
else:
    count()
