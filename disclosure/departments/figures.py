"""What organs count for a work plan."""

from datetime import date

from disclosure.departments.models import Venue, VenueKind
from yushan_portal.lib.figures import Figure


def zones(first: date, last: date, organ_code: str) -> int:
    """政务公开专区 that stand today; venues carry no dates."""
    rows = Venue.objects.filter(kind=VenueKind.ZONE)
    return rows.filter(department__code=organ_code).count() if organ_code else rows.count()


FIGURES = (Figure("venues-zones", "政务公开专区", zones, "处", "/departments/venues/", ("venue",)),)
