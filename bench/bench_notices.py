"""Import of penalties: read, checked, written as drafts, again as updates, published; seconds, processor time and memory of each.

Run: DATABASE_URL=... python bench/bench_notices.py [rows]. Target: 100,000 rows as drafts in < 90 s and < 600 MB.
The database must be empty; it is migrated first.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.environment")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{tempfile.mkdtemp()}/bench.sqlite3")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from disclosure.jobs.models import Job  # noqa: E402
from disclosure.notices import background, importing  # noqa: E402
from disclosure.notices.kinds import BY_CODE  # noqa: E402
from disclosure.notices.models import Batch  # noqa: E402
from tests import factories  # noqa: E402
from tests.disclosure.notices.sheets import approved, penalty  # noqa: E402
from yushan_portal.lib.spreadsheets import write_xlsx  # noqa: E402


def memory() -> int:
    """Megabytes at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def make_file(path: Path, rows: int, content: str) -> None:
    fields = BY_CODE["penalty"].fields

    def lines():
        for serial in range(1, rows + 1):
            values = penalty(serial, CF_NR=content, CF_JDRQ=date(2026, 9, 1) + timedelta(days=serial % 60))
            yield [values.get(spec.code) for spec in fields]

    write_xlsx(lines(), [spec.heading for spec in fields], path)


def timed(name: str, act):
    begun, used = time.perf_counter(), time.process_time()
    result = act()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - used
    print(f"{name}: {seconds:.1f} s ({cpu:.1f} s of one core), {memory()} MB", flush=True)
    return result


def drafts(cast, path: Path) -> Batch:
    with path.open("rb") as file:
        run = importing.begin("penalty", cast.finance, file, path.name, by=cast.chen)
    timed("check", lambda: importing.start_check(run, by=cast.chen))
    run.refresh_from_db()
    assert run.report["accepted_count"] == run.report["row_count"], run.report["errors"][:3]
    job = timed("write", lambda: importing.start_import(run, by=cast.chen))
    assert Job.objects.get(pk=job.pk).state == "done", Job.objects.get(pk=job.pk).error_detail
    return Batch.objects.get(run=run)


def publish(cast, batch: Batch) -> None:
    approved(cast, batch)
    job = timed("publish", lambda: background.start_release(batch, "publish", by=cast.wang))
    job = Job.objects.get(pk=job.pk)
    assert job.state == "done", job.error + job.error_detail


def main(rows: int) -> None:
    call_command("migrate", verbosity=0)
    cast = factories.cast()
    folder = Path(tempfile.mkdtemp())
    first, second = folder / "first.xlsx", folder / "second.xlsx"
    make_file(first, rows, "罚款人民币五千元整")
    make_file(second, rows, "罚款人民币四千元整")
    print(f"{rows} rows, {first.stat().st_size // 1024} KB, made with {memory()} MB")
    batch = drafts(cast, first)
    publish(cast, batch)
    print("again as updates")
    publish(cast, drafts(cast, second))
    job = timed(
        "undo", lambda: background.start_release(Batch.objects.latest("pk"), "withdraw", by=cast.wang, reason="演练")
    )
    assert Job.objects.get(pk=job.pk).state == "done"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
