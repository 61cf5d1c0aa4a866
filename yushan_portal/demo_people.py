"""Demonstration people and the walk of a thing through the whole chain, for `load_demo`: real actions, fictional content.

Every page of a demonstration installation is marked 示例.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from disclosure.departments.models import Department, Membership, User
from disclosure.departments.roles import Role
from disclosure.publishing import actions, attachments
from disclosure.publishing.models import Opinion, ReviewKind
from disclosure.publishing.workflow import State

PEOPLE = (
    ("chen", "陈静", Role.AUTHOR),
    ("li.shenhe", "李建国", Role.REVIEWER),
    ("wang", "王志强", Role.APPROVER),
    ("sun", "孙敏", Role.SECRECY),
)
"""The four hands of the chain, serving every organ of the demonstration county from the government downward."""

OTHERS = (
    ("zhou", "周海燕", Role.OFFICE, "gov-office"),
    ("zhao", "赵磊", Role.AUTHOR, "education"),
    ("qian", "钱伟", Role.SYSTEM_ADMIN, "gov-office"),
    ("wu.anquan", "吴刚", Role.SECURITY_ADMIN, "gov-office"),
    ("zheng", "郑丽", Role.AUDIT_ADMIN, "gov-office"),
)


@dataclass(frozen=True)
class DemoCast:
    """People of the demonstration county by what they do."""

    author: User
    reviewer: User
    approver: User
    secrecy: User
    office: User

    def organ(self, code: str) -> Department:
        """An organ of the reference data."""
        return Department.objects.get(code=code)

    def publish(self, thing, at=None):
        """Take a stored draft through the whole chain; returns it published."""
        return through_the_chain(thing, self, at)

    def revise(self, thing, note: str, at=None, **changes):
        """Change what is public: a new revision with this note, through the whole chain; returns the thing."""
        at = at or timezone.now()
        revision = actions.open_revision(thing, by=self.author, at=at)
        actions.save_draft(thing, revision.content | changes, by=self.author, at=at, change_note=note)
        return _walk(thing, self, at)

    def attach(self, thing, *files, at=None):
        """Add files, each (name, open file), to a draft; returns the thing."""
        rows = [attachments.add(thing, file, name, by=self.author, at=at) for name, file in files]
        content = thing.working.content | {"attachment_ids": [row.pk for row in rows]}
        actions.save_draft(thing, content, by=self.author, at=at)
        thing.refresh_from_db()
        return thing


def demo_cast() -> DemoCast:
    """The people, made at the first call. Accounts have no usable password until `run_demo` gives random ones."""
    government = Department.objects.get(code="government")
    made = {}
    for username, name, role in PEOPLE:
        made[role] = _person(username, name, role, government, inherits=True)
    for username, name, role, code in OTHERS:
        made.setdefault(role, _person(username, name, role, Department.objects.get(code=code)))
    return DemoCast(made[Role.AUTHOR], made[Role.REVIEWER], made[Role.APPROVER], made[Role.SECRECY], made[Role.OFFICE])


def _person(username: str, name: str, role: str, organ: Department, inherits: bool = False) -> User:
    user, fresh = User.objects.get_or_create(
        username=username, defaults={"name": name, "must_change_password": False, "joined_on": date(2021, 1, 4)}
    )
    if fresh:
        user.set_unusable_password()
        user.save()
    Membership.objects.get_or_create(
        user=user,
        department=organ,
        role=role,
        defaults={"inherits": inherits, "valid_from": date(2021, 1, 4), "granted_by": "示例"},
    )
    return user


def through_the_chain(thing, cast: DemoCast, at=None):
    """Take a stored draft through submission, reviews, approval and publication; returns it published."""
    at = at or timezone.now()
    return thing if thing.state == State.PUBLISHED else _walk(thing, cast, at)


def _walk(thing, cast: DemoCast, at):
    actions.submit(thing, by=cast.author, at=at)
    shown = thing.as_revised(thing.working)
    actions.record_review(thing, ReviewKind.SECRECY, by=cast.secrecy, opinion=Opinion.AGREE, at=at)
    if shown.needs_fair_competition:
        actions.record_review(thing, ReviewKind.FAIR_COMPETITION, by=cast.reviewer, opinion=Opinion.AGREE, at=at)
    if shown.needs_legality:
        actions.record_review(thing, ReviewKind.LEGALITY, by=cast.reviewer, opinion=Opinion.AGREE, at=at)
    if actions.steps_of(thing) == 3:
        actions.review(thing, by=cast.reviewer, at=at)
    actions.approve(thing, by=cast.approver, at=at)
    return actions.publish(thing, by=cast.approver, at=at)
