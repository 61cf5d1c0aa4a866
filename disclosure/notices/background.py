"""Work that runs in the background: check, write, publish, undo."""

from django.utils import timezone

from disclosure.departments.models import User
from disclosure.jobs import actions as jobs
from disclosure.notices import importing
from disclosure.notices.models import Batch
from disclosure.notices.values import row_digest
from disclosure.publishing import actions as publishing
from disclosure.publishing.guards import Refused
from yushan_portal.lib.background import JobHandler, JobRefused

PUBLISH = "notices_publish"
VERBS = {"publish": "发布", "withdraw": "撤销", "restore": "恢复公开", "urgent": "紧急发布"}
CHUNK = 2000


def start_release(batch: Batch, verb: str, *, by, reason: str = ""):
    """Queue the publication (or withdrawal, restoration) of a whole batch; the job asks the permission again."""
    payload = {"batch": batch.pk, "verb": verb, "reason": reason}
    return jobs.start(
        PUBLISH, label=f"{VERBS[verb]}：{batch.title}", payload=payload, by=by, organ_code=batch.organ.code
    )


def release(context) -> dict:
    """Job: every row read once more and its digest compared, then all of them public with the batch in one transaction."""
    batch = Batch.objects.select_related("organ").get(pk=context.payload["batch"])
    by = User.objects.filter(pk=context.owner_id or 0).first()
    verb, reason = context.payload["verb"], context.payload["reason"]
    if by is None or verb not in VERBS:
        raise JobRefused("发起人账号不存在，请重新办理。")
    if verb != "withdraw":
        _compare(context, batch)
    with context.switching():
        _act(batch, verb, by, reason)
        context.result = {"batch": batch.pk, "rows": batch.row_count, "address": batch.get_absolute_url()}
    return context.result


def _act(batch: Batch, verb: str, by, reason: str) -> None:
    at = timezone.now()
    if verb == "publish":
        publishing.publish(batch, by=by, at=at)
    else:
        {"withdraw": publishing.withdraw, "restore": publishing.restore, "urgent": publishing.urgent}[verb](
            batch, by=by, reason=reason, at=at
        )


def _compare(context, batch: Batch) -> None:
    rows = batch.rows.select_related("restricted").iterator(chunk_size=CHUNK)
    try:
        for done, row in enumerate(rows, start=1):
            apart = getattr(row, "restricted", None)
            if row_digest(row.public, apart.values if apart else {}) != row.digest:
                raise JobRefused(f"第 {row.row_number} 行的内容与导入时不同，没有发布任何内容。")
            if done % CHUNK == 0:
                context.progress(done, batch.row_count, "正在核对")
    finally:
        rows.close()  # a cursor left open would outlive the transaction that is rolled back
    context.progress(batch.row_count, batch.row_count, "正在公开")


JOB_HANDLERS = (
    JobHandler(importing.CHECK, importing.check, 3, importing.REFUSALS),
    JobHandler(importing.WRITE, importing.write, 3, importing.REFUSALS),
    JobHandler(PUBLISH, release, 3, (Refused,)),
)
