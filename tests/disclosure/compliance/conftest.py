"""The catalogue over the fixed cast, ways to publish and to owe, a county of random data, and one fixed day."""

import random
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from disclosure.catalogue.loading import load_catalogue
from disclosure.catalogue.models import CatalogueItem, ItemOrgan
from disclosure.departments.models import Department
from disclosure.register.actions import show
from yushan_portal.lib.entries import EntryFacts

TODAY = date(2021, 9, 1)
ORGANS = ("finance", "education", "bingxi")


def moment(day: date, hour: int = 9) -> datetime:
    """An hour of that day in the county."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


class Press:
    """Publishes in the register without the rooms above."""

    number = 0

    def __call__(self, on: date, *, organ="finance", items=(), genre="notice", formed_on=None, **fields):
        self.number += 1
        items = (items,) if isinstance(items, str) else tuple(items)
        return show(
            EntryFacts(
                kind=fields.pop("kind", "document"),
                thing_id=f"p{self.number}",
                genre=genre,
                title=fields.pop("title", f"关于做好第{self.number}号工作的通知"),
                address=f"/documents/p{self.number}/",
                organ_code=organ,
                published_at=moment(on) + timedelta(seconds=self.number),
                formed_on=formed_on,
                source=fields.pop("source", "玉山县财政局"),
                item_codes=items,
                domain_nos=tuple(sorted({code[:2] for code in items})),
                **fields,
            )
        )


@pytest.fixture
def press(cast):
    return Press()


@pytest.fixture
def catalogue(cast):
    """All 26 domains and 681 items over the cast's organs."""
    load_catalogue()
    return cast


@pytest.fixture
def today():
    """The clock stands at nine in the morning of 1 September 2021."""
    with time_machine.travel(moment(TODAY), tick=False):
        yield TODAY


def owe(*codes: str, organs=ORGANS) -> None:
    """These organs owe these items."""
    held = {organ.code: organ for organ in Department.objects.filter(code__in=organs)}
    for item in CatalogueItem.objects.filter(item_code__in=codes):
        for organ in organs:
            ItemOrgan.objects.get_or_create(item=item, department=held[organ])


def random_county(press, seed: int, *, items: int = 40, entries: int = 120) -> list[str]:
    """Random lawful data of about two years; returns the items that are owed."""
    dice = random.Random(seed)
    codes = sorted(
        dice.sample(list(CatalogueItem.objects.order_by("item_code").values_list("item_code", flat=True)), items)
    )
    owe(*codes)
    for _ in range(entries):
        day = TODAY - timedelta(days=dice.randint(0, 800))
        press(
            day,
            organ=dice.choice(ORGANS),
            genre=dice.choice(["news", "notice", "policy", "plan", "statistics"]),
            items=dice.sample(codes, dice.choice([0, 1, 2])),
            formed_on=day - timedelta(days=dice.randint(0, 90)) if dice.random() < 0.7 else None,
            source="" if dice.random() < 0.2 else "玉山县财政局",
        )
    return codes
