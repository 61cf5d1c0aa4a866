"""What the county does to its catalogue: values of its own, checked wordings, duty holders, declared events.

Every act writes the ledger and gives the item's page a new token; the register row follows in the same transaction.
"""

from datetime import date, datetime

from django.db import transaction

from disclosure.audit.actions import record
from disclosure.catalogue.effective import effective
from disclosure.catalogue.guards import reasons_against_declaring, reasons_against_office, reasons_against_value
from disclosure.catalogue.kinds import OrganRole, Wording
from disclosure.catalogue.models import CatalogueItem, CountyOverride, DeclaredEvent, ItemOrgan
from disclosure.catalogue.register_entry import refresh_rows
from disclosure.departments.guards import Refused
from disclosure.departments.models import Department
from yushan_portal.lib.periods import local_day


def _locked(item: CatalogueItem) -> CatalogueItem:
    return CatalogueItem.objects.select_for_update().get(pk=item.pk)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)


def override(
    item: CatalogueItem,
    field: str,
    value,
    *,
    by,
    at: datetime,
    source: str,
    reason: str,
    effective_from: date,
    effective_to: date | None = None,
) -> CountyOverride:
    """Set a county value for one column from a day on. An earlier one of that column ends the day before.

    Raises departments.guards.Refused with sentences.
    """
    reasons = reasons_against_office(by, local_day(at)) + reasons_against_value(field, value)
    if not source.strip() or not reason.strip():
        reasons.append("县定内容要写明来源文件和理由。")
    if effective_to is not None and effective_to < effective_from:
        reasons.append("结束日期早于开始日期。")
    _refuse(reasons)
    with transaction.atomic():
        item = _locked(item)
        before = getattr(effective(item, effective_from), field)
        row = CountyOverride.objects.create(
            item=item,
            field=field,
            value=value,
            source=source.strip(),
            reason=reason.strip(),
            effective_from=effective_from,
            effective_to=effective_to,
            by=by,
        )
        record("override", row, by=by, before=before, after=value, reason=reason, at=at)
        refresh_rows([item], at)
    return row


def end_override(row: CountyOverride, *, by, at: datetime, last_day: date, reason: str) -> CountyOverride:
    """The county value holds for the last time on `last_day`; from then on the national value shows again."""
    reasons = reasons_against_office(by, local_day(at))
    if last_day < row.effective_from:
        reasons.append("结束日期早于开始日期。")
    if not reason.strip():
        reasons.append("请写明结束的理由。")
    _refuse(reasons)
    with transaction.atomic():
        item = _locked(row.item)
        row = CountyOverride.objects.select_for_update().get(pk=row.pk)
        before, row.effective_to = row.effective_to, last_day
        row.save(update_fields=["effective_to"])
        record("end_override", row, by=by, before=str(before or ""), after=str(last_day), reason=reason, at=at)
        refresh_rows([item], at)
    return row


def confirm_wording(item: CatalogueItem, *, by, at: datetime) -> CatalogueItem:
    """The office compared the item's wording with the ministry's text: 待核对 becomes 已核对."""
    _refuse(reasons_against_office(by, local_day(at)))
    with transaction.atomic():
        item = _locked(item)
        before, item.wording = item.wording, Wording.SEEN
        item.checked_on, item.checked_by = local_day(at), by
        item.save(update_fields=["wording", "checked_on", "checked_by"])
        record("confirm_wording", item, by=by, before=before, after=item.wording, at=at)
        refresh_rows([item], at)
    return item


def assign(item: CatalogueItem, organ: Department, *, by, at: datetime, role: str = OrganRole.PUBLISHER) -> ItemOrgan:
    """Name an organ as duty holder, or confirm one that the mapping only presumed."""
    _refuse(reasons_against_office(by, local_day(at)))
    with transaction.atomic():
        item = _locked(item)
        row, made = ItemOrgan.objects.get_or_create(
            item=item, department=organ, defaults={"role": role, "by_county": True}
        )
        if not made:
            row.removed_on, row.confirmed, row.role = None, True, role
            row.save(update_fields=["removed_on", "confirmed", "role"])
        record("assign", item, by=by, after=organ.code, at=at)
        refresh_rows([item], at)
    return row


def relieve(item: CatalogueItem, organ: Department, *, by, at: datetime, reason: str) -> ItemOrgan:
    """The organ no longer answers for the item; the row stays with its date, and loading does not bring it back."""
    reasons = reasons_against_office(by, local_day(at))
    if not reason.strip():
        reasons.append("请写明理由。")
    _refuse(reasons)
    with transaction.atomic():
        item = _locked(item)
        row = ItemOrgan.objects.select_for_update().get(item=item, department=organ)
        row.removed_on = local_day(at)
        row.save(update_fields=["removed_on"])
        record("relieve", item, by=by, before=organ.code, reason=reason, at=at)
        refresh_rows([item], at)
    return row


def declare_event(
    item: CatalogueItem, organ: Department, *, happened_on: date, note: str, by, at: datetime
) -> DeclaredEvent:
    """Record that an event happened which starts the item's clock for this organ (such as 收到征地批准文件)."""
    on = local_day(at)
    reasons = reasons_against_declaring(by, item, organ, happened_on, on, effective(item, on).deadline_rule)
    if not note.strip():
        reasons.append("请写明是什么事件，例如文件名称或者项目名称。")
    _refuse(reasons)
    with transaction.atomic():
        event = DeclaredEvent.objects.create(
            item=_locked(item),
            organ=organ,
            happened_on=happened_on,
            note=note.strip()[:300],
            declared_by=by,
            declared_at=at,
        )
        record("declare_event", event, by=by, after={"happened_on": str(happened_on), "note": event.note}, at=at)
        refresh_rows([item], at)
    return event


def take_back_event(event: DeclaredEvent, *, by, at: datetime, reason: str) -> DeclaredEvent:
    """The event was declared by mistake: it counts no more and stays on record."""
    on = local_day(at)
    reasons = []
    if event.declared_by_id != by.pk and reasons_against_office(by, on):
        reasons.append("只有登记人本人或者县公开办可以撤回。")
    if not reason.strip():
        reasons.append("请写明撤回的原因。")
    _refuse(reasons)
    with transaction.atomic():
        item = _locked(event.item)
        event = DeclaredEvent.objects.select_for_update().get(pk=event.pk)
        event.taken_back_at, event.taken_back_reason = at, reason.strip()[:200]
        event.save(update_fields=["taken_back_at", "taken_back_reason"])
        record("take_back_event", event, by=by, reason=reason, at=at)
        refresh_rows([item], at)
    return event
