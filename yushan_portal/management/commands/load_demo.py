"""`manage.py load_demo`: fictional content for every room, through the real actions; safe to run again."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from yushan_portal.demo_people import demo_cast
from yushan_portal.lib.plugins import offered


class Command(BaseCommand):
    help = "载入示例数据（仅用于演示）。"

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("示例数据只能载入到 DEMO=true 的演示环境，正式环境只载入参考数据。")
        cast = demo_cast()
        for _, load in sorted(offered("demo", "DEMO_LOADERS"), key=lambda pair: pair[0]):
            self.stdout.write(load(cast))
