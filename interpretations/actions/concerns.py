"""政务舆情: registered, answered within clock hours, escalated once when they run out."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.departments.models import Department
from disclosure.departments.permissions import holds_one_of
from disclosure.departments.roles import Role
from disclosure.publishing import actions as publishing
from disclosure.publishing.models import DisclosureAttribute
from interpretations.clock import ticket_clocks
from interpretations.guards import Refused, reasons_against_ticket
from interpretations.kinds import FIELD_BY_CODE, TicketLevel, TicketState
from interpretations.models import ConcernResponse, Ticket, TicketEvent
from yushan_portal.lib.periods import local_day


def lead_organ(field: str) -> Department | None:
    """The first standing lead organ of a watch field (玉府办字〔2021〕36号 一(三))."""
    found = {row.code: row for row in Department.objects.filter(code__in=FIELD_BY_CODE[field].organs)}
    return next((found[code] for code in FIELD_BY_CODE[field].organs if code in found), None)


def open_ticket(
    field: str, title: str, *, by, noticed_at: datetime, level=TicketLevel.ORDINARY, text="", source="", organ=None, at=None
) -> Ticket:  # fmt: skip
    """Register what was noticed; it goes to the field's lead organ unless another is named."""
    at = at or timezone.now()
    organ = organ or lead_organ(field)
    reasons = []
    if organ is None:
        reasons.append("这个领域还没有设置牵头单位。")
    elif not holds_one_of(by, (Role.AUTHOR, Role.OFFICE), organ, local_day(at)):
        reasons.append("舆情由公开办或者牵头单位的经办人登记。")
    if not title.strip():
        reasons.append("请填写事由。")
    if noticed_at > at:
        reasons.append("发现时间晚于现在。")
    if reasons:
        raise Refused(reasons)
    with transaction.atomic():
        ticket = Ticket.objects.create(
            field=field, title=title.strip()[:200], text=text, source=source, level=level, organ=organ,
            noticed_at=noticed_at, opened_by=by,
        )  # fmt: skip
        _note(ticket, "open", by, at)
        audit.record("open_ticket", ticket, by=by, after={"level": str(level), "organ": organ.code}, at=at)
    return ticket


def respond(ticket: Ticket, *, by, note: str = "", at=None) -> Ticket:
    """Authoritative information has been given."""
    return _act(ticket, "respond", by, at, note, lambda row, now: {"state": TicketState.RESPONDED, "responded_at": now})


def confer(ticket: Ticket, *, by, note: str = "", at=None) -> Ticket:
    """The news conference was held."""
    return _act(ticket, "confer", by, at, note, lambda row, now: {"conference_at": row.conference_at or now})


def regrade(ticket: Ticket, level: str, *, by, reason: str, at=None) -> Ticket:
    """Another level, and so another clock, from the same moment."""
    return _act(ticket, "regrade", by, at, reason, lambda row, now: {"level": level})


def finish(ticket: Ticket, *, by, note: str = "", at=None) -> Ticket:
    """办结."""
    return _act(ticket, "finish", by, at, note, lambda row, now: {"state": TicketState.CLOSED})


def draft_response(ticket: Ticket, *, by, at=None) -> ConcernResponse:
    """The public response as a draft for the chain; one a ticket."""
    standing = ticket.responses.first()
    if standing is not None:
        return standing
    response = ConcernResponse(
        organ=ticket.organ, ticket=ticket, field=ticket.field, title=ticket.title, disclosure=DisclosureAttribute.PROACTIVE
    )  # fmt: skip
    return publishing.create(response, by=by, at=at)


def escalate_due(at: datetime) -> int:
    """Clocks that have run out by `at` are brought before the office, each once, however late anybody looks."""
    made = 0
    for ticket in Ticket.objects.exclude(state=TicketState.CLOSED).select_related("organ"):
        for number, clock in enumerate(ticket_clocks(ticket)):
            if clock.running() and clock.late(at):
                with transaction.atomic():
                    _, fresh = TicketEvent.objects.get_or_create(
                        ticket=ticket,
                        key=f"escalate:{ticket.level}:{number}",
                        defaults={
                            "verb": "escalate",
                            "at": clock.deadline.at,
                            "by": "system",
                            "note": f"{clock.name}超时",
                        },
                    )
                    if fresh:
                        Ticket.objects.filter(pk=ticket.pk, escalated_at=None).update(escalated_at=clock.deadline.at)
                        audit.record("escalate", ticket, by="system", reason=f"{clock.name}超时", at=at)
                        made += 1
    return made


def _act(ticket: Ticket, verb: str, by, at, reason: str, changes) -> Ticket:
    at = at or timezone.now()
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update(of=("self",)).select_related("organ").get(pk=ticket.pk)
        reasons = reasons_against_ticket(ticket, verb, by=by, at=at, reason=reason)
        if reasons:
            raise Refused(reasons)
        for name, value in changes(ticket, at).items():
            setattr(ticket, name, value)
        ticket.save()
        _note(ticket, verb, by, at, reason)
        audit.record(verb, ticket, by=by, reason=reason, at=at)
    return ticket


def _note(ticket, verb, by, at, note="") -> None:
    number = ticket.events.count()
    TicketEvent.objects.create(
        ticket=ticket, verb=verb, at=at, by=getattr(by, "username", str(by)), note=note[:300], key=f"{number}:{verb}"
    )
