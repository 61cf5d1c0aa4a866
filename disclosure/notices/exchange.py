"""Files for the outside platforms: what is due, each file made once, receipts, corrections, withdrawals.

What is due is computed from records and lines each time it is asked; nothing is marked "to send", so nothing is
forgotten, and the same version of a record is told to a platform once (a constraint of the database).
"""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.departments.permissions import departments_of
from disclosure.notices.kinds import BY_CODE, KINDS
from disclosure.notices.kinds_base import Kind
from disclosure.notices.models import (
    ExchangeFile,
    ExchangeLine,
    ExchangeState,
    Operation,
    Platform,
    Record,
)
from disclosure.notices.records import full_values
from disclosure.notices.values import restored
from disclosure.publishing.guards import Refused, row_for
from yushan_portal.lib.csvfiles import canonical_csv

MOST_LINES = 50_000
WITH_RESTRICTED = {(Platform.CREDIT, "licence"), (Platform.CREDIT, "penalty")}
"""Where the national fields include what is collected and not shown (发改办财金〔2018〕424号); nowhere else."""

FIRMS_ONLY = (Platform.ENTERPRISE,)
"""Platforms about enterprises: records of natural persons do not belong there."""

LOCAL_FIELDS = ("severity", "display_reason")
"""Fields of the county's own that no national format has."""


@dataclass(frozen=True)
class Due:
    """One thing that a platform has not been told yet."""

    record: Record
    operation: str
    step: int


@dataclass(frozen=True)
class Told:
    """What a platform was told last about one record."""

    digest: str
    steps: int


NOTHING = Told("", 0)
CHUNK = 500


def kinds_for(platform: str) -> tuple[Kind, ...]:
    """Kinds that the platform receives."""
    return tuple(kind for kind in KINDS if platform in kind.platforms)


def fields_for(platform: str, kind: Kind) -> tuple:
    """The columns of the platform's file, by national code."""
    everything = (platform, kind.code) in WITH_RESTRICTED
    specs = kind.fields if everything else kind.public_fields
    return tuple(spec for spec in specs if spec.code not in LOCAL_FIELDS)


def due(platform: str, kind: Kind, organs) -> list[Due]:
    """Every addition, correction and withdrawal that the platform has not been told, oldest first."""
    records = Record.objects.finished().of_kind(kind.code).filter(organ__in=organs)
    if platform in FIRMS_ONLY:
        records = records.filter(natural=False)
    told = told_about(platform, kind)
    alive, wanted = set(), []
    for pk, identity, digest in records.in_force().order_by("pk").values_list("pk", "identity", "digest"):
        alive.add(identity)
        last = told.get(identity, NOTHING)
        if last.digest != digest:
            wanted.append((pk, Operation.CORRECT if last.digest else Operation.ADD, last.steps))
    gone = [identity for identity, last in told.items() if last.digest and identity not in alive]
    for start in range(0, len(gone), CHUNK):
        versions = records.of_identity(*gone[start : start + CHUNK]).order_by("pk").values_list("identity", "pk")
        for identity, pk in dict(versions).items():
            wanted.append((pk, Operation.WITHDRAW, told[identity].steps))
    return _loaded(wanted[:MOST_LINES])


def _loaded(wanted: list[tuple[int, str, int]]) -> list[Due]:
    found = []
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        rows = Record.objects.select_related("restricted", "organ").in_bulk([pk for pk, _, _ in part])
        found += [Due(rows[pk], operation, step) for pk, operation, step in part]
    return found


def told_about(platform: str, kind: Kind) -> dict[str, Told]:
    """What the platform knows of each record: the digest told last ("" once withdrawn) and how many steps were told."""
    told: dict[str, Told] = {}
    lines = ExchangeLine.objects.filter(platform=platform, file__kind=kind.code, refused_reason="").order_by("step")
    for identity, digest, operation in lines.values_list("identity", "digest", "operation").iterator(chunk_size=5000):
        steps = told.get(identity, NOTHING).steps
        told[identity] = Told("" if operation == Operation.WITHDRAW else digest, steps + 1)
    return told


def organs_of(user, on):
    """Organs whose records the person may report."""
    return departments_of(user, on, roles=row_for("create").roles)


