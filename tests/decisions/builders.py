"""Builders of decisions and consultations; each step is the real action by the right person.

The window is judged by the database's clock, so days are told relative to today.
"""

import time
from datetime import timedelta

from django.core import signing
from django.utils import timezone

from decisions.actions import opinions
from decisions.actions.opinions import Said
from decisions.models import Consultation, Decision
from disclosure import workdays
from disclosure.publishing import actions
from disclosure.publishing.models import DisclosureAttribute, Opinion
from yushan_portal.lib.periods import start_of

ARTICLES = [
    {"id": "a1", "label": "第一条", "text": "县城公共停车泊位实行分时收费，前三十分钟免费。"},
    {"id": "a2", "label": "第二条", "text": "收费标准每小时二元，全天最高十五元。"},
    {"id": "a3", "label": "第三条", "text": "收入全额上缴县财政，专项用于停车设施建设。"},
]


def today():
    return timezone.localdate()


def through(thing, cast):
    """From draft to public, by the finance bureau's people, on the thing's own opening day."""
    at = timezone.now()
    opens_on = getattr(thing, "opens_on", None)
    if opens_on and opens_on < today():
        at = start_of(opens_on) + timedelta(hours=9)
    actions.submit(thing, by=cast.chen, at=at)
    actions.record_review(thing, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE, at=at)
    shown = thing.as_revised(thing.working)
    if shown.needs_fair_competition:
        actions.record_review(thing, "fair_competition", by=cast.li, opinion=Opinion.AGREE, at=at)
    actions.review(thing, by=cast.li, at=at)
    actions.approve(thing, by=cast.wang, at=at)
    return actions.publish(thing, by=cast.wang, at=at)


def draft_consultation(cast, **fields) -> Consultation:
    """A complete draft, opening today unless said."""
    opens_on = fields.pop("opens_on", today())
    values = {
        "title": "玉山县县城停车收费办法（征求意见稿）公开征求意见",
        "disclosure": DisclosureAttribute.PROACTIVE,
        "summary": "县城路边停车怎么收费，听听大家的意见。",
        "articles": [dict(row) for row in ARTICLES],
        "explanation": "<p>为规范县城停车秩序，起草本办法。</p>",
        "ways": "信函：玉山县财政局办公室\n窗口：县政务服务中心",
        "contact": "办公室 0793-2550000",
        "opens_on": opens_on,
        "closes_on": workdays.last_day(opens_on, 30).on,
    }
    at = start_of(opens_on) + timedelta(hours=8) if opens_on < today() else timezone.now()
    return actions.create(Consultation(organ=cast.finance, **(values | fields)), by=cast.chen, at=at)


def open_consultation(cast, **fields) -> Consultation:
    """Public and open."""
    return through(draft_consultation(cast, **fields), cast)


def closed_consultation(cast, **fields) -> Consultation:
    """Public, and its last day was yesterday; opinions were taken while it was open with `said_while_open`."""
    return open_consultation(
        cast, opens_on=today() - timedelta(days=60), closes_on=today() - timedelta(days=1), **fields
    )


def decision(cast, **fields) -> Decision:
    values = {
        "title": "玉山县县城停车收费办法",
        "summary": "规范县城停车收费。",
        "disclosure": DisclosureAttribute.PROACTIVE,
    }
    return actions.create(Decision(organ=cast.finance, **(values | fields)), by=cast.chen)


def public_decision(cast, **fields) -> Decision:
    return through(decision(cast, **fields), cast)


def say(consultation, text="建议前一小时免费，方便群众办事。", *, nonce=None, **fields):
    """An opinion by a citizen, through the action; returns its receipt."""
    nonce = nonce or f"n{time.perf_counter_ns()}"
    return opinions.receive(consultation.pk, Said(text=text, **fields), nonce=nonce)


def stored_while_open(consultation, *texts, **fields):
    """Opinions of a consultation that has closed by now, stored as they were when it was open."""
    return [stored(consultation, text, **fields) for text in texts]


def stored(consultation, text, **fields):
    """One opinion of a day when the window was open."""
    at = start_of(consultation.opens_on) + timedelta(days=1)
    nonce = f"n{time.perf_counter_ns()}"
    said = Said(text=text, **fields)
    return opinions._store(consultation, said, at=at, received_on=workdays.local_day(at), nonce=nonce, code="ABCD2345")


def form_token(seconds_ago: int = 10) -> str:
    """A token as a form shown some seconds ago carries it."""
    return signing.dumps([int((time.time() - seconds_ago) * 1000), f"nonce{time.perf_counter_ns()}"], salt="intake")


def filled(text="建议前一小时免费。", **fields) -> dict:
    """What a browser posts."""
    return {
        "token": form_token(),
        "website": "",
        "text": text,
        "consent": "text",
        "article": "",
        "version": "",
        **fields,
    }
