"""先审后发: officers decide whether an opinion is shown and hide passages with a reason; its words are never theirs."""

from django.db import transaction
from django.utils import timezone

from decisions.guards import OFFICERS, Refused, must_serve
from decisions.kinds import OpinionState
from decisions.models import Opinion
from disclosure.audit import actions as audit


def show(opinion: Opinion, *, by, at=None) -> Opinion:
    """公开 an opinion, as far as its author agrees."""
    return _judge(opinion, OpinionState.SHOWN, "", by, at)


def keep_back(opinion: Opinion, *, reason: str, by, at=None) -> Opinion:
    """不予公开, with the reason that its author reads; it stays in the ledger and is answered like every other."""
    if not reason.strip():
        raise Refused(["请写明不予公开的理由，提出人凭查询码能看到。"])
    return _judge(opinion, OpinionState.REFUSED, reason.strip()[:300], by, at)


def redact(opinion: Opinion, passage: str, *, reason: str, by, at=None) -> Opinion:
    """Hide one passage wherever the text is shown; the text itself stays whole."""
    at = at or timezone.now()
    with transaction.atomic():
        opinion = _locked(opinion)
        must_serve(by, opinion.consultation.organ, OFFICERS, at)
        if not reason.strip():
            raise Refused(["请写明隐去的原因。"])
        if not passage or passage not in opinion.text:
            raise Refused(["意见里没有这段文字，请照原文填写要隐去的片段。"])
        opinion.redactions = [*opinion.redactions, {"passage": passage, "reason": reason.strip()[:60]}]
        opinion.save(update_fields=["redactions"])
        audit.record("redact", _named(opinion), by=by, reason=reason, at=at)
    return opinion


def show_many(consultation, ids, *, by, at=None) -> int:
    """Show several that wait; returns how many."""
    at = at or timezone.now()
    with transaction.atomic():
        must_serve(by, consultation.organ, OFFICERS, at)
        waiting = consultation.opinions.to_moderate().filter(pk__in=list(ids)[:5000])
        done = waiting.update(state=OpinionState.SHOWN, moderated_at=at)
        audit.record("show_opinions", consultation, by=by, after={"count": done}, at=at)
    return done


def _judge(opinion, state, reason, by, at):
    at = at or timezone.now()
    with transaction.atomic():
        opinion = _locked(opinion)
        must_serve(by, opinion.consultation.organ, OFFICERS, at)
        if opinion.state == OpinionState.WITHDRAWN:
            raise Refused(["这条意见已由提出人撤回。"])
        before = opinion.state
        opinion.state, opinion.refusal_reason, opinion.moderated_at = state, reason, at
        opinion.save(update_fields=["state", "refusal_reason", "moderated_at"])
        change = {"before": {"state": str(before)}, "after": {"state": str(state)}}
        audit.record("moderate", _named(opinion), by=by, reason=reason, at=at, **change)
    return opinion


def _locked(opinion: Opinion) -> Opinion:
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("consultation__organ")
    return rows.get(pk=opinion.pk)


def _named(opinion: Opinion) -> tuple[str, int, str]:
    return ("opinion", opinion.pk, opinion.number)
