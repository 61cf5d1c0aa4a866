"""`manage.py first_administrators`: open the three administrators of a new installation with one-time passwords."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.departments.models import Department, Membership
from disclosure.departments.passwords import one_time_password
from disclosure.departments.roles import ADMINISTRATORS, Role

NAMES = {Role.SYSTEM_ADMIN: "sysadmin", Role.SECURITY_ADMIN: "secadmin", Role.AUDIT_ADMIN: "auditadmin"}


class Command(BaseCommand):
    help = "为新装系统开设三名管理员（系统、安全、审计），打印一次性口令。"

    def handle(self, *args, **options):
        if Membership.objects.with_role(*ADMINISTRATORS).exists():
            raise CommandError("管理员已经开设过；重置口令请由系统管理员在工作台办理。")
        organ = Department.objects.filter(code="gov-office").first()
        if organ is None:
            raise CommandError("请先运行 manage.py load_reference。")
        today = timezone.localdate()
        with transaction.atomic():
            for role in ADMINISTRATORS:
                password = one_time_password()
                user = get_user_model().objects.create_user(
                    NAMES[role], password, name=str(role.label), joined_on=today
                )
                Membership.objects.create(
                    user=user, department=organ, role=role, valid_from=today, granted_by="系统安装"
                )
                audit.record("open_account", user, by=audit.SYSTEM, after={"role": str(role)}, organ_code=organ.code)
                self.stdout.write(f"{user.username}  {password}  （{role.label}，首次登录须改口令）")
