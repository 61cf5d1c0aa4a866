"""One consultation with very many opinions: list, search, grouping, export, report. Usage:

    DATABASE_URL=... python bench/bench_decisions.py [opinions, 100000]

Works in a test database of its own. Prints seconds for each page; grouping runs as background work, so what must be
quick there is starting it and asking for its progress.
"""

import os
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.environment")
LIMIT = 2.0
SUBJECTS = ("停车", "公交", "学区", "燃气", "供水", "路灯", "绿化", "市场", "医院", "养老")
PLACES = ("城东", "城西", "冰溪", "文成", "七里街", "高铁新区", "老城", "岩瑞", "双明", "下镇")
WISHES = (
    "增加班次",
    "降低收费",
    "公开账目",
    "延长时间",
    "改善环境",
    "先试点再推开",
    "照顾老人",
    "方便学生",
    "加强管理",
    "修好道路",
)


def text_of(number: int, chance: random.Random) -> str:
    """A third are copies of a campaign, a third variants, a third their own words."""
    words = [chance.choice(SUBJECTS), chance.choice(PLACES), *chance.sample(WISHES, 3)]
    if number % 3 == 0:
        return f"建议在{PLACES[number % 10]}{WISHES[number % 7]}，方便群众办事和出行，希望尽快落实到位。"
    own = f"我住在{words[1]}，关于{words[0]}的规定，希望{words[2]}、{words[3]}，也要{words[4]}。"
    return own if number % 3 == 1 else f"{own}我是第{number}位反映的，门牌{chance.randrange(9999)}号，情况属实请核查。"


def fill(shown, count: int) -> None:
    """Opinions written straight into the tables, as many hands would have over a month."""
    from decisions.models import Opinion, OpinionWording
    from decisions.similarity import fingerprint
    from decisions.versions import version_of
    from disclosure.workdays import local_day, start_of
    from yushan_portal.lib.receipts import receipt_number

    version, chance, at = version_of(shown), random.Random(1), start_of(shown.opens_on)
    for start in range(0, count, 5000):
        rows = []
        for number in range(start, min(start + 5000, count)):
            text = text_of(number, chance)
            rows.append(
                Opinion(
                    consultation=shown,
                    version=version,
                    text=text,
                    nonce=f"bench-{shown.pk}-{number}",
                    number=receipt_number(local_day(at), number + 1, "BJ"),
                    lookup_hash="x",
                    received_at=at,
                    received_on=shown.opens_on,
                    fingerprint=fingerprint(text),
                    state="shown",
                )
            )
        made = Opinion.objects.bulk_create(rows)
        OpinionWording.objects.bulk_create(
            OpinionWording(opinion=row, number=1, text=row.text, written_at=at) for row in made
        )


def measure(count: int) -> dict[str, float]:
    """Seconds of each page with so many opinions; grouping is timed whole under its own name."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client

    from decisions.actions import ledger
    from decisions.models import Answer, Opinion
    from disclosure.jobs import actions as jobs
    from disclosure.jobs.models import Job
    from tests import factories
    from tests.decisions import builders

    cast = factories.cast()
    shown = builders.closed_consultation(cast)
    fill(shown, count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    desk, public, found = factories.sign_in(Client(), cast.chen), Client(), {}
    base = f"/admin/decisions/consultation/{shown.pk}/opinions/"

    def timed(name: str, act) -> None:
        cache.clear()
        began = time.perf_counter()
        answer = act()
        if hasattr(answer, "status_code") and answer.status_code not in (200, 302):
            raise AssertionError(f"{name}: {answer.status_code}")
        found[name] = time.perf_counter() - began
        print(f"… {name} {found[name]:.3f} s", file=sys.stderr, flush=True)

    desk.get(base), public.get(shown.get_absolute_url())  # templates are read once a process
    timed("desk list", lambda: desk.get(base))
    timed("desk list, last page", lambda: desk.get(base + "?view=all&page=999999"))
    timed("desk search, common", lambda: desk.get(base + "?view=all&q=降低收费"))
    timed("desk search, rare", lambda: desk.get(base + "?view=all&q=门牌4711号"))
    timed("public page", lambda: public.get(shown.get_absolute_url()))
    first = shown.opinions.oldest().first()
    timed("one opinion", lambda: desk.get(f"{base}{first.pk}/"))
    began = time.perf_counter()
    job = jobs.start("decisions.group", label="归并", payload={"consultation": shown.pk}, by=cast.chen)
    found["grouping (background, whole)"] = time.perf_counter() - began
    job = Job.objects.get(pk=job.pk)
    if job.state == "waiting":  # inside a test's transaction: run what the commit would have started
        from disclosure.jobs.tasks import run_job

        began = time.perf_counter()
        run_job.func(job.pk)
        found["grouping (background, whole)"] = time.perf_counter() - began
        job.refresh_from_db()
    print("grouping:", job.state, job.result, job.error, file=sys.stderr)
    timed("desk list after grouping", lambda: desk.get(base))
    timed("grouping progress", lambda: desk.get(f"/admin/jobs/{job.pk}/"))
    written = Answer.objects.create(
        consultation=shown,
        disposition="not_adopted",
        reason="财政承受能力有限。",
        written_at=first.received_at,
        written_by=cast.chen,
    )
    largest = Opinion.objects.filter(group__isnull=False).order_by("group", "pk").first() or first
    timed("answer a whole group", lambda: ledger.reuse(largest, written, by=cast.chen))
    Opinion.objects.filter(consultation=shown).update(answer=written)
    timed("export begins", lambda: next(iter(desk.get(base + "export/").streaming_content)))
    timed("desk report page", lambda: desk.get(base + "report/"))
    timed("publish the report", lambda: ledger.publish_report(shown, by=cast.wang))
    timed("public report", lambda: public.get(shown.get_absolute_url()))
    timed("public report, last page", lambda: public.get(shown.get_absolute_url() + "?page=999999"))
    began = time.perf_counter()
    lines = sum(1 for _ in desk.get(base + "export/").streaming_content)
    found["export, whole (streamed)"] = time.perf_counter() - began
    if lines < count:
        raise AssertionError(f"{lines} lines of {count}")
    return found


WHOLE = ("grouping (background, whole)", "export, whole (streamed)")
"""Streamed or in the background: nobody waits for the end of these."""


def main() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    for name, seconds in measure(count).items():
        mark = "" if name in WHOLE or seconds < LIMIT else "  TOO SLOW"
        print(f"{name:34s} {seconds:8.3f} s{mark}")
    connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    main()
