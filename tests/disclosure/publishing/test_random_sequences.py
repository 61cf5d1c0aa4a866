"""After any sequence of acts by anybody: nothing public that should not be, a whole ledger, and a state that it explains."""

import random
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.audit.models import LedgerEntry
from disclosure.documents.models import Document
from disclosure.publishing import actions, attachments
from disclosure.publishing.guards import Refused, gate, reasons_against
from disclosure.publishing.models import Attachment, Opinion, ReviewKind, Revision
from disclosure.publishing.workflow import RevisionState, State
from disclosure.register.models import RegisterEntry
from tests import papers

pytestmark = pytest.mark.django_db

VERBS = 200
MARK = "内部标记"
BODIES = ("<p>各乡镇：</p>", "<p>修改后的正文。</p>", "<p>再改一次。</p>", "<p>联系人 11010519491231002X</p>")
ASKED = {"upload": "save", "mask": "save", "due": "save", "secrecy": "secrecy_review"}


class Walk:
    """Random people doing random things to three documents."""

    def __init__(self, cast, seed: int):
        self.cast, self.chance = cast, random.Random(seed)
        self.at = timezone.now() - timedelta(days=2)
        self.things = [papers.draft(cast, title=f"{MARK}{number}") for number in range(3)]
        self.number = 0
        self.done: list[str] = []

    def step(self) -> None:
        thing = Document.objects.get(pk=self.chance.choice(self.things).pk)
        verb, by = self._anybody()
        for _ in range(40 if self.chance.random() < 0.7 else 0):
            if not reasons_against(thing, ASKED.get(verb, verb), by=by, at=self.at):
                break
            verb, by = self._anybody()
        self.at += timedelta(minutes=1)
        try:
            STEPS[verb](self, thing, by)
            self.done.append(verb)
        except Refused:
            pass

    def _anybody(self):
        people = (*self.cast.publishers, *self.cast.administrators)
        return self.chance.choice(DRAWN), self.chance.choice(people)

    def save(self, thing, by):
        self.number += 1
        content = {"title": f"{MARK}{thing.pk}-{self.number}", "body": self.chance.choice(BODIES)}
        actions.save_draft(thing, content, by=by, at=self.at)

    def upload(self, thing, by):
        self.number += 1
        row = attachments.add(thing, BytesIO(b"plain words"), f"f{self.number}.txt", by=by, at=self.at)
        ids = thing.working.content["attachment_ids"] if thing.working else []
        actions.save_draft(thing, {"attachment_ids": [*ids, row.pk]}, by=by, at=self.at)


def _review(kind, opinions):
    def step(walk, thing, by):
        opinion = walk.chance.choice(opinions)
        actions.record_review(thing, kind, by=by, opinion=opinion, reason="查过", at=walk.at)

    return step


STEPS = {
    "save": Walk.save,
    "upload": Walk.upload,
    "submit": lambda walk, thing, by: actions.submit(thing, by=by, at=walk.at),
    "review": lambda walk, thing, by: actions.review(thing, by=by, at=walk.at),
    "approve": lambda walk, thing, by: actions.approve(thing, by=by, at=walk.at),
    "publish": lambda walk, thing, by: actions.publish(thing, by=by, at=walk.at),
    "schedule": lambda walk, thing, by: actions.schedule(
        thing, by=by, publish_at=walk.at + timedelta(minutes=3), at=walk.at
    ),
    "due": lambda walk, thing, by: actions.publish_due(walk.at),
    "return": lambda walk, thing, by: actions.return_(thing, by=by, reason="重写", at=walk.at),
    "discard": lambda walk, thing, by: actions.discard(thing, by=by, reason="不发了", at=walk.at),
    "revise": lambda walk, thing, by: actions.open_revision(thing, by=by, at=walk.at),
    "urgent": lambda walk, thing, by: actions.urgent(thing, by=by, reason="暴雨", at=walk.at),
    "confirm": lambda walk, thing, by: actions.confirm_urgent(thing, by=by, at=walk.at),
    "withdraw": lambda walk, thing, by: actions.withdraw(thing, by=by, reason="有误", at=walk.at),
    "restore": lambda walk, thing, by: actions.restore(thing, by=by, reason="无误", at=walk.at),
    "mask": lambda walk, thing, by: actions.mask_text(thing, by=by, at=walk.at),
    "secrecy": _review(ReviewKind.SECRECY, (Opinion.AGREE, Opinion.AGREE, Opinion.REFUSE)),
    "override": _review(ReviewKind.OVERRIDE, (Opinion.AGREE,)),
}

