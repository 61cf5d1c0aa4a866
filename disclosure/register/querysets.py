"""The words with which the register is asked. `RegisterEntry.objects.public(today).in_domain("05").newest()`."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from yushan_portal.lib.columns import Column
from yushan_portal.lib.plugins import offered

from . import sort_keys, validity

LISTED = (
    "id",
    "sort_key",
    "kind",
    "thing_id",
    "genre",
    "title",
    "address",
    "organ_code",
    "formed_on",
    "published_at",
    "published_on",
    "first_shown_on",
    "effective_on",
    "expires_on",
    "repealed_on",
    "document_number",
    "source",
    "summary",
)


class RegisterEntryQuerySet(models.QuerySet):
    """Every word filters by one idea and chains."""

    driver = None  # the tag whose index gives the order, as (scheme, code)

    def _clone(self) -> Self:
        clone = super()._clone()
        clone.driver = self.driver
        return clone

    def public(self, on: date) -> Self:
        """What an anonymous citizen may see on that day: the one definition of public in the house."""
        return self.shown().filter(Q(last_shown_on=None) | Q(last_shown_on__gte=on), first_shown_on__lte=on)

    def shown(self) -> Self:
        """Not withdrawn, whatever the day. For citizens add the day: `public(on)`."""
        return self.filter(withdrawn_at=None)

    def withdrawn(self) -> Self:
        """Tombstones: address, date and public reason only."""
        return self.filter(withdrawn_at__isnull=False)

    def indexable(self) -> Self:
        """What may stand in sitemap and feeds: no records of natural persons."""
        return self.filter(indexable=True)

    def counted(self) -> Self:
        """What stands in lists and is counted (a catalogue item's own row does not)."""
        return self.filter(counted=True)

    def of_kind(self, *kinds: str) -> Self:
        """Things of one of these kinds."""
        return self.filter(kind=kinds[0]) if len(kinds) == 1 else self.filter(kind__in=kinds)

    def of_genre(self, *genres: str) -> Self:
        """Things of one of these genres (a genre belongs to its kind)."""
        return self.filter(genre=genres[0]) if len(genres) == 1 else self.filter(genre__in=genres)

    def tagged(self, scheme: str, code: str) -> Self:
        """Rows that carry the tag. The first tag asked for drives the query: its index already stands in list order."""
        if self.driver is None:
            lead = FilteredRelation("tags", condition=Q(tags__scheme=scheme, tags__code=code))
            clone = self.annotate(lead=lead).filter(lead__isnull=False).annotate(list_key=F("lead__sort_key"))
            clone.driver = (scheme, code)
            return clone
        return self.filter(Exists(self._tag_model.objects.filter(entry=OuterRef("pk"), scheme=scheme, code=code)))

    def for_organ(self, code: str) -> Self:
        """Of this organ, alone or jointly."""
        return self.tagged("organ", code)

    def in_domain(self, domain_no: str) -> Self:
        """In one of the 26 domains."""
        return self.tagged("domain", domain_no)

    def under_item(self, item_code: str) -> Self:
        """Published under this catalogue item."""
        return self.tagged("item", item_code)

    def in_topic(self, code: str) -> Self:
        """Gathered in this 专题."""
        return self.tagged("topic", code)

    def for_audience(self, code: str) -> Self:
        """Meant for these people."""
        return self.tagged("audience", code)

    def in_place(self, code: str) -> Self:
        """About this township or village."""
        return self.tagged("place", code)

    def in_column(self, column: Column) -> Self:
        """Standing in this 栏目. A declared column has a tag of its own; any other is read from its declaration.

        A column that declares no filter holds pages of its own and no rows.
        """
        if column in offered("columns", "COLUMNS"):
            return self.tagged("column", column.code)
        if not (column.kinds or column.genres or column.topics):
            return self.none()
        rows = self.filter(kind__in=column.kinds) if column.kinds else self
        rows = rows.filter(genre__in=column.genres) if column.genres else rows
        if column.topics:
            topics = self._tag_model.objects.filter(entry=OuterRef("pk"), scheme="topic", code__in=column.topics)
            rows = rows.filter(Exists(topics))
        return rows

    def in_year(self, year: int) -> Self:
        """First shown in that calendar year."""
        return self.between_keys(*sort_keys.year_range(year))

    def between_days(self, first: date, last: date) -> Self:
        """First shown from `first` to `last`, both inclusive."""
        return self.between_keys(*sort_keys.day_range(first, last))

    def between_keys(self, low: int, high: int) -> Self:
        """Sort keys in [low, high)."""
        column = self._key
        return self.filter(**{f"{column}__gte": low, f"{column}__lt": high})

    def after_key(self, key: int) -> Self:
        """What follows a row in newest-first order: the next page begins here."""
        return self.filter(**{f"{self._key}__lt": key})

    def before_key(self, key: int) -> Self:
        """What precedes a row in newest-first order."""
        return self.filter(**{f"{self._key}__gt": key})

    def newest(self) -> Self:
        """Newest first by the one sort key."""
        return self.order_by(f"-{self._key}")

    def oldest(self) -> Self:
        """Oldest first by the one sort key."""
        return self.order_by(self._key)

    def with_validity(self, on: date, *codes: str) -> Self:
        """Rows whose 有效性 on that day is one of `codes`."""
        wanted = Q(pk__in=[])
        for code in codes:
            wanted |= validity.condition(validity.Validity(code), on)
        return self.filter(wanted)

    def valid_on(self, on: date) -> Self:
        """In force on that day."""
        return self.with_validity(on, validity.Validity.IN_FORCE)

    def listed(self) -> Self:
        """Only the columns a list shows."""
        return self.only(*LISTED)

    @property
    def _key(self) -> str:
        return "list_key" if self.driver else "sort_key"

    @property
    def _tag_model(self) -> type[models.Model]:
        return self.model._meta.get_field("tags").related_model
