"""What the codes of organs and of statutory nodes are called."""

from disclosure.departments.models import Department
from disclosure.departments.statutory import NODES
from yushan_portal.lib.labels import LabelScheme

_TOPICS = {node.topic: node.title for node in NODES}


def _organs(codes):
    return dict(Department.objects.filter(code__in=list(codes)).values_list("code", "short_name"))


def _places(codes):
    return dict(Department.objects.filter(region_code__in=list(codes)).values_list("region_code", "short_name"))


LABELS = (
    LabelScheme("organ", _organs, lambda code: f"/departments/{code}/"),
    LabelScheme("topic", lambda codes: {code: _TOPICS[code] for code in codes if code in _TOPICS}),
    LabelScheme("place", _places),
)
