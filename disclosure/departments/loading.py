"""Reference data into the tables, again and again without harm: insert what is new, follow what is untouched, list the rest."""

import csv
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from disclosure.audit import actions as audit
from disclosure.departments.models import Department, Venue
from yushan_portal.lib.references import ReferenceLoader, ReferenceReport

REFERENCE = Path(__file__).parent / "reference"


@dataclass
class _Loaded:
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


def digest_of(values: dict) -> str:
    """SHA-256 over the shipped fields that hold something; a field shipped empty does not change the digest."""
    kept = {name: value for name, value in values.items() if value not in ("", None, [], False)}
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def load_departments(folder: Path = REFERENCE) -> ReferenceReport:
    """Load organs, then venues. A row that somebody edited is never overwritten: it is listed, field by field.

    `folder` holds organs.csv and venues.csv. Raises ValueError, and loads nothing, where a row names an organ that is
    neither shipped nor in the tables.
    """
    loaded = _Loaded()
    with transaction.atomic():
        for row in _rows(folder / "organs.csv"):
            _bring(Department, row["code"], _organ_values(row), loaded)
        for row in _rows(folder / "venues.csv"):
            _bring(Venue, row["code"], _venue_values(row), loaded)
        if loaded.added or loaded.updated:
            audit.record(
                "load_reference",
                ("departments.reference", "departments", "机构与公开场所"),
                by=audit.SYSTEM,
                after={"added": loaded.added, "updated": loaded.updated},
            )
    return ReferenceReport(len(loaded.added), len(loaded.updated), len(loaded.unchanged), tuple(loaded.differing))


def _rows(path: Path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _several(text: str) -> list[str]:
    return [word for word in (part.strip() for part in text.split("；")) if word]


def _organ(code: str) -> Department:
    found = Department.objects.filter(code=code).first()
    if found is None:
        raise ValueError(f"参考数据提到未知机构：{code}")
    return found


def _organ_values(row: dict) -> dict:
    parent = _organ(row["parent"]) if row["parent"] else None
    return {
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": row["kind"],
        "parent_id": parent.pk if parent else None,
        "path": parent.path_below if parent else "",
        "region_code": row["region_code"],
        "document_prefix": row["document_prefix"],
        "aliases": _several(row["aliases"]),
        "vertical": row["vertical"] == "1",
        "accepts_applications": row["accepts_applications"] == "1",
        "has_page": row["has_page"] == "1",
        "order": int(row["order"]),
        "address": row["address"],
        "to_check": row["to_check"] == "1",
        "reference_note": row["note"],
    }


def _venue_values(row: dict) -> dict:
    return {
        "kind": row["kind"],
        "name": row["name"],
        "department_id": _organ(row["department"]).pk,
        "address": row["address"],
        "services": _several(row["services"]),
        "order": int(row["order"]),
        "reference_note": row["note"],
    }


def _bring(model, code: str, values: dict, loaded: _Loaded) -> None:
    shipped = digest_of(values)
    row = model.objects.select_for_update().filter(code=code).first()
    if row is None:
        model.objects.create(code=code, shipped_digest=shipped, **values)
        loaded.added.append(code)
        return
    values = {
        name: value for name, value in values.items() if value not in ("", None, [])
    }  # empty: the county fills it
    present = {name: getattr(row, name) for name in values}
    if digest_of(present) == shipped:
        if row.shipped_digest != shipped:
            model.objects.filter(pk=row.pk).update(shipped_digest=shipped)
        loaded.unchanged.append(code)
    elif row.shipped_digest == digest_of(present):
        model.objects.filter(pk=row.pk).update(shipped_digest=shipped, **values)
        loaded.updated.append(code)
    else:
        loaded.differing.extend(_differences(model, code, present, values))


def _differences(model, code: str, present: dict, values: dict):
    for name, shipped in values.items():
        if present[name] != shipped:
            title = model._meta.get_field(name.removesuffix("_id")).verbose_name
            yield f"{model._meta.verbose_name} {code}：{title}现为“{present[name]}”，参考数据为“{shipped}”。"


REFERENCE_LOADERS = (ReferenceLoader("机构与公开场所", load_departments, order=20),)
