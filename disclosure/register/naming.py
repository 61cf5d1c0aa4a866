"""What codes are called, asked of the apps that own them (`labels.py: LABELS`)."""

from collections.abc import Iterable

from yushan_portal.lib.plugins import offered

from .validity import NAMES, Validity

DIMENSION_NAMES = {
    "kind": "类型",
    "genre": "体裁",
    "organ": "发布机构",
    "domain": "领域",
    "item": "目录事项",
    "topic": "专题",
    "audience": "适用对象",
    "place": "地区",
    "year": "年份",
    "validity": "有效性",
}
_OWN = {
    "validity": lambda code: NAMES[Validity(code)] if code in set(Validity) else "",
    "year": lambda code: f"{code}年",
}


def names(scheme: str, codes: Iterable[str]) -> dict[str, str]:
    """Names of the codes; a code nobody knows keeps its own text."""
    codes = list(dict.fromkeys(str(code) for code in codes))
    if scheme in _OWN:
        return {code: _OWN[scheme](code) or code for code in codes}
    found = {code: code for code in codes}
    if codes:
        for label in _schemes(scheme):
            found |= label.label(codes)
    return found


class Names:
    """The names of one page: every code is asked for once."""

    def __init__(self):
        self._known: dict[str, dict[str, str]] = {}

    def __call__(self, scheme: str, codes: Iterable[str]) -> dict[str, str]:
        """As `names`, and perhaps more codes than asked for."""
        learnt = self._known.setdefault(scheme, {})
        missing = {str(code) for code in codes} - learnt.keys()
        if missing:
            learnt |= names(scheme, sorted(missing))
        return learnt


def known(scheme: str, code: str) -> str:
    """The name of one code, or "" if nobody knows it."""
    return next((label.label([code])[code] for label in _schemes(scheme) if code in label.label([code])), "")


def address(scheme: str, code: str) -> str:
    """The page of a code, or ""."""
    return next(filter(None, (label.address(code) for label in _schemes(scheme))), "")


def _schemes(scheme: str) -> list:
    return [label for label in offered("labels", "LABELS") if label.scheme == scheme]
