"""公开情况证明: what stood on a page on a past day, read from the ledger and the revisions it names."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from disclosure.audit.models import LedgerEntry, LedgerSeal
from disclosure.publishing.models import Attachment, Revision
from yushan_portal.lib.periods import end_of

SHOWING = ("publish", "urgent", "restore")


@dataclass(frozen=True)
class Certificate:
    """One thing on one day. `public` False: nothing stood at its address then; `withdrawn_at` says since when."""

    day: date
    public: bool
    address: str = ""
    revision: Revision | None = None
    files: tuple[Attachment, ...] = ()
    published_at: datetime | None = None
    published_by: str = ""
    withdrawn_at: datetime | None = None
    digest: str = ""
    entry: LedgerEntry | None = None
    seal: LedgerSeal | None = None


def certificate_of(thing, day: date) -> Certificate:
    """What was public at the end of that day (for today: now), by the ledger's last word on it.

    The digest is the one that the ledger holds; it covers content and files, see `models.digest_of`.
    """
    before = min(end_of(day), timezone.now())
    acts = LedgerEntry.objects.about(thing.kind, thing.pk).filter(at__lt=before, verb__in=(*SHOWING, "withdraw"))
    last = acts.last()
    if last is None:
        return Certificate(day, public=False)
    if last.verb == "withdraw":
        return Certificate(day, public=False, address=thing.get_absolute_url(), withdrawn_at=last.at, entry=last)
    text = acts.exclude(verb="withdraw").exclude(verb="restore").last()
    revision = (
        Revision.objects.of(thing)
        .filter(number=text.after["revision"])
        .select_related("author", "reviewed_by", "approved_by")
        .first()
    )
    return Certificate(
        day,
        public=True,
        address=thing.get_absolute_url(),
        revision=revision,
        files=tuple(Attachment.objects.listed(revision.content.get("attachment_ids", []))),
        published_at=text.at,
        published_by=text.actor_name or text.actor,
        digest=text.after["digest"],
        entry=text,
        seal=LedgerSeal.objects.filter(entry=text).first(),
    )
