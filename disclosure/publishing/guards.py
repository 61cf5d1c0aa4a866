"""What stands against a step: sentences a clerk understands. The release gate is here, once."""

from dataclasses import dataclass
from datetime import date, datetime

from disclosure.departments.permissions import holds_one_of
from disclosure.departments.roles import Role
from disclosure.publishing.models import (
    Attachment,
    DisclosureAttribute,
    Opinion,
    Review,
    ReviewKind,
    Revision,
    digest_of,
)
from disclosure.publishing.scanning import check
from disclosure.publishing.workflow import REVISION_WORKFLOW, THING_WORKFLOW, RevisionState
from yushan_portal.lib.periods import local_day
from yushan_portal.lib.transitions import Transition, transition


class Refused(Exception):
    """An act was refused; `reasons` are the sentences to show."""

    def __init__(self, reasons: list[str]):
        super().__init__("；".join(reasons))
        self.reasons = list(reasons)


@dataclass(frozen=True)
class Reason:
    """One sentence against a step, with the place at the desk that mends it and a code for tests and styles."""

    sentence: str
    code: str = ""
    field: str = ""

    def __str__(self):
        return self.sentence


def row_for(verb: str) -> Transition:
    """The workflow row of a verb, whether it moves a revision or the thing."""
    for table in (REVISION_WORKFLOW, THING_WORKFLOW):
        try:
            return transition(table, verb)
        except KeyError:
            continue
    raise KeyError(verb)


def may(user, verb: str, organ, on: date) -> bool:
    """Whether one of the verb's roles is held for the organ."""
    return holds_one_of(user, row_for(verb).roles, organ, on)


def reasons_against(thing, verb: str, *, by, at: datetime, revision: Revision | None = None) -> list[Reason]:
    """Everything that stands against the step now: role, state, two-person rule, and for release the gate."""
    row = row_for(verb)
    reasons: list[Reason] = []
    if not holds_one_of(by, row.roles, thing.organ, local_day(at)):
        names = "、".join(str(Role(role).label) for role in row.roles)
        return [Reason(f"“{row.name}”须由本单位的{names}办理。", "role")]
    on_revision = row in REVISION_WORKFLOW
    if on_revision:
        revision = revision or thing.working
        if revision is None or revision.state not in row.sources:
            return [Reason(f"当前没有可以“{row.name}”的版本。", "state")]
    elif row.sources and thing.state not in row.sources:
        return [Reason(f"当前状态是“{thing.get_state_display()}”，不能“{row.name}”。", "state")]
    if row.two_person:
        reasons += _two_person(thing, verb, by, revision)
    if verb in ("submit",):
        reasons += [Reason(sentence, "missing") for sentence in _missing(thing, revision)]
    if verb in ("approve", "publish", "schedule", "urgent"):
        reasons += gate(thing, revision, at, urgent=verb == "urgent")
    if verb == "revise" and thing.working is not None:
        reasons.append(Reason("已有一份修订稿在办理中，请先办完或作废。", "state"))
    return reasons


def _two_person(thing, verb: str, by, revision: Revision | None) -> list[Reason]:
    if verb == "confirm":
        same = thing.urgent_by == by.username
        return [Reason("紧急发布须由另一人确认。", "two_person")] if same else []
    hands = {revision.author_id, *revision.editors.values_list("pk", flat=True)}
    if verb == "approve" and revision.reviewed_by_id:
        hands.add(revision.reviewed_by_id)
    if by.pk in hands:
        return [Reason("不能审签自己经办、修改或审核过的内容，请由另一人办理。", "two_person")]
    return []


def _missing(thing, revision: Revision) -> list[str]:
    shown = thing.as_revised(revision)
    sentences = list(shown.missing())
    if shown.disclosure not in DisclosureAttribute.values:
        sentences.append("请选择公开属性：主动公开、依申请公开或不予公开（国办发〔2016〕80号）。")
    return sentences


