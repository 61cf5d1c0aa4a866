"""社会公众代表: invitation by a rotation that explains itself, acceptance, 列席, opinion, its fate, publication."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from decisions.guards import SIGNERS, WRITERS, Refused, must_serve, refuse
from decisions.models import Invitation, Meeting, Representative
from disclosure.audit import actions as audit


@dataclass(frozen=True)
class Proposal:
    """A member who would be asked next, and why, as printed."""

    representative: Representative
    why: str


def propose(meeting: Meeting, seats: int) -> list[Proposal]:
    """Who is asked: who was asked least in this term, among them interests that fit, then who was asked longest ago.

    One of each category before a second of any, so that the same few are not always asked.
    """
    topics = set(meeting.fields_of_interest)
    rows = Representative.objects.filter(term_from__lte=meeting.held_on, term_to__gte=meeting.held_on)
    rows = rows.exclude(invitations__meeting=meeting)
    rows = rows.annotate(last=Max("invitations__invited_at")).prefetch_related("invitations")
    waiting: dict[str, list] = {}
    for row in rows:
        times = sum(1 for call in row.invitations.all() if timezone.localdate(call.invited_at) >= row.term_from)
        fits = sorted(topics & set(row.interests))
        last = timezone.localdate(row.last) if row.last else date.min
        waiting.setdefault(row.category, []).append(((times, not fits, last, row.pk), row, fits, times))
    for line in waiting.values():
        line.sort(key=lambda item: item[0])
    chosen: list[Proposal] = []
    while len(chosen) < seats and any(waiting.values()):
        heads = sorted((line[0][0], category) for category, line in waiting.items() if line)
        for _, category in heads[: seats - len(chosen)]:
            chosen.append(_explained(*waiting[category].pop(0)[1:]))
    return chosen


def _explained(row: Representative, fits: list[str], times: int) -> Proposal:
    parts = [f"关注领域与议题相符（{'、'.join(fits)}）"] if fits else ["同类代表中轮到"]
    parts.append(f"本聘期已邀请 {times} 次")
    parts.append(f"最近一次 {row.last:%Y-%m-%d}" if row.last else "此前没有邀请过")
    return Proposal(row, f"{row.get_category_display()}：" + "，".join(parts))


def invite(meeting: Meeting, seats: int, *, by, at=None) -> list[Invitation]:
    """Invite by rotation; the reason of each is kept and published."""
    at = at or timezone.now()
    with transaction.atomic():
        meeting = _locked(meeting, WRITERS, by, at)
        if meeting.published_at:
            raise Refused(["列席情况已经公布。"])
        made = [
            Invitation.objects.create(
                meeting=meeting, representative=row.representative, why=row.why[:300], invited_at=at
            )
            for row in propose(meeting, seats)
        ]
        if not made:
            raise Refused(["代表库里没有可以邀请的代表。"])
        audit.record("invite_representatives", meeting, by=by, after={"invited": len(made)}, at=at)
    return made


def reply(invitation: Invitation, accepted: bool, *, by, at=None) -> Invitation:
    """The member says yes or no."""
    return _change(invitation, "reply_invitation", by, at, accepted=accepted)


def attended(invitation: Invitation, came: bool, *, opinion: str = "", by, at=None) -> Invitation:
    """列席, with what was said."""
    if came and not invitation.accepted:
        raise Refused(["只有接受邀请的代表才能登记列席。"])
    return _change(invitation, "sit_in", by, at, attended=came, opinion=opinion.strip())


def settle(invitation: Invitation, fate: str, *, by, at=None) -> Invitation:
    """What became of the opinion."""
    if not fate.strip():
        raise Refused(["请写明采纳情况；未采纳的说明理由。"])
    return _change(invitation, "settle_representative_opinion", by, at, fate=fate.strip())


def publish_meeting(meeting: Meeting, *, by, at=None) -> Meeting:
    """Publish who was asked and why, who came, what was said and what became of it; refused while a fate is open."""
    at = at or timezone.now()
    with transaction.atomic():
        meeting = _locked(meeting, SIGNERS, by, at)
        rows = list(meeting.invitations.select_related("representative"))
        reasons = []
        if not rows:
            reasons.append("还没有邀请代表。")
        if any(row.attended is None and row.accepted for row in rows):
            reasons.append("有代表接受了邀请，还没有登记是否列席。")
        reasons += [
            f"{row.representative.name}的意见还没有写明采纳情况。" for row in rows if row.opinion and not row.fate
        ]
        if meeting.published_at:
            reasons.append("列席情况已经公布。")
        refuse(reasons)
        meeting.published_at = at
        meeting.save(update_fields=["published_at"])
        audit.record("publish_meeting", meeting, by=by, after={"invited": len(rows)}, at=at)
    return meeting


def _change(invitation: Invitation, verb: str, by, at, **changes) -> Invitation:
    at = at or timezone.now()
    with transaction.atomic():
        meeting = _locked(invitation.meeting, WRITERS, by, at)
        if meeting.published_at:
            raise Refused(["列席情况已经公布，不能再改。"])
        invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        for name, value in changes.items():
            setattr(invitation, name, value)
        invitation.save(update_fields=list(changes))
        audit.record(verb, meeting, by=by, after={"invitation": invitation.pk}, at=at)
    return invitation


def _locked(meeting: Meeting, roles, by, at) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("organ").get(pk=meeting.pk)
    must_serve(by, meeting.organ, roles, at)
    return meeting
