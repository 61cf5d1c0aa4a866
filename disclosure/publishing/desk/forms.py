"""The form over a working revision: shape and completeness only; what the law says is said by guards."""

from django import forms
from django.db import models

from disclosure.publishing.desk.richtext_field import RichTextField
from disclosure.publishing.models import Opinion
from yushan_portal.lib.files.kinds import BY_EXTENSION


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Several files; each is judged by `lib/files` in the action, an empty one too: there the refusal names it and the
    rest of the form is kept."""

    widget = ManyFiles

    def __init__(self, **options):
        super().__init__(**({"allow_empty_file": True} | options))

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(one, initial) for one in data or ()]


class WordsField(forms.CharField):
    """A JSON list written as words with 、 ， , ; or line breaks between them."""

    def prepare_value(self, value):
        return "、".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        text = super().to_python(value) or ""
        for mark in "，,;；\n\r\t":
            text = text.replace(mark, "、")
        return list(dict.fromkeys(word.strip() for word in text.split("、") if word.strip()))

    def has_changed(self, initial, data):
        return self.to_python(data) != list(initial or ())


class DayInput(forms.DateInput):
    """The browser's own date field; plain ISO without one."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


def desk_field(field, **options):
    """The form field of a model field as the desk shows it: nothing is required, the check panel says what is missing."""
    options["required"] = False
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return forms.DateField(label=field.verbose_name, help_text=field.help_text, widget=DayInput, required=False)
    if isinstance(field, models.JSONField) and field.default is list:
        return WordsField(label=field.verbose_name, help_text=field.help_text or "多个之间用顿号隔开", required=False)
    if isinstance(field, models.JSONField):
        return None
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    if isinstance(field, models.TextField) and not field.choices:
        options["widget"] = forms.Textarea(attrs={"rows": 6})
    made = field.formfield(**options)
    if made is not None and made.help_text is None:
        made.help_text = ""
    return made


class RevisionForm(forms.ModelForm):
    """Base form. A kind may add fields and order them in `sections` ((heading, field names, open at first), …).

    `thing` is the row; the form's instance is its copy as revised, so that `content()` is what would be saved.
    """

    sections: tuple = ()
    change_note = forms.CharField(
        label="变更说明（公开）",
        max_length=300,
        required=False,
        help_text="修订已公开的内容时填写：改了什么、为什么，公众在页面的“变更记录”里看到。",
    )
    files = FilesField(
        label="上传附件", required=False, help_text="可一次选择多个文件；.doc .wps .et 请先另存为 .docx .xlsx"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, thing, revision=None, organs=None, **options):
        self.thing, self.revision = thing, revision
        super().__init__(*args, instance=thing.as_revised(revision) if revision else thing, **options)
        self.fields["files"].widget.attrs["accept"] = ",".join(f".{ending}" for ending in sorted(BY_EXTENSION))
        if organs is not None:
            self.fields["organ"] = forms.ModelChoiceField(organs, label="发布机构", required=True, empty_label=None)
            if len(organs) == 1:
                self.fields["organ"].initial = organs[0].pk
        if thing.published_at is None:
            del self.fields["change_note"]
        if revision is not None:
            self.fields["seen"].initial = revision.edits
            if "change_note" in self.fields:
                self.fields["change_note"].initial = revision.change_note

    def content(self) -> dict:
        """What would be saved; call after `is_valid`."""
        return self.instance.content()

    def laid_out(self) -> list[dict]:
        """Headings with their bound fields, in the order of the paper; what no section names comes at the end."""
        named = {name for _, names, _ in self.sections for name in names}
        rest = [name for name in self.fields if name not in named and name not in ("files", "seen")]
        sections = [*self.sections, ("其他", rest, not self.sections)]
        found = []
        for heading, names, is_open in sections:
            bound = [self[name] for name in names if name in self.fields]
            if bound:
                wrong = any(field.errors for field in bound)
                found.append({"heading": heading, "fields": bound, "open": is_open or wrong})
        return found


def form_for(model, base=RevisionForm):
    """The form class of a kind that declares none of its own: every content field that a person can write."""
    written, declared = [], {}
    for name in model.content_fields:
        if name == "attachment_ids" or name.endswith("_id"):
            continue
        field = model._meta.get_field(name)
        made = RichTextField(label=field.verbose_name) if name in model.rich_fields else desk_field(field)
        if made is not None:
            declared[name] = made
            written.append(name)
    meta = type("Meta", (), {"model": model, "fields": written})
    return type(f"{model.__name__}DeskForm", (base,), {**declared, "Meta": meta})


class ReasonForm(forms.Form):
    """A verb that must say why."""

    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class OptionalReasonForm(forms.Form):
    """A verb that is only confirmed."""


class WithdrawForm(ReasonForm):
    """撤回: what citizens read on the page that is left."""

    reason = forms.CharField(
        label="撤回理由（公开）",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="公众在原网址看到撤回日期和理由，例如：内容有误，更正后重新发布。",
    )
    authority = forms.CharField(label="撤回决定单位", max_length=100, required=False)
    successor = forms.CharField(
        label="替代内容地址", max_length=200, required=False, help_text="本站内的地址，例如 /documents/12/"
    )

    def clean_successor(self):
        address = self.cleaned_data["successor"].strip()
        if address and not (address.startswith("/") and not address.startswith("//")):
            raise forms.ValidationError("请填写本站内以 / 开头的地址。")
        return address


class ScheduleForm(forms.Form):
    """定时发布: the server publishes at this moment."""

    publish_at = forms.DateTimeField(
        label="发布时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="北京时间，例如 2021-06-08 09:00",
    )


class ReviewForm(forms.Form):
    """One review: opinion and, where it is not plain agreement, the reason."""

    opinion = forms.ChoiceField(label="审查意见", choices=Opinion.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="说明",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
        help_text="不是“同意公开”时必须写明。",
    )


class OverrideForm(ReasonForm):
    """个人信息放行: named reviewer and reason."""

    reason = forms.CharField(
        label="放行理由",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text="写明为什么可以公开，例如：公示的是办公电话；记入台账。",
    )


FORMS = {"withdraw": WithdrawForm, "schedule": ScheduleForm, "override": OverrideForm, "urgent": ReasonForm}
