"""Builders of tables as clerks send them, and the walk of an import through check, drafts, review and publication."""

import itertools
from datetime import date
from decimal import Decimal
from io import BytesIO

from disclosure.notices import background, importing
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.models import Batch, ImportRun
from disclosure.publishing import actions as publishing
from disclosure.publishing.models import Opinion
from yushan_portal.lib.spreadsheets import FieldKind, write_xlsx
from yushan_portal.lib.spreadsheets.codes import (
    UNIFIED_ALPHABET,
    identity_check_character,
    unified_check_character,
)


def unified(serial: int) -> str:
    """A valid made-up 统一社会信用代码."""
    body = f"91361123MA{serial % 100_000:05d}{UNIFIED_ALPHABET[serial // 100_000 % 31]}A"[:17]
    return body + unified_check_character(body)


def identity(serial: int) -> str:
    """A valid made-up 身份证号."""
    body = f"36112319{50 + serial % 50}01{1 + serial % 28:02d}{serial % 1000:03d}"
    return body + identity_check_character(body)


def penalty(serial: int = 1, **changes) -> dict:
    """The values of one penalty of a firm."""
    return {
        "CF_XDR_MC": f"玉山县怀玉第{serial}食品有限公司",
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": unified(serial),
        "CF_FRDB": "周大明",
        "CF_FR_ZJLX": "身份证",
        "CF_FR_ZJHM": identity(serial),
        "CF_WSH": f"玉市监处罚〔2026〕{serial}号",
        "CF_WFXW": "经营超过保质期的食品",
        "CF_SY": f"经营超过保质期的食品，货值金额 {serial % 90 + 10} 元",
        "CF_YJ": "《中华人民共和国食品安全法》第一百二十四条第一款第五项",
        "CF_CFLB": "罚款",
        "CF_NR": "罚款人民币五千元整",
        "CF_NR_FK": Decimal("0.5"),
        "CF_JDRQ": date(2026, 9, 1),
        "severity": "一般",
        "CF_CFJG": "玉山县市场监督管理局",
    } | changes


def person(serial: int = 1, **changes) -> dict:
    """The values of one penalty of a natural person."""
    return penalty(
        serial,
        CF_XDR_MC="欧阳守信",
        CF_XDR_LB="自然人",
        CF_XDR_SHXYM=None,
        CF_FRDB=None,
        CF_FR_ZJLX=None,
        CF_FR_ZJHM=None,
        CF_XDR_ZJLX="身份证",
        CF_XDR_ZJHM=identity(serial + 7),
        **changes,
    )


def sample(kind_code: str, serial: int = 1) -> dict:
    """Believable values for every field of any kind."""
    kind = BY_CODE[kind_code]
    if kind_code == "penalty":
        return penalty(serial)
    made = {
        FieldKind.TEXT: lambda spec: (spec.example or f"{spec.name[:8]}之{'甲乙丙丁戊己庚辛壬癸'[serial % 10]}{serial}")[: spec.max_length or 200],
        FieldKind.DATE: lambda spec: date(2026, 1 + serial % 9, 1 + serial % 27),
        FieldKind.AMOUNT: lambda spec: Decimal(serial) / 4,
        FieldKind.INT: lambda spec: 2020 + serial % 6,
        FieldKind.CHOICE: lambda spec: spec.choices[0].value,
        FieldKind.UNIFIED_CODE: lambda spec: unified(serial),
        FieldKind.IDENTITY_NUMBER: lambda spec: identity(serial),
        FieldKind.PHONE: lambda spec: "0793-2552331",
        FieldKind.BOOL: lambda spec: True,
    }  # fmt: skip
    values = {spec.code: made[spec.kind](spec) for spec in kind.fields}
    for code in kind.natural_key:
        if kind.field(code).kind is FieldKind.TEXT:
            values[code] = f"{values[code]}{serial}"[: kind.field(code).max_length or 200]
    if "period" in values:
        values["period"] = f"2026年第{serial}季度"
    return values


def table(kind_code: str, rows: list[dict], *, only=None) -> BytesIO:
    """An .xlsx with the headings of the template."""
    fields = [spec for spec in BY_CODE[kind_code].fields if only is None or spec.code in only]
    file = BytesIO()
    write_xlsx(([row.get(spec.code) for spec in fields] for row in rows), [spec.heading for spec in fields], file)
    file.seek(0)
    return file


def uploaded(cast, kind_code: str = "penalty", rows=None, *, file=None, name="表.xlsx", **choices) -> ImportRun:
    """Uploaded by Chen and checked."""
    file = file or table(kind_code, rows or [penalty(1)])
    run = importing.begin(kind_code, cast.finance, file, name, by=cast.chen)
    for field, value in choices.items():
        setattr(run, field, value)
    run.save()
    importing.start_check(run, by=cast.chen)
    run.refresh_from_db()
    return run


def drafted(cast, kind_code: str = "penalty", rows=None, **options) -> Batch:
    """Checked and written as drafts."""
    run = uploaded(cast, kind_code, rows, **options)
    importing.start_import(run, by=cast.chen)
    return Batch.objects.get(run=run)


def approved(cast, batch: Batch) -> Batch:
    """Through the chain up to the signature."""
    publishing.submit(batch, by=cast.chen)
    publishing.record_review(batch, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
    publishing.review(batch, by=cast.li)
    publishing.approve(batch, by=cast.wang)
    return batch


def published(cast, kind_code: str = "penalty", rows=None, **options) -> Batch:
    """Public, by the job."""
    batch = approved(cast, drafted(cast, kind_code, rows, **options))
    background.start_release(batch, "publish", by=cast.wang)
    batch.refresh_from_db()
    return batch


serials = itertools.count(1)
