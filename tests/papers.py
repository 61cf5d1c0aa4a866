"""Builders for documents on their way through the chain; each step is the real action by the right person."""

from datetime import date

from disclosure.documents.actions import create_document
from disclosure.documents.models import Document
from disclosure.publishing import actions
from disclosure.publishing.models import DisclosureAttribute, Opinion

BODY = "<p>各乡镇人民政府：</p><p>现将有关事项通知如下。</p>"


def draft(cast, *, by=None, organ=None, **fields) -> Document:
    """A complete draft by Chen of the finance bureau."""
    values = {
        "genre": "notice",
        "title": "关于做好2021年惠农补贴发放工作的通知",
        "body": BODY,
        "disclosure": DisclosureAttribute.PROACTIVE,
        "formed_on": date(2021, 6, 4),
    }
    return create_document(Document(organ=organ or cast.finance, **(values | fields)), by=by or cast.chen)


def reviewed(cast, **fields) -> Document:
    """Submitted by Chen, passed by Sun (secrecy) and Li (review)."""
    document = draft(cast, **fields)
    return pass_reviews(document, cast)


def pass_reviews(document: Document, cast) -> Document:
    """Submit the working text and give it the reviews of the bureau."""
    actions.submit(document, by=cast.chen)
    actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    actions.review(document, by=cast.li)
    return document


def approved(cast, **fields) -> Document:
    """Signed by Wang."""
    document = reviewed(cast, **fields)
    actions.approve(document, by=cast.wang)
    return document


def published(cast, **fields) -> Document:
    """Public."""
    return actions.publish(approved(cast, **fields), by=cast.wang)
