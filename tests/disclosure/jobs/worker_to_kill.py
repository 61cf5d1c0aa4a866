"""Run by test_kills.py as a process of its own: a worker on a database file, with one handler that follows the pattern.

Arguments: "lay" makes the tables and starts one job; "work" takes over what a killed worker left and runs the queue.
"""

# ruff: noqa: E402
import os
import sys
import time
from datetime import timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "yushan_portal.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from disclosure.jobs import actions, tasks
from disclosure.jobs.models import Job
from yushan_portal.lib.background import JobHandler

CHUNKS, ROWS = 12, 50


def run(context):
    for number in range(CHUNKS):
        with transaction.atomic(), connection.cursor() as cursor:
            rows = [(context.job_id, number * ROWS + row) for row in range(ROWS)]
            cursor.executemany("INSERT OR IGNORE INTO staging VALUES (%s, %s)", rows)
        context.progress(number + 1, CHUNKS)
        time.sleep(0.03)
    with context.switching(), connection.cursor() as cursor:
        for row in range(CHUNKS * ROWS):
            cursor.execute(
                "INSERT INTO live SELECT row FROM staging WHERE job = %s AND row = %s", [context.job_id, row]
            )
        cursor.execute("DELETE FROM staging WHERE job = %s", [context.job_id])
        context.result = {"rows": CHUNKS * ROWS}


tasks.offered = lambda *place: (JobHandler("sample", run, attempts=1000),)

if sys.argv[1] == "lay":
    with connection.schema_editor() as editor:
        editor.create_model(Job)
        editor.create_model(DBTaskResult)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE staging (job INTEGER, row INTEGER, UNIQUE (job, row))")
        cursor.execute("CREATE TABLE live (row INTEGER UNIQUE)")
    actions.start("sample", label="示例")
else:
    actions.sweep(timezone.now() + timedelta(minutes=11))  # as if the silence had lasted long enough
    print("working", flush=True)
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0, reload=False)
