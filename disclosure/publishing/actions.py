"""The only way a publishable thing changes: one action a change.

Each is, in this order: one transaction with the row locked, reasons against, change, revision, register row, ledger;
the one signal on commit.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.publishing.guards import (
    Reason,
    Refused,
    current_digest,
    digest_of,
    files_of,
    may,
    reasons_against,
    row_for,
)
from disclosure.publishing.kinds import entry_facts, shown_with, taken_back_with, thing_of
from disclosure.publishing.models import ChainSetting, Opinion, Review, Revision
from disclosure.publishing.workflow import EDITABLE, OPEN, RevisionState, State
from disclosure.publishing.writing import masked, settled
from disclosure.register import actions as register
from yushan_portal.lib.periods import local_day
from yushan_portal.lib.plugins import offered
from yushan_portal.lib.signals import public_content_changed

logger = logging.getLogger(__name__)

SCHEDULED_AT_MOST = timedelta(days=366)  # a later moment is a slip of the keyboard


class EditConflict(Refused):
    """Somebody saved in between; `revision` is what stands now, `mine` what was about to be saved."""

    def __init__(self, revision: Revision, mine: dict):
        super().__init__(["他人刚刚保存过这份内容，您的修改没有覆盖它。请对照两个版本后再保存。"])
        self.revision, self.mine = revision, mine


# --- drafting ---


def create(thing, *, by, at=None):
    """Store a new thing (an unsaved instance with its fields set) with its first draft; returns it."""
    at = at or timezone.now()
    if not may(by, "create", thing.organ, local_day(at)):
        raise Refused(["只能为自己任职的单位新建内容。"])
    with transaction.atomic():
        thing.author, thing.created_at, thing.state = by, at, State.DRAFT
        thing.save()
        content = settled(thing, thing.content(), by=by, at=at)
        if content != thing.content():
            thing.apply(content)
            thing.save()
        revision = _new_revision(thing, thing.content(), by, at)
        _record("create", thing, by, at, None, _state(thing, revision))
    return thing


def open_revision(thing, *, by, at=None) -> Revision:
    """Begin a revision; what is public stays public until the new text is, what is withdrawn stays withdrawn."""
    at = at or timezone.now()
    with transaction.atomic():
        thing = _locked(thing)
        _refuse(reasons_against(thing, "revise", by=by, at=at))
        revision = _new_revision(thing, thing.content(), by, at)
        _record("revise", thing, by, at, None, _state(thing, revision))
    return revision


def save_draft(
    thing, content: dict, *, by, at=None, seen: int | None = None, change_note: str | None = None, reason: str = ""
) -> Revision:
    """Save the working text. `seen` is the edit count the person began from: a later one raises EditConflict.

    HTML is cleaned here, whichever way it came; pictures written into it become attachments.
    """
    at = at or timezone.now()
    with transaction.atomic():
        thing = _locked(thing)
        revision = _working(thing)
        _refuse(reasons_against(thing, "save", by=by, at=at, revision=revision))
        if seen is not None and seen != revision.edits:
            raise EditConflict(revision, content)
        before = revision.digest
        shown = thing.as_revised(revision)
        shown.apply(settled(shown, content, by=by, at=at))
        revision.content = shown.content()
        revision.digest = current_digest(revision)
        revision.title, revision.saved_at, revision.edits = shown.title[:300], at, revision.edits + 1
        if change_note is not None:
            revision.change_note = change_note[:300]
        revision.save()
        if by.pk != revision.author_id:
            revision.editors.add(by)
        if thing.state == State.DRAFT:
            thing.apply(revision.content)
            thing.save()
        _record("save", thing, by, at, {"digest": before}, _state(thing, revision), reason)
    return revision


def mask_text(thing, *, by, at=None, seen: int | None = None) -> Revision:
    """Mask every finding in the working text itself; files are masked one by one (`attachments.mask`)."""
    revision = thing.working
    _refuse(reasons_against(thing, "save", by=by, at=at or timezone.now(), revision=revision))
    content = masked(thing.as_revised(revision))
    return save_draft(thing, content, by=by, at=at, seen=seen or revision.edits, reason="遮盖正文中的个人信息")


# --- the chain ---


def submit(thing, *, by, at=None) -> Revision:
    """Hand on to review, or straight to approval where the chain has two steps."""
    target = RevisionState.REVIEWED if steps_of(thing) == 2 else None
    return _move(thing, "submit", by, at, target=target, stamp=_submission)


def review(thing, *, by, at=None) -> Revision:
    """审核通过: hand on to approval."""
    return _move(thing, "review", by, at, stamp=lambda row, moment: {"reviewed_by": by, "reviewed_at": moment})


def return_(thing, *, by, reason: str, at=None) -> Revision:
    """Send back to the author with a written reason."""
    return _move(
        thing,
        "return",
        by,
        at,
        reason=reason,
        stamp=lambda row, moment: {"return_reason": reason, "returned_by": str(by)},
    )


def approve(thing, *, by, at=None) -> Revision:
    """签发: nothing but publication is left; the gate must be open."""
    return _move(thing, "approve", by, at, stamp=lambda row, moment: {"approved_by": by, "approved_at": moment})


def schedule(thing, *, by, publish_at, at=None) -> Revision:
    """Publish at a later moment."""
    at = at or timezone.now()
    if publish_at <= at:
        raise Refused(["定时发布的时间须晚于现在。"])
    if publish_at > at + SCHEDULED_AT_MOST:
        raise Refused(["定时发布最多提前一年，请核对年份。"])
    return _move(thing, "schedule", by, at, stamp=lambda row, moment: {"publish_at": publish_at, "scheduled_by": by})


def discard(thing, *, by, reason: str, at=None) -> Revision:
    """Give up the working text; it stays readable in the history."""
    return _move(thing, "discard", by, at, reason=reason)


def record_review(thing, review_kind: str, *, by, opinion: str, reason: str = "", at=None) -> Review:
    """Record a review of the working text as it is now, bound to its digest."""
    at = at or timezone.now()
    with transaction.atomic():
        thing = _locked(thing)
        revision = _working(thing)
        reasons = reasons_against(thing, review_kind, by=by, at=at, revision=revision)
        if opinion not in Opinion.values:
            reasons.append(Reason("请选择审查意见。"))
        if (opinion != Opinion.AGREE or row_for(review_kind).reason_required) and not reason.strip():
            reasons.append(Reason("请写明理由。"))
        _refuse(reasons)
        kept = Review.objects.create(
            revision=revision,
            review=review_kind,
            opinion=opinion,
            reason=reason.strip(),
            reviewer=by,
            reviewed_at=at,
            digest=current_digest(revision),
        )
        _record(review_kind, thing, by, at, None, {**_state(thing, revision), "opinion": opinion}, reason)
    return kept


# --- becoming public, and ceasing to be ---


def publish(thing, *, by, at=None):
    """Make the approved revision public; returns the thing. The moment is the server's."""
    return _release(thing, "publish", by, at)


