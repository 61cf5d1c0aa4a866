"""What stands against an act on what citizens sent in: sentences that an officer understands."""

from datetime import date

from django.db.models import Q

from disclosure.departments.permissions import holds_one_of
from disclosure.departments.roles import Role
from disclosure.publishing.guards import Refused
from interpretations.models import PolicyOfficer
from interpretations.workflow import INQUIRY_WORKFLOW, TICKET_WORKFLOW
from yushan_portal.lib.periods import local_day
from yushan_portal.lib.transitions import transition

__all__ = ["Refused", "officers_of", "reasons_against", "reasons_against_ticket"]


def officers_of(organ, on: date):
    """政策专员 of the organ and the substitutes, those still in service, in order."""
    rows = PolicyOfficer.objects.filter(organ=organ, valid_from__lte=on, user__is_active=True)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).select_related("user").order_by("rank", "pk")


def reasons_against(inquiry, verb: str, *, by, at, reason: str = "") -> list[str]:
    """Role, state, the second hand, and the reason where one is due."""
    row = transition(INQUIRY_WORKFLOW, verb)
    on = local_day(at)
    own = verb in ("draft", "route") and any(row.user_id == by.pk for row in officers_of(inquiry.organ, on))
    if not own and not holds_one_of(by, row.roles, inquiry.organ, on):
        names = "、".join(str(Role(role).label) for role in row.roles)
        return [f"“{row.name}”须由承办单位的{names}或政策专员办理。"]
    if inquiry.state not in row.sources:
        return [f"当前状态是“{inquiry.get_state_display()}”，不能“{row.name}”。"]
    reasons = []
    if row.two_person and (last := inquiry.replies.last()) and last.written_by_id == by.pk:
        reasons.append("不能审签自己拟的答复，请由另一人办理。")
    if row.reason_required and not reason.strip():
        reasons.append("请写明理由。")
    return reasons


def reasons_against_ticket(ticket, verb: str, *, by, at, reason: str = "") -> list[str]:
    """The same for 政务舆情."""
    row = transition(TICKET_WORKFLOW, verb)
    if not holds_one_of(by, row.roles, ticket.organ, local_day(at)):
        names = "、".join(str(Role(role).label) for role in row.roles)
        return [f"“{row.name}”须由牵头单位的{names}办理。"]
    if ticket.state not in row.sources:
        return [f"当前状态是“{ticket.get_state_display()}”，不能“{row.name}”。"]
    return ["请写明理由。"] if row.reason_required and not reason.strip() else []
