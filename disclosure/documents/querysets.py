"""Words about documents; the public reads lists from the register."""

from datetime import date

from django.db.models import Q

from disclosure.publishing.querysets import PublishableQuerySet


class DocumentQuerySet(PublishableQuerySet):
    """Words about documents."""

    def of_genre(self, *genres: str):
        """Documents of these genres."""
        return self.filter(genre__in=genres)

    def numbered(self, document_number: str):
        """Documents with this 文号, as normalised."""
        return self.filter(document_number=document_number)

    def in_force(self, on: date):
        """有效 on that day, by dates alone."""
        return (
            self.filter(Q(effective_on__isnull=True) | Q(effective_on__lte=on))
            .filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on))
            .filter(Q(repealed_on__isnull=True) | Q(repealed_on__gt=on))
        )

    def under_item(self, item_code: str):
        """Documents that a clerk attached to a catalogue item."""
        return self.filter(item_codes__contains=item_code)
