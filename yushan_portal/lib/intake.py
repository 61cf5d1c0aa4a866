"""Public forms without account and without captcha: honeypot, signed minimum time, throttle, one submission once.

A token signed into the form says when it was made and carries a nonce. Sent twice, the same nonce is the same
submission: the look-up code is derived from it, so that a second click shows the same receipt and nothing is stored.
Nothing here asks an outside service, and no person is kept out: a form sent too fast is asked to be sent once more.
"""

import hashlib
import hmac
import secrets
import time

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from yushan_portal.lib.receipts import ALPHABET, CODE_LENGTH

LEAST_SECONDS = 3
LONGEST_SECONDS = 48 * 3600
TRAP = "website"
_SALT = "intake"


def new_token() -> str:
    """What the empty form carries."""
    return signing.dumps([int(time.time() * 1000), secrets.token_hex(12)], salt=_SALT)


def nonce_of(token: str) -> str:
    """The nonce of a token made here; signing.BadSignature for any other, ValueError outside the times."""
    made, nonce = signing.loads(token, salt=_SALT, max_age=LONGEST_SECONDS)
    if time.time() - made / 1000 < LEAST_SECONDS:
        raise ValueError("表单提交得太快，请核对内容后再提交一次。")
    return str(nonce)


def code_for(nonce: str) -> str:
    """The look-up code of a submission: the same for the same nonce, not to be guessed without the server's key."""
    digest = salted_hmac("intake.code", nonce, algorithm="sha256").digest()
    number, letters = int.from_bytes(digest, "big"), []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def address_digest(address: str) -> str:
    """A network address as it may be kept for counting: keyed, so that it cannot be read back."""
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:32]


def too_many(act: str, who: str, limit: int, seconds: int) -> bool:
    """Whether `who` has done `act` more than `limit` times within the window; counts this time too."""
    key = f"intake:{act}:{int(time.time() // seconds)}:{address_digest(who)}"
    if cache.add(key, 1, seconds):
        return limit < 1
    try:
        return cache.incr(key) > limit
    except ValueError:
        return False


class GuardedForm(forms.Form):
    """Base of public forms. After `is_valid`, `nonce` names this submission.

    The trap is a field that no person sees; what fills it in is refused with a sentence that a person, should one ever
    read it, can act upon.
    """

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(
        label="请勿填写此栏",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.nonce = ""
        self.fields["token"].initial = new_token()

    def visible_fields(self):
        """The fields a person fills in; the template places the trap out of sight."""
        return [field for field in super().visible_fields() if field.name != TRAP]

    def clean(self):
        given = super().clean()
        if given.get(TRAP):
            raise forms.ValidationError("“请勿填写此栏”里有内容，请清空后再提交。")
        try:
            self.nonce = nonce_of(given.get("token", ""))
        except ValueError as fault:
            self._renew()
            raise forms.ValidationError(str(fault)) from None
        except signing.BadSignature:
            self._renew()
            raise forms.ValidationError("页面停留过久，您填写的内容都在，请再提交一次。") from None
        return given

    def _renew(self):
        """A fresh token that is already old enough, so that the very next click succeeds."""
        made = int((time.time() - LEAST_SECONDS) * 1000)
        self.data = self.data.copy()
        self.data[self.add_prefix("token")] = signing.dumps([made, secrets.token_hex(12)], salt=_SALT)