def gate(thing, revision: Revision, at: datetime, urgent: bool = False) -> list[Reason]:
    """先审查、后公开: everything that must be in order for this very text before it becomes public.

    Reviews count only for the digest they were made for. An urgent release may run ahead of review and approval,
    never ahead of the secrecy review and the personal-information check.
    """
    shown = thing.as_revised(revision)
    reasons = [Reason(sentence, "missing") for sentence in _missing(thing, revision)]
    if shown.disclosure in DisclosureAttribute.values and shown.disclosure != DisclosureAttribute.PROACTIVE:
        reasons.append(Reason("公开属性不是“主动公开”，不能发布到网站。", "disclosure", "disclosure"))
    current = current_digest(revision)
    if current != revision.digest:
        reasons.append(Reason("内容或附件在审查之后有变动，请重新保存并审查。", "digest"))
    given = {}
    for review in revision.reviews.order_by("pk"):
        given[review.review] = review
    reasons += _review_reason(given.get(ReviewKind.SECRECY), current, "保密审查", "secrecy")
    if shown.needs_fair_competition:
        reasons += _review_reason(given.get(ReviewKind.FAIR_COMPETITION), current, "公平竞争审查", "fair_competition")
    if shown.needs_legality:
        reasons += _review_reason(given.get(ReviewKind.LEGALITY), current, "合法性审核", "legality")
    reasons += _personal_information(shown, revision, given, current)
    for attachment in shown.attachments:
        if not attachment.public_copy:
            reasons.append(Reason(f"附件“{attachment.name}”还没有可公开的副本。", "attachment"))
    reasons += [Reason(sentence, "kind") for sentence in shown.release_reasons(at)]
    return reasons


def current_digest(revision: Revision) -> str:
    """The digest of the revision's content and files as they are now."""
    ids = revision.content.get("attachment_ids", [])
    return digest_of(revision.content, files_of(ids))


def files_of(ids) -> list[list]:
    """What a digest says of each attachment."""
    return [[row.pk, row.name, row.caption, row.sha256, row.public_sha256] for row in Attachment.objects.listed(ids)]


def _review_reason(review: Review | None, digest: str, name: str, code: str) -> list[Reason]:
    if review is None:
        return [Reason(f"还没有{name}记录。", code)]
    if review.digest != digest:
        return [Reason(f"{name}之后内容有变动，请重新审查。", code)]
    if review.opinion not in (Opinion.AGREE, Opinion.PARTIAL):
        return [Reason(f"{name}意见是“{review.get_opinion_display()}”，不能发布。", code)]
    return []


def _personal_information(shown, revision: Revision, given: dict, digest: str) -> list[Reason]:
    """Findings that nobody answers for. A picture that no machine can read is answered for by the secrecy review of
    this very text, whose form says so; everything else by an override with its reason."""
    found = check(revision, shown)
    if not found or _agreed(given.get(ReviewKind.OVERRIDE), digest):
        return []
    if _agreed(given.get(ReviewKind.SECRECY), digest):
        found = [item for item in found if not item.get("picture")]
    return [
        Reason(
            f"{item['place']}有{item['name']}：{item['sample']}，请遮盖或由保密审查员说明理由放行。",
            "picture" if item.get("picture") else "personal",
            "attachments" if item.get("file") else item.get("field", "body"),
        )
        for item in found
    ]


def _agreed(review: Review | None, digest: str) -> bool:
    return review is not None and review.digest == digest and review.opinion in (Opinion.AGREE, Opinion.PARTIAL)


def steps_of_revision(state: str) -> str:
    """The name of the step that a revision waits for, for lists at the desk."""
    waiting = {
        RevisionState.SUBMITTED: "等待审核",
        RevisionState.REVIEWED: "等待签发",
        RevisionState.APPROVED: "等待发布",
        RevisionState.SCHEDULED: "等待定时发布",
        RevisionState.RETURNED: "等待修改",
        RevisionState.DRAFT: "草稿",
    }
    return waiting.get(state, "")
