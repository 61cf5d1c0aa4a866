"""Words about jobs."""

from django.db import models

from .kinds import FORGOTTEN_AFTER, STALE_AFTER, JobState


class JobQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=JobState.WAITING)

    def running(self):
        return self.filter(state=JobState.RUNNING)

    def open(self):
        """Waiting or running."""
        return self.filter(state__in=(JobState.WAITING, JobState.RUNNING))

    def dead(self, at):
        """Running on paper, but silent for too long: the worker was killed."""
        return self.running().filter(heartbeat_at__lt=at - STALE_AFTER)

    def forgotten(self, at):
        """Waiting for so long that the queue may have lost them."""
        return self.waiting().filter(queued_at__lt=at - FORGOTTEN_AFTER)

    def of_owner(self, owner_id):
        return self.filter(owner_id=str(owner_id))

    def of_organs(self, codes):
        return self.filter(organ_code__in=codes)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def newest(self):
        return self.order_by("-pk")
