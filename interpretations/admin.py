"""The desk of the room; each noun's pages stand in desk/."""

from interpretations.desk import inquiries, kinds, tickets

__all__ = ["inquiries", "kinds", "tickets"]
