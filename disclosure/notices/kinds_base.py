"""What a kind of notice declares: fields, key, dates, limits, masking, lists. All of it data."""

from dataclasses import dataclass
from decimal import Decimal

from yushan_portal.lib.periods import Period
from yushan_portal.lib.spreadsheets import Choice, FieldKind, FieldSpec

LONG = 2000
PARTY_CLASSES = ("法人及非法人组织", "自然人", "个体工商户")


@dataclass(frozen=True)
class Limit:
    """A limit value that a measured field of a dated series is compared with."""

    field: str
    value: Decimal
    source: str
    at_least: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of structured record. Adding a kind is adding one of these.

    natural_key      fields that tell whether two rows are the same record
    title            a format string over shown values
    date_field       the day from which its limit counts and by which lists are ordered
    party            the field with the name of whom it concerns; masked for natural persons
    party_class      the field that says 自然人 or not; with `always_natural` every party is a person
    person_hides     public fields that are left out when the party is a natural person
    display          "penalty": 公示截止期 by law.PENALTY_TERMS; "" without end
    charts           measured fields of a dated series; `series` names the field that tells one series from another
    every_months     how often something is due (村务): months with nothing say so
    platforms        exchange platforms that receive it
    """

    code: str
    name: str
    group: str
    fields: tuple[FieldSpec, ...]
    natural_key: tuple[str, ...]
    title: str
    date_field: str
    columns: tuple[str, ...]
    publisher: str
    description: str
    period: Period | None = None
    number_field: str = ""
    party: str = ""
    party_class: str = ""
    always_natural: bool = False
    person_hides: tuple[str, ...] = ()
    amount: str = ""
    township: str = ""
    village: str = ""
    year_field: str = ""
    display: str = ""
    item_codes: tuple[str, ...] = ()
    domain_nos: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    series: str = ""
    charts: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    month_heading: bool = False
    every_months: int = 0
    platforms: tuple[str, ...] = ()

    @property
    def public_fields(self) -> tuple[FieldSpec, ...]:
        """What citizens may see."""
        return tuple(spec for spec in self.fields if spec.public)

    @property
    def restricted_fields(self) -> tuple[FieldSpec, ...]:
        """What is collected and never shown."""
        return tuple(spec for spec in self.fields if not spec.public)

    @property
    def party_code(self) -> str:
        """The field with the unified code of the party, or ""."""
        codes = [spec.code for spec in self.public_fields if spec.kind is FieldKind.UNIFIED_CODE]
        return next(
            (code for code in codes if code.endswith(("_XDR_SHXYM", "party_code", "object_code", "supplier_code"))), ""
        )

    def field(self, code: str) -> FieldSpec:
        """The field of that code; KeyError if there is none."""
        found = next((spec for spec in self.fields if spec.code == code), None)
        if found is None:
            raise KeyError(f"{self.code} 没有字段 {code}")
        return found

    def is_natural(self, values: dict) -> bool:
        """Whether the party of a row is a natural person."""
        return self.always_natural or bool(self.party_class and values.get(self.party_class) == "自然人")


def text(code, name, *synonyms, required=False, most=200, public=True, example="", help="", check=None):
    """A line of text."""
    return FieldSpec(code, name, synonyms, FieldKind.TEXT, required, max_length=most, public=public, example=example, help=help, check=check)  # fmt: skip


def day(code, name, *synonyms, required=False, words=(), example="2026-06-04"):
    """A date."""
    return FieldSpec(code, name, synonyms, FieldKind.DATE, required, words=words, example=example)


def amount(code, name, *synonyms, required=False, unit="元", places=None, example="12345.60"):
    """Money, in `unit`."""
    return FieldSpec(code, name, synonyms, FieldKind.AMOUNT, required, unit=unit, places=places, example=example)


def number(code, name, *synonyms, required=False, example="12"):
    """A whole number."""
    return FieldSpec(code, name, synonyms, FieldKind.INT, required, example=example)


def measure(code, name, *synonyms, required=False, example="0.25"):
    """A measured value: a plain decimal, kept as it was written."""
    return FieldSpec(code, name, synonyms, FieldKind.TEXT, required, max_length=20, check=_measured, example=example)


def choice(code, name, *options, synonyms=(), required=False, example=""):
    """One of `options`, each a label or (label, synonym, ...)."""
    choices = tuple(
        Choice(option, option) if isinstance(option, str) else Choice(option[0], option[0], tuple(option[1:]))
        for option in options
    )
    return FieldSpec(code, name, synonyms, FieldKind.CHOICE, required, choices=choices, example=example or choices[0].label)  # fmt: skip


def unified(code, name, *synonyms, required=False):
    """统一社会信用代码."""
    return FieldSpec(code, name, synonyms, FieldKind.UNIFIED_CODE, required, example="11361123MB1234567X"[:18])


def identity(code, name, *synonyms):
    """身份证号: collected, never shown."""
    return FieldSpec(code, name, synonyms, FieldKind.IDENTITY_NUMBER, public=False)


def restricted(code, name, *synonyms, most=60):
    """Text that is collected and never shown."""
    return FieldSpec(code, name, synonyms, FieldKind.TEXT, max_length=most, public=False, help="只用于报送，不公开。")


def phone(code, name, *synonyms, required=False, public=True):
    """A telephone number of an office."""
    return FieldSpec(code, name, synonyms, FieldKind.PHONE, required, public=public, example="0793-2552331")


def _measured(value) -> str:
    try:
        number = Decimal(str(value).strip().lstrip("<＜"))
    except ArithmeticError:
        return "应为数字，低于检出限的写作 <0.01"
    return "" if number.is_finite() and len(str(value)) <= 20 else "应为数字"
