"""The vocabulary for organs, people and memberships."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q


class DepartmentQuerySet(models.QuerySet):
    """Words about organs."""

    def standing(self, on: date):
        """Organs that exist on that day."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def dissolved(self, on: date):
        """Organs that ended before that day."""
        return self.filter(valid_to__lt=on)

    def of_kind(self, *kinds: str):
        """Organs of these kinds."""
        return self.filter(kind__in=kinds)

    def townships(self):
        """乡镇 and 街道."""
        return self.of_kind("township", "subdistrict")

    def disclosing(self):
        """Organs with a public page of their own."""
        return self.filter(has_page=True)

    def below(self, department):
        """The organ and everything under it, by the path kept in its row."""
        return self.filter(Q(pk=department.pk) | Q(path__startswith=department.path_below))


class MembershipQuerySet(models.QuerySet):
    """Words about who holds what."""

    def in_force(self, on: date):
        """Memberships that count on that day: begun, not ended, person and organ not closed."""
        return (
            self.filter(valid_from__lte=on)
            .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
            .filter(user__is_active=True)
            .filter(Q(department__valid_to__isnull=True) | Q(department__valid_to__gte=on))
        )

    def overlapping(self, first: date, last: date | None):
        """Memberships that count on at least one day from `first` to `last` (None: without end)."""
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
        return rows if last is None else rows.filter(valid_from__lte=last)

    def of(self, user):
        """Memberships of one person."""
        return self.filter(user=user)

    def with_role(self, *roles: str):
        """Memberships in one of these roles."""
        return self.filter(role__in=roles)


class LeaderQuerySet(models.QuerySet):
    """Words about leaders."""

    def in_office(self, on: date):
        """Leaders who hold their post on that day."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )


class UserSessionQuerySet(models.QuerySet):
    """Words about sign-ins."""

    def of(self, user):
        """Sign-ins of one person."""
        return self.filter(user=user)

    def open(self):
        """Sign-ins that nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def seen_since(self, moment: datetime):
        """Sign-ins with activity at or after that moment."""
        return self.filter(last_seen_at__gte=moment)
