"""What the portal can check on the standard catalogue itself."""

from datetime import date

from disclosure.catalogue.models import CatalogueItem, ItemOrgan
from yushan_portal.lib.indicators import Block, Case, Indicator


def _items(on: date):
    return CatalogueItem.objects.active(on).in_order()


def _unowned(on: date):
    return _items(on).exclude(pk__in=ItemOrgan.objects.standing(on).values("item"))


def _case(item: CatalogueItem) -> Case:
    return Case(
        item.item_code, f"{item.item_code} {item.level2}", "", item.get_absolute_url(),
        f"公开主体“{item.publisher}”没有对应到本县的单位",
    )  # fmt: skip


INDICATORS = (
    Indicator(
        "item-without-organ", "目录事项没有责任单位", "基层政务公开标准目录（国办发〔2019〕54号）", _items, _unowned,
        Block.COUNTY, "标准目录事项没有确定本县的责任单位，无人负责公开。", case=_case, order=61,
    ),
)  # fmt: skip
