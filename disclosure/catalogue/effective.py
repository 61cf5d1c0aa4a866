"""What holds for an item on a day: the national row with the county's values laid over it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from disclosure.catalogue.kinds import OVERRIDABLE, Audience, Level, Method
from disclosure.catalogue.models import CatalogueItem, CountyOverride
from disclosure.catalogue.rules import Judgement, judged_by
from disclosure.catalogue.wordings import Limit, read_wording


@dataclass(frozen=True)
class EffectiveItem:
    """The values of an item on one day; `overridden` names the columns the county set."""

    item_code: str
    level1: str
    level2: str
    elements: list[str]
    legal_basis: list[str]
    deadline_text: str
    deadline_rule: str
    publisher: str
    channels: list[str]
    audience: str
    specific_audience: str
    method: str
    county: bool
    township: bool
    village: bool
    overridden: dict[str, CountyOverride] = field(default_factory=dict)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The clauses of its time limit."""
        return read_wording(self.deadline_text)

    @property
    def judgement(self) -> Judgement:
        """The one limit by which the portal judges it."""
        return judged_by(self.deadline_text, self.deadline_rule)

    @property
    def levels(self) -> list[str]:
        return [level.label for level in Level if getattr(self, level.value)]

    @property
    def audience_label(self) -> str:
        return Audience(self.audience).label

    @property
    def method_label(self) -> str:
        return Method(self.method).label

    @property
    def guidance_only(self) -> bool:
        """Purely on request: the public page shows how to apply and no content (条例 第二十七条)."""
        return self.method == Method.ON_REQUEST


FIELDS = tuple(name for name, _ in OVERRIDABLE)


def effective(item: CatalogueItem, on: date, overrides: Iterable[CountyOverride] | None = None) -> EffectiveItem:
    """The item's values on that day. `overrides` may be handed in by callers that fetched them for many items."""
    if overrides is None:
        overrides = item.overrides.in_force(on)
    values = {name: getattr(item, name) for name in FIELDS}
    overridden = {}
    for row in overrides:
        values[row.field] = row.value
        overridden[row.field] = row
    return EffectiveItem(item_code=item.item_code, overridden=overridden, **values)


def effective_all(items: Iterable[CatalogueItem], on: date) -> dict[str, EffectiveItem]:
    """`effective` for many items in one query, by item code."""
    items = list(items)
    rows: dict[int, list[CountyOverride]] = {}
    for row in CountyOverride.objects.in_force(on):
        rows.setdefault(row.item_id, []).append(row)
    return {item.item_code: effective(item, on, rows.get(item.pk, ())) for item in items}
