"""Twenty workers killed by SIGKILL: what the job writes is there whole or not at all, and once."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("worker_to_kill.py")
ROWS = 600


def process(verb, folder):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'kills.sqlite3'}", "TASKS_IMMEDIATE": "0", "DJANGO_SECRET_KEY": "tests-only",
        "PYTHONPATH": str(SCRIPT.parents[3]),
    }  # fmt: skip
    command = [sys.executable, str(SCRIPT), verb]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=SCRIPT.parents[3])


def asked(folder, question):
    database = sqlite3.connect(folder / "kills.sqlite3", timeout=30)
    try:
        return database.execute(question).fetchone()
    finally:
        database.close()


@pytest.mark.prove
def test_twenty_killed_workers_leave_all_or_nothing_and_the_job_ends_once(tmp_path):
    assert process("lay", tmp_path).wait() == 0
    chance = random.Random(7)
    outcomes = []
    for _ in range(20):
        worker = process("work", tmp_path)
        worker.stdout.readline()
        time.sleep(chance.uniform(0, 0.9))
        worker.kill()
        worker.wait()
        (live,) = asked(tmp_path, "SELECT count(*) FROM live")
        (state,) = asked(tmp_path, "SELECT state FROM jobs_job")
        outcomes.append((live, state))
        assert live in (0, ROWS)
        assert (live == ROWS) == (state == "done")
    assert process("work", tmp_path).wait() == 0
    assert asked(tmp_path, "SELECT count(*), count(DISTINCT row) FROM live") == (ROWS, ROWS)
    assert asked(tmp_path, "SELECT state FROM jobs_job") == ("done",)
    assert (0, "running") in outcomes, "no kill fell into the work: the test proved nothing"
