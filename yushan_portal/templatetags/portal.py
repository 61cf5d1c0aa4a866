"""Boxes of the roof that look into several rooms, usable in every template."""

from django import template

from disclosure.catalogue.models import CatalogueItem
from yushan_portal.lib.outside import address_of

register = template.Library()


@register.filter
def leaving(url) -> str:
    """The address to write for a link: through the page between where it leads to a site that is no government's."""
    return address_of(str(url or ""))


@register.inclusion_tag("portal/related_items.html")
def related_items(item_codes):
    """Catalogue items that a thing is attached to."""
    items = CatalogueItem.objects.filter(item_code__in=item_codes or ()).select_related("domain").order_by("item_code")
    links = [
        {"title": item.level2 or item.level1, "url": f"/catalogue/items/{item.item_code}/", "note": item.domain.name}
        for item in items
    ]
    return {"title": "所属标准目录事项", "groups": [{"label": "", "links": links}] if links else []}
