"""Links on the public pages of documents, for the daily look at links."""

import re
from collections.abc import Iterator
from datetime import date

from disclosure.documents.models import Document

_HREF = re.compile(r"""<a\b[^>]*\bhref=["']([^"'>]+)["']""", re.IGNORECASE)


def document_links(on: date) -> Iterator[tuple[str, str, str, list[str]]]:
    """(page, title, organ code, addresses) of every public document that points somewhere."""
    rows = (
        Document.objects.public(on)
        .select_related("organ")
        .only("pk", "title", "body", "source_address", "organ__code", "state", "published_at")
    )
    for document in rows.order_by("pk").iterator(chunk_size=500):
        urls = [url.replace("&amp;", "&") for url in _HREF.findall(document.body)]
        urls += [document.source_address] if document.source_address else []
        if urls:
            yield document.get_absolute_url(), document.title, document.organ.code, urls


OUTLINKS = (document_links,)
"""Callables `(on) -> (page, title, organ code, addresses)`; read by disclosure/compliance/links."""
