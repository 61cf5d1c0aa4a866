"""An uploaded table: opened, mapped, checked without writing, then written as drafts, all or nothing."""

from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from disclosure.jobs import actions as jobs
from disclosure.notices import clock, records
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.models import (
    Batch,
    Duplicates,
    HeadingMemory,
    ImportRun,
    Record,
    RecordState,
    RestrictedValues,
    RunStage,
)
from disclosure.notices.values import findings_in, natural_key
from disclosure.publishing import actions as publishing
from disclosure.publishing.guards import Refused, may
from disclosure.publishing.models import DisclosureAttribute
from yushan_portal.lib.background import JobRefused
from yushan_portal.lib.spreadsheets import (
    Decisions,
    Opened,
    Report,
    SpreadsheetRefused,
    checked_rows,
    dry_run,
    open_sheet,
    open_source,
    shown,
    write_error_file,
)

CHECK, WRITE = "notices_check", "notices_import"
CHUNK = 1000
MASK = "mask"


def begin(kind_code: str, organ, file, name: str, *, by, title: str = "", at=None) -> ImportRun:
    """Keep an uploaded table. Raises Refused without the role, SpreadsheetRefused for what is no table."""
    at = at or timezone.now()
    if kind_code not in BY_CODE:
        raise Refused(["请选择要导入的信息类别。"])
    if not may(by, "create", organ, timezone.localdate(at)):
        raise Refused(["只能为自己任职的单位导入。"])
    content = file.read()
    opened_source = open_source(BytesIO(content), name=name)
    kind = BY_CODE[kind_code]
    run = ImportRun(
        kind=kind_code,
        organ=organ,
        title=(title.strip() or f"{organ.short_name}{kind.name}（{timezone.localdate(at):%Y年%m月%d日}）")[:300],
        file_name=name[:200],
        sheet=getattr(opened_source, "sheet", "")[:100],
        author=by,
        created_at=at,
    )
    ending = ".xlsx" if content[:2] == b"PK" else ".csv"
    run.file.save(f"{at:%Y%m%d%H%M%S}{ending}", ContentFile(content), save=False)
    run.save()
    return run


def opened(run: ImportRun) -> Opened:
    """The table of an import with its mapping: the clerk's own, else what the department's last import meant."""
    if not run.file:
        raise SpreadsheetRefused("上传的表格已按期清除，导入结果见公示批次。")
    source = open_source(run.file.open("rb"), sheet=_sheet(run), name=run.file_name)
    memory = HeadingMemory.objects.filter(organ=run.organ, kind=run.kind).first()
    mapping = {int(index): code for index, code in run.mapping.items()} if run.mapping else None
    given = run.decisions
    decisions = Decisions(given.get("hidden_rows", ""), given.get("hidden_columns", ""), given.get("hidden_sheets", ""))
    fields = run.kind_of_record.fields
    return open_sheet(
        source, fields, mapping=mapping, remembered=memory.headings if memory else None, decisions=decisions
    )


def _sheet(run: ImportRun) -> str:
    return run.sheet if run.file.name.endswith(".xlsx") else ""


class Judge:
    """What is asked of a whole row: rules of display, personal information in its cells, records taken down before."""

    def __init__(self, run: ImportRun, on: date):
        self.kind, self.on = run.kind_of_record, on
        self.masks = run.decisions.get("personal") == MASK
        self.keys: list[str] = []
        taken_down = Record.objects.of_kind(run.kind).of_organ(run.organ).in_state(RecordState.WITHDRAWN)
        self.withdrawn = set(taken_down.values_list("natural_key", flat=True))
        self.accepts_withdrawn = run.duplicates == Duplicates.NEW

    def __call__(self, values: dict) -> list[tuple[str, str]]:
        faults = clock.display_faults(self.kind, values, self.on)
        if not self.masks:
            faults += [
                (code, f"含有{name}，不能公开，请删去或选择“自动遮盖”") for code, name in findings_in(self.kind, values)
            ]
        key = natural_key(self.kind, values)
        if key in self.withdrawn and not self.accepts_withdrawn:
            faults.append((self.kind.natural_key[0], "这条记录公示后已被撤回，不能用导入恢复"))
        if not faults:
            self.keys.append(key)
        return faults


