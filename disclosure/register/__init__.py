"""公开目录: one row for every public thing, of whatever kind.

Written only through `actions.show` and `actions.withdraw`, inside the transaction that publishes or withdraws. Read through
`RegisterEntry.objects.public(on)` and its words, `counting` for every figure, `search.engine` for text. What has no shown
row here is public nowhere. The room knows no content: names of codes come by plug (`labels.py`, `synonyms.py`, `columns.py`).
"""
