"""政务舆情 tickets (internal) and the public responses to concerns."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.departments.models import Department
from disclosure.documents.models import Document
from disclosure.publishing.models import Publishable
from interpretations.kinds import FIELD_CHOICES, TicketLevel, TicketState
from interpretations.querysets import TicketQuerySet
from yushan_portal.lib.richtext import plain_text


class Ticket(models.Model):
    """One 政务舆情: what was noticed, when, how grave, whose it is. Its clocks run in clock hours from `noticed_at`."""

    field = models.CharField("领域", max_length=20, choices=FIELD_CHOICES)
    title = models.CharField("事由", max_length=200)
    text = models.TextField("情况", blank=True)
    source = models.CharField("发现渠道", max_length=100, blank=True)
    level = models.CharField("等级", max_length=10, choices=TicketLevel, default=TicketLevel.ORDINARY)
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="牵头单位")
    noticed_at = models.DateTimeField("发现时间")
    state = models.CharField("状态", max_length=10, choices=TicketState, default=TicketState.OPEN)
    responded_at = models.DateTimeField("回应时间", null=True, blank=True)
    conference_at = models.DateTimeField("发布会时间", null=True, blank=True)
    escalated_at = models.DateTimeField("升级督办时间", null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "政务舆情"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_responded_ticket_has_its_moment",
                condition=Q(state=TicketState.OPEN) | Q(responded_at__isnull=False),
            )
        ]

    def __str__(self):
        return self.title


class TicketEvent(models.Model):
    """One dated act on a ticket. `key` makes duties of the clock happen once each."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=60)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["ticket", "key"], name="a_duty_of_a_ticket_happens_once")]

    def __str__(self):
        return f"{self.ticket_id} {self.verb}"


class ConcernResponse(Publishable):
    """回应关切: the public response, linked to papers and answers."""

    kind = "response"
    content_fields = (*Publishable.content_fields, "field", "concern", "body", "document", "audiences")
    rich_fields = ("body",)

    ticket = models.ForeignKey(
        Ticket, models.PROTECT, null=True, blank=True, related_name="responses", editable=False, verbose_name="舆情"
    )
    field = models.CharField("领域", max_length=20, choices=FIELD_CHOICES)
    concern = models.CharField("群众关心什么", max_length=300, blank=True)
    body = models.TextField("回应", blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据文件"
    )
    audiences = models.JSONField("面向人群", default=list, blank=True)

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "回应关切"
        ordering = ["-pk"]
        constraints = [*Publishable.Meta.constraints]

    def get_absolute_url(self):
        return f"/concerns/{self.pk}/"

    def missing(self) -> list[str]:
        return super().missing() + ([] if plain_text(self.body).strip() else ["请填写回应。"])

    def text_parts(self):
        parts = (("标题", "text", self.title), ("关切", "text", self.concern), ("回应", "html", self.body))
        return [part for part in parts if part[2]]
