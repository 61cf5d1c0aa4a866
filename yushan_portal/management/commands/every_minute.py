"""`manage.py every_minute`: what must not wait for the night — scheduled publication, mail, sealing of the ledger."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.outbox import actions as outbox
from disclosure.publishing import actions as publishing


class Command(BaseCommand):
    help = "每分钟的例行工作：定时发布、发信、台账封存。"

    def handle(self, *args, **options):
        published = publishing.publish_due(timezone.now())
        sent = outbox.send_due()
        sealed = audit.seal()
        self.stdout.write(f"定时发布 {published}，发信 {sent}，封存 {sealed}。")
