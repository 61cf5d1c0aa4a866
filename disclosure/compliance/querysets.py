"""The vocabulary of compliance."""

from datetime import date

from django.db import models
from django.db.models import Q

from disclosure.compliance.kinds import OPEN_ORDERS, DutyStatus


class CheckRunQuerySet(models.QuerySet):
    """Words about days that were checked."""

    def finished(self):
        """Days whose check came to its end."""
        return self.filter(finished_at__isnull=False)

    def up_to(self, on: date):
        """Days not later than that one."""
        return self.filter(on__lte=on)

    def newest(self):
        """Latest day first."""
        return self.order_by("-on")


class FindingQuerySet(models.QuerySet):
    """Words about what was found."""

    def standing(self, on: date):
        """Found on or before that day and not yet gone."""
        return self.filter(found_on__lte=on).filter(Q(gone_on__isnull=True) | Q(gone_on__gt=on))

    def failing(self):
        """Limits that have passed."""
        return self.filter(warning=False)

    def warnings(self):
        """Limits that will pass soon."""
        return self.filter(warning=True)

    def of_indicator(self, code: str):
        """Of one indicator."""
        return self.filter(indicator=code)

    def of_organ(self, code: str):
        """For which one organ answers."""
        return self.filter(organ_code=code)

    def of_organs(self, codes):
        """For which one of these organs answers; None is no restriction."""
        return self if codes is None else self.filter(organ_code__in=codes)

    def without_order(self):
        """On which no open or closed 整改单 stands."""
        return self.exclude(orders__state__in=("issued", "answered", "closed"))

    def worst_first(self):
        """Failing before warnings, oldest first."""
        return self.order_by("warning", "due_on", "found_on", "pk")


class DutyQuerySet(models.QuerySet):
    """Words about items × organs as the last check found them."""

    def overdue(self):
        """With a ground for saying so."""
        return self.filter(status=DutyStatus.OVERDUE)

    def empty(self):
        """暂无内容."""
        return self.filter(status=DutyStatus.EMPTY)

    def filled(self):
        """With at least one entry, late or not."""
        return self.filter(count__gt=0).exclude(status=DutyStatus.ON_REQUEST)

    def judged(self):
        """All but those that are answered on request only."""
        return self.exclude(status=DutyStatus.ON_REQUEST)

    def due_between(self, first: date, last: date):
        """Whose next last day lies there, both inclusive."""
        return self.filter(due_on__gte=first, due_on__lte=last)

    def in_domain(self, domain_no: str):
        """Of one of the 26 domains."""
        return self.filter(domain_no=domain_no)

    def of_organ(self, code: str):
        """Owed by one organ."""
        return self.filter(organ_code=code)

    def of_organs(self, codes):
        """Owed by one of these organs; None is no restriction."""
        return self if codes is None else self.filter(organ_code__in=codes)

    def townships(self):
        """Owed by 乡镇 and 街道."""
        return self.filter(township=True)


class ExemptionQuerySet(models.QuerySet):
    """Words about exceptions."""

    def in_force(self, on: date):
        """Approved, begun, not ended."""
        return self.filter(valid_from__lte=on, valid_to__gte=on).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


class OrderQuerySet(models.QuerySet):
    """Words about 整改单."""

    def open(self):
        """Waiting for the organ or for the re-check."""
        return self.filter(state__in=OPEN_ORDERS)

    def waiting_for_organ(self):
        """Not answered yet."""
        return self.filter(state="issued")

    def late(self, on: date):
        """Not answered though the last day has passed."""
        return self.waiting_for_organ().filter(due_on__lt=on)

    def of_organs(self, codes):
        """To one of these organs; None is no restriction."""
        return self if codes is None else self.filter(organ__code__in=codes)

    def newest(self):
        """Newest first."""
        return self.order_by("-issued_at", "-pk")


class LinkTargetQuerySet(models.QuerySet):
    """Words about addresses that public pages point to."""

    def outside(self):
        """On other sites."""
        return self.filter(internal=False)

    def inside(self):
        """On this site."""
        return self.filter(internal=True)


class MediaQuerySet(models.QuerySet):
    """Words about 政务新媒体 accounts."""

    def running(self, on: date):
        """Opened and not closed on that day."""
        return self.filter(Q(opened_on__isnull=True) | Q(opened_on__lte=on)).filter(
            Q(closed_on__isnull=True) | Q(closed_on__gt=on)
        )
