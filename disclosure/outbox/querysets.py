"""Words about messages."""

from django.db import models

from .kinds import CLAIM_ENDS_AFTER, LATE_AFTER, MessageState


class MessageQuerySet(models.QuerySet):
    def due(self, at):
        """To be sent now, the longest waiting first: queued ones, and uncertain ones that may still be repeated."""
        return self.filter(next_try_at__lte=at).order_by("next_try_at", "pk")

    def abandoned(self, at):
        """Being sent, but by a worker that must have died."""
        return self.filter(state=MessageState.SENDING, claimed_at__lt=at - CLAIM_ENDS_AFTER)

    def unsent(self):
        return self.exclude(state__in=(MessageState.SENT, MessageState.FAILED))

    def late(self, at):
        """The alarm: unsent for an hour, or given up without anybody having looked."""
        waiting = models.Q(created_at__lte=at - LATE_AFTER) & ~models.Q(
            state__in=(MessageState.SENT, MessageState.FAILED)
        )
        return self.filter(waiting | models.Q(state=MessageState.FAILED, seen_at__isnull=True))

    def doubtful(self):
        """Perhaps delivered twice, or perhaps not at all: shown to the office."""
        return self.filter(uncertain_at__isnull=False)

    def for_purpose(self, purpose):
        return self.filter(purpose=purpose)

    def forgettable(self, at):
        """Still holding an address or a text that nobody needs any more."""
        return self.filter(delete_after__lte=at, forgotten_at__isnull=True)
