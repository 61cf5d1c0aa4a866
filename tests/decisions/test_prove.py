"""Faults, concurrency and volume. The short form runs in CI; `make prove` runs the long one."""

import importlib.util
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from decisions import versions
from decisions.actions import opinions
from decisions.actions.opinions import Said
from decisions.articles import with_ids
from decisions.guards import Refused, WindowClosed
from decisions.models import Consultation, DraftArticle, Opinion, OpinionWording
from disclosure.publishing import actions
from tests import factories
from tests.decisions import builders

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
SHORT = os.environ.get("PROVE", "short") != "long"
if connection.vendor == "postgresql":

    def only_on_postgresql(test):
        return test
else:

    def only_on_postgresql(test):
        """SQLite has one writer at a time: the proof for many needs PostgreSQL and is not collected here."""


ROOT = Path(__file__).resolve().parents[2]


class _Broken(Exception):
    """The machine stopped here."""


def _complete() -> bool:
    """Every opinion has number, wording, version; nothing half-written."""
    whole = all(
        row.number and row.wordings.count() >= 1 and row.wordings.last().text == row.text
        for row in Opinion.objects.prefetch_related("wordings")
    )
    return whole and not OpinionWording.objects.filter(opinion=None).exists()


def test_broken_at_every_statement_a_submission_is_whole_or_absent():
    shown = builders.open_consultation(factories.cast())
    broken, at = 0, 0
    while True:
        counted = 0

        def breaks(execute, sql, params, many, context, stop=at):
            nonlocal counted
            counted += 1
            if counted > stop:
                raise _Broken
            return execute(sql, params, many, context)

        before = Opinion.objects.count()
        try:
            with connection.execute_wrapper(breaks):
                receipt = opinions.receive(shown.pk, Said(text=f"第{at}次。"), nonce=f"broken-{at}")
        except _Broken:
            assert Opinion.objects.count() == before and _complete()
            again = opinions.receive(shown.pk, Said(text=f"第{at}次。"), nonce=f"broken-{at}")
            assert not again.again and Opinion.objects.filter(nonce=f"broken-{at}").count() == 1
            broken += 1
        else:
            assert Opinion.objects.get(pk=receipt.opinion.pk).text == f"第{at}次。"
            break
        at += 1
    assert broken >= 8 and _complete()


def test_random_edits_and_opinions_leave_no_orphan_no_moved_pin_no_lost_opinion():
    cast = factories.cast()
    shown = builders.open_consultation(cast)
    chance = random.Random(20261125)
    rows = [dict(row) for row in builders.ARTICLES]
    said: dict[int, tuple] = {}
    for step in range(300 if SHORT else 10_000):
        act = chance.random()
        if act < 0.1:
            rows = _edited(rows, chance, step)
            revision = actions.open_revision(shown, by=cast.chen)
            actions.save_draft(shown, revision.content | {"articles": rows}, by=cast.chen)
            shown = builders.through(shown, cast)
        elif act < 0.75 or not said:
            numbers = list(versions.public_revisions(shown).values_list("number", flat=True))
            version = chance.choice([0, *numbers[-3:]])
            article = chance.choice(["", *(row["id"] for row in rows)])
            try:
                made = builders.say(shown, f"意见{step}", article_id=article, version=version, nonce=f"r{step}").opinion
            except Refused:
                continue
            pin = (made.version_id, made.article_id, made.article.text if made.article else "")
            said[made.pk] = (*pin, made.text)
        else:
            pk = chance.choice(list(said))
            opinion = Opinion.objects.get(pk=pk)
            if opinion.state == "withdrawn":
                continue
            if act < 0.95:
                opinions.correct(opinion, f"更正{step}")
                said[pk] = (*said[pk][:3], f"更正{step}")
            else:
                opinions.take_back(opinion)
    assert set(Opinion.objects.values_list("pk", flat=True)) == set(said)
    for row in Opinion.objects.select_related("article"):
        assert (row.version_id, row.article_id, row.article.text if row.article else "", row.text) == said[row.pk]
        assert row.article is None or row.article.version_id == row.version_id
        assert versions.fate_of_article(row) in ("", "未改动", "已修改", "已删去")
    assert _complete() and DraftArticle.objects.filter(text="").count() == 0


def _edited(rows, chance, step) -> list[dict]:
    rows = [dict(row) for row in rows]
    act = chance.random()
    if act < 0.4:
        chance.choice(rows)["text"] += f"（第{step}次修改）"
    elif act < 0.7:
        rows.insert(chance.randrange(len(rows) + 1), {"label": "新条", "text": f"第{step}步新增的完全不同的一条内容。"})
    elif len(rows) > 1:
        rows.pop(chance.randrange(len(rows)))
    plain = [{"label": f"第{number}条", "text": row["text"]} for number, row in enumerate(rows, start=1)]
    return with_ids(plain, [row for row in rows if "id" in row])


