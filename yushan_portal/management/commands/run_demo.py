"""`manage.py run_demo`: what `make run` does — prepare a local portal with demonstration data and serve it."""

import os
import secrets
import signal
import subprocess
import sys
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

ADDRESS = "127.0.0.1"
MINUTE = 60  # seconds between two looks at what has fallen due
GRACE = 10  # seconds in which a process may finish what it is doing


class Command(BaseCommand):
    help = "在本机准备演示数据并启动网站。"

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--no-serve", action="store_true", help="只准备数据，不启动网站")

    def handle(self, *args, port, no_serve, **options):
        if not settings.DEMO:
            raise CommandError("run_demo 会写入示例数据，只能在 DEMO=true 时运行。")
        (settings.BASE_DIR / "var" / "static").mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("load_reference", stdout=self.stdout)
        call_command("load_demo", stdout=self.stdout)
        self.print_accounts(port)
        if not no_serve:
            self.serve(port)

    def print_accounts(self, port: int) -> None:
        """New random passwords at each start: there is no default password anywhere."""
        self.stdout.write(f"\n打开 http://{ADDRESS}:{port}/ 看公开网站，http://{ADDRESS}:{port}/admin/ 进工作台。")
        self.stdout.write("演示账号（每次启动换新密码）：")
        for user in get_user_model().objects.filter(is_active=True, memberships__isnull=False).distinct():
            password = secrets.token_urlsafe(9)
            user.set_password(password)
            user.must_change_password = False
            user.save(update_fields=["password", "must_change_password"])
            posts = "、".join(
                f"{row.department.short_name}{row.get_role_display()}"
                for row in user.memberships.select_related("department")
            )
            self.stdout.write(f"  {user.username:<10} {password:<14} {user.name}（{posts}）")
        factor = "已开启" if settings.REQUIRE_SECOND_FACTOR else "演示时关闭，正式环境默认开启"
        self.stdout.write(f"第二因素验证：{factor}。\n")
        self.stdout._out.flush()

    def serve(self, port: int) -> None:
        """The application server and the worker side by side, with what falls due each minute; Ctrl-C ends all."""
        worker = self.start("manage.py", "db_worker", "--interval", "2", "-v", "0")
        server = self.start(
            *("-m", "granian", "--interface", "wsgi", "--host", ADDRESS, "--port", str(port), "--no-ws"),
            *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "yushan_portal.wsgi:application"),
        )
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            while not ended_within(server, MINUTE):
                call_command("every_minute", stdout=StringIO())
        except KeyboardInterrupt:
            self.stdout.write("\n正在停止……")
        finally:
            stop(server, worker)

    def start(self, *arguments: str) -> subprocess.Popen:
        """A process in a group of its own: Ctrl-C reaches this command alone, which ends each once and in order."""
        return subprocess.Popen([sys.executable, *arguments], cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603


def stop(*processes: subprocess.Popen) -> None:
    """End each with its children: asked first, forced after the grace."""
    for process in processes:
        process.terminate()
    for process in processes:
        if not ended_within(process, GRACE):
            os.killpg(process.pid, signal.SIGKILL)


def ended_within(process: subprocess.Popen, seconds: int) -> bool:
    """Whether the process ends in that time; KeyboardInterrupt passes through."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
