"""Forms of signing in, accounts and the organ's page: shape only, the guards and validators judge."""

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm

from disclosure.departments.models import Department, Leader, User, Venue
from disclosure.departments.roles import Role


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


def _day(label: str, **kwargs) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class AccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label="登录名", max_length=40, help_text="小写字母开头，3 至 40 位字母、数字、点、横线或下划线"
    )
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="办公电话", max_length=30, required=False)


class GrantForm(forms.Form):
    """A role at an organ for a time; with `acting_for` standing in for somebody."""

    role = forms.ChoiceField(label="角色")
    department = forms.ModelChoiceField(label="单位", queryset=Department.objects.none(), empty_label="请选择")
    first = _day("开始日期", required=False, help_text="不填为今天")
    last = _day("结束日期", required=False, help_text="不填为长期；代行必须填写")
    inherits = forms.BooleanField(label="含下级单位", required=False)
    acting_for = forms.CharField(label="代行谁的角色", max_length=40, required=False, help_text="填被代行人的登录名")

    def __init__(self, grantable, organs, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in grantable]
        self.fields["department"].queryset = organs

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("acting_for")
        if name:
            cleaned["absent"] = User.objects.filter(username=name).first()
            if cleaned["absent"] is None:
                self.add_error("acting_for", "没有这个登录名。")
            if not cleaned.get("first") or not cleaned.get("last"):
                self.add_error("last", "代行须写明开始和结束日期。")
        return cleaned


class AccountFileForm(forms.Form):
    """A table of accounts."""

    file = forms.FileField(label="表格文件", help_text=".xlsx 或 .csv，一次最多 1000 行")
    trial = forms.BooleanField(label="只检查，不开设", required=False)


class OrganPageForm(forms.ModelForm):
    """What an organ's own people keep on its page."""

    class Meta:
        model = Department
        fields = (
            "functions",
            "structure",
            "guide_classes",
            "guide_arrangement",
            "guide_access",
            "guide_office",
            "address",
            "office_hours",
            "phone",
            "fax",
            "internet_contact",
            "guide_reviewed_on",
        )
        widgets = {
            "guide_reviewed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in ("functions", "structure", "guide_classes", "guide_arrangement", "guide_access")
            },
        }


class LeaderForm(forms.ModelForm):
    """One leader."""

    class Meta:
        model = Leader
        fields = ("name", "post", "duties", "order", "valid_from", "valid_to")
        widgets = {"duties": forms.Textarea(attrs={"rows": 3})} | {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("valid_from", "valid_to")
        }


class VenueForm(forms.ModelForm):
    """Where a venue is and when it is open."""

    class Meta:
        model = Venue
        fields = ("address", "hours", "phone")
