"""Two doors to a publishable thing: `public(on)` for citizens, `visible_to(user, on)` for officers."""

from datetime import date

from django.db import models
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from disclosure.departments.permissions import departments_of
from disclosure.publishing.workflow import EDITABLE, OPEN, State
from disclosure.register.models import RegisterEntry


class PublishableQuerySet(models.QuerySet):
    """Words that every publishable kind shares."""

    def public(self, on: date):
        """What citizens may see that day: the thing has a shown row in the register."""
        rows = RegisterEntry.objects.public(on).filter(kind=self.model.kind, thing_id=Cast(OuterRef("pk"), CharField()))
        return self.filter(Exists(rows))

    def visible_to(self, user, on: date):
        """What an officer may see: things of the organs that the person serves."""
        return self.filter(organ__in=departments_of(user, on))

    def of_organ(self, department):
        """Things of one organ."""
        return self.filter(organ=department)

    def published(self):
        """Things whose state is published (for officers; citizens see `public`)."""
        return self.filter(state=State.PUBLISHED)

    def withdrawn(self):
        """Things taken back."""
        return self.filter(state=State.WITHDRAWN)

    def never_published(self):
        """Things that no citizen has seen."""
        return self.filter(state=State.DRAFT)

    def urgent_unconfirmed(self):
        """Released by the office ahead of the chain and not confirmed since."""
        return self.filter(urgent_at__isnull=False, urgent_confirmed_at__isnull=True)

    def newest(self):
        """Latest first."""
        return self.order_by("-pk")


class RevisionQuerySet(models.QuerySet):
    """Words about revisions."""

    def of(self, thing):
        """Revisions of one thing, newest first."""
        return self.filter(kind=thing.kind, thing_id=thing.pk).order_by("-number")

    def open(self):
        """Revisions that wait for somebody."""
        return self.filter(state__in=OPEN)

    def editable(self):
        """Revisions whose text may still change."""
        return self.filter(state__in=EDITABLE)

    def in_state(self, *states: str):
        """Revisions in one of these states."""
        return self.filter(state__in=states)

    def of_organs(self, departments):
        """Revisions of things of these organs."""
        return self.filter(organ__in=departments)

    def visible_to(self, user, on: date):
        """Revisions of the organs that the person serves."""
        return self.filter(organ__in=departments_of(user, on))

    def not_touched_by(self, user):
        """Revisions that the person neither wrote nor edited (two-person rule)."""
        return self.exclude(author=user).exclude(editors=user)


class AttachmentQuerySet(models.QuerySet):
    """Words about attachments."""

    def of(self, thing):
        """Attachments ever added to one thing."""
        return self.filter(kind=thing.kind, thing_id=thing.pk)

    def listed(self, ids):
        """The attachments with these ids, in that order."""
        found = {row.pk: row for row in self.filter(pk__in=list(ids or ()))}
        return [found[pk] for pk in ids or () if pk in found]


class LinkQuerySet(models.QuerySet):
    """Words about links, readable from both ends."""

    def from_(self, kind: str, thing_id):
        """Links that begin here."""
        return self.filter(from_kind=kind, from_id=str(thing_id))

    def to(self, kind: str, thing_id):
        """Links that end here."""
        return self.filter(to_kind=kind, to_id=str(thing_id))

    def related(self, relation: str):
        """Links of one relation."""
        return self.filter(relation=relation)
