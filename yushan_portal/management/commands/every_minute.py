"""`manage.py every_minute`: what must not wait for the night — scheduled publication, news, mail, sealing of the ledger."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.outbox import sending
from disclosure.publishing import actions as publishing
from interpretations.actions import concerns, push

AT_ONCE = 2_000  # letters in one minute; the rest follow in the next


class Command(BaseCommand):
    help = "每分钟的例行工作：定时发布、推送、发信、台账封存。"

    def handle(self, *args, **options):
        published = publishing.publish_due(timezone.now())
        told = push.carry()
        escalated = concerns.escalate_due(timezone.now())
        sent = sending.send_due(AT_ONCE)
        sealed = audit.seal()
        self.stdout.write(f"定时发布 {published}，推送 {told}，舆情升级 {escalated}；{sent}封存 {sealed}。")
