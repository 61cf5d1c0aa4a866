"""One publication against 100,000 subscriptions: `python bench/bench_push.py [number]` in a database of its own.

Prints how long matching takes and how long queueing the mails of everybody who is concerned.
"""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yushan_portal.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from disclosure.register import actions as register  # noqa: E402
from disclosure.register.models import RegisterEntry  # noqa: E402
from interpretations.actions import push  # noqa: E402
from interpretations.models import News, Subscription  # noqa: E402
from yushan_portal.lib.audiences import AUDIENCES  # noqa: E402
from yushan_portal.lib.entries import EntryFacts  # noqa: E402


def main(number: int) -> None:
    call_command("migrate", verbosity=0)
    now = timezone.now() - timedelta(minutes=1)
    codes = [row.code for row in AUDIENCES]
    rows = (
        Subscription(
            email=f"r{place}@example.com", scheme="audience", code=codes[place % len(codes)], name="试", frequency="immediate",
            created_at=now, confirmed_at=now, told_until=now,
        )
        for place in range(number)
    )  # fmt: skip
    Subscription.objects.bulk_create(rows, batch_size=2000)
    with transaction.atomic():
        facts = EntryFacts(
            "document",
            "1",
            "关于农机补贴的通知",
            "/documents/1/",
            "agriculture",
            now,
            audiences=("farmers", "agri-business"),
        )
        register.show(facts)
        News.objects.create(kind="document", thing_id="1", verb="publish", at=now)
    entry = RegisterEntry.objects.get(kind="document", thing_id="1")
    start = time.perf_counter()
    concerned = len(push.wanting(entry, timezone.localdate()).values_list("pk", flat=True))
    matched = time.perf_counter() - start
    start = time.perf_counter()
    queued = push.carry()
    print(
        f"{number} subscriptions, {concerned} concerned: matched in {matched:.2f} s, {queued} mails queued in {time.perf_counter() - start:.1f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
