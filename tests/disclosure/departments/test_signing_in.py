"""Signing in through the front door, step by step."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from disclosure.audit.models import LedgerEntry
from disclosure.departments import signing_in
from disclosure.departments.models import User, UserSession
from tests import factories

DESK = "/admin/account/sessions/"
NEW_PASSWORD = "Bingxi-river-2021"


def give_password(client, user, password=factories.PASSWORD, **more):
    return client.post("/admin/login/", {"username": user.username, "password": password, **more})


def code_of(device, steps=0):
    return f"{totp(device.bin_key, drift=steps):06d}"


def armed(user):
    return TOTPDevice.objects.create(user_id=user.pk, name="手机", confirmed=True)


def signed_in_as(client):
    """Who the public pages take the browser for."""
    return client.get("/departments/").wsgi_request.user


def test_a_clerk_signs_in_and_is_led_back_to_where_she_wanted(client, cast):
    response = give_password(client, cast.chen, next="/departments/finance/")
    assert response.status_code == 302
    assert response["Location"] == "/departments/finance/"
    assert signed_in_as(client) == cast.chen
    assert LedgerEntry.objects.filter(verb="sign_in", actor="chen").count() == 1


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_signing_in_leads_to_no_other_site(client, cast, target):
    assert give_password(client, cast.chen, next=target)["Location"] == "/admin/"


def test_a_wrong_password_and_a_wrong_name_read_the_same_and_are_recorded(client, cast):
    wrong = give_password(client, cast.chen, "nonsense")
    unknown = client.post("/admin/login/", {"username": "nobody", "password": "nonsense"})
    assert wrong.status_code == unknown.status_code == 200
    assert "登录名或者密码不对" in wrong.content.decode()
    assert "登录名或者密码不对" in unknown.content.decode()
    assert LedgerEntry.objects.filter(verb="sign_in_failed").count() == 2


@pytest.mark.parametrize("username", ["\x00", "a" * 5000, "陈", "' OR 1=1 --"])
def test_odd_names_get_a_page(client, cast, username):
    response = client.post("/admin/login/", {"username": username, "password": "x\x00"})
    assert response.status_code == 200


def test_five_failures_lock_the_door(client, cast, settings):
    settings.AXES_ENABLED = True
    answers = [give_password(client, cast.chen, "nonsense") for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert answers[-1].status_code == 429
    assert "暂时不能登录" in answers[-1].content.decode()
    assert give_password(client, cast.chen).status_code == 429
    assert not signed_in_as(client).is_authenticated


def test_the_first_password_has_to_be_changed_before_anything_else(client, cast):
    User.objects.filter(pk=cast.chen.pk).update(must_change_password=True)
    give_password(client, cast.chen)
    assert client.get("/admin/")["Location"].startswith("/admin/account/password/?next=")
    assert not signed_in_as(client).is_authenticated
    answer = client.post(
        "/admin/account/password/", {"old": factories.PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD}
    )
    assert answer.status_code == 302
    assert signed_in_as(client) == cast.chen
    assert give_password(Client(), cast.chen, NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    "old, new, again, sentence",
    [
        ("wrong", NEW_PASSWORD, NEW_PASSWORD, "现在的密码不对"),
        (factories.PASSWORD, NEW_PASSWORD, NEW_PASSWORD + "x", "两次输入的新密码不一样"),
        (factories.PASSWORD, factories.PASSWORD, factories.PASSWORD, "新密码不能与现在的密码相同"),
        (factories.PASSWORD, "onlysmallletters", "onlysmallletters", "至少 3 种"),
        (factories.PASSWORD, "Ab1-", "Ab1-", "密码"),
    ],
)
def test_a_poor_new_password_is_refused_with_a_sentence(client, cast, old, new, again, sentence):
    give_password(client, cast.chen)
    response = client.post("/admin/account/password/", {"old": old, "new": new, "again": again})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert User.objects.get(pk=cast.chen.pk).check_password(factories.PASSWORD)


def test_a_password_used_longer_than_the_interval_has_to_be_changed(client, cast, settings):
    settings.PASSWORD_CHANGE_DAYS = 90
    changed = timezone.now() - timedelta(days=89, hours=23)
    User.objects.filter(pk=cast.chen.pk).update(password_changed_at=changed)
    give_password(client, cast.chen)
    assert signed_in_as(client) == cast.chen
    User.objects.filter(pk=cast.chen.pk).update(password_changed_at=changed - timedelta(hours=1))
    assert client.get("/admin/")["Location"].startswith("/admin/account/password/")


def test_changing_the_password_ends_the_other_sign_ins_and_keeps_this_one(client, cast):
    elsewhere = Client()
    give_password(elsewhere, cast.chen)
    assert signed_in_as(elsewhere) == cast.chen
    give_password(client, cast.chen)
    client.post("/admin/account/password/", {"old": factories.PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert signed_in_as(client) == cast.chen
    assert not signed_in_as(elsewhere).is_authenticated
    assert UserSession.objects.of(cast.chen).open().count() == 1


def test_an_idle_sign_in_ends(client, cast, settings):
    give_password(client, cast.chen)
    signed_in_as(client)
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    UserSession.objects.update(last_seen_at=timezone.now() - idle + timedelta(seconds=5))
    assert signed_in_as(client) == cast.chen
    UserSession.objects.update(last_seen_at=timezone.now() - idle)
    answer = client.get(DESK)
    assert answer["Location"].startswith("/admin/login/?ended=1")
    assert not signed_in_as(client).is_authenticated


def test_a_sign_in_ended_from_another_device_is_left_at_the_next_request(client, cast):
    phone = Client()
    give_password(phone, cast.chen)
    signed_in_as(phone)
    give_password(client, cast.chen)
    signed_in_as(client)
    other = UserSession.objects.of(cast.chen).order_by("pk").first()
    assert client.post("/admin/account/sessions/", {"session": other.pk}).status_code == 302
    assert not signed_in_as(phone).is_authenticated
    assert signed_in_as(client) == cast.chen


def test_nobody_ends_another_persons_sign_in(client, cast):
    give_password(client, cast.chen)
    signed_in_as(client)
    row = UserSession.objects.of(cast.chen).get()
    intruder = factories.sign_in(Client(), cast.zhao)
    for wanted in (row.pk, "x", "9" * 30, ""):
        assert intruder.post("/admin/account/sessions/", {"session": wanted}).status_code == 404
    assert signed_in_as(client) == cast.chen


def test_the_table_of_sessions_holds_no_key_that_signs_anybody_in(client, cast):
    give_password(client, cast.chen)
    signed_in_as(client)
    row = UserSession.objects.get()
    assert client.session.session_key not in (row.key_digest, row.user_agent, row.ended_by)
    assert row.key_digest == signing_in.key_digest(client.session.session_key)


def test_whoever_has_an_authenticator_is_nobody_until_the_code_is_given(client, cast):
    device = armed(cast.chen)
    give_password(client, cast.chen)
    assert not signed_in_as(client).is_authenticated
    for page in ("password", "second-factor", "sessions"):
        assert client.get(f"/admin/account/{page}/")["Location"] == "/admin/account/token/"
    assert client.get("/admin/")["Location"].startswith("/admin/account/token/")
    assert client.post("/admin/account/token/", {"token": code_of(device), "next": DESK})["Location"] == DESK
    assert signed_in_as(client) == cast.chen
    assert client.get(DESK).status_code == 200


def test_a_code_works_once_and_a_wrong_one_is_refused_and_recorded(client, cast):
    device = armed(cast.chen)
    code = code_of(device)
    give_password(client, cast.chen)
    client.post("/admin/account/token/", {"token": code})
    again = Client()
    give_password(again, cast.chen)
    answer = again.post("/admin/account/token/", {"token": code})
    assert "验证码不对或者已用过" in answer.content.decode()
    assert not signed_in_as(again).is_authenticated
    assert LedgerEntry.objects.filter(verb="second_factor_failed").count() == 1


def test_an_approver_without_authenticator_is_led_to_set_one_up(client, cast, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    give_password(client, cast.wang)
    assert client.get("/admin/")["Location"].startswith("/admin/account/second-factor/")
    page = client.get("/admin/account/second-factor/").content.decode()
    assert "data:image/svg+xml" in page
    device = TOTPDevice.objects.get(user_id=cast.wang.pk)
    wrong = client.post("/admin/account/second-factor/", {"token": "000000"})
    assert "验证码不对" in wrong.content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    done = client.post("/admin/account/second-factor/", {"token": code_of(device)}).content.decode()
    assert all(code in done for code in StaticToken.objects.values_list("token", flat=True))
    assert signed_in_as(client) == cast.wang


def test_a_clerk_is_not_forced_but_may_set_one_up(client, cast, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    give_password(client, cast.chen)
    assert signed_in_as(client) == cast.chen
    assert client.get("/admin/account/second-factor/").status_code == 200
    assert signed_in_as(client) == cast.chen


def test_a_recovery_code_stands_in_for_the_phone_once(client, cast):
    signing_in.device_to_set_up(cast.wang)
    device = TOTPDevice.objects.get(user_id=cast.wang.pk)
    _, codes = signing_in.confirm_second_factor(cast.wang, code_of(device))
    give_password(client, cast.wang)
    assert client.post("/admin/account/token/", {"token": codes[0].upper()}).status_code == 302
    assert signed_in_as(client) == cast.wang
    assert signing_in.match_token(cast.wang, codes[0]) is None


def test_the_desk_opens_only_in_the_offices_networks(client, cast, settings):
    settings.STAFF_NETWORKS = ["10.1.0.0/16", "2001:db8::/32"]
    factories.sign_in(client, cast.chen)
    refused = client.get("/admin/login/", REMOTE_ADDR="10.2.0.1")
    assert refused.status_code == 403
    assert "办公网络" in refused.content.decode()
    assert not client.get("/departments/", REMOTE_ADDR="10.2.0.1").wsgi_request.user.is_authenticated
    assert client.get("/departments/", REMOTE_ADDR="10.1.3.4").wsgi_request.user == cast.chen
    assert client.get(DESK, REMOTE_ADDR="10.1.3.4").status_code == 200
    assert signing_in.from_staff_network("::ffff:10.1.0.9") and signing_in.from_staff_network("2001:db8::7")
    assert not signing_in.from_staff_network("not an address")


def test_a_misspelt_network_is_refused_at_once(settings):
    settings.STAFF_NETWORKS = ["10.1.0.0/99"]
    with pytest.raises(ImproperlyConfigured, match="STAFF_NETWORKS"):
        signing_in.from_staff_network("10.1.0.1")


def test_leaving_needs_a_click_and_ends_the_session(client, cast):
    give_password(client, cast.chen)
    signed_in_as(client)
    assert client.get("/admin/logout/").status_code == 200
    assert signed_in_as(client) == cast.chen
    client.post("/admin/logout/")
    assert not signed_in_as(client).is_authenticated
    assert UserSession.objects.of(cast.chen).open().count() == 0


def test_account_pages_are_kept_by_no_cache_and_no_search_engine(client, cast):
    response = client.get("/admin/login/")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_public_page_without_session_does_not_vary_by_cookie(client, cast):
    assert "Cookie" not in client.get("/departments/venues/").get("Vary", "")
