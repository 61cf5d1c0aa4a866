"""A row of a table becomes a record, and a record becomes a row again."""

from collections.abc import Iterable, Iterator

from disclosure.notices import clock
from disclosure.notices.kinds_base import Kind
from disclosure.notices.models import ImportRun, Record, RestrictedValues
from disclosure.notices.values import (
    in_yuan,
    masked_name,
    masked_values,
    natural_key,
    party_key,
    restored,
    row_digest,
    shown,
    stored,
)


class _Blank(dict):
    def __missing__(self, key):
        return ""


def split(kind: Kind, values: dict, *, mask: bool = False) -> tuple[dict, dict]:
    """(public, restricted) of a row's parsed values: names of natural persons masked, their numbers set apart."""
    natural = kind.is_natural(values)
    readable = masked_values(kind, values) if mask else values
    public, apart = {}, {}
    for spec in kind.fields:
        value = values.get(spec.code)
        if value is None or value == "":
            continue
        if not spec.public or (natural and spec.code in kind.person_hides):
            apart[spec.code] = stored(value)
        elif natural and spec.code == kind.party:
            public[spec.code] = masked_name(value)
            if public[spec.code] != value:
                apart[spec.code] = value
        else:
            public[spec.code] = stored(readable[spec.code])
            if readable[spec.code] != value:
                apart[spec.code] = stored(value)
    last = clock.last_shown_on(kind, values)
    if last is not None:
        public["CF_GSJZQ"] = last.isoformat()
    return public, apart


def build(run: ImportRun, row_number: int, values: dict, identity: str = "", *, mask: bool = False):
    """(Record, restricted values) of one row, unsaved. `identity` is that of the record it updates."""
    kind = run.kind_of_record
    public, apart = split(kind, values, mask=mask)
    natural = kind.is_natural(values)
    party = public.get(kind.party, "") if kind.party else ""
    decided_on = values[kind.date_field]
    money = values.get(kind.amount) if kind.amount else None
    words = _Blank({spec.code: shown(spec, public.get(spec.code)) for spec in kind.public_fields})
    record = Record(
        kind=kind.code,
        organ_id=run.organ_id,
        run=run,
        row_number=row_number,
        identity=identity or f"{run.pk}-{row_number}",
        natural_key=natural_key(kind, values),
        public=public,
        digest=row_digest(public, apart),
        title=kind.title.format_map(words)[:300],
        number=str(public.get(kind.number_field, ""))[:128] if kind.number_field else "",
        party=party[:200],
        party_key="" if natural or not party else party_key(party),
        party_code=str(public.get(kind.party_code, ""))[:18] if kind.party_code else "",
        natural=natural,
        amount=in_yuan(kind.field(kind.amount), money) if money is not None else None,
        decided_on=decided_on,
        year=_year(values.get(kind.year_field) if kind.year_field else None) or decided_on.year,
        township=str(public.get(kind.township, ""))[:40] if kind.township else "",
        village=str(public.get(kind.village, ""))[:40] if kind.village else "",
        display_until=clock.last_shown_on(kind, values),
    )
    return record, apart


def _year(value) -> int | None:
    return value if isinstance(value, int) and 1900 <= value <= 2199 else None


def store(pairs: list[tuple[Record, dict]]) -> None:
    """Write records with what is set apart of them; part of the caller's transaction."""
    Record.objects.bulk_create([record for record, _ in pairs], batch_size=500)
    RestrictedValues.objects.bulk_create(
        [RestrictedValues(record=record, values=apart) for record, apart in pairs if apart], batch_size=500
    )


def public_rows(kind: Kind, records: Iterable[Record]) -> Iterator[list]:
    """Rows for a public file: public fields only, typed."""
    specs = kind.public_fields
    for record in records:
        yield [restored(spec, record.public.get(spec.code)) for spec in specs]


def full_rows(kind: Kind, records: Iterable[Record]) -> Iterator[list]:
    """Rows with everything collected, for the desk of the organ and for exchange files that ask for it."""
    for record in records:
        values = full_values(record)
        yield [restored(spec, values.get(spec.code)) for spec in kind.fields]


def full_values(record: Record) -> dict:
    """Public and restricted values of a record together, as stored."""
    apart = getattr(record, "restricted", None)
    return record.public | (apart.values if apart else {})
