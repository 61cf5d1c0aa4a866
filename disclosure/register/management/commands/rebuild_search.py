"""manage.py rebuild_search: bring columns, figures and text index in line with the register, while the site runs."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from disclosure.register import upkeep


class Command(BaseCommand):
    help = "重建公开目录的检索索引和统计；可随时中断，再次运行时从中断处继续。"

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="只核对，不改动")
        parser.add_argument("--from-scratch", action="store_true", help="先清空检索索引再重建（期间检索结果不全）")

    def handle(self, *args, check: bool, from_scratch: bool, **options):
        on = timezone.localdate()
        before = upkeep.reconcile(on)
        self.stdout.write(f"核对：{before}。")
        if check:
            return
        self.stdout.write(f"栏目：调整 {upkeep.rebuild_columns()} 条。")
        if before.figures or before.columns:
            self.stdout.write(f"统计：写入 {upkeep.rebuild_figures(on)} 行。")
        total = upkeep.rebuild_index(from_scratch=from_scratch, progress=self._tell)
        upkeep.renew_pages()
        self.stdout.write(f"检索：{total} 条已重建。再次核对：{upkeep.reconcile(on)}。")

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"检索：{done} / {total}")
