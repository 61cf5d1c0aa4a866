"""What every test stands on: quick hashing, local files, immediate background work, and the fixed cast."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from disclosure.audit import triggers

# Speed is measured in bench/, never by a test: a slow machine must not fail a property. The same code draws the same
# examples, so that a red run can be run again.
hypothesis_settings.register_profile(
    "suite", deadline=None, max_examples=30, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("suite")


@pytest.fixture(autouse=True)
def plain_machine(settings, tmp_path):
    """No network, no shared folders, quick password hashing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.AXES_ENABLED = False


def _emptied(self):
    """Emptying a test database is the one deletion of ledger rows there is: it steps around the triggers.

    CASCADE, because the full-text index of the register is a table that no model knows.
    """
    triggers.drop(connection)
    try:
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False, allow_cascade=True)
    finally:
        triggers.install(connection)


TransactionTestCase._fixture_teardown = _emptied


@pytest.fixture
def cast(db):
    """The fixed cast of tests/factories.py."""
    from tests import factories

    return factories.cast()
