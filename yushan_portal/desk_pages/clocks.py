"""Clocks running out at the desk: what the rooms say falls due, for the person's organs, soonest first."""

from datetime import date, timedelta

from disclosure import workdays
from disclosure.catalogue.law import PUB20
from disclosure.departments.permissions import departments_of
from disclosure.publishing.kinds import models_by_kind

AHEAD = timedelta(days=14)


def clocks_of(user, on: date) -> list[dict]:
    """Unpublished things whose 20 working days from formation end within a fortnight or have ended (条例 第二十六条)."""
    lines = []
    organs = departments_of(user, on)
    for model in models_by_kind().values():
        if not any(field.name == "formed_on" for field in model._meta.get_fields()):
            continue
        waiting = model.objects.never_published().filter(
            organ__in=organs, formed_on__isnull=False, disclosure="proactive"
        )
        for thing in waiting.select_related("organ").order_by("formed_on")[:200]:
            deadline = workdays.due(PUB20, thing.formed_on)
            if deadline.on <= on + AHEAD:
                lines.append(
                    {
                        "title": thing.title,
                        "url": f"/admin/{model._meta.app_label}/{model._meta.model_name}/{thing.pk}/change/",
                        "organ": thing.organ.short_name,
                        "due": deadline.on,
                        "late": deadline.on < on,
                        "left": (deadline.on - on).days,
                        "clause": PUB20.clause,
                    }
                )
    return sorted(lines, key=lambda line: line["due"])
