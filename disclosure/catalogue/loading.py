"""Reference data into tables, again and again: new rows go in, rows still as shipped follow, what the county changed stays.

Three-way merge (lesson: a restart must not undo what users set): `shipped` on the row remembers what the last delivery
said; a field that still equals it may follow the new delivery, any other is the county's and is listed instead.
"""

import csv
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from disclosure.catalogue.kinds import BOOLEAN_FIELDS, LIST_FIELDS, SHIPPED_FIELDS, OrganRole
from disclosure.catalogue.models import CatalogueItem, Domain, ItemOrgan, ItemTimeLimit
from disclosure.catalogue.register_entry import sync_rows
from disclosure.catalogue.wordings import read_wording
from disclosure.departments.models import Department
from disclosure.departments.naming import organs_by_name
from yushan_portal.lib.references import ReferenceLoader

REFERENCE = Path(__file__).parent / "reference"
_LIMIT_FIELDS = ("words", "kind", "length", "unit", "trigger", "from_formation", "scope", "channel", "by", "understood")
_DOMAIN_FIELDS = ("name", "aliases", "lead_ministry", "instrument", "introduction")


@dataclass
class LoadReport:
    """What a run did and what it left alone, each line a sentence for the office."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    refreshed: int = 0  # register rows that follow
    kept: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether the run wrote anything."""
        return bool(self.inserted or self.updated)

    def __str__(self) -> str:
        lines = [f"新增 {self.inserted}，更新 {self.updated}，不变 {self.unchanged}"]
        if self.kept:
            lines[0] += f"，保留本县改动 {len(self.kept)}："
            lines += [f"  {line}" for line in self.kept]
        lines.append(f"  时限未识别 {len(self.not_understood)} 处，公开主体待明确 {len(self.unmapped)} 处。")
        return "\n".join(lines)


def read_reference(name: str) -> list[dict]:
    """The rows of one reference file as dictionaries of text."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def shipped_items() -> list[dict]:
    """The 681 rows of the reference file with lists and booleans in place of text."""
    rows = []
    for row in read_reference("items.csv"):
        for name in LIST_FIELDS:
            row[name] = [part for part in row[name].split("；") if part]
        for name in BOOLEAN_FIELDS:
            row[name] = row[name] == "1"
        rows.append(row)
    return rows


def _digest(values: dict) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def load_catalogue() -> LoadReport:
    """Load domains, items, time limits and duty holders; safe to run at any time and twice.

    Departments must be loaded before; publishers that name no known organ are listed, not guessed.
    """
    report = LoadReport()
    with transaction.atomic():
        domains = _load_domains(report)
        items = _load_items(domains, report)
        _load_limits(items, report)
        _load_organs(items, report)
        report.refreshed = sync_rows(timezone.now())
    return report


def _load_domains(report: LoadReport) -> dict[str, Domain]:
    known = {domain.domain_no: domain for domain in Domain.objects.select_for_update()}
    for row in read_reference("domains.csv"):
        values = {name: row[name] for name in _DOMAIN_FIELDS}
        values["aliases"] = [part for part in row["aliases"].split("；") if part]
        digest = _digest(values)
        domain = known.get(row["domain_no"])
        if domain is None:
            domain = Domain.objects.create(domain_no=row["domain_no"], shipped_digest=digest, **values)
            known[domain.domain_no] = domain
            report.inserted += 1
            continue
        present = {name: getattr(domain, name) for name in _DOMAIN_FIELDS}
        if present == values:
            report.unchanged += 1
        elif _digest(present) == domain.shipped_digest:
            for name, value in values.items():
                setattr(domain, name, value)
            domain.shipped_digest = digest
            domain.save()
            report.updated += 1
        else:
            report.kept.append(f"领域 {domain.domain_no}：县里改过，未覆盖。")
    return known


def _merge(item: CatalogueItem, row: dict, report: LoadReport) -> bool:
    """Move the fields still as shipped to the new delivery; whether anything moved. Differences are listed."""
    moved = False
    labels = {f.name: f.verbose_name for f in CatalogueItem._meta.fields}
    for name in SHIPPED_FIELDS:
        new, present, before = row[name], getattr(item, name), item.shipped.get(name)
        if present == new:
            pass
        elif present == before:
            setattr(item, name, new)
            moved = True
        elif name == "wording" and item.checked_on:
            continue  # checked by the office: no difference to report
        else:
            report.kept.append(
                f"{item.item_code} {labels[name]}：县里为“{_plain(present)}”，参考数据为“{_plain(new)}”，未覆盖。"
            )
            continue  # `shipped` keeps what the county departed from
        if before != new:
            item.shipped[name] = new
            moved = True
    return moved


def _plain(value) -> str:
    if isinstance(value, list):
        value = "；".join(value)
    elif isinstance(value, bool):
        value = "是" if value else "否"
    return value if len(value) <= 60 else f"{value[:60]}…"


def _load_items(domains: dict[str, Domain], report: LoadReport) -> dict[str, CatalogueItem]:
    known = {item.item_code: item for item in CatalogueItem.objects.select_for_update()}
    fresh, moved = [], []
    for row in shipped_items():
        item = known.get(row["item_code"])
        values = {name: row[name] for name in SHIPPED_FIELDS}
        if item is None:
            fresh.append(
                CatalogueItem(item_code=row["item_code"], domain=domains[row["domain_no"]], shipped=values, **values)
            )
        elif _merge(item, values, report):
            moved.append(item)
        else:
            report.unchanged += 1
    CatalogueItem.objects.bulk_create(fresh)
    if moved:
        CatalogueItem.objects.bulk_update(moved, [*SHIPPED_FIELDS, "shipped"], batch_size=200)
    report.inserted += len(fresh)
    report.updated += len(moved)
    return {item.item_code: item for item in CatalogueItem.objects.all()}


def limit_rows(item: CatalogueItem) -> list[ItemTimeLimit]:
    """The clauses of the item's own wording as unsaved rows."""
    return [
        ItemTimeLimit(item=item, position=position, **{name: getattr(limit, name) for name in _LIMIT_FIELDS})
        for position, limit in enumerate(read_wording(item.deadline_text))
    ]


