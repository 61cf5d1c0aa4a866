"""The desk's forms: shape only; what the law and the office allow is asked of guards through the actions."""

from django import forms
from django.core.exceptions import ValidationError

from disclosure.catalogue.guards import reasons_against_value
from disclosure.catalogue.kinds import BOOLEAN_FIELDS, LIST_FIELDS, Audience, Method
from disclosure.catalogue.models import CountyOverride, DeclaredEvent

_YES_NO = {"是": True, "否": False}


def value_of(field: str, text: str):
    """The county value meant by what was typed: one line an entry for lists, 是/否, the label of a code."""
    if field in LIST_FIELDS:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if field in BOOLEAN_FIELDS:
        return _YES_NO.get(text.strip(), text)
    codes = {"audience": Audience, "method": Method}.get(field)
    if codes:
        return {choice.label: choice.value for choice in codes}.get(text.strip(), text.strip())
    return " ".join(text.split())


class OverrideForm(forms.ModelForm):
    """One county value."""

    text = forms.CharField(
        label="县定内容",
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="要素、依据、渠道每行一条；公开层级填“是”或“否”；对象和方式填页面上的名称。",
    )

    class Meta:
        model = CountyOverride
        fields = ["item", "field", "text", "source", "reason", "effective_from", "effective_to"]

    def clean(self):
        values = super().clean()
        if values.get("field") and values.get("text"):
            values["value"] = value_of(values["field"], values["text"])
            reasons = reasons_against_value(values["field"], values["value"])
            if reasons:
                raise ValidationError({"text": reasons})
        return values


class EventForm(forms.ModelForm):
    """One event that starts a clock."""

    class Meta:
        model = DeclaredEvent
        fields = ["item", "organ", "happened_on", "note"]