def make_file(platform: str, kind_code: str, *, by, at=None) -> ExchangeFile:
    """Fix everything due now in one numbered file; part of it is never made twice."""
    at = at or timezone.now()
    kind = BY_CODE.get(kind_code)
    if platform not in Platform.values or kind is None or platform not in kind.platforms:
        raise Refused(["这个平台不接收这类信息。"])
    organs = organs_of(by, timezone.localdate(at))
    if not organs.exists():
        raise Refused(["只能为自己任职的单位报送。"])
    with transaction.atomic():
        ExchangeFile.objects.select_for_update().filter(platform=platform, kind=kind_code).first()
        waiting = due(platform, kind, organs)
        if not waiting:
            raise Refused(["没有需要报送的内容。"])
        content = _content(platform, kind, waiting)
        serial = ExchangeFile.objects.filter(
            platform=platform, kind=kind_code, made_at__date=timezone.localdate(at)
        ).count()
        file = ExchangeFile(
            platform=platform,
            kind=kind_code,
            number=f"{platform}-{kind_code}-{timezone.localdate(at):%Y%m%d}-{serial + 1:03d}",
            sha256=hashlib.sha256(content).hexdigest(),
            line_count=len(waiting),
            made_at=at,
            made_by=by,
        )
        file.file.save(f"{file.number}.csv", ContentFile(content), save=False)
        file.save()
        ExchangeLine.objects.bulk_create(
            [
                ExchangeLine(
                    file=file,
                    platform=platform,
                    identity=one.record.identity,
                    record=one.record,
                    digest=one.record.digest,
                    operation=one.operation,
                    step=one.step,
                    position=place,
                )
                for place, one in enumerate(waiting, start=1)
            ],
            batch_size=500,
        )
        audit.record("exchange_made", file, by=by, at=at, after={"lines": len(waiting), "sha256": file.sha256})
    return file


def _content(platform: str, kind: Kind, waiting: list[Due]) -> bytes:
    specs = fields_for(platform, kind)
    rows = []
    everything = (platform, kind.code) in WITH_RESTRICTED
    for place, one in enumerate(waiting, start=1):
        values = full_values(one.record) if everything else one.record.public
        reason = one.record.withdrawal_reason if one.operation == Operation.WITHDRAW else ""
        cells = [restored(spec, values.get(spec.code)) for spec in specs]
        rows.append([place, Operation(one.operation).label, one.record.identity, reason, *cells])
    return canonical_csv(rows, ["序号", "操作", "记录编号", "撤下原因", *(spec.code for spec in specs)])


def mark_sent(file: ExchangeFile, *, by, at=None) -> ExchangeFile:
    """The file was handed to the platform."""
    return _move(file, ExchangeState.MADE, ExchangeState.SENT, "exchange_sent", by, at, lambda row, at: {"sent_at": at})


def confirm(file: ExchangeFile, *, by, receipt: str, refused: dict[int, str] | None = None, at=None) -> ExchangeFile:
    """Keep the receipt; refused lines (position → reason) become due again."""
    receipt = receipt.strip()
    if not receipt:
        raise Refused(["请填写回执编号。"])
    with transaction.atomic():
        lines = file.lines.filter(position__in=list(refused or ()))
        unknown = set(refused or ()) - set(lines.values_list("position", flat=True))
        if unknown:
            raise Refused([f"文件里没有序号 {'、'.join(str(place) for place in sorted(unknown))}。"])
        for line in lines:
            line.refused_reason = (refused[line.position].strip() or "未说明原因")[:300]
            line.save(update_fields=["refused_reason"])
        return _move(
            file,
            ExchangeState.SENT,
            ExchangeState.CONFIRMED,
            "exchange_confirmed",
            by,
            at,
            lambda row, at: {"confirmed_at": at, "receipt": receipt[:100]},
            {"refused": len(refused or ())},
        )


def _move(file, source, target, verb, by, at, changes, more=None) -> ExchangeFile:
    at = at or timezone.now()
    with transaction.atomic():
        file = ExchangeFile.objects.select_for_update().get(pk=file.pk)
        if file.state != source:
            raise Refused([f"这个文件的状态是“{file.get_state_display()}”，不能这样办理。"])
        if not may_handle(file, by, timezone.localdate(at)):
            raise Refused(["只能办理本单位的报送文件。"])
        file.state = target
        for name, value in changes(file, at).items():
            setattr(file, name, value)
        file.save()
        audit.record(verb, file, by=by, at=at, before={"state": source}, after={"state": target, **(more or {})})
    return file


def may_handle(file: ExchangeFile, user, on) -> bool:
    """Whether every record in the file is of an organ that the person reports for."""
    others = file.lines.exclude(record__organ__in=organs_of(user, on))
    return file.lines.exists() and not others.exists()


def history(identity: str):
    """What was told to whom about one record, and when."""
    return ExchangeLine.objects.filter(identity=identity).annotate(sent_at=F("file__sent_at")).select_related("file")
