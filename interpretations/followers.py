"""What follows in the transaction of a publication: links, stale answers, news for subscribers."""

from django.db import transaction
from django.utils import timezone

from disclosure.documents.models import Document
from disclosure.publishing import links
from disclosure.publishing.models import Link
from disclosure.register import actions as register
from disclosure.register.models import RegisterEntry
from interpretations.models import Answer, ConcernResponse, Interpretation, InterpretationPiece, News
from interpretations.register_entry import answer_entry
from interpretations.tasks import carry_news

SHOWS = ("publish", "urgent", "restore")


def mark_answers(thing, verb: str, at) -> None:
    """Whatever happens to a paper, the register rows of the answers that quote it follow at once, both ways."""
    if not isinstance(thing, Document):
        return
    on = timezone.localdate(at)
    for answer in Answer.objects.quoting(thing).published().select_related("organ", "document"):
        if RegisterEntry.objects.shown().filter(kind=Answer.kind, thing_id=str(answer.pk)).exists():
            register.show(answer_entry(answer, on))


def link_to_sources(thing, verb: str, at) -> None:
    """The link from an interpretation, answer or response to its paper is that of the published text, no other."""
    relations = {Interpretation: "interprets", Answer: "answers", ConcernResponse: "responds"}
    relation = relations.get(type(thing))
    if relation is None or verb not in SHOWS:
        return
    document = thing.document
    standing = Link.objects.from_(thing.kind, thing.pk).related(relation)
    quotes = getattr(thing, "anchor", "")
    for link in standing:
        if document is None or (link.to_kind, link.to_id, link.quotes) != (Document.kind, str(document.pk), quotes):
            links.disconnect(link, thing, by="system", at=at)
    if document is not None:
        digest = getattr(thing, "quoted_digest", "")
        link = links.connect(thing, document, relation, by="system", quotes=quotes, quoted_digest=digest, at=at)
        if link.quoted_digest != digest:
            Link.objects.filter(pk=link.pk).update(quoted_digest=digest)
    if isinstance(thing, Interpretation) and thing.draft_id:
        draft = _End(thing.draft_kind, thing.draft_id)
        links.connect(thing, draft, relation, by="system", at=at)


def link_pieces(thing, verb: str, at) -> None:
    """A form of an interpretation stands on the paper's page beside it."""
    if isinstance(thing, InterpretationPiece) and verb in SHOWS and thing.interpretation.document_id:
        links.connect(thing, thing.interpretation.document, "interprets", by="system", at=at)


def keep_news(thing, verb: str, at) -> None:
    """First publications and changes are news; a withdrawal is told to nobody."""
    if verb in SHOWS and verb != "restore":
        News.objects.get_or_create(kind=thing.kind, thing_id=str(thing.pk), verb=verb, at=at)
        transaction.on_commit(carry_news.enqueue, robust=True)


class _End:
    """The far end of a link in a room that is not imported here."""

    def __init__(self, kind: str, pk: str):
        self.kind, self.pk = kind, pk


FOLLOWERS = (mark_answers, link_to_sources, link_pieces, keep_news)
