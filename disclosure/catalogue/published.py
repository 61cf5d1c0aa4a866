"""What stands in the register under an item or in a domain, as the rows that pages show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import Resolver404, resolve

from disclosure.catalogue.coverage import public_tags, timeliness
from disclosure.catalogue.rules import Judgement
from disclosure.departments.models import Department
from disclosure.register.models import RegisterEntry
from disclosure.register.naming import names
from disclosure.register.selection import Selection

PER_PAGE = 20


def entry_rows(entries: list[RegisterEntry], judgement: Judgement | None = None) -> list[dict]:
    """Entries as components/entry_row wants them; with a judgement each says how timely it was."""
    organs = names("organ", {entry.organ_code for entry in entries})
    kinds = names("kind", {entry.kind for entry in entries})
    rows = []
    for entry in entries:
        timely = timeliness(judgement, entry.formed_on, entry.published_on) if judgement else None
        rows.append(
            {
                "kind_label": kinds[entry.kind],
                "title": entry.title,
                "url": entry.address,
                "organ": organs[entry.organ_code],
                "number": entry.document_number,
                "date": entry.published_on,
                "status": {"word": "晚于时限公开", "tone": "warning"} if timely and timely.late else None,
                "also": timely.words if timely else "",
            }
        )
    return rows


def newest_in_domain(domain_no: str, on: date, limit: int = 10) -> list[dict]:
    """The newest entries of a domain."""
    entries = Selection(tags=(("domain", domain_no),)).entries(on).newest().listed()[:limit]
    return entry_rows(list(entries))


@dataclass(frozen=True)
class Spread:
    """How the entries of an item spread over years and organs: (code, label, number)."""

    years: list[tuple[str, str, int]]
    organs: list[tuple[str, str, int]]

    @classmethod
    def of(cls, item_code: str, on: date, year: int, organ: str) -> "Spread":
        """Each number is what the list holds with that value and the other choice kept."""
        tags = public_tags([item_code], on, organ).order_by().values_list("entry__year").annotate(n=Count("pk"))
        years = [(str(value), f"{value} 年", number) for value, number in sorted(tags, reverse=True)]
        rows = public_tags([item_code], on)
        if year:
            rows = rows.filter(entry__year=year)
        rows = rows.filter(entry__tags__scheme="organ").order_by().values_list("entry__tags__code")
        numbers = dict(rows.annotate(n=Count("pk")))
        organs = Department.objects.filter(code__in=numbers).values_list("code", "short_name")
        return cls(years, [(code, name, numbers[code]) for code, name in organs])


def entries_under(item_code: str, on: date, year: int = 0, organ: str = ""):
    """The public entries of an item, newest first."""
    return Selection(tags=(("item", item_code),), organ=organ, year=year).entries(on).newest().listed()


def application_address(organ_code: str = "") -> str:
    """Where 依申请公开 begins today: the application room once it is built, else the organ's own page."""
    for path in ("/applications/", f"/departments/{organ_code or 'government'}/apply/", "/departments/"):
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return ""
