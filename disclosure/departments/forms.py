"""Forms of signing in: shape only, the guards and validators judge."""

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """登录名 and 密码; what went wrong is not told apart."""

    username = forms.CharField(
        label="登录名",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="密码",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": "登录名或者密码不对，请重新输入（区分大小写）。",
        "inactive": "登录名或者密码不对，请重新输入（区分大小写）。",
    }


class TokenForm(forms.Form):
    """The six digits of the app, or a recovery code."""

    token = forms.CharField(
        label="验证码",
        max_length=20,
        help_text="验证器里显示的 6 位数字；手机不在身边时可用一个恢复码。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


class NewPasswordForm(forms.Form):
    """Old and new password; the rules are those of AUTH_PASSWORD_VALIDATORS."""

    old = forms.CharField(
        label="现在的密码",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新密码",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一遍新密码",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new"].help_text = "；".join(
            text.rstrip("。") for text in password_validation.password_validators_help_texts()
        )

    def clean_old(self):
        if not self.user.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError("现在的密码不对。")
        return self.cleaned_data["old"]

    def clean_new(self):
        new = self.cleaned_data["new"]
        password_validation.validate_password(new, self.user)
        if self.user.check_password(new):
            raise forms.ValidationError("新密码不能与现在的密码相同。")
        return new

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("new") and cleaned.get("again") is not None and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "两次输入的新密码不一样。")
        return cleaned