@only_on_postgresql
def test_two_hundred_submissions_across_the_closing_instant_are_each_taken_or_refused():
    shown = builders.open_consultation(factories.cast(), opens_on=builders.today() - timedelta(days=40))
    Consultation.objects.filter(pk=shown.pk).update(short_reason="")
    many = 60 if SHORT else 200
    name = connection.settings_dict["NAME"]
    shown.refresh_from_db()
    with connection.cursor() as cursor:  # the clock of this very database runs so that the window closes in 2 seconds
        cursor.execute("CREATE SCHEMA IF NOT EXISTS shifted")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION shifted.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS "
            f"$$ SELECT pg_catalog.clock_timestamp() + interval '{_seconds_to(shown) - 2} seconds' $$"
        )
        cursor.execute(f'ALTER DATABASE "{name}" SET search_path = shifted, public, pg_catalog')
    connections.close_all()
    taken, refused, faults = [], [], []

    def submit(number: int):
        time.sleep(number * 4 / many)
        try:
            receipt = opinions.receive(shown.pk, Said(text=f"第{number}条"), nonce=f"edge-{number}")
            taken.append((number, receipt.opinion.received_at))
        except WindowClosed:
            refused.append(number)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    try:
        crowd = [threading.Thread(target=submit, args=(number,)) for number in range(many)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        assert not faults, faults[:3]
        assert len(taken) + len(refused) == many and taken and refused
        assert {f"edge-{number}" for number, _ in taken} == set(Opinion.objects.values_list("nonce", flat=True))
        assert all(at < shown.closes_at for _, at in taken)
        assert all(row.received_at < shown.closes_at for row in Opinion.objects.all())
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" RESET search_path')
            cursor.execute("DROP SCHEMA IF EXISTS shifted CASCADE")
        connections.close_all()


def _seconds_to(shown) -> int:
    return int((shown.closes_at - timezone.now()).total_seconds())


WRITER = """
import sys
import tests.environment
import django
django.setup()
from decisions.actions import opinions
from decisions.actions.opinions import Said
pk, start = int(sys.argv[1]), int(sys.argv[2])
for number in range(start, start + 100000):
    receipt = opinions.receive(pk, Said(text=f"第{number}条"), nonce=f"kill-{number}")
    print(receipt.opinion.number, receipt.code, flush=True)
"""


def test_killed_under_load_no_receipted_opinion_is_lost(tmp_path):
    shown = builders.open_consultation(factories.cast())
    address = _address_for_another_process(tmp_path)
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.environment",
        "PYTHONPATH": str(ROOT),
    }
    receipts: list[tuple[str, str]] = []
    for kill in range(3 if SHORT else 20):
        command = [sys.executable, "-c", WRITER, str(shown.pk), str(kill * 100_000)]
        writer = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        wanted = 4 + kill
        lines = []
        while len(lines) < wanted:
            line = writer.stdout.readline()
            assert line, "the writer ended by itself"
            lines.append(line)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()
        writer.wait()
        whole = [line for line in [*lines, *rest.splitlines(keepends=True)] if line.endswith("\n")]
        receipts += [tuple(line.split()) for line in whole]
    kept = _kept(address)
    assert len(receipts) >= 9 and all(number in kept for number, _ in receipts)
    assert all(words == 1 for words in kept.values())


def _address_for_another_process(tmp_path) -> str:
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
    target = sqlite3.connect(tmp_path / "load.sqlite3")
    connection.connection.backup(target)
    target.close()
    return f"sqlite:///{tmp_path / 'load.sqlite3'}"


def _kept(address: str) -> dict[str, int]:
    """number → wordings, as another connection sees them."""
    sql = (
        "SELECT o.number, count(w.id) FROM decisions_opinion o LEFT JOIN decisions_opinionwording w "
        "ON w.opinion_id = o.id GROUP BY o.number"
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return dict(cursor.fetchall())
    with sqlite3.connect(address.removeprefix("sqlite:///")) as other:
        return dict(other.execute(sql).fetchall())


def test_the_database_itself_keeps_every_opinion_against_deletion_by_sql():
    opinion = builders.say(builders.open_consultation(factories.cast())).opinion
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_opinion WHERE id = %s", [opinion.pk])


def test_five_thousand_opinions_are_listed_searched_grouped_exported_and_reported_quickly():
    found = _bench().measure(2_000 if SHORT else 5_000)
    slow = {name: seconds for name, seconds in found.items() if name not in _bench().WHOLE and seconds > 2}
    assert not slow and len(found) > 10


def _bench():
    """bench/bench_decisions.py as a module; the folder is no package."""
    spec = importlib.util.spec_from_file_location("bench_decisions", ROOT / "bench" / "bench_decisions.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
