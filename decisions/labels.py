"""What the codes of decisions are called."""

import re

from decisions.models import Decision
from yushan_portal.lib.labels import LabelScheme

KINDS = {"decision": "重大行政决策", "consultation": "征求意见", "decision_directory": "决策目录"}
_TOPIC = re.compile(r"decision-(\d{1,18})")


def _decisions(codes) -> dict[str, str]:
    keys = {int(found[1]): code for code in codes if (found := _TOPIC.fullmatch(code))}
    public = Decision.objects.published().filter(pk__in=keys) if keys else ()
    return {keys[row.pk]: row.title for row in public}


def _address(code: str) -> str:
    found = _TOPIC.fullmatch(code)
    return f"/decisions/{found[1]}/" if found else ""


LABELS = (
    LabelScheme("kind", lambda codes: {code: KINDS[code] for code in codes if code in KINDS}),
    LabelScheme("topic", _decisions, _address),
)
