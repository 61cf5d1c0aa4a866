"""How anything becomes public: workflow, release gate, revisions, attachments, links.

Doors: `actions` (the only way a state changes), `guards.reasons_against`, `models.Publishable` for the rooms above.
"""
