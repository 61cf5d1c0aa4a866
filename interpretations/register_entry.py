"""How the kinds of this room write their rows in the register."""

from datetime import date, timedelta

from django.utils import timezone

from disclosure.publishing.models import Attachment, Revision
from disclosure.publishing.workflow import RevisionState
from interpretations.kinds import FIELD_BY_CODE
from interpretations.models import Answer, ConcernResponse, Interpretation, InterpretationPiece, PublicMessage
from yushan_portal.lib.entries import EntryFacts, domains_of
from yushan_portal.lib.personal_info import mask_text
from yushan_portal.lib.richtext import plain_text

STALE_MARK = "（依据已变动，正在复核）"


def _common(thing, text: str, **more) -> EntryFacts:
    revision = Revision.objects.of(thing).in_state(RevisionState.PUBLISHED).first()
    files = " ".join(f"{row.name} {row.caption} {row.text}" for row in Attachment.objects.listed(thing.attachment_ids))
    item_codes = tuple(more.pop("item_codes", ()))
    values = {
        "kind": thing.kind,
        "thing_id": str(thing.pk),
        "title": thing.title,
        "address": thing.get_absolute_url(),
        "organ_code": thing.organ.code,
        "published_at": thing.published_at,
        "source": thing.organ.name,
        "summary": text[:120],
        "text": f"{text} {files}".strip(),
        "item_codes": item_codes,
        "domain_nos": domains_of(item_codes),
        "digest": revision.digest if revision else "",
        "changed_at": thing.changed_at,
    }
    return EntryFacts(**(values | more))


def interpretation_entry(thing: Interpretation) -> EntryFacts:
    """Audiences and items come from the interpretation itself, else from the paper it explains."""
    document = thing.document
    return _common(
        thing,
        " ".join([*thing.in_short().values(), thing.said()]),
        summary=thing.what_gets or thing.said()[:120],
        item_codes=thing.item_codes or (document.item_codes if document else ()),
        audiences=tuple(thing.audiences or (document.audiences if document else ())),
        places=tuple(thing.places or (document.places if document else ())),
        topics=tuple(thing.topic_codes),
    )


def piece_entry(thing: InterpretationPiece) -> EntryFacts:
    whole = thing.interpretation
    lines = " ".join(f"{line.get('head', '')} {line.get('text', '')}" for line in thing.lines)
    return _common(
        thing,
        " ".join(part for part in (plain_text(thing.body), thing.transcript, lines) if part),
        genre=f"piece-{thing.form}",
        item_codes=whole.item_codes,
        audiences=tuple(whole.audiences),
        places=tuple(whole.places),
    )


def answer_entry(thing: Answer, on: date | None = None) -> EntryFacts:
    """A stale answer keeps its page but is in no list, no count and not in search; its title says so in links.

    What lapses with a day (valid_until, the paper's expiry or repeal) is bounded here and needs no act on that day.
    """
    on = on or timezone.localdate()
    stale = Answer.objects.stale(on).filter(pk=thing.pk).exists()
    document = thing.document
    ends = [thing.valid_until]
    if document is not None:
        ends += [document.expires_on, document.repealed_on and document.repealed_on - timedelta(days=1)]
    last = min((day for day in ends if day), default=None)
    if stale and last and last < timezone.localdate(thing.published_at):
        last = None
    return _common(
        thing,
        plain_text(thing.body),
        title=f"{STALE_MARK if stale else ''}{thing.title}",
        last_shown_on=last,
        indexable=not stale,
        counted=not stale,
        item_codes=thing.item_codes or (document.item_codes if document else ()),
        audiences=tuple(thing.audiences),
    )


def message_entry(thing: PublicMessage) -> EntryFacts:
    """Masked once more on the way out: what the check overlooked does not reach lists and search."""
    text = f"{mask_text(thing.text)} {mask_text(thing.reply)}"
    return _common(thing, text, title=mask_text(thing.title), genre=f"box-{thing.box}")


def response_entry(thing: ConcernResponse) -> EntryFacts:
    field = FIELD_BY_CODE[thing.field]
    topics = tuple(filter(None, (f"concern-{field.code}", field.topic)))
    text = f"{thing.concern} {plain_text(thing.body)}"
    return _common(thing, text, topics=topics, audiences=tuple(thing.audiences))


REGISTER_ENTRIES = (
    (Interpretation.kind, interpretation_entry),
    (InterpretationPiece.kind, piece_entry),
    (Answer.kind, answer_entry),
    (PublicMessage.kind, message_entry),
    (ConcernResponse.kind, response_entry),
)
