"""Interpretations and their forms are made here; everything after is publishing.actions."""

from disclosure.publishing import actions as publishing
from disclosure.publishing.models import DisclosureAttribute
from interpretations.models import Interpretation, InterpretationPiece


def create_interpretation(interpretation: Interpretation, *, by, at=None) -> Interpretation:
    """Store a new interpretation; audiences, items and places come from the paper where none are given."""
    document = interpretation.document
    if document is not None:
        for name in ("audiences", "places", "item_codes", "topic_codes"):
            if not getattr(interpretation, name):
                setattr(interpretation, name, list(getattr(document, name)))
        interpretation.title = interpretation.title or f"解读：{document.title}"[:300]
    interpretation.disclosure = interpretation.disclosure or DisclosureAttribute.PROACTIVE
    return publishing.create(interpretation, by=by, at=at)


def create_piece(piece: InterpretationPiece, *, by, at=None) -> InterpretationPiece:
    """Store a new form of an interpretation with its first draft."""
    piece.organ = piece.interpretation.organ
    piece.disclosure = piece.disclosure or DisclosureAttribute.PROACTIVE
    return publishing.create(piece, by=by, at=at)
