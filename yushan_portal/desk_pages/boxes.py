"""What waits at the desk: each box is one question to the revisions, and its count is the length of the list it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery

from disclosure.departments.permissions import departments_of
from disclosure.departments.roles import Role
from disclosure.publishing.kinds import kind_name, models_by_kind
from disclosure.publishing.models import Review, ReviewKind, Revision
from disclosure.publishing.workflow import RevisionState


@dataclass(frozen=True)
class Box:
    """One waiting list. `rows(user, on)` gives revisions; `act` says what the person is to do with each."""

    code: str
    title: str
    act: str
    rows: Callable[[object, date], object]
    empty: str = "没有待办"
    tone: str = ""


def _reach(user, on: date, *roles: str):
    """Organs for which the person holds one of the roles."""
    return departments_of(user, on, roles=[str(role) for role in roles])


def to_review(user, on: date):
    """Submitted texts of the person's organs, not the own ones."""
    return _open(user, on, RevisionState.SUBMITTED, Role.REVIEWER).not_touched_by(user)


def to_approve(user, on: date):
    """Reviewed texts to sign; neither own nor reviewed by the same person."""
    rows = _open(user, on, RevisionState.REVIEWED, Role.APPROVER).not_touched_by(user)
    return rows.filter(Q(reviewed_by__isnull=True) | ~Q(reviewed_by=user))


def to_secrecy(user, on: date):
    """Texts handed in without a secrecy review of this very text."""
    latest = Review.objects.filter(revision=OuterRef("pk"), review=ReviewKind.SECRECY).order_by("-pk")
    rows = Revision.objects.filter(organ__in=_reach(user, on, Role.SECRECY)).in_state(
        RevisionState.SUBMITTED, RevisionState.REVIEWED
    )
    rows = rows.annotate(reviewed_digest=Subquery(latest.values("digest")[:1]))
    return rows.not_touched_by(user).filter(Q(reviewed_digest__isnull=True) | ~Q(reviewed_digest=F("digest")))


def to_publish(user, on: date):
    """Signed texts that nobody has published yet."""
    return _open(user, on, RevisionState.APPROVED, Role.AUTHOR, Role.APPROVER, Role.OFFICE)


def returned(user, on: date):
    """Own texts that came back with a reason."""
    return _own(user, on).in_state(RevisionState.RETURNED)


def drafts(user, on: date):
    """Own texts not handed in."""
    return _own(user, on).in_state(RevisionState.DRAFT)


def on_the_way(user, on: date):
    """Own texts that wait for others."""
    return _own(user, on).in_state(RevisionState.SUBMITTED, RevisionState.REVIEWED)


def scheduled(user, on: date):
    """Texts of the person's organs with a moment of publication."""
    return Revision.objects.visible_to(user, on).in_state(RevisionState.SCHEDULED).order_by("publish_at")


def _open(user, on: date, state: str, *roles: str):
    return Revision.objects.filter(organ__in=_reach(user, on, *roles)).in_state(state)


def _own(user, on: date):
    return Revision.objects.visible_to(user, on).filter(author=user)


BOXES = (
    Box("returned", "退回给我的", "修改", returned, tone="error"),
    Box("secrecy", "待我保密审查", "审查", to_secrecy),
    Box("review", "待我审核", "审核", to_review),
    Box("approve", "待我签发", "签发", to_approve),
    Box("publish", "已签发、待发布", "发布", to_publish),
    Box("drafts", "我的草稿", "继续写", drafts),
    Box("on-the-way", "我提交的、正在审签", "查看", on_the_way),
    Box("scheduled", "定时发布", "查看", scheduled),
)
BY_CODE = {box.code: box for box in BOXES}


def lines_of(rows, limit: int | None = None) -> list[dict]:
    """Revisions as lines of a list with the address of their desk page."""
    rows = rows.select_related("organ", "author")
    lines = []
    for row in rows[:limit] if limit else rows:
        model = models_by_kind().get(row.kind)
        if model is None:
            continue
        options = model._meta
        lines.append(
            {
                "title": row.title or "（未填标题）",
                "url": f"/admin/{options.app_label}/{options.model_name}/{row.thing_id}/change/",
                "kind": kind_name(row.kind),
                "organ": row.organ.short_name,
                "author": row.author.name,
                "state": row.get_state_display(),
                "at": row.publish_at or row.submitted_at or row.saved_at,
                "reason": row.return_reason if row.state == RevisionState.RETURNED else "",
            }
        )
    return lines
