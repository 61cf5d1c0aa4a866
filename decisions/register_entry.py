"""How decisions, consultations and directories write their rows in the register."""

from decisions.models import Consultation, Decision, Directory
from disclosure.publishing.models import Attachment, Revision
from disclosure.publishing.workflow import RevisionState
from yushan_portal.lib.entries import EntryFacts
from yushan_portal.lib.periods import local_day
from yushan_portal.lib.richtext import plain_text


def decision_entry(decision: Decision) -> EntryFacts:
    """A major decision."""
    text = f"{decision.summary} {decision.affected} {decision.get_subject_display()} {_files(decision)}"
    return _facts(decision, decision.summary, text, topic_of(decision.pk))


def consultation_entry(consultation: Consultation) -> EntryFacts:
    """A consultation: notice, draft and explanation are one text for search."""
    articles = " ".join(f"{row['label']} {row['text']}" for row in consultation.articles)
    explanation = plain_text(consultation.explanation)
    text = f"{consultation.summary} {consultation.affected} {articles} {explanation} {_files(consultation)}"
    return _facts(consultation, consultation.summary, text, topic_of(consultation.decision_id))


def directory_entry(directory: Directory) -> EntryFacts:
    """The year's directory: its rows are its text."""
    text = " ".join(f"{row.get('matter', '')} {row.get('lead', '')}" for row in directory.rows)
    return _facts(directory, f"{directory.year}年度重大行政决策事项{len(directory.standing_rows)}项", text)


def topic_of(decision_id) -> tuple[str, ...]:
    """The tag that gathers everything about one decision, so that one can subscribe to it."""
    return (f"decision-{decision_id}",) if decision_id else ()


def _facts(thing, summary: str, text: str, topics: tuple[str, ...] = ()) -> EntryFacts:
    revision = Revision.objects.of(thing).in_state(RevisionState.PUBLISHED).first()
    return EntryFacts(
        kind=thing.kind,
        thing_id=str(thing.pk),
        title=thing.title,
        address=thing.get_absolute_url(),
        organ_code=thing.organ.code,
        published_at=thing.published_at,
        formed_on=local_day(thing.published_at),
        source=thing.organ.name,
        summary=summary[:120],
        text=text,
        topics=topics,
        digest=revision.digest if revision else "",
        changed_at=thing.changed_at,
    )


def _files(thing) -> str:
    return " ".join(f"{row.name} {row.text}" for row in Attachment.objects.listed(thing.attachment_ids))


REGISTER_ENTRIES = (
    (Decision.kind, decision_entry),
    (Consultation.kind, consultation_entry),
    (Directory.kind, directory_entry),
)
