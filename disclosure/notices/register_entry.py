"""How records, batches and budgets write their rows in the register."""

from disclosure.notices.models import Account, Batch, BudgetReport, Level, Record
from disclosure.notices.querysets import RECORD
from disclosure.publishing.models import Attachment, Revision
from disclosure.publishing.workflow import RevisionState
from yushan_portal.lib.entries import EntryFacts
from yushan_portal.lib.richtext import plain_text

BUDGET_ITEMS = {
    (Level.GOVERNMENT, Account.BUDGET): ("03-01-01", "03-01-02", "03-01-03", "03-01-04", "03-01-05"),
    (Level.GOVERNMENT, Account.FINAL): ("03-01-08", "03-01-09", "03-01-10", "03-01-11", "03-01-12"),
    (Level.DEPARTMENT, Account.BUDGET): ("03-01-15", "03-01-16", "03-01-17", "03-01-18"),
    (Level.DEPARTMENT, Account.FINAL): ("03-01-19", "03-01-20", "03-01-21", "03-01-22"),
}


def record_facts(record: Record, published_at, changed_at=None) -> EntryFacts:
    """The row of one record. Records of natural persons are not indexable and carry no text."""
    kind = record.kind_of_record
    text = "" if record.natural else " ".join(str(value) for value in record.public.values())
    return EntryFacts(
        kind=RECORD,
        thing_id=record.identity,
        genre=kind.code,
        title=record.title,
        address=record.get_absolute_url(),
        organ_code=record.organ.code,
        published_at=published_at,
        formed_on=record.decided_on,
        last_shown_on=record.display_until,
        document_number=record.number,
        source=record.organ.name,
        text=text,
        item_codes=kind.item_codes,
        domain_nos=kind.domain_nos,
        topics=kind.topics,
        indexable=not record.natural,
        digest=record.digest,
        changed_at=changed_at,
    )


def batch_entry(batch: Batch) -> EntryFacts:
    """A batch has a page but stands in no list and no figure: its records do."""
    revision = Revision.objects.of(batch).in_state(RevisionState.PUBLISHED).first()
    return EntryFacts(
        kind=Batch.kind,
        thing_id=str(batch.pk),
        genre=batch.record_kind,
        title=batch.title,
        address=batch.get_absolute_url(),
        organ_code=batch.organ.code,
        published_at=batch.published_at,
        source=batch.organ.name,
        text=batch.note,
        indexable=not batch.kind_of_record.always_natural,
        counted=False,
        digest=revision.digest if revision else "",
        changed_at=batch.changed_at,
    )


def budget_entry(report: BudgetReport) -> EntryFacts:
    """Title, explanation and names of tables of a budget."""
    body = plain_text(report.body)
    files = " ".join(f"{row.name} {row.text}" for row in Attachment.objects.listed(report.attachment_ids))
    revision = Revision.objects.of(report).in_state(RevisionState.PUBLISHED).first()
    tables = " ".join(table["name"] for table in report.tables)
    level = Level.DEPARTMENT if report.level == Level.UNIT else report.level
    return EntryFacts(
        kind=BudgetReport.kind,
        thing_id=str(report.pk),
        genre=f"{report.account}-{report.level}",
        title=report.title,
        address=report.get_absolute_url(),
        organ_code=report.organ.code,
        published_at=report.published_at,
        formed_on=report.approved_on,
        source=report.organ.name,
        summary=body[:120],
        text=" ".join(filter(None, (report.unit_name, tables, body, report.performance, files)))[:200_000],
        item_codes=BUDGET_ITEMS[level, report.account],
        domain_nos=("03",),
        digest=revision.digest if revision else "",
        changed_at=report.changed_at,
    )


REGISTER_ENTRIES = ((Batch.kind, batch_entry), (BudgetReport.kind, budget_entry))
