"""What the codes of decisions are called."""

from yushan_portal.lib.labels import LabelScheme

KINDS = {"decision": "重大行政决策", "consultation": "征求意见", "decision_directory": "决策目录"}
LABELS = (LabelScheme("kind", lambda codes: {code: KINDS[code] for code in codes if code in KINDS}),)
