"""Every story of the notices plays on one Friday, so that displays of fixed dates do not run out with the years."""

import pytest
import time_machine


@pytest.fixture(autouse=True)
def that_friday():
    with time_machine.travel("2026-11-20T10:00:00+08:00"):
        yield
