"""News travels by one signal; who listens is written in yushan_portal/apps.py and nowhere else."""

from django.dispatch import Signal

public_content_changed = Signal()
"""Sent on commit after anything public was shown, revised or withdrawn. Arguments: kind, thing_id, address."""