def start_check(run: ImportRun, *, by, at=None):
    """Queue the dry run; returns the job."""
    _may_import(run, by, at)
    with transaction.atomic():
        job = jobs.start(CHECK, label=f"检查：{run.title}", payload={"run": run.pk}, by=by, organ_code=run.organ.code)
        ImportRun.objects.filter(pk=run.pk).update(job_id=job.pk)
    return job


def start_import(run: ImportRun, *, by, at=None):
    """Queue the writing. Raises Refused while the check says that nothing may be written."""
    _may_import(run, by, at)
    reasons = reasons_against_writing(run)
    if reasons:
        raise Refused(reasons)
    with transaction.atomic():
        job = jobs.start(WRITE, label=f"导入：{run.title}", payload={"run": run.pk}, by=by, organ_code=run.organ.code)
        ImportRun.objects.filter(pk=run.pk).update(job_id=job.pk)
    return job


def reasons_against_writing(run: ImportRun) -> list[str]:
    """Why a table may not be written yet."""
    report = run.report
    if run.finished_at is not None:
        return ["这份表格已经导入过。"]
    if run.stage != RunStage.CHECKED or not report:
        return ["请先检查。"]
    if report["blocked"]:
        return list(report["blocked"])
    if report["refused_count"] and not run.accepted_only:
        return [f"还有 {report['refused_count']} 行有错误。请改正后重新上传，或选择只导入没有错误的行。"]
    if not report["accepted_count"]:
        return ["没有可以导入的行。"]
    return []


def _may_import(run: ImportRun, by, at) -> None:
    if not may(by, "create", run.organ, timezone.localdate(at or timezone.now())):
        raise Refused(["只能为自己任职的单位导入。"])


def check(context) -> dict:
    """Job: the dry run with its numbered errors, the file of refused rows, and what is there already."""
    run = ImportRun.objects.select_related("organ").get(pk=context.payload["run"])
    if run.finished_at is not None:
        raise JobRefused("这份表格已经导入过。")
    sheet, judge = opened(run), Judge(run, timezone.localdate())
    report = dry_run(
        sheet,
        key=run.kind_of_record.natural_key,
        row_check=judge,
        on_progress=lambda done: context.progress(done, 0, f"已检查 {done:,} 行"),
    )
    error_file = None
    if report.refused_count:
        error_file = BytesIO()
        rows = checked_rows(sheet, key=run.kind_of_record.natural_key, row_check=Judge(run, timezone.localdate()))
        write_error_file(_watched(rows, context), _headings(sheet), error_file)
    with context.switching():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        run.report, run.stage = plain_report(report) | {"known": _known(run, judge.keys)}, RunStage.CHECKED
        if error_file is not None:
            run.error_file.save(f"errors-{run.pk}.xlsx", ContentFile(error_file.getvalue()), save=False)
        run.save()
        context.result = {"rows": report.row_count, "errors": report.error_count}
    return context.result


def _watched(rows, context):
    for count, row in enumerate(rows):
        if count % 1000 == 0:
            context.progress(count, 0, "正在整理错误行")
        yield row


def _headings(sheet: Opened) -> list[str]:
    width = max((cell.index for cell in sheet.heading.cells), default=-1) + 1
    texts = [""] * width
    for cell in sheet.heading.cells:
        texts[cell.index] = cell.text
    return texts


def _known(run: ImportRun, keys: list[str]) -> dict:
    """How many rows are there already and how many are new."""
    found = 0
    for start in range(0, len(keys), 500):
        found += len(_existing(run, keys[start : start + 500]))
    return {"existing": found, "new": len(keys) - found}


def _existing(run: ImportRun, keys: list[str]) -> dict[str, tuple[str, str, str]]:
    """natural key → (identity, state, digest) of the record that is there; the public version before a draft."""
    rows = Record.objects.finished().of_kind(run.kind).of_organ(run.organ).with_key(*keys)
    rows = rows.in_state(RecordState.DRAFT, RecordState.PUBLISHED).order_by("pk")
    found: dict[str, tuple[str, str, str]] = {}
    for key, identity, state, digest in rows.values_list("natural_key", "identity", "state", "digest"):
        if found.get(key, ("", ""))[1] != RecordState.PUBLISHED:
            found[key] = (identity, state, digest)
    return found


