"""Sends what is due, once or again and again."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from disclosure.outbox import actions, sending


class Command(BaseCommand):
    help = "发送待发邮件；--watch 秒数 表示持续运行"

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=1000, help="每次最多发送多少封")
        parser.add_argument("--watch", type=float, default=0, help="每隔多少秒看一次；0 表示只发一次")

    def handle(self, *args, limit, watch, **options):
        while True:
            outcome = sending.send_due(limit)
            if outcome.touched or not watch:
                self.stdout.write(str(outcome))
            late = actions.late().count()
            if late and (outcome.touched or not watch):
                self.stderr.write(f"警报：{late}封邮件超过一小时未发出，或未送达而无人处理。")
            if not watch:
                return
            close_old_connections()
            time.sleep(watch)
