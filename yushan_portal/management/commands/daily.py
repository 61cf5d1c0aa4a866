"""`manage.py daily`: every app's nightly chore, each day that was missed first; safe to run twice."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from yushan_portal.lib.plugins import offered


class Command(BaseCommand):
    help = "每日例行工作（可重复执行，缺了哪天补哪天）。"

    def handle(self, *args, **options):
        today = timezone.localdate()
        for chore in offered("chores", "CHORES"):
            self.stdout.write(f"{chore.name}：{chore.run(today)}")