def urgent(thing, *, by, reason: str, at=None):
    """The office publishes ahead of review and approval; flagged until an approver confirms."""
    return _release(thing, "urgent", by, at, reason)


def publish_due(at) -> int:
    """Publish what was scheduled up to `at`; safe to run twice, one fault does not hold up the others."""
    done = 0
    for revision in Revision.objects.in_state(RevisionState.SCHEDULED).filter(publish_at__lte=at):
        thing = thing_of(revision.kind, revision.thing_id)
        try:
            publish(thing, by=revision.scheduled_by, at=at)
            done += 1
        except Refused as refusal:
            _send_back(thing, revision, f"定时发布未成：{refusal}", audit.SYSTEM, at)
        except Exception:
            logger.exception(
                "scheduled publication of %s %s failed; it is tried again", revision.kind, revision.thing_id
            )
    return done


def withdraw(thing, *, by, reason: str, authority: str = "", successor: str = "", at=None):
    """Take back from every public channel at once; the address keeps a tombstone with date and reason.

    A revision on its way goes back to its author, so that nothing scheduled shows it again unseen.
    """
    at = at or timezone.now()
    with transaction.atomic():
        thing = _locked(thing)
        _refuse(reasons_against(thing, "withdraw", by=by, at=at) + _reason_needed(reason))
        before = _state(thing)
        waiting = _working(thing)
        if waiting is not None and waiting.state not in EDITABLE:
            _send_back(thing, waiting, f"内容已撤回：{reason.strip()}", by, at)
        thing.state, thing.withdrawn_at, thing.withdrawal_reason = State.WITHDRAWN, at, reason.strip()
        thing.withdrawal_authority, thing.successor_address = authority[:100], successor[:200]
        thing.save()
        register.withdraw(
            thing.kind, str(thing.pk), at=at, reason=thing.withdrawal_reason, successor=thing.successor_address
        )
        _record("withdraw", thing, by, at, before, _state(thing) | taken_back_with(thing, at), reason)
        _follow(thing, "withdraw", at)
        _announce(thing)
    return thing


def restore(thing, *, by, reason: str, at=None):
    """Show again what was withdrawn, with the text that was public last."""
    at = at or timezone.now()
    with transaction.atomic():
        thing = _locked(thing)
        _refuse(reasons_against(thing, "restore", by=by, at=at) + _reason_needed(reason))
        before = _state(thing)
        _shown_again(thing)
        thing.changed_at = at
        thing.save()
        register.show(entry_facts(thing))
        _record("restore", thing, by, at, before, _state(thing) | shown_with(thing, at), reason)
        _follow(thing, "restore", at)
        _announce(thing)
    return thing


def confirm_urgent(thing, *, by, at=None):
    """补办确认 of an urgent release."""
    at = at or timezone.now()
    with transaction.atomic():
        thing = _locked(thing)
        reasons = reasons_against(thing, "confirm", by=by, at=at)
        if thing.urgent_at is None or thing.urgent_confirmed_at is not None:
            reasons.append(Reason("没有待确认的紧急发布。"))
        _refuse(reasons)
        thing.urgent_confirmed_at = at
        thing.save()
        _record("confirm", thing, by, at, None, _state(thing))
    return thing


