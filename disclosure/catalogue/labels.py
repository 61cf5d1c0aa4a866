"""What the codes of domains and items are called."""

from disclosure.catalogue.models import CatalogueItem, Domain
from yushan_portal.lib.labels import LabelScheme


def _domains(codes):
    return dict(Domain.objects.filter(domain_no__in=list(codes)).values_list("domain_no", "name"))


def _items(codes):
    return dict(CatalogueItem.objects.filter(item_code__in=list(codes)).values_list("item_code", "level2"))


LABELS = (
    LabelScheme("domain", _domains, lambda code: f"/catalogue/{code}/"),
    LabelScheme("item", _items, lambda code: f"/catalogue/items/{code}/"),
    LabelScheme("kind", lambda codes: {"item": "目录事项"} if "item" in codes else {}),
)
