"""The tables, one file a noun."""

from decisions.models.consultation import Consultation, DraftArticle, DraftVersion, WindowExtension
from decisions.models.decision import Decision, Evidence, StageRecord
from decisions.models.directory import Directory
from decisions.models.hearing import Hearing, HearingPlace
from decisions.models.ledger import Answer, OpinionGroup
from decisions.models.opinion import Opinion, OpinionWording
from decisions.models.representative import Invitation, Meeting, Representative

__all__ = [
    "Answer",
    "Consultation",
    "Decision",
    "Directory",
    "DraftArticle",
    "DraftVersion",
    "Evidence",
    "Hearing",
    "HearingPlace",
    "Invitation",
    "Meeting",
    "Opinion",
    "OpinionGroup",
    "OpinionWording",
    "Representative",
    "StageRecord",
    "WindowExtension",
]
