"""Import of spreadsheet rows: rows per second with every check, beside openpyxl reading the same file alone.

Run: python bench/bench_spreadsheets.py [rows]. Target: > 1,200 rows/s and ≥ 0.35 × openpyxl's own reading.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yushan_portal.settings")

from openpyxl import load_workbook  # noqa: E402

from yushan_portal.lib.spreadsheets import (  # noqa: E402
    Choice,
    FieldSpec,
    dry_run,
    open_sheet,
    open_source,
    write_xlsx,
)
from yushan_portal.lib.spreadsheets.codes import UNIFIED_ALPHABET, unified_check_character  # noqa: E402

FIELDS = (
    FieldSpec("party", "行政相对人名称", required=True, max_length=200),
    FieldSpec("code", "统一社会信用代码", kind="unified_code", required=True),
    FieldSpec("number", "行政处罚决定书文号", required=True, max_length=128),
    FieldSpec("fact", "违法事实", required=True, max_length=2000),
    FieldSpec("basis", "处罚依据", required=True, max_length=2000),
    FieldSpec("category", "处罚类别", kind="choice", choices=(Choice("fine", "罚款"), Choice("warning", "警告"))),
    FieldSpec("content", "处罚内容", required=True),
    FieldSpec("fine", "罚款金额", kind="amount", unit="元"),
    FieldSpec("decided_on", "处罚决定日期", kind="date", required=True),
    FieldSpec("valid_until", "处罚有效期", kind="date"),
    FieldSpec("published_until", "公示截止期", kind="date"),
    FieldSpec("organ", "处罚机关", required=True),
    FieldSpec("organ_code", "处罚机关统一社会信用代码", kind="unified_code"),
    FieldSpec("remark", "备注"),
)


def unified(serial: int) -> str:
    body = f"91361123MA{serial % 100_000:05d}{UNIFIED_ALPHABET[serial // 100_000 % 31]}A"[:17]
    return body + unified_check_character(body)


def sample_rows(count: int):
    organ = unified(1)
    for serial in range(count):
        day = date(2024, 1, 1) + timedelta(days=serial % 900)
        yield [
            f"玉山县第{serial}贸易有限公司",
            unified(serial),
            f"玉市监罚〔2025〕{serial}号",
            f"当事人于{day}销售超过保质期的食品，货值金额{serial % 500}元。",
            "《中华人民共和国食品安全法》第一百二十四条第一款第五项",
            "罚款" if serial % 3 else "警告",
            "罚款人民币伍仟元",
            Decimal(serial % 9000) + Decimal("0.50"),
            day,
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year + 1}.{day.month}.{min(day.day, 28)}",
            "玉山县市场监督管理局",
            organ,
            None,
        ]


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "penalties.xlsx"
        start = time.perf_counter()
        write_xlsx(sample_rows(count), [spec.heading for spec in FIELDS], path)
        written = time.perf_counter() - start
        start = time.perf_counter()
        with open_source(path) as source:
            report = dry_run(open_sheet(source, FIELDS), key=("number",))
        checked = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        start = time.perf_counter()
        book = load_workbook(path, read_only=True)
        rows = sum(1 for _ in book.active.iter_rows(values_only=True))
        alone = time.perf_counter() - start
        assert report.row_count == rows - 1 == count, (report.row_count, rows)
        assert report.ok, report.numbered[:5] + report.blocked
    print(
        f"{count} rows, {len(FIELDS)} columns, every check: {checked:.1f} s, {count / checked:,.0f} rows/s, peak {memory} MB"
    )
    print(
        f"openpyxl reading alone: {alone:.1f} s, {count / alone:,.0f} rows/s; ratio {alone / checked:.2f} (target 0.35)"
    )
    print(f"write_xlsx: {written:.1f} s, {count / written:,.0f} rows/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
