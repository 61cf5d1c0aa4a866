"""The desk's base for everything publishable: one form page, one list, one history for every kind.

A kind declares a `PublishableAdmin` (list, form, preview) in its admin.py; buttons, scope, reviews, history and
attachments come from here. No rule lives here: buttons ask `guards.reasons_against`, acts call `actions`.
"""
