"""Draft versions: made once from the public revision of their number, so that an opinion can be pinned to what was read."""

from decisions.articles import mark
from decisions.models import Consultation, DraftArticle, DraftVersion, Opinion
from disclosure.publishing.models import Revision
from disclosure.publishing.workflow import RevisionState

WAS_PUBLIC = (RevisionState.PUBLISHED, RevisionState.SUPERSEDED)


def public_revisions(consultation: Consultation):
    """Every text of the draft that was public, first one first."""
    return Revision.objects.of(consultation).in_state(*WAS_PUBLIC).order_by("number")


def version_of(consultation: Consultation, number: int | None = None) -> DraftVersion:
    """The version with this number, or the present one; inside a transaction. LookupError if it was never public."""
    revisions = public_revisions(consultation)
    revision = revisions.filter(number=number).first() if number else None
    revision = revision or revisions.last()
    if revision is None:
        raise LookupError("这份草案还没有公布")
    version, made = DraftVersion.objects.get_or_create(consultation=consultation, number=revision.number)
    if made:
        DraftArticle.objects.bulk_create(
            DraftArticle(version=version, article_id=row["id"], label=row["label"][:60], text=row["text"], order=place)
            for place, row in enumerate(revision.content.get("articles", []))
        )
    return version


def present_number(consultation: Consultation) -> int:
    """The number of the text that is public now; 0 if none was."""
    return public_revisions(consultation).values_list("number", flat=True).last() or 0


def fate_of_article(opinion: Opinion) -> str:
    """How the article that an opinion is pinned to stands in the present draft; empty for opinions on the whole."""
    if opinion.article is None:
        return ""
    return mark(opinion.article.article_id, opinion.article.text, opinion.consultation.articles)
