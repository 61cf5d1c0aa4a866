"""Starts jobs anew whose worker was killed; run it before each start of a worker."""

from django.core.management.base import BaseCommand

from disclosure.jobs import actions


class Command(BaseCommand):
    help = "重新排队或停止因程序中断而停下的后台任务"

    def handle(self, *args, **options):
        self.stdout.write(actions.sweep())
