"""Models of the room, one noun a file."""

from interpretations.models.answers import Answer, PublicMessage
from interpretations.models.concerns import ConcernResponse, Ticket, TicketEvent
from interpretations.models.inquiries import (
    Correspondent,
    Inquiry,
    InquiryEvent,
    InquirySerial,
    PolicyOfficer,
    Reply,
)
from interpretations.models.interpretation import Interpretation, InterpretationPiece
from interpretations.models.subscriptions import News, Subscription

__all__ = [
    "Answer",
    "ConcernResponse",
    "Correspondent",
    "Inquiry",
    "InquiryEvent",
    "InquirySerial",
    "Interpretation",
    "InterpretationPiece",
    "News",
    "PolicyOfficer",
    "PublicMessage",
    "Reply",
    "Subscription",
    "Ticket",
    "TicketEvent",
]
