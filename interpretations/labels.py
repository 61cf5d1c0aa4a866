"""What the codes of the room are called."""

from interpretations.kinds import BOXES, WATCH_FIELDS, PieceForm
from yushan_portal.lib.audiences import BY_CODE
from yushan_portal.lib.labels import LabelScheme

_KINDS = {
    "interpretation": "政策解读",
    "interpretation-piece": "解读作品",
    "answer": "一号答",
    "message": "互动留言",
    "response": "回应关切",
}
_GENRES = {f"piece-{form.value}": form.label for form in PieceForm} | {f"box-{box.code}": box.name for box in BOXES}
_FIELDS = {f"concern-{field.code}": field.name for field in WATCH_FIELDS}


def _named(names: dict):
    return lambda codes: {code: names[code] for code in codes if code in names}


LABELS = (
    LabelScheme("kind", _named(_KINDS)),
    LabelScheme("genre", _named(_GENRES)),
    LabelScheme(
        "topic", _named(_FIELDS), lambda code: f"/concerns/{code.removeprefix('concern-')}/" if code in _FIELDS else ""
    ),
    LabelScheme(
        "audience",
        _named({code: row.name for code, row in BY_CODE.items()}),
        lambda code: f"/for-me/?a={code}" if code in BY_CODE else "",
    ),
)
