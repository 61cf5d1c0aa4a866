"""Interpretations of papers, 一号答, message box, responses to concerns, subscriptions: what a policy means for a person.

Doors: what is public is publishable (`Interpretation`, `InterpretationPiece`, `Answer`, `PublicMessage`,
`ConcernResponse`); what citizens send in is an `Inquiry`, written by `actions.inquiries` alone and never edited;
`News` and `Subscription` carry what is public to those who asked for it.
"""
