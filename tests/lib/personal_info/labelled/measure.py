"""Runs the scanner over a half and compares its findings with the labels: python -m tests.lib.personal_info.labelled.measure dev

Recall: labels of which findings of the kind that hold up publication cover at least nine tenths, of all labels of the kind.
A label "in_cells" has one digit in each cell and one finding for each digit to hide: any of them finds it, all count once.
Precision: findings of the kind that overlap a label of the kind, of all findings of the kind.
"""

import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from yushan_portal.lib import personal_info

HERE = Path(__file__).parent
PLACE = re.compile(r"(\d+) 行第 (\d+) 列")
# A passport counts with the permits; the plan sets one threshold for both.
FAMILY = {"passport": "document", "permit": "document", "illness_label": "illness"}
# What has no one right extent: a finding that touches the label has found it.
LOOSE = {"minor", "illness", "address", "birth_date"}
COVERED = 0.9


@dataclass
class Tally:
    labels: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0
    missed: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.labels if self.labels else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.findings if self.findings else 1.0


def family(kind: str) -> str:
    return FAMILY.get(kind, kind)


def read(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def findings_of(sample: dict) -> list[tuple[tuple, object]]:
    """(cell, finding); the cell of a running text is ()."""
    if sample["form"] == "table":
        found = personal_info.scan_table(sample["rows"], sample["headings"])
        return [(tuple(int(n) - 1 for n in PLACE.search(finding.place).groups()), finding) for finding in found]
    scan = personal_info.scan_html if sample["form"] == "html" else personal_info.scan_text
    return [((), finding) for finding in scan(sample["text"])]


def cell_of(label: dict) -> tuple:
    return (label["row"], label["column"]) if "row" in label else ()


def kinds_of(label: dict) -> set[str]:
    return {family(kind) for kind in (label["kind"], *label.get("also", ()))}


def covered(label: dict, found: list) -> bool:
    places: set[int] = set()
    for cell, finding in found:
        if cell == cell_of(label) and family(finding.kind) in kinds_of(label):
            if finding.blocking or label["kind"] not in {"identity", "mobile", "bank_card", "permit", "passport"}:
                places |= set(range(finding.start, finding.end))
    wanted = set(range(label["start"], label["end"]))
    if label["kind"] in LOOSE or label.get("in_cells"):
        return bool(places & wanted)
    return len(places & wanted) >= COVERED * len(wanted)


def touches(label: dict, cell: tuple, finding) -> bool:
    return cell == cell_of(label) and finding.start < label["end"] and label["start"] < finding.end


def around(sample: dict, cell: tuple, start: int, end: int) -> str:
    text = sample["rows"][cell[0]][cell[1]] if cell else sample["text"]
    return f"{sample['id']} {sample['trick']} {text[max(0, start - 14) : start]!r} [{text[start:end]!r}] {text[end : end + 14]!r}"


def measure(name: str) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for sample in read(name):
        found, labels = findings_of(sample), sample["labels"]
        counted: set[tuple[int, str]] = set()
        for label in labels:
            if not label.get("optional"):
                tally = tallies[family(label["kind"])]
                tally.labels += 1
                if covered(label, found):
                    tally.found += 1
                else:
                    tally.missed.append(around(sample, cell_of(label), label["start"], label["end"]))
        for cell, finding in found:
            touched = [label for label in labels if touches(label, cell, finding)]
            if any(label.get("optional") for label in touched):
                continue
            if any(label.get("in_cells") for label in touched):
                if (key := (touched[0]["start"], family(finding.kind))) in counted:
                    continue
                counted.add(key)
            tally = tallies[family(finding.kind)]
            tally.findings += 1
            if any(family(finding.kind) in kinds_of(label) for label in touched):
                tally.right += 1
            else:
                tally.wrong.append(around(sample, cell, finding.start, finding.end))
    return tallies


def report(name: str, *, details: bool = False) -> str:
    lines = [f"{name}: {len(read(name))} samples"]
    for kind, tally in sorted(measure(name).items()):
        lines.append(
            f"{kind:12} recall {tally.recall:.4f} ({tally.found}/{tally.labels})"
            f"  precision {tally.precision:.4f} ({tally.right}/{tally.findings})"
        )
        if details:
            lines += [f"    missed {case}" for case in tally.missed] + [f"    wrong  {case}" for case in tally.wrong]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(sys.argv[1], details="-v" in sys.argv))
