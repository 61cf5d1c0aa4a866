"""The ledger: rows that are only ever added, and the hash chain that seals them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class LedgerQuerySet(models.QuerySet):
    """Words about ledger rows."""

    def about(self, kind: str, thing_id):
        """Rows about one thing, oldest first."""
        return self.filter(kind=kind, thing_id=str(thing_id)).order_by("pk")

    def of_organs(self, codes):
        """Rows about things of these organs."""
        return self.filter(organ_code__in=codes)

    def unsealed(self):
        """Rows that the chain does not hold yet, oldest first."""
        return self.filter(seal__isnull=True).order_by("pk")


class LedgerEntry(models.Model):
    """One act: who did what to which thing, when, from where, with what before and after.

    Append-only: triggers on both databases refuse UPDATE and DELETE. Actor and organ are text, so that a row outlives
    what it names. Kept without end (互联网政务应用安全管理规定 第二十条 asks for one year at least).
    """

    at = models.DateTimeField("时间", db_index=True)
    actor = models.CharField("操作人账号", max_length=60, db_index=True)
    actor_name = models.CharField("操作人", max_length=80, blank=True)
    organ_code = models.CharField("单位代码", max_length=20, blank=True, db_index=True)
    address = models.CharField("来源地址", max_length=60, blank=True)
    verb = models.CharField("操作", max_length=40)
    kind = models.CharField("对象类别", max_length=60)
    thing_id = models.CharField("对象编号", max_length=60)
    thing_label = models.CharField("对象", max_length=300, blank=True)
    before = models.JSONField("操作前", null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("操作后", null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField("理由", blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "操作台账"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "thing_id", "id"])]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name or self.actor} {self.verb} {self.thing_label}"


class LedgerSeal(models.Model):
    """A link of the chain: `hash` covers the row and the previous hash. Written by one worker, append-only too."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="seal")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.position} {self.hash[:12]}"


class LedgerAnchor(models.Model):
    """The head of the chain at the end of a day, to be printed and kept on paper."""

    day = models.DateField(unique=True)
    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day} {self.hash}"
