"""The catalogue loaded over the fixed cast, and a way to publish under an item."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from disclosure.catalogue.loading import load_catalogue
from disclosure.register.actions import show
from yushan_portal.lib.entries import EntryFacts


@pytest.fixture
def catalogue(cast):
    """All 26 domains and 681 items, with the cast's organs as the only ones known."""
    load_catalogue()
    return cast


class Press:
    """Publishes things in the register without the rooms above."""

    number = 0

    def __call__(self, item_code: str, on: date, *, formed_on: date | None = None, organ: str = "finance", **fields):
        self.number += 1
        return show(
            EntryFacts(
                kind="document",
                thing_id=str(self.number),
                title=fields.pop("title", f"关于做好第{self.number}号工作的通知"),
                address=f"/documents/{self.number}/",
                organ_code=organ,
                published_at=timezone.make_aware(datetime.combine(on, time(9))),
                formed_on=formed_on,
                item_codes=(item_code,) if isinstance(item_code, str) else item_code,
                domain_nos=(item_code[:2],) if isinstance(item_code, str) else (),
                **fields,
            )
        )


@pytest.fixture
def publish(catalogue):
    return Press()
