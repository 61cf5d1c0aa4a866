"""What stands between a password and the desk: networks, sessions, a fresh password, the second factor.

GB/T 22239-2019 身份鉴别 and 互联网政务应用安全管理规定 第十九条. Lengths and limits are settings.
"""

import hashlib
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from disclosure.audit import actions as audit
from disclosure.audit.context import current_address
from disclosure.departments import guards, passwords, permissions
from disclosure.departments.guards import Refused
from disclosure.departments.models import User, UserSession

RECOVERY_CODES = 8
TOUCH_SECONDS = 60  # a session's last activity is written at most this often


# Networks


@lru_cache(maxsize=8)
def _networks(words: tuple[str, ...]):
    try:
        return tuple(ip_network(word.strip(), strict=False) for word in words if word.strip())
    except ValueError as error:
        raise ImproperlyConfigured(f"STAFF_NETWORKS 里有不能识别的地址段：{error}") from error


def from_staff_network(address: str) -> bool:
    """Whether the desk may be entered from that address; everywhere where STAFF_NETWORKS is empty."""
    networks = _networks(tuple(settings.STAFF_NETWORKS))
    if not networks:
        return True
    try:
        caller = ip_address(address)
    except ValueError:
        return False
    caller = getattr(caller, "ipv4_mapped", None) or caller
    return any(caller in network for network in networks)


def address_of(request) -> str:
    """The caller's address for the lock-out after failures: the same one that the ledger keeps."""
    return current_address() or request.META.get("REMOTE_ADDR", "")


# Sessions


def key_digest(session_key: str) -> str:
    """What is kept of a session key: whoever reads the table cannot sign in with it."""
    return hashlib.sha256(f"session:{session_key}".encode()).hexdigest()


def session_row(session_key: str, user: User, user_agent: str, at: datetime) -> UserSession:
    """The row of this sign-in, made at the first request that carries it."""
    digest = key_digest(session_key)
    found = UserSession.objects.filter(key_digest=digest).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return UserSession.objects.create(
                user=user,
                key_digest=digest,
                address=current_address(),
                user_agent=user_agent[:200],
                signed_in_at=at,
                last_seen_at=at,
            )
    except IntegrityError:  # the same browser's second request was quicker
        return UserSession.objects.get(key_digest=digest)


def is_idle(row: UserSession, at: datetime) -> bool:
    """Whether nothing was heard of this sign-in for longer than SESSION_IDLE_MINUTES."""
    return at - row.last_seen_at >= timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def touch(row: UserSession, at: datetime) -> bool:
    """Note activity; True if it was written (then the session itself should live on as well)."""
    if at - row.last_seen_at < timedelta(seconds=TOUCH_SECONDS):
        return False
    UserSession.objects.filter(pk=row.pk).update(last_seen_at=at)
    return True


def close_row(session_key: str | None, at: datetime, how: str) -> None:
    """End the row of a session that is being left."""
    if session_key:
        UserSession.objects.open().filter(key_digest=key_digest(session_key)).update(ended_at=at, ended_by=how)


def open_sessions(user: User, at: datetime):
    """Sign-ins of this person that still work."""
    since = at - timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return UserSession.objects.of(user).open().seen_since(since)


# Steps


def step_before_work(user: User, at: datetime) -> str:
    """What the person has to do before anything else: "token", "password", "second_factor" or "" for nothing."""
    if not user.is_verified() and has_second_factor(user):
        return "token"
    if passwords.must_change(user, at):
        return "password"
    if settings.REQUIRE_SECOND_FACTOR and not user.is_verified():
        if permissions.needs_second_factor(user, timezone.localdate(at)):
            return "second_factor"
    return ""


def change_password(user: User, password: str, *, session_key: str | None, at: datetime) -> User:
    """Set one's own new password; every other sign-in of the person ends."""
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        row.set_password(password)
        row.must_change_password, row.password_changed_at = False, at
        row.save(update_fields=["password", "must_change_password", "password_changed_at"])
        others = UserSession.objects.of(row).open().exclude(key_digest=key_digest(session_key or ""))
        others.update(ended_at=at, ended_by="更改密码")
        audit.record("change_password", row, by=row, at=at)
    user.password, user.must_change_password, user.password_changed_at = row.password, False, at
    return user


# The second factor


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app has been set up and confirmed."""
    return TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).exists()


def device_to_set_up(user: User) -> TOTPDevice:
    """The authenticator entry that waits for its first code; the same one until it is confirmed."""
    waiting = TOTPDevice.objects.filter(user_id=user.pk, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user_id=user.pk, name="手机验证器", confirmed=False)


def confirm_second_factor(user: User, token: str) -> tuple[TOTPDevice, list[str]] | None:
    """Take the first code of the app; returns the device and the recovery codes, or None for a wrong code."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user_id=user.pk, confirmed=False).first()
        if device is None or has_second_factor(user) or not device.verify_token(token):
            return None
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        codes = _new_recovery_codes(user)
        audit.record("set_up_second_factor", user, by=user)
    return device, codes


def renew_recovery_codes(user: User) -> list[str]:
    """New recovery codes; the old ones stop working."""
    with transaction.atomic():
        codes = _new_recovery_codes(user)
        audit.record("renew_recovery_codes", user, by=user)
    return codes


def _new_recovery_codes(user: User) -> list[str]:
    device, _ = StaticDevice.objects.get_or_create(user_id=user.pk, name="恢复码", defaults={"confirmed": True})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def match_token(user: User, token: str):
    """The device that accepts the code (app or recovery code), or None. Wrong codes slow down the next attempts."""
    token = token.replace(" ", "").replace("-", "").lower()
    model = TOTPDevice if token.isdigit() else StaticDevice
    with transaction.atomic():
        for device in model.objects.select_for_update().filter(user_id=user.pk, confirmed=True):
            if device.verify_token(token):
                return device
    return None


def reset_second_factor(user: User, *, by: User, reason: str = "", on=None) -> None:
    """Take away a lost authenticator, by the security administrator; the person sets up a new one."""
    on = on or timezone.localdate()
    reasons = guards.reasons_against_resetting_second_factor(by, user, on)
    if reasons:
        raise Refused(reasons)
    with transaction.atomic():
        TOTPDevice.objects.filter(user_id=user.pk).delete()
        StaticDevice.objects.filter(user_id=user.pk).delete()
        UserSession.objects.of(user).open().update(ended_at=timezone.now(), ended_by="重置二次验证")
        audit.record("reset_second_factor", user, by=by, reason=reason)
