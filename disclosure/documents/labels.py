"""What the codes of documents are called."""

from disclosure.documents.kinds import BY_CODE, TOPICS
from yushan_portal.lib.labels import LabelScheme

_TOPIC_NAMES = {topic.code: topic.name for topic in TOPICS} | {
    code: name for topic in TOPICS for code, name in topic.sections
}
_TOPIC_ADDRESSES = {topic.code: f"/topics/{topic.code}/" for topic in TOPICS}

LABELS = (
    LabelScheme("kind", lambda codes: {"document": "文件与信息"} if "document" in codes else {}),
    LabelScheme("genre", lambda codes: {code: BY_CODE[code].name for code in codes if code in BY_CODE}, lambda code: f"/documents/{code}/" if code in BY_CODE else ""),
    LabelScheme("topic", lambda codes: {code: _TOPIC_NAMES[code] for code in codes if code in _TOPIC_NAMES}, lambda code: _TOPIC_ADDRESSES.get(code, "")),
)  # fmt: skip
