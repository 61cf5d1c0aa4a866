"""How a document writes its row in the register."""

from disclosure.documents.models import Document
from disclosure.publishing.models import Attachment, Revision
from disclosure.publishing.workflow import RevisionState
from yushan_portal.lib.entries import EntryFacts, domains_of
from yushan_portal.lib.richtext import plain_text


def document_entry(document: Document) -> EntryFacts:
    """Title, text with attachments, items, address and dates of a published document."""
    body = plain_text(document.body)
    details = " ".join(str(value) for value in (document.details or {}).values())
    files = " ".join(f"{row.name} {row.text}" for row in Attachment.objects.listed(document.attachment_ids))
    revision = Revision.objects.of(document).in_state(RevisionState.PUBLISHED).first()
    return EntryFacts(
        kind=Document.kind,
        thing_id=str(document.pk),
        genre=document.genre,
        title=document.title,
        address=document.get_absolute_url(),
        organ_code=document.organ.code,
        organ_codes=tuple(document.co_organ_codes),
        published_at=document.published_at,
        formed_on=document.formed_on,
        last_shown_on=document.display_until,
        effective_on=document.in_force_from,
        expires_on=document.expires_on if document.has_validity else None,
        repealed_on=document.repealed_on if document.has_validity else None,
        document_number=document.document_number,
        index_number=document.index_number,
        source=document.source or document.organ.name,
        summary=document.summary or body[:120],
        text=" ".join(part for part in (document.keywords, document.summary, body, details, files) if part),
        item_codes=tuple(document.item_codes),
        domain_nos=domains_of(document.item_codes),
        audiences=tuple(document.audiences),
        topics=(*document.topic_codes, *(f"statutory-{code}" for code in document.nodes)),
        places=tuple(document.places),
        digest=revision.digest if revision else "",
        changed_at=document.changed_at,
    )


REGISTER_ENTRIES = ((Document.kind, document_entry),)
