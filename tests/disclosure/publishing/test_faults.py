"""Publish, withdraw, mask and upload broken at every SQL statement and every file operation: old or new, always whole."""

import builtins
import io
import os
import shutil
from contextlib import ExitStack
from io import BytesIO
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection
from docx import Document as Word

from disclosure.documents.models import Document
from disclosure.publishing import actions, attachments
from disclosure.publishing.guards import Refused
from disclosure.publishing.models import Attachment
from disclosure.publishing.workflow import State
from tests import papers
from tests.disclosure.publishing.wholeness import faults, picture

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]

STEP = 3 if os.environ.get("PROVE") == "short" else 1
FILE_OPERATIONS = (
    (builtins, "open"),
    (io, "open"),
    (os, "open"),
    (os, "replace"),
    (os, "fsync"),
    (os, "mkdir"),
    (os, "unlink"),
    (shutil, "copyfile"),
)


class Breaker:
    """Lets operations through and counts them; the one with number `at` fails."""

    def __init__(self, at: int = 0):
        self.at, self.count, self.broke = at, 0, False

    def _next(self, error):
        self.count += 1
        if self.count == self.at:
            self.broke = True
            raise error

    def __enter__(self):
        self.stack = ExitStack()
        self.stack.enter_context(connection.execute_wrapper(self._statement))
        for module, name in FILE_OPERATIONS:
            self.stack.enter_context(patch.object(module, name, self._operation(getattr(module, name), name)))
        return self

    def __exit__(self, *error):
        self.stack.close()

    def _statement(self, execute, sql, params, many, context):
        self._next(DatabaseError("the database went away"))
        return execute(sql, params, many, context)

    def _operation(self, real, name):
        def broken(*args, **options):
            self._next(OSError(28, f"no space left ({name})"))
            return real(*args, **options)

        return broken


def break_everywhere(prepare, act, done) -> int:
    """Run the act again and again, broken one operation later each time, until nothing is left to break.

    After each break everything is as before, or the act is done and whole (a fault after the commit, or one that the
    act could bear). Returns how many operations were broken.
    """
    thing, at = prepare(), 0
    while True:
        at += STEP
        old, breaker, finished = picture(), Breaker(at), False
        try:
            with breaker:
                act(thing)
            finished = True
        except (DatabaseError, OSError, Refused):
            assert breaker.broke
        assert faults() == [], at
        if picture() == old:
            assert not finished, f"operation {at} broke, nothing was done and nobody was told"
            continue
        assert done(thing), f"broken at operation {at}: neither old nor new"
        if not breaker.broke:
            return at - 1
        thing = prepare()


def _again(thing):
    return Document.objects.get(pk=thing.pk)


def test_publishing(cast):
    broken = break_everywhere(
        lambda: papers.approved(cast),
        lambda thing: actions.publish(thing, by=cast.wang),
        lambda thing: _again(thing).state == State.PUBLISHED and thing.working is None,
    )
    assert broken > 10


def test_withdrawing(cast):
    broken = break_everywhere(
        lambda: papers.published(cast),
        lambda thing: actions.withdraw(thing, by=cast.wang, reason="有误"),
        lambda thing: _again(thing).state == State.WITHDRAWN,
    )
    assert broken > 8


def test_publishing_a_revision_with_a_file(cast):
    def revised():
        document = papers.published(cast)
        actions.open_revision(document, by=cast.chen)
        row = attachments.add(document, BytesIO(b"plain words"), "a.txt", by=cast.chen)
        actions.save_draft(document, {"attachment_ids": [row.pk]}, by=cast.chen)
        papers.pass_reviews(document, cast)
        actions.approve(document, by=cast.wang)
        return document

    broken = break_everywhere(
        revised,
        lambda thing: actions.publish(thing, by=cast.wang),
        lambda thing: len(_again(thing).attachment_ids) == 1 and thing.working is None,
    )
    assert broken > 10


def _word_file() -> bytes:
    written, paper = BytesIO(), Word()
    paper.add_paragraph("各村：现将明细公布如下。")
    paper.save(written)
    return written.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_uploading(cast, name):
    content = _word_file() if name.endswith("docx") else "甲村 100 元".encode()
    broken = break_everywhere(
        lambda: papers.draft(cast),
        lambda thing: attachments.add(thing, BytesIO(content), name, by=cast.chen),
        lambda thing: Attachment.objects.of(thing).count() == 1,
    )
    assert broken > 10


def test_masking_a_file(cast):
    def uploaded():
        document = papers.draft(cast)
        attachments.add(document, BytesIO("张三 11010519491231002X".encode()), "a.txt", by=cast.chen)
        return document

    def mask(thing):
        attachments.mask(thing, Attachment.objects.of(thing).get(masked_from=None), by=cast.chen)

    def done(thing):
        copy = Attachment.objects.of(thing).exclude(masked_from=None).get()
        return b"11010519491231002X" not in copy.public_copy.read()

    assert break_everywhere(uploaded, mask, done) > 15


def test_masking_the_text(cast):
    broken = break_everywhere(
        lambda: papers.draft(cast, body="<p>张三 11010519491231002X</p>"),
        lambda thing: actions.mask_text(thing, by=cast.chen),
        lambda thing: "11010519491231002X" not in thing.working.content["body"] + _again(thing).body,
    )
    assert broken > 5
