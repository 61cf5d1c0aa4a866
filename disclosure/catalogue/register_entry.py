"""How a catalogue item writes its row in the register: found by search and sitemap, counted in no list."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from disclosure.catalogue.effective import EffectiveItem, effective_all
from disclosure.catalogue.kinds import OrganRole
from disclosure.catalogue.law import CATALOGUE_VERSION_ON
from disclosure.catalogue.models import CatalogueItem, ItemOrgan
from disclosure.register import actions as register
from disclosure.register.models import RegisterEntry
from yushan_portal.lib.entries import EntryFacts
from yushan_portal.lib.periods import local_day, start_of

KIND = "item"
OFFICE = "gov-office"
"""The organ named where the publisher maps to none: 政府信息公开工作主管部门 (条例 第三条)."""


def item_entry(item: CatalogueItem, values: EffectiveItem, organ_code: str, at: datetime) -> EntryFacts:
    """The facts of one item as it holds on the day of `at`. What the office has still to check is not among them."""
    text = " ".join(
        [
            item.item_code,
            item.domain.name,
            *item.domain.aliases,
            values.level1,
            values.level2,
            *values.elements,
            *values.legal_basis,
            values.publisher,
            values.specific_audience,
        ]
    )
    title = values.level2 if values.level1 == values.level2 else f"{values.level2}（{values.level1}）"
    summary = f"{item.domain.name}领域应公开：{'、'.join(values.elements)}"[:200]
    facts = [title, text, organ_code, item.domain.domain_no, summary]
    digest = hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
    return EntryFacts(
        kind=KIND,
        thing_id=item.item_code,
        title=title,
        address=item.get_absolute_url(),
        organ_code=organ_code,
        published_at=at,
        summary=summary,
        text=text,
        domain_nos=(item.domain.domain_no,),
        counted=False,
        digest=digest,
    )


def lead_organs(items: Iterable[CatalogueItem]) -> dict[int, str]:
    """The first county organ that answers for each item, by item id."""
    rows = ItemOrgan.objects.filter(removed_on__isnull=True, role=OrganRole.PUBLISHER, item__in=items)
    found: dict[int, str] = {}
    for item_id, code in rows.order_by("-confirmed", "pk").values_list("item_id", "department__code"):
        found.setdefault(item_id, code)
    return found


def sync_rows(at: datetime) -> int:
    """Bring the register rows of all items up to date; returns how many changed. Withdrawn items leave the register."""
    on = local_day(at)
    items = list(CatalogueItem.objects.active(on).select_related("domain").in_order())
    standing = {row.thing_id: row for row in RegisterEntry.objects.of_kind(KIND)}
    values, organs = effective_all(items, on), lead_organs(CatalogueItem.objects.all())
    changed = []
    first = min(at, start_of(CATALOGUE_VERSION_ON))
    for item in items:
        row = standing.get(item.item_code)
        since = row.published_at if row is not None and row.withdrawn_at is None else first
        facts = item_entry(item, values[item.item_code], organs.get(item.pk, OFFICE), since)
        if row is None or row.withdrawn_at is not None or row.digest != facts.digest:
            changed.append(facts)
    if changed:
        register.show_many(changed)
    active = {item.item_code for item in items}
    gone = [row for row in standing.values() if row.withdrawn_at is None and row.thing_id not in active]
    reasons = dict(CatalogueItem.objects.values_list("item_code", "withdrawn_reason"))
    for row in gone:
        register.withdraw(KIND, row.thing_id, at=at, reason=reasons.get(row.thing_id) or "该事项已停用")
    return len(changed) + len(gone)


def refresh_rows(items: list[CatalogueItem], at: datetime) -> None:
    """The same for a few items after an act; their pages get new tokens even where the row's facts stay the same."""
    on = local_day(at)
    ids = [item.pk for item in items]
    items = list(CatalogueItem.objects.active(on).select_related("domain").filter(pk__in=ids))
    values, organs = effective_all(items, on), lead_organs(items)
    standing = {row.thing_id: row for row in RegisterEntry.objects.of_kind(KIND).filter(thing_id__in=values)}
    for item in items:
        row = standing.get(item.item_code)
        since = row.published_at if row is not None and row.withdrawn_at is None else at
        register.show(item_entry(item, values[item.item_code], organs.get(item.pk, OFFICE), since))


def _current(item: CatalogueItem) -> EntryFacts:
    row = RegisterEntry.objects.of_kind(KIND).get(thing_id=item.item_code)
    values = effective_all([item], local_day(row.changed_at))[item.item_code]
    return item_entry(item, values, lead_organs([item]).get(item.pk, OFFICE), row.published_at)


REGISTER_ENTRIES = ((KIND, _current),)
