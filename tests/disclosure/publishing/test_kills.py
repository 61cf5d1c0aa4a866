"""A process that publishes is killed (SIGKILL) at random moments: what is left is whole each time."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.prove

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).with_name("publisher_to_kill.py")
KILLS = 3 if os.environ.get("PROVE") == "short" else 20


def _environment(tmp_path) -> dict:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'killed.sqlite3'}",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DJANGO_SECRET_KEY": "tests-only",
        "PYTHONPATH": str(ROOT),
    }


def _run(step: str, tmp_path) -> str:
    done = subprocess.run(
        [sys.executable, SCRIPT, step], env=_environment(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_twenty_kills_leave_every_thing_old_or_new_and_whole(tmp_path):
    _run("lay", tmp_path)
    chance, seen = random.Random(7), 0
    for number in range(KILLS):
        worker = subprocess.Popen(
            [sys.executable, SCRIPT, "work"],
            env=_environment(tmp_path),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert worker.stdout.readline().strip() == "ready"
        time.sleep(chance.uniform(0.05, 1.2))
        worker.kill()
        assert worker.wait() == -9
        count, *faults = _run("look", tmp_path).split("\n")
        assert [line for line in faults if line] == [], number
        seen = max(seen, int(count))
    assert seen > KILLS // 2
