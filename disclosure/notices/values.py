"""Values of a record between spreadsheet, database and page: one spelling each way, masking included."""

import hashlib
import json
import unicodedata
from datetime import date
from decimal import Decimal

from disclosure.notices.kinds_base import Kind
from yushan_portal.lib.personal_info import mask_text, scan_text
from yushan_portal.lib.spreadsheets import FieldKind, FieldSpec
from yushan_portal.lib.spreadsheets.fields import YUAN_PER_UNIT

SCANNED = (FieldKind.TEXT, FieldKind.PHONE)
STAR = "*"


def stored(value):
    """A parsed value as JSON keeps it: days as ISO text, amounts as decimal text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value


def restored(spec: FieldSpec, value):
    """What `stored` was given."""
    if value is None or value == "":
        return None
    if spec.kind is FieldKind.DATE:
        return date.fromisoformat(value)
    if spec.kind is FieldKind.AMOUNT:
        return Decimal(value)
    return value


def shown(spec: FieldSpec, value) -> str:
    """A stored value as citizens read it: 2026年6月4日, 1,234.50, 是."""
    if value is None or value == "":
        return ""
    if spec.kind is FieldKind.DATE:
        day = date.fromisoformat(value)
        words = next((word for word, meant in spec.words if meant == day), "")
        return words or f"{day.year}年{day.month}月{day.day}日"
    if spec.kind is FieldKind.AMOUNT:
        return f"{Decimal(value):,}"
    if spec.kind is FieldKind.BOOL:
        return "是" if value else "否"
    return str(value)


def masked_name(name: str) -> str:
    """A natural person's name with everything but the first character hidden; masked names stay as they are."""
    name = "".join(name.split())
    return name[:1] + STAR * max(1, len(name) - 1) if name else ""


def party_key(name: str) -> str:
    """How a party's name is compared in the search: width, case, blanks and brackets do not matter."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in text if not char.isspace() and char not in "()（）·.,，。")[:200]


def findings_in(kind: Kind, values: dict) -> list[tuple[str, str]]:
    """(field code, what was found) for every public cell that holds personal information which may not be shown."""
    parts = [
        (spec.code, values[spec.code])
        for spec in kind.public_fields
        if spec.kind in SCANNED and values.get(spec.code) and spec.code != kind.party
    ]
    if not any(scan.blocking for scan in scan_text("\n".join(text for _, text in parts))):
        return []
    return [
        (code, finding.name) for code, text in parts for finding in scan_text(text) if finding.blocking
    ]  # the row once, its cells only where something was found


def masked_values(kind: Kind, values: dict) -> dict:
    """The values with personal information in public cells starred."""
    codes = {code for code, _ in findings_in(kind, values)}
    return values | {code: mask_text(values[code]) for code in codes}


def natural_key(kind: Kind, values: dict) -> str:
    """What tells whether two rows are the same record, hashed: the key may hold what is never shown."""
    parts = [_key_part(values.get(code)) for code in kind.natural_key]
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def _key_part(value) -> str:
    text = unicodedata.normalize("NFKC", str(stored(value) or ""))
    return "".join(text.split()).replace("[", "〔").replace("]", "〕").casefold()


def row_digest(public: dict, restricted: dict) -> str:
    """SHA-256 over everything a row holds."""
    text = json.dumps([public, restricted], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def in_yuan(spec: FieldSpec, value: Decimal) -> Decimal:
    """An amount of a field in 元, to the cent."""
    return (value * YUAN_PER_UNIT[spec.unit]).quantize(Decimal("0.01"))
