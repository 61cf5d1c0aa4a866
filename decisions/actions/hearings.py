"""听证会: notice, places under a row lock, the draw, papers, attendance, record (条例713 第十六条、第十七条)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from decisions.actions import opinions
from decisions.drawing import frozen_text, order_of, sha256
from decisions.guards import SIGNERS, WRITERS, Refused, must_serve, refuse
from decisions.kinds import Channel, PlaceState
from decisions.law import HEAR_DOC
from decisions.models import Consultation, Hearing, HearingPlace
from disclosure import workdays
from disclosure.audit import actions as audit
from yushan_portal.lib.intake import code_for
from yushan_portal.lib.periods import end_of
from yushan_portal.lib.receipts import hash_lookup_code

from .window import announce

WAITING_PER_SEAT = 20
"""So many may stand in line for a seat; the form says so when the line is full."""


def plan(hearing: Hearing, *, by, at=None) -> Hearing:
    """Store the plan of a hearing; it becomes public with its notice."""
    at = at or timezone.now()
    must_serve(by, hearing.decision.organ, WRITERS, at)
    refuse(_shape(hearing))
    with transaction.atomic():
        hearing.by = by
        hearing.save()
        audit.record("plan_hearing", hearing, by=by, at=at)
    return hearing


def publish_notice(hearing: Hearing, *, by, at=None) -> Hearing:
    """听证公告: draft, explanation, time, place, 遴选办法 and the source of the seed are public beforehand."""
    at = at or timezone.now()
    with transaction.atomic():
        hearing = _locked(hearing, SIGNERS, by, at)
        reasons = _shape(hearing)
        if hearing.notice_at:
            reasons.append("听证公告已经公布。")
        if at >= end_of(hearing.registration_ends_on):
            reasons.append("报名截止日期已过。")
        if hearing.decision.published_at is None:
            reasons.append("决策事项还没有公开，请先公开决策事项。")
        refuse(reasons)
        return _save(hearing, "publish_hearing_notice", by, at, notice_at=at)


def register(
    hearing: Hearing, *, quota_code, name, contact, organisation="", view="", nonce, at: datetime | None = None
):
    """A citizen signs up; returns (place, look-up code). Beyond the seats times the line the registration is refused.

    The hearing's row is locked, so numbers follow each other without gaps and nobody gets the same twice.
    """
    at = at or timezone.now()
    with transaction.atomic():
        hearing = Hearing.objects.select_for_update().get(pk=hearing.pk)
        before = hearing.places.filter(nonce=nonce).first()
        if before:
            return before, code_for(nonce)
        quota = {row["code"]: int(row["seats"]) for row in hearing.quota}
        reasons = []
        if not hearing.notice_at or at >= end_of(hearing.registration_ends_on) or hearing.frozen_at:
            reasons.append("报名没有开始或者已经截止。")
        if quota_code not in quota:
            reasons.append("请选择报名类别。")
        if not name.strip() or not contact.strip():
            reasons.append("请填写姓名和联系电话。")
        if hearing.places.filter(contact=contact.strip()).exclude(state=PlaceState.GIVEN_UP).exists():
            reasons.append("这个电话已经报过名。")
        refuse(reasons)
        taken = hearing.places.filter(quota_code=quota_code).exclude(state=PlaceState.GIVEN_UP).count()
        if taken >= quota[quota_code] * (1 + WAITING_PER_SEAT):
            raise Refused(["这一类的报名人数已满。"])
        place = HearingPlace.objects.create(
            hearing=hearing,
            number=f"T{hearing.places.count() + 1:04d}",
            lookup_hash=hash_lookup_code(code_for(nonce)),
            nonce=nonce,
            quota_code=quota_code,
            name=name.strip(),
            contact=contact.strip(),
            organisation=organisation.strip(),
            view=view.strip(),
            state=PlaceState.REGISTERED if taken < quota[quota_code] else PlaceState.WAITING,
            registered_at=at,
        )
        audit.record("register_for_hearing", hearing, by="公众", after={"number": place.number}, address="-", at=at)
    return place, code_for(nonce)


def give_up(place: HearingPlace, *, at=None) -> HearingPlace:
    """A seat becomes free: before the draw the first in line moves up, after it the first substitute."""
    at = at or timezone.now()
    with transaction.atomic():
        hearing = Hearing.objects.select_for_update().get(pk=place.hearing_id)
        place = hearing.places.get(pk=place.pk)
        had_seat = place.state in (PlaceState.REGISTERED, PlaceState.CHOSEN)
        drawn, code = hearing.drawn_at is not None, place.quota_code
        place.state = PlaceState.GIVEN_UP
        place.save(update_fields=["state"])
        if had_seat:
            waiting = hearing.places.filter(
                quota_code=code, state=PlaceState.NOT_CHOSEN if drawn else PlaceState.WAITING
            )
            numbers = [row.number for row in waiting.order_by("pk")]
            if drawn:
                numbers = order_of(hearing.frozen_list, hearing.seed, code, numbers)
            target = PlaceState.CHOSEN if drawn else PlaceState.REGISTERED
            hearing.places.filter(number__in=numbers[:1]).update(state=target)
        audit.record("give_up_seat", hearing, by="公众", after={"number": place.number}, address="-", at=at)
    return place


def freeze(hearing: Hearing, *, by, at=None) -> Hearing:
    """Fix the list after registration: hashed and published before the seed can be known."""
    at = at or timezone.now()
    with transaction.atomic():
        hearing = _locked(hearing, WRITERS, by, at)
        if not hearing.notice_at or at < end_of(hearing.registration_ends_on):
            raise Refused(["报名截止后才能固定名单。"])
        if hearing.frozen_at:
            raise Refused(["名单已经固定，不能再变。"])
        people = list(hearing.places.exclude(state=PlaceState.GIVEN_UP).values_list("quota_code", "number"))
        text = frozen_text(hearing.quota, people)
        return _save(hearing, "freeze_hearing_list", by, at, frozen_at=at, frozen_list=text, frozen_sha256=sha256(text))


def draw(hearing: Hearing, seed: str, *, by, at=None) -> Hearing:
    """Draw with the digits of the announced public event; anyone can repeat it with docs/draw_roster.py."""
    at = at or timezone.now()
    seed = seed.strip()
    with transaction.atomic():
        hearing = _locked(hearing, SIGNERS, by, at)
        reasons = []
        if not hearing.frozen_at:
            reasons.append("请先固定并公布名单。")
        elif at <= hearing.frozen_at:
            reasons.append("随机数须在名单固定之后产生。")
        if hearing.drawn_at:
            reasons.append("已经抽取过，不能重抽。")
        if not seed:
            reasons.append("请填写公告所说事件产生的随机数。")
        refuse(reasons)
        for row in hearing.quota:
            places = hearing.places.filter(quota_code=row["code"]).exclude(state=PlaceState.GIVEN_UP)
            order = order_of(hearing.frozen_list, seed, row["code"], list(places.values_list("number", flat=True)))
            places.update(state=PlaceState.NOT_CHOSEN)
            places.filter(number__in=order[: int(row["seats"])]).update(state=PlaceState.CHOSEN)
        return _save(hearing, "draw_hearing_roster", by, at, drawn_at=at, seed=seed)


def deliver_papers(hearing: Hearing, on, *, by, at=None) -> Hearing:
    """Papers reach the participants at least seven days before; later the hearing has to be moved."""
    at = at or timezone.now()
    with transaction.atomic():
        hearing = _locked(hearing, WRITERS, by, at)
        latest = workdays.due(HEAR_DOC, workdays.local_day(hearing.starts_at)).on
        if on > latest:
            raise Refused(
                [f"听证材料最迟{latest:%Y年%m月%d日}送达（会前7日，条例713第十六条）；送达已晚，请推迟听证会。"]
            )
        if hearing.drawn_at is None:
            raise Refused(["参加人名单公布后才能送达材料。"])
        return _save(hearing, "deliver_hearing_papers", by, at, papers_on=on)


def attend(hearing: Hearing, numbers, *, by, at=None) -> int:
    """Who came; returns how many. The hearing is held only with the quorum."""
    at = at or timezone.now()
    with transaction.atomic():
        hearing = _locked(hearing, WRITERS, by, at)
        if at < hearing.starts_at:
            raise Refused(["听证会还没有开始。"])
        chosen = hearing.places.filter(state=PlaceState.CHOSEN)
        chosen.update(attended=False)
        came = chosen.filter(number__in=list(numbers)).update(attended=True)
        audit.record("attend_hearing", hearing, by=by, after={"attended": came}, at=at)
    return came


def keep_record(hearing: Hearing, record: str, *, by, at=None) -> Hearing:
    """The record of the hearing; refused without papers in time or without the quorum."""
    at = at or timezone.now()
    with transaction.atomic():
        hearing = _locked(hearing, WRITERS, by, at)
        came = hearing.places.filter(attended=True).count()
        reasons = [] if record.strip() else ["请填写听证记录。"]
        if hearing.papers_on is None:
            reasons.append("没有听证材料按期送达的记录。")
        if came < hearing.quorum:
            reasons.append(f"到会 {came} 人，不足 {hearing.quorum} 人，听证会不能举行，请另行公告时间。")
        refuse(reasons)
        return _save(hearing, "keep_hearing_record", by, at, record=record.strip(), recorded_at=at)


def confirm_record(place: HearingPlace, *, statement: str = "", by, consultation: Consultation | None = None, at=None):
    """A participant confirms the record; what he or she said enters the ledger of the consultation as an opinion."""
    at = at or timezone.now()
    with transaction.atomic():
        hearing = _locked(place.hearing, WRITERS, by, at)
        place = hearing.places.get(pk=place.pk)
        if not hearing.recorded_at or not place.attended:
            raise Refused(["到会的参加人在听证记录完成后确认。"])
        if place.confirmed_at:
            raise Refused(["这位参加人已经确认。"])
        place.confirmed_at, place.statement = at, statement.strip()
        place.save(update_fields=["confirmed_at", "statement"])
        audit.record("confirm_hearing_record", hearing, by=by, after={"number": place.number}, at=at)
        if consultation is not None and place.statement:
            said = opinions.Said(
                place.statement, name=place.name, contact=place.contact, organisation=place.organisation
            )
            day = workdays.local_day(hearing.starts_at)
            opinions.take_in(consultation, said, channel=Channel.HEARING, received_on=day, by=by)
    return place


def _shape(hearing: Hearing) -> list[str]:
    reasons = []
    if not hearing.quota or any(int(row.get("seats") or 0) < 1 for row in hearing.quota):
        reasons.append("请填写各类参加人的名额。")
    if not hearing.selection_rule.strip():
        reasons.append("请写明遴选办法：参加人须公平公开遴选，办法事先公布（条例713第十六条）。")
    if not hearing.seed_source.strip():
        reasons.append("请写明随机数来自哪一个以后产生的公开事件。")
    if end_of(hearing.registration_ends_on) >= hearing.starts_at:
        reasons.append("报名截止须在听证会之前。")
    return reasons


def _locked(hearing: Hearing, roles, by, at) -> Hearing:
    hearing = Hearing.objects.select_for_update(of=("self",)).select_related("decision__organ").get(pk=hearing.pk)
    must_serve(by, hearing.decision.organ, roles, at)
    return hearing


def _save(hearing: Hearing, verb: str, by, at, **changes) -> Hearing:
    for name, value in changes.items():
        setattr(hearing, name, value)
    hearing.save(update_fields=list(changes))
    kept = {name: str(value)[:200] for name, value in changes.items()}
    audit.record(verb, hearing, by=by, after=kept, at=at)
    if hearing.notice_at and hearing.decision.published_at:
        announce(hearing.decision)
    return hearing
