"""What every test stands on: quick hashing, local files, immediate background work, and the fixed cast."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from disclosure.audit import triggers


@pytest.fixture(autouse=True)
def plain_machine(settings, tmp_path):
    """No network, no shared folders, quick password hashing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.AXES_ENABLED = False


_teardown = TransactionTestCase._fixture_teardown


def _teardown_past_the_triggers(self):
    """Emptying a test database is the one deletion of ledger rows there is: it steps around the triggers."""
    triggers.drop(connection)
    try:
        _teardown(self)
    finally:
        triggers.install(connection)


TransactionTestCase._fixture_teardown = _teardown_past_the_triggers


@pytest.fixture
def cast(db):
    """The fixed cast of tests/factories.py."""
    from tests import factories

    return factories.cast()
