"""How a 整改单 moves: the table from which buttons, roles and refusals are read."""

from disclosure.compliance.kinds import OrderState
from disclosure.departments.roles import Role
from yushan_portal.lib.transitions import Transition

ISSUED, ANSWERED, CLOSED, CANCELLED = (state.value for state in OrderState)

ORDER_WORKFLOW = (
    Transition("answer", "回复整改情况", (ISSUED,), ANSWERED, (Role.AUTHOR, Role.REVIEWER, Role.APPROVER), "国办秘函〔2019〕19号"),
    Transition("recheck", "复查", (ISSUED, ANSWERED), CLOSED, (Role.OFFICE,), "国办秘函〔2019〕19号"),
    Transition("send_back", "退回继续整改", (ANSWERED,), ISSUED, (Role.OFFICE,), "国办秘函〔2019〕19号", reason_required=True),
    Transition("prolong", "延长期限", (ISSUED,), None, (Role.OFFICE,), "本县要求", reason_required=True),
    Transition("cancel", "撤销", (ISSUED, ANSWERED), CANCELLED, (Role.OFFICE,), "本县要求", reason_required=True),
)  # fmt: skip
"""`issue` makes the order and stands in actions; a re-check closes only what the day's check no longer finds."""
