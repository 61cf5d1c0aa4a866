"""A mail sink that speaks SMTP, and one that breaks where a test says."""

import socketserver
import threading

import pytest
from django.core import mail
from django_tasks import task_backends

from disclosure.outbox import actions


@pytest.fixture(autouse=True)
def nothing_in_the_background(settings):
    """Tests call the worker's functions themselves; tasks queued on commit only wait."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    forget_backend()
    yield
    forget_backend()


def forget_backend():
    task_backends._settings = None
    task_backends.__dict__.pop("settings", None)
    if hasattr(task_backends._connections, "default"):
        del task_backends["default"]


@pytest.fixture
def queued(db):
    """queued(n) → the n-th message, queued."""

    def make(number=1, **fields):
        known = {
            "to": f"reader{number}@example.com",
            "subject": f"第{number}封",
            "body": "正文",
            "key": f"key-{number}",
        }
        return actions.queue_mail(**known | fields)

    return make


@pytest.fixture
def sent():
    """The Message-IDs that reached the sink, in order."""
    return lambda: [letter.extra_headers["Message-ID"] for letter in mail.outbox]


class Dialogue(socketserver.StreamRequestHandler):
    """One SMTP conversation. `server.script` maps a verb to the answer to give, or to "drop"."""

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline():
            verb = line.decode("utf-8", "replace").strip().split(" ")[0].split(":")[0].upper()
            answer = self.server.script.get(verb)
            if answer == "drop":
                return
            if answer:
                self.say(answer)
                continue
            if verb == "DATA":
                self.say("354 go on")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    chunk = self.rfile.readline()
                    if not chunk:
                        return
                    text += chunk
                self.server.letters.append(text)
                answer = self.server.script.get("TEXT", f"250 2.0.0 Ok: queued as {len(self.server.letters)}")
                if answer == "drop":
                    return
                self.say(answer)
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


@pytest.fixture
def smtp(settings):
    """A local SMTP server; `.letters` holds what arrived, `.script` what it answers."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dialogue)
    server.daemon_threads = True
    server.letters, server.script = [], {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    server.shutdown()
    server.server_close()
