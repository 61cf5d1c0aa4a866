"""What stands against a change of the catalogue, as sentences."""

from datetime import date

from disclosure.catalogue.kinds import BOOLEAN_FIELDS, LIST_FIELDS, OVERRIDABLE, Audience, Method
from disclosure.catalogue.law import CHANNELS
from disclosure.catalogue.models import CatalogueItem
from disclosure.catalogue.rules import known_rule
from disclosure.departments import permissions
from disclosure.departments.models import Department
from disclosure.departments.roles import Role

_NAMES = dict(OVERRIDABLE)
_DECLARERS = (Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.OFFICE)


def reasons_against_office(by, on: date) -> list[str]:
    """Against anything that only the county office does to the catalogue."""
    return [] if permissions.holds_anywhere(by, Role.OFFICE, on) else ["标准目录由县公开办维护，您没有这项权限。"]


def reasons_against_value(field: str, value) -> list[str]:
    """Against a county value as such: its shape and, for coded columns, its being one of the codes."""
    if field not in _NAMES:
        return [f"“{field}”不是可以由县里规定的栏目。"]
    name = _NAMES[field]
    if field in BOOLEAN_FIELDS:
        return [] if isinstance(value, bool) else [f"{name}只能填“是”或“否”。"]
    if field in LIST_FIELDS:
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(part, str) and part.strip() for part in value)
        ):
            return [f"{name}至少要有一条，且不能有空行。"]
        unknown = [part for part in value if part not in CHANNELS] if field == "channels" else []
        return [f"没有“{part}”这种公开渠道。" for part in unknown]
    if not isinstance(value, str) or (not value.strip() and field != "specific_audience"):
        return [f"{name}不能为空。"]
    if field == "audience" and value not in Audience.values or field == "method" and value not in Method.values:
        return [f"{name}没有“{value}”这个选项。"]
    if field == "deadline_rule" and not known_rule(value):
        return [
            "时限规则写作 workdays:20、days:20、month:1、quarterly、yearly、realtime、on_event:事件 或 other:说明。"
        ]
    if len(value) > CatalogueItem._meta.get_field(field).max_length:
        return [f"{name}太长。"]
    return []


def reasons_against_declaring(
    by, item: CatalogueItem, organ: Department, happened_on: date, on: date, rule: str
) -> list[str]:
    """Against declaring that an event has happened which starts the item's clock."""
    reasons = []
    if not any(permissions.holds(by, role, organ, on) for role in _DECLARERS):
        reasons.append(f"您不在{organ.short_name}任职，不能为它登记事件。")
    if not rule.startswith("on_event:"):
        reasons.append("该事项的公开时限不是从某一事件起算的，不需要登记事件。")
    if not item.organs.standing(on).filter(department=organ).exists():
        reasons.append(f"{organ.short_name}不是该事项的公开主体。")
    if happened_on > on and "前" not in rule:
        reasons.append("事件还没有发生。")
    return reasons
