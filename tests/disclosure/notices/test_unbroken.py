"""An import or a publication that is broken leaves all or nothing: at each chunk, and by SIGKILL at any moment."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from disclosure.jobs import actions as jobs
from disclosure.jobs.models import Job
from disclosure.notices import background, importing, releasing
from disclosure.notices.models import Batch, ImportRun, Record
from disclosure.register.models import RegisterEntry
from tests.disclosure.notices.sheets import approved, drafted, penalty, uploaded

SHORT = os.environ.get("PROVE") == "short"
ROWS = 1_000 if SHORT else 20_000
CHUNK = 250 if SHORT else 1_000
KILLS = 2 if SHORT else 20
KILLED_ROWS = 3_000 if SHORT else 10_000
SCRIPT = Path(__file__).with_name("worker_to_kill.py")


class Broken(Exception):
    """A fault of the machine."""


def breaking(real, at: int):
    """The same function, which breaks at its `at`-th call, before or after it has worked."""
    calls = iter(range(1, 10**6))

    def broken(*arguments, **named):
        call = next(calls)
        if call == at and at % 2:
            raise Broken
        result = real(*arguments, **named)
        if call == at:
            raise Broken
        return result

    return broken


def penalties(count: int) -> list[dict]:
    return [penalty(serial) for serial in range(1, count + 1)]


@pytest.mark.prove
@pytest.mark.django_db
def test_an_import_broken_at_each_chunk_leaves_nothing_and_then_all(cast, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", CHUNK)
    run = uploaded(cast, rows=penalties(ROWS))
    real = importing._write_chunk
    for at in range(1, ROWS // CHUNK + 1):
        monkeypatch.setattr(importing, "_write_chunk", breaking(real, at))
        job = importing.start_import(run, by=cast.chen)
        assert Job.objects.get(pk=job.pk).state == "failed"
        assert Batch.objects.count() == 0 and Record.objects.finished().count() == 0
        assert ImportRun.objects.get(pk=run.pk).finished_at is None
    monkeypatch.setattr(importing, "_write_chunk", real)
    importing.start_import(run, by=cast.chen)
    assert Batch.objects.get().row_count == Record.objects.finished().count() == Record.objects.count() == ROWS


@pytest.mark.prove
@pytest.mark.django_db
def test_a_publication_broken_at_each_chunk_shows_nothing_and_then_all(cast, monkeypatch):
    monkeypatch.setattr(releasing, "CHUNK", CHUNK)
    batch = approved(cast, drafted(cast, rows=penalties(ROWS)))
    real = releasing.register.show_many
    for at in range(1, ROWS // CHUNK + 1):
        monkeypatch.setattr(releasing.register, "show_many", breaking(real, at))
        job = background.start_release(batch, "publish", by=cast.wang)
        assert Job.objects.get(pk=job.pk).state == "failed"
        assert RegisterEntry.objects.filter(kind="notice").count() == Record.objects.in_force().count() == 0
    monkeypatch.setattr(releasing.register, "show_many", real)
    background.start_release(batch, "publish", by=cast.wang)
    assert RegisterEntry.objects.filter(kind="notice").count() == Record.objects.in_force().count() == ROWS


@pytest.mark.django_db
def test_a_cancelled_import_leaves_nothing(cast, monkeypatch):
    run = uploaded(cast, rows=penalties(60))
    monkeypatch.setattr(importing, "CHUNK", 20)
    real = importing._write_chunk

    def cancelling(*arguments):
        real(*arguments)
        jobs.cancel(Job.objects.latest("pk"), by=cast.chen)

    monkeypatch.setattr(importing, "_write_chunk", cancelling)
    job = importing.start_import(run, by=cast.chen)
    assert Job.objects.get(pk=job.pk).state == "cancelled"
    assert Record.objects.finished().count() == Batch.objects.count() == 0


@pytest.mark.django_db
def test_a_batch_of_updates_is_undone_whole(cast, client):
    first = drafted(cast, rows=penalties(3))
    background.start_release(approved(cast, first), "publish", by=cast.wang)
    before = client.get("/notices/penalty/").content
    changed = [penalty(2, CF_NR="改为罚款六千元"), penalty(3), penalty(4)]
    second = drafted(cast, rows=changed)
    assert second.row_count == 2
    background.start_release(approved(cast, second), "publish", by=cast.wang)
    page = client.get("/notices/penalty/").content.decode()
    assert "改为罚款六千元" in page and "怀玉第4食品" in page
    background.start_release(second, "withdraw", by=cast.wang, reason="数据有误，整批撤销")
    assert client.get("/notices/penalty/").content == before
    gone = Record.objects.get(number="玉市监处罚〔2026〕4号")
    assert client.get(gone.get_absolute_url()).status_code == 410
    background.start_release(Batch.objects.get(pk=second.pk), "restore", by=cast.wang, reason="核对无误")
    assert client.get("/notices/penalty/").content.decode() == page


@pytest.mark.django_db
def test_rows_changed_behind_the_review_are_not_published(cast):
    batch = approved(cast, drafted(cast, rows=penalties(2)))
    row = batch.rows.first()
    Record.objects.filter(pk=row.pk).update(public=row.public | {"CF_NR": "另一种处罚"})
    job = background.start_release(batch, "publish", by=cast.wang)
    job.refresh_from_db()
    assert job.state == "failed" and "与导入时不同" in job.error
    assert Record.objects.in_force().count() == 0


def process(verb, folder, *more):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'kills.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "TASKS_IMMEDIATE": "0",
        "PYTHONPATH": str(SCRIPT.parents[3]),
    }
    command = [sys.executable, str(SCRIPT), verb, *map(str, more)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=SCRIPT.parents[3])


def counted(folder) -> dict:
    worker = process("count", folder)
    return json.loads(worker.communicate()[0].splitlines()[-1])


def kill_at_random(folder, chance, longest) -> None:
    worker = process("work", folder)
    worker.stdout.readline()
    time.sleep(chance.uniform(0.1, longest))
    worker.kill()
    worker.wait()


@pytest.mark.prove
def test_killed_workers_leave_all_or_nothing(tmp_path):
    chance = random.Random(11)
    assert process("lay", tmp_path, KILLED_ROWS).wait() == 0
    outcomes = []
    for _ in range(KILLS):
        kill_at_random(tmp_path, chance, 0.6 if SHORT else 6)
        found = counted(tmp_path)
        outcomes.append(found["job"])
        assert found["drafts"] in (0, KILLED_ROWS)
        assert found["batches"] == (1 if found["drafts"] else 0) and found["public"] == 0
        if found["job"] == "done":
            break
    assert "running" in outcomes, "no kill fell into the work: the test proved nothing"
    assert process("work", tmp_path).wait() == 0
    assert counted(tmp_path)["drafts"] == KILLED_ROWS
    assert process("publish", tmp_path).wait() == 0
    for _ in range(KILLS):
        kill_at_random(tmp_path, chance, 0.6 if SHORT else 6)
        found = counted(tmp_path)
        assert found["public"] == found["register"] and found["public"] in (0, KILLED_ROWS)
        if found["job"] == "done":
            break
    assert process("work", tmp_path).wait() == 0
    assert counted(tmp_path)["public"] == KILLED_ROWS
