"""What the daily check and the county overview cost, with many documents, 60 organs and every item owed by each.

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python bench/bench_compliance.py --documents 100000
    DATABASE_URL=postgres://… python bench/bench_compliance.py --documents 1000000 --keep

The database is migrated and its register must be empty, or hold what an earlier run left (--keep). Targets: the daily check
< 120 s, the overview < 300 ms warm and < 2 s cold.
"""

import argparse
import os
import random
import statistics
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yushan_portal.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from disclosure.catalogue.loading import load_catalogue  # noqa: E402
from disclosure.catalogue.models import CatalogueItem, ItemOrgan  # noqa: E402
from disclosure.compliance import checking, duties  # noqa: E402
from disclosure.compliance.loading import load_plan  # noqa: E402
from disclosure.compliance.models import CheckRun, Duty, Finding  # noqa: E402
from disclosure.compliance.scoring import load_scores  # noqa: E402
from disclosure.departments.loading import load_departments  # noqa: E402
from disclosure.departments.models import Department, Membership, User  # noqa: E402
from disclosure.register import sort_keys  # noqa: E402
from disclosure.register.models import RegisterEntry, RegisterTag  # noqa: E402

TODAY = timezone.localdate()
GENRES = ("policy", "notice", "news", "normative", "plan", "statistics")


def organs(number: int) -> list[Department]:
    load_departments()
    known = list(Department.objects.order_by("order", "code").exclude(kind="village"))
    for extra in range(len(known), number):
        known.append(
            Department.objects.create(
                code=f"bench-{extra}", name=f"测试单位{extra}", short_name=f"单位{extra}", kind="department"
            )
        )
    return known[:number]


def fill(documents: int, codes: list[str], held: list[Department], dice: random.Random) -> None:
    """Rows and tags straight into the tables, as the register's own actions would leave them (figures and texts aside)."""
    done, base = RegisterEntry.objects.filter(kind="document").count(), RegisterEntry.objects.count()
    while done < documents:
        rows = []
        for _ in range(min(5000, documents - done)):
            day = TODAY - timedelta(days=int(2500 * dice.random() ** 2))
            at = timezone.make_aware(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001
            done += 1
            rows.append(
                RegisterEntry(
                    kind="document",
                    thing_id=f"b{done}",
                    genre=dice.choice(GENRES),
                    title=f"关于做好第{done}号工作的通知",
                    address=f"/documents/b{done}/",
                    organ_code=dice.choice(held).code,
                    source="本单位",
                    formed_on=day - timedelta(days=int(30 * dice.random() ** 3)),
                    published_at=at,
                    published_on=day,
                    first_shown_on=day,
                    sort_key=sort_keys.lowest_key(at) + base + done,
                    year=day.year,
                    changed_at=at,
                )  # fmt: skip
            )
        rows = RegisterEntry.objects.bulk_create(rows)
        tags = []
        for row in rows:
            item = dice.choice(codes)
            pairs = (
                ("organ", row.organ_code),
                ("item", item),
                ("domain", item[:2]),
                ("column", f"documents-{row.genre}"),
            )
            tags += [RegisterTag(entry=row, scheme=scheme, code=code, sort_key=row.sort_key) for scheme, code in pairs]
        RegisterTag.objects.bulk_create(tags, batch_size=5000)
        if done % 50_000 == 0:
            print(f"  {done} documents", flush=True)


def measured(work, rounds: int) -> list[tuple[float, float]]:
    """Milliseconds by the clock and of processor time in this process, a pair for each round."""
    times = []
    for _ in range(rounds):
        started, used = time.perf_counter(), time.process_time()
        work()
        times.append(((time.perf_counter() - started) * 1000, (time.process_time() - used) * 1000))
    return times


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--organs", type=int, default=60)
    options.add_argument("--keep", action="store_true")
    chosen = options.parse_args()
    call_command("migrate", verbosity=0)
    if RegisterEntry.objects.filter(kind="document").exists() and not chosen.keep:
        sys.exit("The register is not empty: use another database, or --keep.")
    dice = random.Random(20210604)
    held = organs(chosen.organs)
    load_catalogue()
    load_scores()
    load_plan()
    items = list(CatalogueItem.objects.order_by("item_code"))
    pairs = [ItemOrgan(item=item, department=organ) for item in items for organ in held]
    ItemOrgan.objects.bulk_create(pairs, ignore_conflicts=True, batch_size=5000)
    fill(chosen.documents, [item.item_code for item in items], held, dice)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {chosen.documents} documents, {len(held)} organs, {ItemOrgan.objects.count()} duties")

    rows = []
    clock, used = measured(lambda: rows.extend(duties.judge(TODAY)), 1)[0]
    print(f"duties judged: {clock / 1000:.1f} s, processor {used / 1000:.1f} s ({len(rows)} rows)", flush=True)
    last = CheckRun.objects.finished().newest().first()
    first = last.on + timedelta(days=1) if last else TODAY - timedelta(days=1)
    for day in (first, first + timedelta(days=1)):
        clock, used = measured(lambda day=day: checking.run_day(day), 1)[0]
        print(f"daily check of {day}: {clock / 1000:.1f} s, processor {used / 1000:.1f} s", flush=True)
    print(f"duties {Duty.objects.count()}, findings {Finding.objects.count()}")

    office, _ = User.objects.get_or_create(
        username="bench.office", defaults={"name": "测试", "must_change_password": False}
    )
    Membership.objects.get_or_create(
        user=office, department=held[0], role="office", defaults={"valid_from": date(2019, 5, 15)}
    )
    client = Client()
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")

    def overview():
        answer = client.get("/admin/compliance/")
        if answer.status_code != 200:
            sys.exit(f"overview answered {answer.status_code}")

    connection.close()
    cold = measured(overview, 1)[0]
    warm = measured(overview, 7)
    middle, used = (statistics.median(row[n] for row in warm) for n in (0, 1))
    print(
        f"overview: cold {cold[0]:.0f} ms (processor {cold[1]:.0f}), warm median {middle:.0f} ms (processor {used:.0f})"
    )


if __name__ == "__main__":
    main()
