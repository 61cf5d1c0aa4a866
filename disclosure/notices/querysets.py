"""Words about records. Citizens see `public(on)`; officers `visible_to(user, on)`."""

import hashlib
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from disclosure.departments.permissions import departments_of
from disclosure.publishing.querysets import PublishableQuerySet
from disclosure.register.models import RegisterEntry

RECORD = "notice"


class RecordQuerySet(models.QuerySet):
    """Every word filters by one idea and chains."""

    def public(self, on: date):
        """What citizens may see that day: the version in force of a record with a shown register row."""
        rows = RegisterEntry.objects.public(on).filter(kind=RECORD, thing_id=OuterRef("identity"))
        return self.filter(Exists(rows), state="published").filter(
            Q(display_until__isnull=True) | Q(display_until__gte=on)
        )

    def visible_to(self, user, on: date):
        """Records of the organs that the person serves; rows of an import that is not finished are nobody's yet."""
        return self.filter(organ__in=departments_of(user, on), run__finished_at__isnull=False)

    def finished(self):
        """Rows of imports that were carried to the end."""
        return self.filter(run__finished_at__isnull=False)

    def of_run(self, run):
        """Rows of one import, in the order of the file."""
        return self.filter(run=run).order_by("row_number")

    def digest(self) -> tuple[str, int]:
        """SHA-256 over the digests of the rows, and how many rows there are."""
        sums, count = hashlib.sha256(), 0
        for row in self.values_list("digest", flat=True).iterator(chunk_size=5000):
            sums.update(row.encode())
            count += 1
        return sums.hexdigest(), count

    def of_kind(self, *codes: str):
        """Records of these kinds."""
        return self.filter(kind__in=codes)

    def of_organ(self, organ):
        """Records of one organ."""
        return self.filter(organ=organ)

    def in_state(self, *states: str):
        """Versions in one of these states."""
        return self.filter(state__in=states)

    def in_force(self):
        """The published version of each record."""
        return self.filter(state="published")

    def of_identity(self, *identities: str):
        """Versions of these records."""
        return self.filter(identity__in=identities)

    def with_key(self, *keys: str):
        """Versions that share one of these natural keys."""
        return self.filter(natural_key__in=keys)

    def of_party(self, key: str):
        """Records whose party, no natural person, has this in its name; or whose unified code it is; an empty key finds nothing."""
        return self.filter(Q(party_key__contains=key) | Q(party_code=key.upper())) if key else self.none()

    def in_township(self, name: str):
        """Of one township."""
        return self.filter(township=name)

    def in_village(self, name: str):
        """Of one village."""
        return self.filter(village=name)

    def of_year(self, year: int):
        """Of one year."""
        return self.filter(year=year)

    def of_month(self, month: int):
        """Decided in that month."""
        return self.filter(decided_on__month=month)

    def costing(self, least=None, most=None):
        """With an amount from `least` to `most` 元."""
        found = self.filter(amount__gte=least) if least is not None else self
        return found.filter(amount__lte=most) if most is not None else found

    def speaking_of(self, words: str):
        """With these words in title, number or party. Of natural persons the number alone is looked at."""
        named = Q(natural=False) & (Q(title__icontains=words) | Q(party__icontains=words))
        return self.filter(named | Q(number__icontains=words))

    def newest(self):
        """Latest first; of one day in the order of the file."""
        return self.order_by("-decided_on", "pk")


class BatchQuerySet(PublishableQuerySet):
    """Words about batches."""

    def of_kind(self, code: str):
        """Batches of one kind of record."""
        return self.filter(record_kind=code)


class RunQuerySet(models.QuerySet):
    """Words about imports."""

    def visible_to(self, user, on: date):
        """Imports of the organs that the person serves."""
        return self.filter(organ__in=departments_of(user, on))

    def newest(self):
        """Latest first."""
        return self.order_by("-pk")


class BudgetQuerySet(PublishableQuerySet):
    """Words about budgets and final accounts."""

    def of_year(self, year: int):
        """Of one year."""
        return self.filter(year=year)

    def of_account(self, account: str):
        """预算 or 决算."""
        return self.filter(account=account)

    def of_body(self, report):
        """Of the same body (organ and subordinate unit), whatever the year."""
        return self.filter(organ=report.organ, unit_name=report.unit_name, level=report.level)
