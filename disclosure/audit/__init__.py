"""审计台账: who did what to which thing, when, from where.

Doors: `actions.record` is the one way in; `actions.verify` walks the chain. Actor and organ are kept as text, so the
room stands on floor 1 and outlives the people and organs that it names.
"""
