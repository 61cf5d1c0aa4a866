"""Words about consultations and opinions."""

from datetime import date

from django.db import models
from django.db.models import Q

from decisions.kinds import Consent, OpinionState
from disclosure.publishing.querysets import PublishableQuerySet


class ConsultationQuerySet(PublishableQuerySet):
    """Words about consultations; days are those of Asia/Shanghai."""

    def taking_opinions(self, on: date):
        """Open on that day, by its window."""
        return self.filter(opens_on__lte=on, closes_on__gte=on)

    def closed_unanswered(self, on: date):
        """Closed, and nothing published on what became of the opinions."""
        return self.filter(closes_on__lt=on, report_published_at__isnull=True)

    def answered(self):
        """With their report published."""
        return self.filter(report_published_at__isnull=False)

    def soonest(self):
        """The one that closes first comes first."""
        return self.order_by("closes_on", "pk")


class OpinionQuerySet(models.QuerySet):
    """Words about opinions."""

    def counted(self):
        """Rows of the ledger: in time and not taken back."""
        return self.filter(late=False).exclude(state=OpinionState.WITHDRAWN)

    def late(self):
        """逾期: kept and marked, outside the counts."""
        return self.filter(late=True)

    def answered(self):
        """With an answer, written at least."""
        return self.filter(answer__isnull=False)

    def unanswered(self):
        """Rows still open."""
        return self.filter(answer__isnull=True)

    def ungrouped(self):
        """In no group of like opinions."""
        return self.filter(group__isnull=True)

    def to_moderate(self):
        """Waiting to be checked before showing."""
        return self.filter(state=OpinionState.WAITING)

    def shown(self):
        """What citizens may read: checked, and its author agrees."""
        return self.filter(state=OpinionState.SHOWN).exclude(consent=Consent.NONE)

    def saying(self, words: str):
        """Whose text, number or name has these words."""
        return self.filter(
            Q(text__icontains=words) | Q(number__istartswith=words) | Q(name=words) | Q(organisation__icontains=words)
        )

    def newest(self):
        """Latest first."""
        return self.order_by("-pk")

    def oldest(self):
        """First come first."""
        return self.order_by("pk")