def steps_of(thing) -> int:
    """Steps of the chain for this thing's kind and organ: the organ's own setting, the county's, else three."""
    settings = {row.organ_id: row.steps for row in ChainSetting.objects.filter(kind=thing.kind)}
    return settings.get(thing.organ_id, settings.get(None, 3))


# --- pieces ---


def _release(thing, verb: str, by, at, reason: str = ""):
    at = at or timezone.now()
    with transaction.atomic():
        thing = _locked(thing)
        revision = _working(thing)
        reasons = reasons_against(thing, verb, by=by, at=at, revision=revision)
        _refuse(reasons + (_reason_needed(reason) if verb == "urgent" else []))
        before = _state(thing, revision)
        Revision.objects.of(thing).in_state(RevisionState.PUBLISHED).update(state=RevisionState.SUPERSEDED)
        revision.state, revision.published_at = RevisionState.PUBLISHED, at
        revision.save()
        thing.apply(revision.content)
        first = thing.published_at is None
        _shown_again(thing)
        thing.published_at = thing.published_at or at
        thing.changed_at = None if first else at
        if verb == "urgent":
            thing.urgent_at, thing.urgent_by, thing.urgent_confirmed_at = at, by.username, None
        thing.save()
        register.show(entry_facts(thing))
        _record(verb, thing, by, at, before, _state(thing, revision) | shown_with(thing, at), reason)
        _follow(thing, verb, at)
        _announce(thing)
    return thing


def _move(thing, verb: str, by, at, *, reason: str = "", target=None, stamp=None) -> Revision:
    at = at or timezone.now()
    row = row_for(verb)
    with transaction.atomic():
        thing = _locked(thing)
        revision = _working(thing)
        reasons = reasons_against(thing, verb, by=by, at=at, revision=revision)
        _refuse(reasons + (_reason_needed(reason) if row.reason_required else []))
        before = _state(thing, revision)
        revision.state = target or row.target
        for name, value in (stamp(revision, at) if stamp else {}).items():
            setattr(revision, name, value)
        revision.save()
        _record(verb, thing, by, at, before, _state(thing, revision), reason)
    return revision


def _submission(revision: Revision, moment) -> dict:
    """Handed in anew, a text has been reviewed and signed by nobody yet."""
    return {"submitted_at": moment, "reviewed_by": None, "reviewed_at": None, "approved_by": None, "approved_at": None}


def _shown_again(thing) -> None:
    thing.state, thing.withdrawn_at, thing.withdrawal_reason = State.PUBLISHED, None, ""
    thing.withdrawal_authority = thing.successor_address = ""


def _send_back(thing, revision: Revision, reason: str, by, at) -> None:
    """Return a revision without anybody having read it: the moment it waited for is no longer its own."""
    with transaction.atomic():
        before = _state(thing, revision)
        revision.state, revision.return_reason, revision.returned_by = RevisionState.RETURNED, reason, str(by)
        revision.save()
        _record("return", thing, by, at, before, _state(thing, revision), reason)


def _new_revision(thing, content: dict, by, at) -> Revision:
    last = Revision.objects.of(thing).first()
    return Revision.objects.create(
        kind=thing.kind,
        thing_id=thing.pk,
        organ=thing.organ,
        number=last.number + 1 if last else 1,
        state=RevisionState.DRAFT,
        title=thing.title,
        content=content,
        digest=digest_of(content, files_of(content.get("attachment_ids", []))),
        author=by,
        saved_at=at,
    )


def _locked(thing):
    return type(thing)._default_manager.select_for_update(of=("self",)).select_related("organ").get(pk=thing.pk)


def _working(thing) -> Revision | None:
    return Revision.objects.of(thing).filter(state__in=OPEN).select_for_update().first()


def _refuse(reasons: list[Reason]) -> None:
    if reasons:
        raise Refused([str(reason) for reason in reasons])


def _reason_needed(reason: str) -> list[Reason]:
    return [] if reason.strip() else [Reason("请写明理由。", "reason")]


def _state(thing, revision: Revision | None = None) -> dict:
    state = {"state": str(thing.state)}
    if revision is not None:
        state |= {"revision": revision.number, "revision_state": str(revision.state), "digest": revision.digest}
    return state


def _record(verb, thing, by, at, before, after, reason="") -> None:
    audit.record(verb, thing, by=by, before=before, after=after, reason=reason, at=at)


def _follow(thing, verb: str, at) -> None:
    """What other rooms must do in the same transaction (`lib/followers`): answers that quote the old text go stale."""
    for follower in offered("followers", "FOLLOWERS"):
        follower(thing, verb, at)


def _announce(thing) -> None:
    kind, thing_id, address = thing.kind, str(thing.pk), thing.get_absolute_url()
    transaction.on_commit(
        lambda: public_content_changed.send(type(thing), kind=kind, thing_id=thing_id, address=address)
    )
