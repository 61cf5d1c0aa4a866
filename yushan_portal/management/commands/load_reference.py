"""`manage.py load_reference`: bring the project's reference data; safe to run at each deploy.

Inserts what is new, updates rows still equal to what was shipped before, lists the rest; changes nothing of the
county's own (lessons: a restart must never load fixtures over settings made by people).
"""

from django.core.management.base import BaseCommand

from yushan_portal.lib.plugins import offered


class Command(BaseCommand):
    help = "载入参考数据（工作日历、机构、标准目录等），可重复执行。"

    def handle(self, *args, **options):
        for loader in sorted(offered("loading", "REFERENCE_LOADERS"), key=lambda loader: loader.order):
            report = loader.load()
            self.stdout.write(f"{loader.name}：{report}")