ONWARD = ("submit", "review", "approve", "publish", "secrecy")
DRAWN = (*STEPS, *ONWARD * 4)
"""Steps onward are drawn more often, else hardly a text would ever come through the chain."""


@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_random_acts_leave_nothing_public_that_is_not_released(cast, client, seed):
    walk = Walk(cast, seed)
    for count in range(VERBS):
        walk.step()
        if count % 10 == 0:
            nothing_public_but_released(walk)
    nothing_public_but_released(walk)
    assert len(walk.done) > 60 and {"publish", "urgent", "due"} & set(walk.done), walk.done
    assert any(thing.published_at for thing in Document.objects.all())
    no_channel_shows_more(client, walk)
    audit.seal()
    assert audit.verify() == []
    the_ledger_explains_the_state(walk)


def nothing_public_but_released(walk) -> None:
    """A thing is public exactly when it is published, with the text of its released revision, which passed the gate."""
    today = timezone.localdate()
    for thing in Document.objects.filter(pk__in=[row.pk for row in walk.things]):
        row = RegisterEntry.objects.public(today).filter(kind="document", thing_id=str(thing.pk)).first()
        assert (row is not None) == (thing.state == State.PUBLISHED)
        if row is None:
            continue
        released = Revision.objects.of(thing).in_state(RevisionState.PUBLISHED).get()
        assert thing.content() == released.content and row.title == released.title
        assert not gate(thing, released, walk.at), "a released text whose gate is closed"
        assert released.author_id not in {released.reviewed_by_id, released.approved_by_id}


def no_channel_shows_more(client, walk) -> None:
    """Page, list, search, feed, sitemap and files over HTTP, as a stranger."""
    today = timezone.localdate()
    public = {thing.pk: thing for thing in Document.objects.public(today)}
    shown = {thing.title for thing in public.values()}
    hidden = {MARK + str(row.thing_id) for row in Revision.objects.all()}
    pages = ["/", "/documents/notice/", "/sitemap.xml", "/departments/finance/", f"/search/?q={MARK}"]
    pages += ["/feeds/documents-notice.rss", "/feeds/documents-notice.atom"] + (["/sitemaps/1.xml"] if public else [])
    texts = {page: b"".join(client.get(page)).decode() for page in pages}
    assert all(client.get(page).status_code == 200 for page in pages)
    for revision in Revision.objects.all():
        if revision.title in shown or any(revision.title in title for title in shown):
            continue
        for page, text in texts.items():
            assert f">{revision.title}<" not in text, (page, revision.title)
    for thing in walk.things:
        status = client.get(thing.get_absolute_url()).status_code
        assert (status == 200) == (thing.pk in public), status
        assert (thing.get_absolute_url() in texts["/documents/notice/"]) == (thing.pk in public)
    for file in Attachment.objects.all():
        listed = file.thing_id in public and file.pk in public[file.thing_id].attachment_ids
        assert (client.get(file.get_absolute_url()).status_code == 200) == listed
    assert hidden


def the_ledger_explains_the_state(walk) -> None:
    """The last word of the ledger on each thing and revision is what the tables hold."""
    for thing in Document.objects.filter(pk__in=[row.pk for row in walk.things]):
        state, revisions = None, {}
        for row in LedgerEntry.objects.about("document", thing.pk):
            after = row.after or {}
            state = after.get("state", state)
            if "revision" in after:
                before = (row.before or {}).get("revision_state")
                assert before is None or before == revisions.get(after["revision"], before), row
                revisions[after["revision"]] = after["revision_state"]
        assert state == thing.state
        for revision in Revision.objects.of(thing).exclude(state=RevisionState.SUPERSEDED):
            assert revisions[revision.number] == revision.state, (revision.number, revisions)
