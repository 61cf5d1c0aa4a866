"""The lock after failed sign-ins, as the person locked out meets it."""

import pytest
from django.test import Client

from tests.factories import PASSWORD, sign_in

pytestmark = pytest.mark.django_db


def give_password(username: str, password: str):
    return Client().post("/admin/login/", {"username": username, "password": password})


def test_resetting_the_password_lifts_the_lock_as_its_page_promises(client, cast, settings):
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT):
        locked = give_password("chen", "nonsense")
    assert "重置密码" in locked.content.decode() and give_password("chen", PASSWORD).status_code == 429
    sign_in(client, cast.qian)
    page = client.post("/admin/people/chen/", {"verb": "reset_password"})
    password = page.context["accounts"][0][2]
    assert give_password("chen", password).status_code == 302


def test_a_reset_for_one_person_leaves_the_lock_of_another(client, cast, settings):
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT):
        give_password("zhao", "nonsense")
    sign_in(client, cast.qian)
    client.post("/admin/people/chen/", {"verb": "reset_password"})
    assert give_password("zhao", PASSWORD).status_code == 429
