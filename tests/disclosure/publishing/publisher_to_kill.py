"""Run by test_kills.py as a process of its own on a database file: "lay" makes tables and people, "work" publishes,
withdraws, uploads and masks until it is killed, "look" prints what does not fit together."""

# ruff: noqa: E402
import os
import sys
from datetime import date
from io import BytesIO
from itertools import count

os.environ["DJANGO_SETTINGS_MODULE"] = "yushan_portal.settings"

import django

django.setup()

from django.core.management import call_command

from disclosure.departments.models import Department, User
from disclosure.documents.actions import create_document
from disclosure.documents.models import Document
from disclosure.publishing import actions, attachments
from tests import factories
from tests.disclosure.publishing.wholeness import faults


def work() -> None:
    chen, li, wang, sun = (User.objects.get(username=name) for name in ("chen", "li.shenhe", "wang", "sun"))
    finance = Department.objects.get(code="finance")
    print("ready", flush=True)
    for number in count():
        document = Document(organ=finance, genre="notice", title=f"通知{number}", body="<p>各村。</p>", disclosure="proactive", formed_on=date(2021, 6, 4))  # fmt: skip
        create_document(document, by=chen)
        row = attachments.add(document, BytesIO(f"张三{number} 11010519491231002X".encode()), "a.txt", by=chen)
        masked = attachments.mask(document, row, by=chen)
        actions.save_draft(document, {"attachment_ids": [masked.pk]}, by=chen)
        actions.submit(document, by=chen)
        actions.record_review(document, "secrecy_review", by=sun, opinion="agree")
        actions.review(document, by=li)
        actions.approve(document, by=wang)
        actions.publish(document, by=wang)
        if number % 2:
            actions.withdraw(document, by=wang, reason="有误")


if __name__ == "__main__":
    step = sys.argv[1]
    if step == "lay":
        call_command("migrate", verbosity=0)
        factories.cast()
    elif step == "work":
        work()
    else:
        print(Document.objects.count(), *faults(), sep="\n")
