"""Full text: a text contains a phrase exactly if the phrase is a substring of it, on SQLite and PostgreSQL alike.

Upwards: text (folding, grams) -> document_numbers, query (what was typed) -> sqlite, postgresql (the two indexes) -> index
(the one in use) -> excerpt, engine (results). Why bigrams: docs/adr/0004-search.md.
"""
