"""Organs, people and who may act for whom.

Doors: `permissions` answers every "may this user"; `models.Department` is what other rooms point at.
"""
