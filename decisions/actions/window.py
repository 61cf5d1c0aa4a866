"""The window grows, never shrinks."""

from django.db import transaction
from django.utils import timezone

from decisions import clock
from decisions.guards import SIGNERS, must_serve, reasons_against_extension, refuse
from decisions.models import Consultation, WindowExtension
from decisions.register_entry import consultation_entry
from disclosure.audit import actions as audit
from disclosure.register import actions as register
from yushan_portal.lib.signals import public_content_changed


def extend(consultation: Consultation, closes_on, *, reason: str, by, at=None) -> Consultation:
    """Move the last day later; recorded, and shown on the page with its reason. Waits for opinions being written."""
    at = at or timezone.now()
    with transaction.atomic():
        consultation = clock.hold(consultation.pk)
        must_serve(by, consultation.organ, SIGNERS, at)
        refuse(reasons_against_extension(consultation, closes_on, reason, at))
        before = consultation.closes_on
        WindowExtension.objects.create(
            consultation=consultation, closed_on=before, closes_on=closes_on, reason=reason.strip(), at=at, by=by
        )
        consultation.closes_on, consultation.changed_at = closes_on, at
        consultation.save(update_fields=["closes_on", "changed_at"])
        register.show(consultation_entry(consultation))
        days = {"before": {"closes_on": before}, "after": {"closes_on": closes_on}}
        audit.record("extend", consultation, by=by, at=at, reason=reason, **days)
        announce(consultation)
    return consultation


def announce(thing) -> None:
    """Pages about the thing are made anew after the commit."""
    kind, thing_id, address = thing.kind, str(thing.pk), thing.get_absolute_url()
    transaction.on_commit(
        lambda: public_content_changed.send(type(thing), kind=kind, thing_id=thing_id, address=address)
    )