def plain_report(report: Report) -> dict:
    """The report as JSON keeps it."""
    return {
        "blocked": report.blocked,
        "warnings": report.warnings,
        "errors": [
            {
                "row": error.row,
                "column": error.column,
                "heading": error.heading,
                "value": error.value,
                "problem": error.problem,
                "remedy": error.remedy,
                "sentence": error.sentence,
            }
            for error in report.errors
        ],
        "preview": [
            {
                "row": row.number,
                "values": {code: shown(value) for code, value in row.values.items()},
                "ok": row.accepted,
            }
            for row in report.preview
        ],
        "row_count": report.row_count,
        "accepted_count": report.accepted_count,
        "refused_count": report.refused_count,
        "error_count": report.error_count,
        "summary": report.summary,
    }


def write(context) -> dict:
    """Job: rows into drafts chunk by chunk, unseen by anybody until the last transaction makes them a batch."""
    run = ImportRun.objects.select_related("organ", "author").get(pk=context.payload["run"])
    reasons = reasons_against_writing(run)
    if reasons:
        raise JobRefused("；".join(reasons))
    clear(run)
    counted = _write_rows(context, run)
    if not counted["written"]:
        raise JobRefused("没有需要写入的行：全部与已公开的记录相同，或按“跳过”处理。")
    with context.switching():
        batch = _finish(run, timezone.now())
        context.result = counted | {"batch": batch.pk}
    return context.result


def _write_rows(context, run: ImportRun) -> dict:
    sheet, judge = opened(run), Judge(run, timezone.localdate())
    total = run.report["row_count"]
    counted = {"written": 0, "updated": 0, "skipped": 0, "same": 0, "refused": 0}
    chunk: list = []
    done = 0
    for row in checked_rows(sheet, key=run.kind_of_record.natural_key, row_check=judge):
        done += 1
        if row.errors:
            if not run.accepted_only:
                raise JobRefused(f"第 {row.number} 行有错误，没有写入任何内容：{row.errors[0].sentence}")
            counted["refused"] += 1
        else:
            chunk.append((row.number, row.values))
        if len(chunk) >= CHUNK:
            _write_chunk(run, chunk, counted)
            judge.keys.clear()
            chunk = []
            context.progress(min(done, total), total, "正在写入草稿")
    if chunk:
        _write_chunk(run, chunk, counted)
    context.progress(total, total, "正在写入草稿")
    return counted


def _write_chunk(run: ImportRun, chunk: list, counted: dict) -> None:
    kind = run.kind_of_record
    keys = [natural_key(kind, values) for _, values in chunk]
    known = {} if run.duplicates == Duplicates.NEW else _existing(run, keys)
    pairs = []
    for key, (number, values) in zip(keys, chunk, strict=True):
        there = known.get(key)
        if there and run.duplicates == Duplicates.SKIP:
            counted["skipped"] += 1
            continue
        pair = records.build(run, number, values, there[0] if there else "", mask=run.decisions.get("personal") == MASK)
        if there and there[1] == RecordState.PUBLISHED and there[2] == pair[0].digest:
            counted["same"] += 1
            continue
        counted["updated"] += 1 if there else 0
        pairs.append(pair)
    counted["written"] += len(pairs)
    with transaction.atomic():
        records.store(pairs)


def _finish(run: ImportRun, at) -> Batch:
    """The rows become a batch with its first draft; what the headings meant is remembered."""
    run.finished_at, run.stage = at, RunStage.DONE
    run.save(update_fields=["finished_at", "stage"])
    digest, count = Record.objects.of_run(run).digest()
    if run.file:
        sheet = opened(run)
        HeadingMemory.objects.update_or_create(
            organ=run.organ, kind=run.kind, defaults={"headings": sheet.mapping.memory(sheet.heading)}
        )
    return publishing.create(
        Batch(
            organ=run.organ,
            title=run.title,
            disclosure=DisclosureAttribute.PROACTIVE,
            record_kind=run.kind,
            run=run,
            row_count=count,
            rows_digest=digest,
        ),
        by=run.author,
        at=at,
    )


def clear(run: ImportRun) -> None:
    """Remove rows that a broken attempt left; a finished import is never touched."""
    if ImportRun.objects.filter(pk=run.pk, finished_at__isnull=False).exists():
        raise JobRefused("这份表格已经导入过。")
    while True:
        keys = list(Record.objects.filter(run=run).values_list("pk", flat=True)[:CHUNK])
        if not keys:
            return
        with transaction.atomic():
            RestrictedValues.objects.filter(pk__in=keys)._raw_delete(RestrictedValues.objects.db)
            Record.objects.filter(pk__in=keys)._raw_delete(Record.objects.db)


REFUSALS = (SpreadsheetRefused, Refused)
