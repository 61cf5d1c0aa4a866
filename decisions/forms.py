"""Forms of citizens: shape and completeness only; whether the window is open is asked of the action."""

from django import forms

from decisions.actions.opinions import Said
from decisions.kinds import Consent, Standing
from yushan_portal.lib.intake import GuardedForm

LONGEST = 5000
WHOLE = "全文"


class OpinionForm(GuardedForm):
    """意见: on the whole or on one article; name and contact are optional."""

    article = forms.ChoiceField(label="针对哪一条", required=False)
    text = forms.CharField(
        label="您的意见",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"最多 {LONGEST} 字。请不要写身份证号、银行卡号、他人电话等个人信息。",
        error_messages={"required": "请写明意见内容。"},
    )
    standing = forms.ChoiceField(label="您的身份", choices=Standing.choices, initial=Standing.PERSON, required=False)
    name = forms.CharField(
        label="姓名",
        max_length=60,
        required=False,
        help_text="公开时只显示姓，例如：朱**",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(label="单位名称", max_length=120, required=False)
    on_behalf_of = forms.IntegerField(
        label="代表多少人",
        min_value=1,
        max_value=1_000_000,
        required=False,
        initial=1,
        help_text="多人共同提出的，填写人数",
    )
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        help_text="留下邮箱，采纳情况公布时告诉您；不公开",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "电子邮箱的写法不对，例如 name@example.com。"},
    )
    contact = forms.CharField(
        label="联系电话",
        max_length=120,
        required=False,
        help_text="只用于核实意见；不公开",
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    consent = forms.ChoiceField(
        label="公开意愿", choices=Consent.choices, widget=forms.RadioSelect, initial=Consent.TEXT
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, articles=(), number: int = 0, article: str = "", **options):
        super().__init__(*args, **options)
        self.fields["article"].choices = [("", WHOLE), *((row["id"], _short(row)) for row in articles)]
        self.fields["version"].initial = number
        self.fields["article"].initial = article

    def said(self) -> Said:
        """What was said; call after `is_valid`."""
        given = self.cleaned_data
        return Said(
            text=given["text"],
            article_id=given.get("article") or "",
            version=given.get("version") or 0,
            name=given.get("name") or "",
            contact=given.get("contact") or "",
            email=given.get("email") or "",
            standing=given.get("standing") or Standing.PERSON,
            organisation=given.get("organisation") or "",
            on_behalf_of=given.get("on_behalf_of") or 1,
            consent=given["consent"],
        )


class LookupForm(forms.Form):
    """Number and look-up code of a receipt."""

    number = forms.CharField(label="编号", max_length=40, error_messages={"required": "请填写回执上的编号。"})
    code = forms.CharField(
        label="查询码",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "请填写回执上的查询码。"},
    )


class CorrectionForm(forms.Form):
    """The author's new wording."""

    text = forms.CharField(
        label="改为",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "请写明意见内容。"},
    )


class PlaceForm(GuardedForm):
    """听证报名."""

    quota_code = forms.ChoiceField(label="以什么身份报名")
    name = forms.CharField(label="姓名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    contact = forms.CharField(label="联系电话", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "tel"}))
    organisation = forms.CharField(label="单位", max_length=120, required=False)
    view = forms.CharField(
        label="主要观点",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="使各方意见都有代表",
    )

    def __init__(self, *args, quota=(), **options):
        super().__init__(*args, **options)
        self.fields["quota_code"].choices = [(row["code"], f"{row['name']}（{row['seats']} 名）") for row in quota]

    def place(self) -> dict:
        """What the action takes; call after `is_valid`."""
        return {name: self.cleaned_data[name] for name in ("quota_code", "name", "contact", "organisation", "view")}


def _short(row: dict) -> str:
    text = row["text"].replace("\n", " ")
    return f"{row['label']}　{text[:24]}{'…' if len(text) > 24 else ''}"
