"""The words of the room. Citizens: `public(on)` and, for pages that stay readable when stale, `shown()`."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from disclosure.departments.permissions import departments_of
from disclosure.publishing.models import Revision
from disclosure.publishing.querysets import PublishableQuerySet
from disclosure.publishing.workflow import RevisionState, State
from disclosure.register.models import RegisterEntry
from interpretations.kinds import OPEN, Frequency, InquiryState, TicketState


class InterpretationQuerySet(PublishableQuerySet):
    def interpreting(self, document):
        """Interpretations of one document."""
        return self.filter(document=document)


class PieceQuerySet(PublishableQuerySet):
    def of_interpretation(self, interpretation):
        """Its forms, in the order of the clerk."""
        return self.filter(interpretation=interpretation).order_by("order", "pk")


class AnswerQuerySet(PublishableQuerySet):
    """Whether an answer is stale is computed from the paper as it stands, never stored."""

    def shown(self):
        """Readable by address: the register row is not withdrawn, whatever the day and whether or not it is stale."""
        rows = RegisterEntry.objects.shown().filter(
            kind=self.model.kind, thing_id=Cast(OuterRef("pk"), CharField()), withdrawn_at=None
        )
        return self.filter(Exists(rows))

    def quoting(self, document):
        """Answers that quote this paper."""
        return self.filter(document=document)

    def current(self, on: date):
        """Published, and the quoted revision is the published one of a paper in force that day, within valid_until."""
        return self.published().filter(self._quote_stands(on))

    def stale(self, on: date):
        """Published, but what they quote has been amended, has lapsed or was withdrawn: to be reviewed."""
        return self.published().exclude(self._quote_stands(on))

    def live(self, on: date):
        """What citizens find in lists and search."""
        rows = RegisterEntry.objects.public(on).indexable().counted()
        rows = rows.filter(kind=self.model.kind, thing_id=Cast(OuterRef("pk"), CharField()))
        return self.filter(Exists(rows))

    @staticmethod
    def _quote_stands(on: date) -> Q:
        same = Revision.objects.filter(
            kind="document",
            thing_id=OuterRef("document_id"),
            state=RevisionState.PUBLISHED,
            digest=OuterRef("quoted_digest"),
        )
        free = Q(document__isnull=True)
        in_force = (
            Q(document__state=State.PUBLISHED)
            & (Q(document__expires_on__isnull=True) | Q(document__expires_on__gte=on))
            & (Q(document__repealed_on__isnull=True) | Q(document__repealed_on__gt=on))
        )
        within = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return within & (free | (in_force & Exists(same)))


class InquiryQuerySet(models.QuerySet):
    def of_box(self, *codes: str):
        """Of these boxes."""
        return self.filter(box__in=codes)

    def open(self):
        """Not yet answered or closed."""
        return self.filter(state__in=OPEN)

    def answered(self):
        return self.filter(state=InquiryState.ANSWERED)

    def received_before(self, moment: datetime):
        """Received before that moment."""
        return self.filter(received_at__lt=moment)

    def visible_to(self, user, on: date):
        """What an officer may see: what lies with the organs that the person serves."""
        return self.filter(organ__in=departments_of(user, on))

    def oldest(self):
        """The longest waiting first."""
        return self.order_by("received_at", "pk")


class TicketQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=TicketState.OPEN)

    def visible_to(self, user, on: date):
        """Tickets of the organs that the person serves."""
        return self.filter(organ__in=departments_of(user, on))


class NewsQuerySet(models.QuerySet):
    def unmatched(self):
        """Not yet carried to every subscriber, the oldest first."""
        return self.filter(matched_at__isnull=True).order_by("pk")

    def between(self, after: datetime, until: datetime):
        """Became public after `after` up to `until`."""
        return self.filter(at__gt=after, at__lte=until)


class SubscriptionQuerySet(models.QuerySet):
    def active(self):
        """Confirmed by the owner of the address and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at__isnull=True)

    def immediate(self):
        return self.filter(frequency=Frequency.IMMEDIATE)

    def digests(self):
        return self.exclude(frequency=Frequency.IMMEDIATE)

    def wanting(self, tags):
        """Those who asked for one of these (scheme, code) pairs, or for everything."""
        wanted = Q(scheme="all")
        by_scheme: dict[str, list[str]] = {}
        for scheme, code in tags:
            by_scheme.setdefault(scheme, []).append(code)
        for scheme, codes in by_scheme.items():
            wanted |= Q(scheme=scheme, code__in=codes)
        return self.filter(wanted)

    def searches(self):
        """Saved searches: their words are asked of each publication."""
        return self.filter(scheme="search")

    def unconfirmed_since(self, moment: datetime, days: int):
        """Asked for more than `days` ago and never confirmed."""
        return self.filter(confirmed_at__isnull=True, created_at__lt=moment - timedelta(days=days))
