"""Random but lawful register rows, the same for every run."""

import random
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from yushan_portal.lib.entries import EntryFacts

TODAY = date(2021, 9, 1)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


def make_facts(number: int = 1, **fields) -> EntryFacts:
    """One public document of the finance bureau, shown on 1 June 2021 unless said."""
    fields.setdefault("kind", "document")
    fields.setdefault("thing_id", str(number))
    fields.setdefault("title", f"关于做好第{number}号工作的通知")
    fields.setdefault("address", f"/documents/{number}/")
    fields.setdefault("organ_code", "czj")
    fields.setdefault("published_at", moment(date(2021, 6, 1)))
    fields.setdefault("genre", "notice")
    return EntryFacts(**fields)


def random_facts(dice: random.Random, number: int, **fields) -> EntryFacts:
    """Any lawful mixture of kinds, organs, tags, display and validity dates."""

    def day(low: int, high: int) -> date:
        return TODAY + timedelta(days=dice.randint(low, high))

    def maybe(value, chance: float = 0.3):
        return value if dice.random() < chance else None

    first = maybe(day(-900, 40))
    published = day(-900, 0)
    shown = first or published
    return make_facts(
        number,
        kind=dice.choice(["document", "decision", "notice"]),
        genre=dice.choice(["policy", "notice", "news", ""]),
        organ_code=dice.choice(["czj", "jyj", "zjj", "bingxi"]),
        organ_codes=tuple(dice.sample(["czj", "jyj", "mzj"], dice.choice([0, 0, 0, 1, 2]))),
        published_at=moment(published, dice.randint(0, 23), dice.randint(0, 59)),
        first_shown_on=first,
        last_shown_on=maybe(shown + timedelta(days=dice.randint(0, 400))),
        effective_on=maybe(day(-500, 60)),
        expires_on=maybe(day(-300, 60)),
        repealed_on=maybe(day(-300, 60), 0.1),
        domain_nos=tuple(dice.sample(["01", "05", "22"], dice.choice([0, 1, 1, 2]))),
        item_codes=tuple(dice.sample(["01-1", "05-2", "22-9"], dice.choice([0, 1, 2]))),
        topics=tuple(dice.sample(["water", "market"], dice.choice([0, 0, 1]))),
        counted=dice.random() > 0.1,
        indexable=dice.random() > 0.2,
        **fields,
    )


@pytest.fixture
def dice() -> random.Random:
    return random.Random(20210604)
