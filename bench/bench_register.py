"""How list, count, facet and search queries of the register cost, and how that grows with its size.

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python bench/bench_register.py --sizes 2000,20000
    DATABASE_URL=postgres://… python bench/bench_register.py --sizes 10000,1000000 --keep

Rows are added up to each size in turn; medians (and p95) in milliseconds are printed for each, and the growth between the
first and the last. The database is migrated and its register must be empty, or hold what an earlier run left (--keep).
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
from django.http import QueryDict  # noqa: E402
from django.utils import timezone  # noqa: E402

from disclosure.register import actions, counting, lists, paging, results, summary  # noqa: E402
from disclosure.register.models import RegisterEntry  # noqa: E402
from disclosure.register.search import engine  # noqa: E402
from disclosure.register.selection import Selection  # noqa: E402
from yushan_portal.lib.entries import EntryFacts  # noqa: E402

TODAY = date(2021, 12, 31)
FIRST = date(2012, 1, 1)
WORDS = (
    "玉山县 人民政府 办公室 关于 印发 政务公开 工作方案 通知 县财政局 列席会议 惠农补贴 义务教育 招生 征地补偿 养老服务 公示 预算 决算 "
    "农村危房改造 食品安全 监督检查 行政处罚 决定 乡村振兴 项目 资金 管理办法 实施细则 医疗保障 就业创业 环境保护 河湖长制 重大决策 听证"
).split()
ORGANS = [f"organ-{n:02d}" for n in range(60)]
COMMON, MIDDLING, RARE = "工作方案", "征地补偿标准", "唯一罕见词语"


def facts(dice: random.Random, number: int) -> EntryFacts:
    day = FIRST + timedelta(days=dice.randint(0, (TODAY - FIRST).days))
    domain = f"{dice.randint(1, 26):02d}"
    text = "".join(dice.choices(WORDS, k=dice.randint(60, 220)))
    text += MIDDLING if dice.random() < 0.01 else ""
    text += RARE if number % 5000 == 7 else ""
    return EntryFacts(
        kind=dice.choice(["document", "document", "document", "decision", "penalty", "licence"]),
        thing_id=str(number),
        title="".join(dice.choices(WORDS, k=6)),
        address=f"/documents/{number}/",
        organ_code=dice.choice(ORGANS),
        published_at=timezone.make_aware(
            datetime(day.year, day.month, day.day, dice.randint(8, 17), dice.randint(0, 59))  # noqa: DTZ001
        ),
        genre=dice.choice(["policy", "notice", "news", "normative"]),
        effective_on=day if dice.random() < 0.3 else None,
        document_number=f"玉府办字〔{day.year}〕{number}号",
        domain_nos=(domain,),
        item_codes=(f"{domain}-{dice.randint(1, 26)}",),
        summary=text[:80],
        text=text,
    )


def measure(work, rounds: int) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, after one warm-up."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), sorted(times)[int(len(times) * 0.95) - 1]


def questions() -> dict:
    """What is measured: a name and the work."""
    domain, item = Selection(tags=(("domain", "05"),)), Selection(tags=(("item", "05-3"),))
    narrow = Selection(tags=(("domain", "05"),), organ="organ-03", year=2020)

    def page(selection, number):
        return lambda: paging.rows_of_page(selection, TODAY, number)

    def last(selection):
        return page(selection, paging.number_of_pages(counting.count(selection, TODAY)))

    def find(typed, selection=Selection(), **options):  # noqa: B008
        return lambda: engine.search(engine.parse(typed), selection, TODAY, **options)

    def newest(typed):
        return lambda: list(engine.found(engine.parse(typed), Selection(), TODAY).listed()[:20])

    middle = paging.number_of_pages(counting.count(Selection(), TODAY)) // 2
    return {
        "list: all, page 1": page(Selection(), 1),
        "list: domain, page 1": page(domain, 1),
        "list: item, page 1": page(item, 1),
        "list: domain+organ+year": page(narrow, 1),
        "list: all, middle page": page(Selection(), middle),
        "list: all, last page": last(Selection()),
        "count: all": lambda: counting.count(Selection(), TODAY),
        "count: domain": lambda: counting.count(domain, TODAY),
        "facet: organ, all": lambda: counting.facet(Selection(), TODAY, "organ"),
        "facet: domain, all": lambda: counting.facet(Selection(), TODAY, "domain"),
        "facet: organ in a domain": lambda: counting.facet(domain, TODAY, "organ"),
        "list page with facets": lambda: lists.list_page(QueryDict("year=2020"), "/x/", TODAY, domain),
        "search query: common, newest": newest(COMMON),
        "search query: middling, newest": newest(MIDDLING),
        "search query: rare, newest": newest(RARE),
        "search: common, tiers+count": find(COMMON),
        "search: middling, tiers+count": find(MIDDLING),
        "search: rare, tiers+count": find(RARE),
        "search: two words, tiers+count": find("惠农补贴 公示"),
        "search: common in an organ": find(COMMON, Selection(organ="organ-03")),
        "search: 文号": find("玉府办字〔2020〕7号"),
        "search page with facets": lambda: results.page(QueryDict(f"q={COMMON}"), TODAY),
        "publish one": publish,
    }


def publish() -> None:
    """Show one more thing and take it back, so that the size stays."""
    actions.show(facts(random.Random(1), 10**9))
    RegisterEntry.objects.filter(thing_id=str(10**9)).count()


def grow(dice: random.Random, size: int) -> None:
    standing = RegisterEntry.objects.count()
    if standing >= size:
        return
    summary.fold(TODAY)
    started = time.perf_counter()
    step = 5000
    for low in range(standing, size, step):
        actions.show_many((facts(dice, n) for n in range(low, min(size, low + step))), batch=1000)
        rate = (low + step - standing) / (time.perf_counter() - started)
        print(f"\r{min(size, low + step):>9,} rows, {rate:,.0f}/s", end="", file=sys.stderr, flush=True)
        if (low // step) % 20 == 19:
            summary.fold(TODAY)
    summary.fold(TODAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    spent = time.perf_counter() - started
    print(f"\nbuilt {size - standing:,} rows in {spent:.1f} s = {(size - standing) / spent:,.0f}/s", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="2000,20000", help="sizes to measure at, ascending (up to 1000000)")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--keep", action="store_true", help="go on from the rows an earlier run left")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if RegisterEntry.objects.exists() and not options.keep:
        sys.exit("the register of this database is not empty: name another database or say --keep")
    sizes = [int(size) for size in options.sizes.split(",")]
    found: dict[str, list[tuple[float, float]]] = {}
    dice = random.Random(20210604)
    for size in sizes:
        grow(dice, size)
        for name, work in questions().items():
            found.setdefault(name, []).append(measure(work, options.rounds))
    print(f"\n{connection.vendor}; median / p95 in ms")
    print(f"{'':34}" + "".join(f"{size:>20,}" for size in sizes) + f"{'growth':>10}")
    for name, measured in found.items():
        columns = "".join(f"{f'{median:.1f} / {p95:.1f}':>20}" for median, p95 in measured)
        print(f"{name:<34}{columns}{measured[-1][0] / max(measured[0][0], 0.01):>9.1f}×")


if __name__ == "__main__":
    main()
