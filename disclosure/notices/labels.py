"""What the codes of notices are called."""

from disclosure.notices.kinds import BY_CODE
from disclosure.notices.models import Account, Level
from yushan_portal.lib.labels import LabelScheme

_KINDS = {"notice": "公示记录", "notice_batch": "公示批次", "budget_report": "预算和决算"}
_GENRES = {code: kind.name for code, kind in BY_CODE.items()} | {
    f"{account}-{level}": f"{level.label}{account.label}" for account in Account for level in Level
}

LABELS = (
    LabelScheme("kind", lambda codes: {code: _KINDS[code] for code in codes if code in _KINDS}),
    LabelScheme(
        "genre",
        lambda codes: {code: _GENRES[code] for code in codes if code in _GENRES},
        lambda code: f"/notices/{code}/" if code in BY_CODE else "/notices/budgets/" if code in _GENRES else "",
    ),
)