def _load_limits(items: dict[str, CatalogueItem], report: LoadReport) -> None:
    stored: dict[int, list[ItemTimeLimit]] = {}
    for limit in ItemTimeLimit.objects.all():
        stored.setdefault(limit.item_id, []).append(limit)
    fresh, stale = [], []
    for item in items.values():
        wanted, present = limit_rows(item), stored.get(item.pk, [])
        for limit in wanted:
            if not limit.understood:
                report.not_understood.append(f"{item.item_code} 时限“{limit.words}”未能识别，请人工核对。")
        if [_key(limit) for limit in wanted] != [_key(limit) for limit in present]:
            stale.extend(limit.pk for limit in present)
            fresh.extend(wanted)
    for start in range(0, len(stale), 500):
        ItemTimeLimit.objects.filter(pk__in=stale[start : start + 500]).delete()
    ItemTimeLimit.objects.bulk_create(fresh)


def _key(limit: ItemTimeLimit) -> tuple:
    return (limit.position, *(str(getattr(limit, name)) for name in _LIMIT_FIELDS))


def _load_organs(items: dict[str, CatalogueItem], report: LoadReport) -> None:
    """Add the mapped duty holders that have no row yet. Rows the county removed stay removed."""
    today = timezone.localdate()
    organs, by_name = list(Department.objects.standing(today)), organs_by_name(today)
    groups = {
        "@townships": [organ for organ in organs if organ.is_township],
        "@departments": [organ for organ in organs if organ.kind == "department"],
    }
    mapping: dict[str, list[tuple[list[Department], str, bool]]] = {}
    for row in read_reference("publishers.csv"):
        found = groups.get(row["organ"]) or [by_name[name] for name in (row["organ"],) if name in by_name]
        if row["note"]:
            report.unmapped.append(f"公开主体“{row['publisher']}”：{row['note']}。")
        elif not found:
            report.unmapped.append(f"公开主体“{row['publisher']}”：机构名录中没有“{row['organ']}”。")
        mapping.setdefault(row["publisher"], []).append((found, row["role"], row["confirmed"] == "1"))
    present = set(ItemOrgan.objects.values_list("item_id", "department_id"))
    fresh = []
    for item in items.values():
        if item.publisher not in mapping:
            report.unmapped.append(f"{item.item_code} 公开主体“{item.publisher}”没有对应的单位，请指定。")
        for found, role, confirmed in mapping.get(item.publisher, ()):
            if role == OrganRole.TOWNSHIP and not item.township:
                continue
            for organ in found:
                if (item.pk, organ.pk) not in present:
                    present.add((item.pk, organ.pk))
                    fresh.append(ItemOrgan(item=item, department=organ, role=role, confirmed=confirmed))
    ItemOrgan.objects.bulk_create(fresh, batch_size=1000)
    report.inserted += len(fresh)


REFERENCE_LOADERS = (ReferenceLoader("标准目录", load_catalogue, order=30),)
