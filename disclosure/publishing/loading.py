"""A few neutral lines for the word list; the list itself is the office's: rows that it changed are never touched."""

import hashlib

from django.db import transaction

from disclosure.publishing.models import WordLevel, WordRule
from yushan_portal.lib.references import ReferenceLoader, ReferenceReport

EXAMPLES = (
    ("帐号", "账号", WordLevel.ADVICE, "规范用字"),
    ("帐户", "账户", WordLevel.ADVICE, "规范用字"),
    ("登陆系统", "登录系统", WordLevel.ADVICE, "规范用字"),
    ("截止到目前", "截至目前", WordLevel.ADVICE, "“截止”后不接时间"),
    ("法人代表人", "法定代表人", WordLevel.FAULT, "法律用语"),
    ("按排", "安排", WordLevel.FAULT, "错字"),
    ("布署", "部署", WordLevel.FAULT, "错字"),
    ("必需严格", "必须严格", WordLevel.ADVICE, "规范用字"),
)


def load_words() -> ReferenceReport:
    """Insert lines that were never there, follow those still as shipped, list the rest."""
    inserted, updated, unchanged, kept = 0, 0, 0, []
    with transaction.atomic():
        for pattern, suggestion, level, note in EXAMPLES:
            values = {"suggestion": suggestion, "level": str(level), "note": note}
            row = WordRule.objects.select_for_update().filter(pattern=pattern).first()
            if row is None:
                WordRule.objects.create(pattern=pattern, shipped_digest=_digest(values), **values)
                inserted += 1
                continue
            present = {name: getattr(row, name) for name in values}
            if present == values:
                unchanged += 1
            elif _digest(present) == row.shipped_digest:
                WordRule.objects.filter(pk=row.pk).update(shipped_digest=_digest(values), **values)
                updated += 1
            else:
                kept.append(f"用词“{pattern}”：现为“{row.suggestion}”，参考数据为“{suggestion}”。")
    return ReferenceReport(inserted, updated, unchanged, tuple(kept))


def _digest(values: dict) -> str:
    return hashlib.sha256("\n".join(values.values()).encode()).hexdigest()


REFERENCE_LOADERS = (ReferenceLoader("用词表", load_words, order=60),)
