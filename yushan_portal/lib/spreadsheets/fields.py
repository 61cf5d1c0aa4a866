"""What a kind of record declares about its columns: data, no rules of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FieldKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    AMOUNT = "amount"
    INT = "int"
    CHOICE = "choice"
    UNIFIED_CODE = "unified_code"  # 统一社会信用代码, GB 32100
    IDENTITY_NUMBER = "identity_number"  # 公民身份号码, GB 11643
    PHONE = "phone"
    BOOL = "bool"


@dataclass(frozen=True)
class Choice:
    """One allowed value: what is stored, what is printed, and what else clerks write for it."""

    value: str
    label: str
    synonyms: tuple[str, ...] = ()


YUAN_PER_UNIT = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}


@dataclass(frozen=True)
class FieldSpec:
    """One field of a record as it is read from and written to a spreadsheet.

    `unit` is the unit the amount is stored in; what the file uses is read from heading or cell and converted.
    `places` is how many decimals may be stored (default 2 for 元, 6 for larger units).
    `words` gives cell texts with a fixed meaning, e.g. ("长期", date(2099, 12, 31)).
    `check` gets the parsed value and returns a Chinese sentence of what is wrong, or "".
    `public` is False for what is collected but never shown.
    """

    code: str
    name: str
    synonyms: tuple[str, ...] = ()
    kind: FieldKind | str = FieldKind.TEXT
    required: bool = False
    unit: str = ""
    max_length: int = 0
    choices: tuple[Choice, ...] = ()
    public: bool = True
    check: Callable[[object], str] | None = None
    places: int | None = None
    words: tuple[tuple[str, object], ...] = ()
    example: str = ""
    help: str = ""

    def __post_init__(self):
        object.__setattr__(self, "kind", FieldKind(self.kind))
        if self.kind is FieldKind.AMOUNT and not self.unit:
            object.__setattr__(self, "unit", "元")
        if self.kind is FieldKind.AMOUNT and self.unit not in YUAN_PER_UNIT:
            raise ValueError(f"{self.code}: unknown unit {self.unit!r}")
        if self.kind is FieldKind.CHOICE and not self.choices:
            raise ValueError(f"{self.code}: a choice needs its choices")

    @property
    def heading(self) -> str:
        """The heading in templates and exports: an amount names its unit."""
        return f"{self.name}（{self.unit}）" if self.kind is FieldKind.AMOUNT else self.name
