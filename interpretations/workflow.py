"""Who may do what with what citizens send in, as one table."""

from disclosure.departments.roles import Role
from interpretations.kinds import OPEN, InquiryState, TicketState
from yushan_portal.lib.transitions import Transition

_S = InquiryState

INQUIRY_WORKFLOW = (
    Transition("route", "转办", OPEN, _S.ROUTED, (Role.AUTHOR, Role.OFFICE)),
    Transition("draft", "拟答复", OPEN, _S.DRAFTED, (Role.AUTHOR, Role.OFFICE), "玉府办字〔2021〕36号"),
    Transition("approve", "审签答复", (_S.DRAFTED,), _S.ANSWERED, (Role.REVIEWER, Role.APPROVER), two_person=True),
    Transition(
        "return",
        "退回重拟",
        (_S.DRAFTED,),
        _S.ROUTED,
        (Role.REVIEWER, Role.APPROVER, Role.OFFICE),
        reason_required=True,
    ),
    Transition("close", "不予受理", OPEN, _S.CLOSED, (Role.APPROVER, Role.OFFICE), reason_required=True),
    Transition("publish", "起草公开稿", (_S.ANSWERED,), None, (Role.AUTHOR, Role.OFFICE), "国办秘函〔2019〕19号"),
)

TICKET_WORKFLOW = (
    Transition("respond", "登记回应", (TicketState.OPEN,), TicketState.RESPONDED, (Role.AUTHOR, Role.OFFICE)),
    Transition("confer", "登记发布会", (TicketState.OPEN, TicketState.RESPONDED), None, (Role.AUTHOR, Role.OFFICE)),
    Transition("regrade", "调整等级", (TicketState.OPEN,), None, (Role.OFFICE,), reason_required=True),
    Transition("finish", "办结", (TicketState.RESPONDED,), TicketState.CLOSED, (Role.APPROVER, Role.OFFICE)),
)
