"""The machine on which tests run: the project's settings under these environment values.

pytest-django reads the settings before any conftest is loaded, so the values are set here and not there.
"""

import os

os.environ.setdefault("DJANGO_TESTING", "1")
os.environ.setdefault("TASKS_IMMEDIATE", "1")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("DJANGO_SECRET_KEY", "tests-only")
os.environ.setdefault("REQUIRE_SECOND_FACTOR", "0")

from yushan_portal.settings import *  # noqa: E402, F403
