"""100,000 rows: read, checked, in bounded memory, faster than the target."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.prove
def test_a_hundred_thousand_rows_are_checked_in_bounded_memory():
    bench = [sys.executable, str(ROOT / "bench" / "bench_spreadsheets.py"), "100000"]
    output = subprocess.run(bench, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    print(output)
    first, second = output.splitlines()[:2]
    rate = int(first.split(" rows/s")[0].rsplit(" ", 1)[-1].replace(",", ""))
    peak = int(first.split("peak ")[1].split(" ")[0])
    assert rate > 1_200
    assert peak < 600
    assert float(second.split("ratio ")[1].split(" ")[0]) >= 0.35
