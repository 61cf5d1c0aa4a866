"""The catalogue loaded over the fixed cast."""

import pytest

from disclosure.catalogue.loading import load_catalogue


@pytest.fixture
def catalogue(cast):
    """All 26 domains and 681 items, with the cast's organs as the only ones known."""
    load_catalogue()
    return cast
