"""`manage.py daily`: every app's nightly chore, each day that was missed first; safe to run twice. Outcomes are kept."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.compliance.running import run_all


class Command(BaseCommand):
    help = "每日例行工作（可重复执行，缺了哪天补哪天）。"

    def handle(self, *args, **options):
        broken = run_all(timezone.localdate(), tell=self.stdout.write)
        if broken:
            raise CommandError(f"{broken} 项例行工作出错，其余已完成；见 /admin/compliance/chores/。")
