"""What stands against a step: sentences that clerks and citizens understand."""

from datetime import datetime

from decisions.models import Consultation
from disclosure.departments.permissions import holds_one_of
from disclosure.departments.roles import Role
from disclosure.publishing.guards import Refused
from disclosure.workdays import local_day, start_of

OFFICERS = (Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.OFFICE)
WRITERS = (Role.AUTHOR, Role.OFFICE)
SIGNERS = (Role.APPROVER, Role.OFFICE)


class WindowClosed(Refused):
    """No opinion is taken through this door now; the sentences name the other doors. The caller gives the text back."""


class TooMany(Refused):
    """So many opinions came from one device or address that the next is asked to wait."""


def refuse(reasons: list[str]) -> None:
    """Raise with the sentences, if there are any."""
    if reasons:
        raise Refused(reasons)


def must_serve(user, organ, roles, at: datetime) -> None:
    """Raise unless the person holds one of the roles for the organ."""
    if not holds_one_of(user, roles, organ, local_day(at)):
        names = "、".join(str(Role(role).label) for role in roles)
        raise Refused([f"须由{organ.name}的{names}办理。"])


def reasons_against_opinion(consultation: Consultation | None, at: datetime) -> list[str]:
    """Why no opinion can be taken online at that instant; nobody is exempt."""
    if consultation is None or consultation.published_at is None or consultation.state != "published":
        return ["这项征求意见现在没有公开。"]
    if consultation.is_open(at):
        return []
    if at < max(start_of(consultation.opens_on), consultation.published_at):
        return [f"征求意见从{consultation.opens_on:%Y年%m月%d日}开始，现在还不能提交。"]
    return [
        f"征求意见已于{consultation.closes_on:%Y年%m月%d日}24:00截止，网上不再接收。",
        f"您写的内容还在下面，没有丢失。仍想反映情况，可以联系{consultation.organ.name}"
        + (f"（{consultation.contact}）" if consultation.contact else "")
        + "，或者拨打12345热线。",
    ]


def reasons_against_extension(consultation: Consultation, closes_on, reason: str, at: datetime) -> list[str]:
    """A window only grows, with a public reason, until the report is out."""
    reasons = []
    if consultation.state != "published":
        reasons.append("只能延长已公布的征求意见。")
    elif closes_on <= consultation.closes_on:
        reasons.append(f"延长后的截止日期须晚于{consultation.closes_on:%Y年%m月%d日}；公布后不能缩短。")
    elif closes_on < local_day(at):
        reasons.append("延长后的截止日期已经过去。")
    if consultation.report_published_at:
        reasons.append("采纳情况已经公布，不能再延长。")
    if not reason.strip():
        reasons.append("请写明延长的理由，理由向社会公开。")
    return reasons


def reasons_against_report(consultation: Consultation, at: datetime) -> list[str]:
    """The report comes out whole: after closing, with no row open (县2021年政务公开工作方案 二（一）)."""
    reasons = []
    if consultation.report_published_at:
        return ["采纳情况已经公布。"]
    if not consultation.published_at or consultation.state != "published" or at < consultation.closes_at:
        reasons.append("征求意见截止后才能公布采纳情况。")
    open_rows = consultation.opinions.counted().unanswered().count()
    if open_rows:
        reasons.append(f"还有 {open_rows} 条意见没有答复，全部答复后才能公布采纳情况。")
    return reasons
