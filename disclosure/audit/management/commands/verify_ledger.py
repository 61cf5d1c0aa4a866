"""`manage.py verify_ledger`: seal what is open, walk the chain, say what is wrong."""

from django.core.management.base import BaseCommand, CommandError

from disclosure.audit import actions


class Command(BaseCommand):
    help = "核验操作台账的哈希链。"

    def handle(self, *args, **options):
        while actions.seal():
            pass
        faults = actions.verify()
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"台账完整，共 {actions.last_sealed()} 环。")
