"""What a topic gathers: by hand (a clerk's tag) and by rule (the domains it covers)."""

from datetime import date

from disclosure.catalogue.models import Domain
from disclosure.departments.models import Department
from disclosure.documents.kinds import Topic
from disclosure.register.counting import by_code, last_published
from disclosure.register.models import RegisterEntry

SHOWN = 8


def topic_sections(topic: Topic, on: date) -> dict:
    """sections: [{code, name, entries}], newest first; domains: tiles of the domains that the topic covers by rule."""
    organs = dict(Department.objects.values_list("code", "short_name"))
    public = RegisterEntry.objects.public(on).counted()
    sections = [
        {"code": code, "name": name, "entries": _lines(public.in_topic(code), organs)} for code, name in topic.sections
    ]
    by_hand = _lines(public.in_topic(topic.code), organs)
    if by_hand or not topic.sections:
        sections.insert(0, {"code": topic.code, "name": "最新内容", "entries": by_hand})
    for number in topic.domain_nos:
        sections.append(
            {
                "code": f"domain-{number}",
                "name": "相关领域最新公开",
                "entries": _lines(public.in_domain(number), organs),
            }
        )
    return {"sections": sections, "domains": _domains(topic, on)}


def _lines(rows, organs: dict[str, str]) -> list[dict]:
    return [
        {"title": row.title, "url": row.address, "organ": organs.get(row.organ_code, ""), "date": row.published_on}
        for row in rows.newest().listed()[:SHOWN]
    ]


def _domains(topic: Topic, on: date) -> list[dict]:
    chosen = Domain.objects.order_by("domain_no")
    if topic.code != "standard-catalogue":
        chosen = chosen.filter(domain_no__in=topic.domain_nos)
    counts, newest = by_code("domain", on), last_published("domain", on)
    return [
        {
            "name": row.name,
            "url": f"/catalogue/{row.domain_no}/",
            "count": counts.get(row.domain_no, 0),
            "date": newest.get(row.domain_no),
        }
        for row in chosen
    ]
