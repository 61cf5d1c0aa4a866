"""The catalogue over the fixed cast, a way to publish, and what a healthy county looks like on one day."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from disclosure.catalogue.loading import load_catalogue
from disclosure.register.actions import show
from yushan_portal.lib.entries import EntryFacts

TODAY = date(2021, 9, 1)


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
                published_at=timezone.make_aware(datetime.combine(on, time(9)) + timedelta(seconds=self.number)),
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
