"""Accounts, memberships and the organ's own page: each change is checked, made under a row lock and recorded once.

Every action raises `guards.Refused` with its sentences. Nothing here deletes: memberships end, accounts close.
"""

from datetime import date, datetime, timedelta

from axes.utils import reset as lift_lock
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.departments import guards, permissions
from disclosure.departments.guards import Refused
from disclosure.departments.models import Department, Leader, Membership, User, UserSession, Venue
from disclosure.departments.passwords import one_time_password
from yushan_portal.lib.signals import public_content_changed


def _stop_if(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def open_account(username: str, name: str, *, by: User, phone: str = "", on: date | None = None) -> tuple[User, str]:
    """Open an account and return it with its one-time password, shown once and kept nowhere in clear."""
    on = on or timezone.localdate()
    _stop_if(guards.reasons_against_keeping_accounts(by, None, on))
    with transaction.atomic():
        if User.objects.filter(username=username).exists():
            raise Refused([f"登录名“{username}”已被使用。"])
        password = one_time_password()
        user = User(username=username, name=name, phone=phone, joined_on=on, must_change_password=True)
        user.set_password(password)
        faults = _faults(user)
        _stop_if(faults)
        user.save()
        audit.record("open_account", user, by=by, after={"username": username, "name": name, "phone": phone})
    return user, password


def _faults(thing) -> list[str]:
    try:
        thing.full_clean()
    except ValidationError as error:
        return [sentence for sentences in error.message_dict.values() for sentence in sentences]
    return []


def close_account(user: User, *, by: User, reason: str = "", on: date | None = None) -> User:
    """Close the account of someone who leaves: memberships end on that day, open sign-ins end at once."""
    on = on or timezone.localdate()
    with transaction.atomic():
        user = _locked(user)
        _stop_if(guards.reasons_against_closing(by, user, on))
        user.is_active, user.left_on = False, on
        user.save(update_fields=["is_active", "left_on"])
        running = Membership.objects.overlapping(on, None)
        ended = [*running.filter(user=user), *running.filter(acting_for=user)]
        for row in ended:
            row.valid_to = max(on, row.valid_from)
            row.save(update_fields=["valid_to"])
        _end_sessions(user, timezone.now(), "账号停用")
        audit.record(
            "close_account", user, by=by, reason=reason, after={"left_on": on, "ended": [str(row) for row in ended]}
        )
    permissions.forget(user)
    return user


def reset_password(user: User, *, by: User, on: date | None = None) -> str:
    """A new one-time password, handed over by the administrator in person: no mail is involved.

    A lock after failed sign-ins is lifted with it, as the page of the lock promises.
    """
    on = on or timezone.localdate()
    with transaction.atomic():
        user = _locked(user)
        _stop_if(guards.reasons_against_resetting(by, user, on))
        password = one_time_password()
        user.set_password(password)
        user.must_change_password, user.password_changed_at = True, timezone.now()
        user.save(update_fields=["password", "must_change_password", "password_changed_at"])
        _end_sessions(user, timezone.now(), "重置密码")
        lift_lock(username=user.username)
        audit.record("reset_password", user, by=by)
    return password


def grant_membership(
    user: User,
    role: str,
    department: Department,
    *,
    by: User,
    first: date | None = None,
    last: date | None = None,
    inherits: bool = False,
    on: date | None = None,
) -> Membership:
    """Give a role at an organ from `first` (today unless said) to `last`; `inherits` reaches the organs below."""
    on = on or timezone.localdate()
    first = first or on
    with transaction.atomic():
        user = _locked(user)
        _stop_if(guards.reasons_against_granting(by, user, role, department, first, last, on))
        return _grant(user, role, department, by, first, last, inherits=inherits)


def act_for(
    user: User,
    absent: User,
    role: str,
    department: Department,
    *,
    by: User,
    first: date,
    last: date,
    on: date | None = None,
) -> Membership:
    """Let somebody stand in for `absent` for a period; it ends by itself, or with the absent person's own role."""
    on = on or timezone.localdate()
    with transaction.atomic():
        user = _locked(user)
        reasons = guards.reasons_against_granting(by, user, role, department, first, last, on)
        reasons += guards.reasons_against_acting(absent, role, department, first, last)
        if user.pk == absent.pk:
            reasons.append("不能代行自己的角色。")
        _stop_if(reasons)
        held = Membership.objects.of(absent).with_role(role).filter(department=department, inherits=True)
        reaches = held.overlapping(first, last).exists()
        return _grant(user, role, department, by, first, last, inherits=reaches, acting_for=absent)


def _grant(user, role, department, by, first, last, **fields) -> Membership:
    membership = Membership.objects.create(
        user=user,
        role=role,
        department=department,
        valid_from=first,
        valid_to=last,
        granted_by=f"{by.name}（{by.username}）",
        **fields,
    )
    after = {"user": user.username, "role": role, "department": department.code, "from": first, "to": last}
    after["inherits"] = membership.inherits
    if membership.acting_for_id:
        after["acting_for"] = membership.acting_for.username
    audit.record("grant_membership", membership, by=by, after=after)
    permissions.forget(user)
    return membership


def end_membership(membership: Membership, *, by: User, reason: str = "", on: date | None = None) -> Membership:
    """End a role: yesterday is its last day, so it no longer counts today. Who stood in for that role stops too.

    A role that began today or later is moved to yesterday as a whole (the ledger keeps its true dates): a grant made by
    mistake can be taken back at once.
    """
    on = on or timezone.localdate()
    with transaction.atomic():
        row = Membership.objects.select_for_update().select_related("user", "department").get(pk=membership.pk)
        _stop_if(guards.reasons_against_ending(by, row, on))
        stand_ins = Membership.objects.overlapping(on, None).filter(
            acting_for=row.user, role=row.role, department=row.department
        )
        for ending in [row, *(stand_ins if row.acting_for_id is None else ())]:
            before = {"from": ending.valid_from, "to": ending.valid_to}
            ending.valid_to = on - timedelta(days=1)
            ending.valid_from = min(ending.valid_from, ending.valid_to)
            ending.save(update_fields=["valid_from", "valid_to"])
            after = {"from": ending.valid_from, "to": ending.valid_to}
            audit.record("end_membership", ending, by=by, reason=reason, before=before, after=after)
    permissions.forget(membership.user)
    return row


def _end_sessions(user: User, at: datetime, how: str) -> int:
    return UserSession.objects.of(user).open().update(ended_at=at, ended_by=how)


def end_session(session: UserSession, *, by: User, at: datetime | None = None) -> UserSession:
    """End one sign-in: one's own, or anybody's by the security administrator."""
    at = at or timezone.now()
    mine = session.user_id == by.pk
    if not mine and not permissions.holds_anywhere(by, "security_admin", timezone.localdate(at)):
        raise Refused(["只能结束自己的登录；他人的登录由安全管理员结束。"])
    with transaction.atomic():
        changed = (
            UserSession.objects.open()
            .filter(pk=session.pk)
            .update(ended_at=at, ended_by="本人" if mine else f"{by.name}（{by.username}）")
        )
        if changed:
            audit.record("end_session", session, by=by, after={"user": session.user.username})
    session.refresh_from_db()
    return session


EDITABLE = frozenset(
    "guide_classes guide_arrangement guide_access guide_office address office_hours phone fax internet_contact "
    "guide_reviewed_on functions structure".split()
)
"""What an organ's own people keep on its page; names, kinds and codes are the office's."""
OFFICE_EDITABLE = EDITABLE | frozenset(
    "name short_name former_names aliases document_prefix unified_code valid_from valid_to successor to_check order "
    "accepts_applications has_page vertical".split()
)


def edit_department(department: Department, *, by: User, on: date | None = None, **changes) -> Department:
    """Change an organ's page. Its own people may change what EDITABLE names, the office also what OFFICE_EDITABLE does.

    Raises Refused for anything else and for values that the model refuses; sends `public_content_changed` on commit.
    """
    on = on or timezone.localdate()
    office = permissions.holds_anywhere(by, "office", on)
    allowed = OFFICE_EDITABLE if office else EDITABLE
    reasons = []
    if not permissions.may_see_gaps(by, department, on):
        reasons.append(f"您不是{department.short_name}的工作人员，不能修改它的专页。")
    reasons += [f"不能在这里修改“{name}”。" for name in sorted(set(changes) - allowed)]
    _stop_if(reasons)
    with transaction.atomic():
        row = Department.objects.select_for_update().get(pk=department.pk)
        before = {name: _plain(getattr(row, name)) for name in changes}
        for name, value in changes.items():
            setattr(row, name, value)
        _stop_if(_faults(row))
        after = {name: _plain(getattr(row, name)) for name in changes}
        if before != after:
            row.save(update_fields=sorted(changes))
            audit.record("edit_department", row, by=by, before=before, after=after, organ_code=row.code)
            transaction.on_commit(lambda: _tell(row))
    return row


def _own_people_only(by: User, department: Department, on: date) -> None:
    if not permissions.may_see_gaps(by, department, on):
        raise Refused([f"您不是{department.short_name}的工作人员，不能修改它的专页。"])


def _change(row, verb: str, by: User, values: dict, department: Department):
    """Write what changed, record it with before and after, tell the pages; nothing happens where nothing changed."""
    new = row.pk is None
    before = None if new else {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    _stop_if(_faults(row))
    if before != values:
        row.save()
        audit.record(verb, row, by=by, before=before, after=values, organ_code=department.code)
        transaction.on_commit(lambda: _tell(department))
    return row


def keep_leader(department: Department, *, by: User, leader: Leader | None = None, on: date | None = None, **values):
    """Add a leader of the organ or change one; who leaves gets a last day and is kept."""
    _own_people_only(by, department, on or timezone.localdate())
    with transaction.atomic():
        if leader is not None:
            leader = Leader.objects.select_for_update().get(pk=leader.pk, department=department)
        return _change(leader or Leader(department=department), "keep_leader", by, values, department)


def edit_venue(venue: Venue, *, by: User, on: date | None = None, **values) -> Venue:
    """Change address, hours, telephone or services of a venue, by the people of the organ in charge of it."""
    _own_people_only(by, venue.department, on or timezone.localdate())
    _stop_if([f"不能在这里修改“{name}”。" for name in sorted(set(values) - {"address", "hours", "phone", "services"})])
    with transaction.atomic():
        row = Venue.objects.select_for_update().get(pk=venue.pk)
        return _change(row, "edit_venue", by, values, venue.department)


def _plain(value):
    return value.code if isinstance(value, Department) else value


def _tell(department: Department) -> None:
    public_content_changed.send(
        Department, kind="department", thing_id=department.code, address=department.get_absolute_url()
    )
