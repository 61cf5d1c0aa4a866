"""The vocabulary for domains, items and what is known of them."""

from datetime import date

from django.db import models
from django.db.models import Q


class ItemQuerySet(models.QuerySet):
    """Words about catalogue items."""

    def active(self, on: date):
        """Items of the catalogue in force on that day."""
        return self.filter(Q(withdrawn_from__isnull=True) | Q(withdrawn_from__gt=on))

    def in_domain(self, domain_no: str):
        """Items of one of the 26 domains."""
        return self.filter(domain__domain_no=domain_no)

    def owed_by(self, department):
        """Items for which the organ answers."""
        return self.filter(organs__department=department, organs__removed_on__isnull=True)

    def to_check(self):
        """Items whose wording the office has still to compare with the ministry's text."""
        return self.filter(wording="to_check")

    def in_order(self):
        """The order of the official table."""
        return self.order_by("item_code")


class OrganQuerySet(models.QuerySet):
    """Words about who owes what."""

    def standing(self, on: date):
        """Duties that hold on that day, of organs that exist then."""
        return self.filter(removed_on__isnull=True).filter(
            Q(department__valid_to__isnull=True) | Q(department__valid_to__gte=on)
        )


class OverrideQuerySet(models.QuerySet):
    """Words about county values."""

    def in_force(self, on: date):
        """Overrides that hold on that day, later ones last."""
        return (
            self.filter(effective_from__lte=on)
            .filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
            .order_by("effective_from", "pk")
        )


class DeclaredEventQuerySet(models.QuerySet):
    """Words about events that start a clock."""

    def standing(self):
        """Events that were not taken back; some may lie ahead (a meeting before which something is due)."""
        return self.filter(taken_back_at__isnull=True)
