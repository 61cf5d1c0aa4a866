"""Forms of the publishable kinds at the desk: shape only."""

from urllib.parse import urlsplit

from django import forms
from django.utils import timezone

from disclosure.documents.models import Document
from disclosure.publishing.desk.forms import DayInput, RevisionForm
from disclosure.publishing.desk.richtext_field import RichTextField
from disclosure.register.models import RegisterEntry
from interpretations.kinds import ELEMENTS, PieceForm
from interpretations.models import Answer, ConcernResponse, Interpretation, InterpretationPiece, PublicMessage
from interpretations.models.answers import quoted_now
from interpretations.presentation import draft_row
from yushan_portal.lib.audiences import CHOICES


class PaperField(forms.CharField):
    """A paper by its 文号, 索引号 or the number in its address."""

    def __init__(self, **options):
        options.setdefault("required", False)
        options.setdefault("help_text", "填文号、索引号，或者文件网址 /documents/ 后面的编号")
        super().__init__(max_length=80, **options)

    def prepare_value(self, value):
        if isinstance(value, Document):
            return value.document_number or value.index_number
        return value

    def clean(self, value):
        word = super().clean(value).strip()
        if not word:
            return None
        found = (
            Document.objects.published().numbered(word).first() or Document.objects.filter(index_number=word).first()
        )
        if found is None and word.isascii() and word.isdigit() and len(word) < 10:
            found = Document.objects.filter(pk=int(word)).first()
        if found is None:
            raise forms.ValidationError(f"没有找到文号或索引号是“{word}”的文件。")
        return found


class LinesField(forms.CharField):
    """Questions and answers, or the items of a programme: a line each, head and text parted by ｜ or |."""

    widget = forms.Textarea(attrs={"rows": 8})

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(f"{line.get('head', '')}｜{line.get('text', '')}" for line in value)
        return value

    def to_python(self, value):
        lines = []
        for line in (super().to_python(value) or "").splitlines():
            head, _, text = line.replace("|", "｜").partition("｜")
            if head.strip() or text.strip():
                lines.append({"head": head.strip()[:300], "text": text.strip()[:3000]})
        return lines

    def has_changed(self, initial, data):
        return self.to_python(data) != list(initial or ())


def _audiences():
    return forms.MultipleChoiceField(
        choices=CHOICES, label="面向人群", required=False, widget=forms.CheckboxSelectMultiple
    )


class _Form(RevisionForm):
    """What the forms of this room share: papers by their number, nothing required before submission."""

    papers: tuple[tuple[str, str], ...] = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.required = field.required and name == "organ"
        for field_name, model_name in self.papers:
            self.fields[field_name].initial = getattr(self.instance, model_name)

    def clean(self):
        given = super().clean()
        for field_name, model_name in self.papers:
            if field_name in given:
                setattr(self.instance, model_name, given[field_name])
        return given


class InterpretationDeskForm(_Form):
    papers = (("paper", "document"), ("old_paper", "compared_with"))
    paper = PaperField(label="解读的文件")
    old_paper = PaperField(label="对照的旧文件", help_text="填了就自动生成新旧对照表")
    draft = forms.CharField(
        label="征求意见的草案",
        required=False,
        max_length=300,
        help_text="解读草案时填征求意见页的网址，例如 /decisions/consultations/3/",
    )
    audiences = _audiences()
    locals().update({element.field: RichTextField(label=element.name, help_text=f"{element.help}{element.example}", required=False) for element in ELEMENTS})  # fmt: skip
    sections = (
        ("解读", ("title", "paper", "draft", "old_paper", "disclosure", "organ", "change_note"), True),
        ("30秒看懂", ("who_gets", "what_gets", "how_to", "since_when"), True),
        ("七个要素", tuple(element.field for element in ELEMENTS), True),
        ("谁来解读", ("explained_by", "explainer_post", "explainer_phone"), True),
        ("面向谁", ("audiences",), False),
    )

    class Meta:
        model = Interpretation
        fields = (
            "title", "disclosure", "who_gets", "what_gets", "how_to", "since_when", *(row.field for row in ELEMENTS),
            "explained_by", "explainer_post", "explainer_phone", "audiences",
        )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        row = draft_row(self.instance)
        self.fields["draft"].initial = row.address if row else ""

    def clean_draft(self):
        path = urlsplit(self.cleaned_data["draft"].strip()).path
        row = RegisterEntry.objects.public(timezone.localdate()).filter(address=path).first() if path else None
        if path and row is None:
            raise forms.ValidationError("没有找到这个网址的公开内容。")
        self.instance.draft_kind, self.instance.draft_id = (row.kind, row.thing_id) if row else ("", "")
        return path


class PieceDeskForm(_Form):
    whole = forms.ModelChoiceField(Interpretation.objects.none(), label="所属解读", required=False)
    body = RichTextField(label="正文", required=False)
    lines = LinesField(label="问答或议程", required=False, help_text="一行一条，用“｜”隔开：问｜答，或者 时间｜内容")

    class Meta:
        model = InterpretationPiece
        fields = ("title", "form", "disclosure", "body", "lines", "transcript", "held_on", "guests", "order")
        widgets = {"held_on": DayInput, "transcript": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.interpretation_id:
            del self.fields["whole"]
        else:
            self.fields["whole"].queryset = Interpretation.objects.newest()
        self.fields["form"].choices = PieceForm.choices

    def clean(self):
        given = super().clean()
        if "whole" in self.fields:
            if given.get("whole") is None:
                self.add_error("whole", "请选择所属的解读。")
            else:
                self.instance.interpretation = given["whole"]
        return given


class AnswerDeskForm(_Form):
    papers = (("paper", "document"),)
    paper = PaperField(label="依据文件")
    body = RichTextField(label="答复", required=False)
    audiences = _audiences()

    class Meta:
        model = Answer
        fields = ("title", "disclosure", "body", "anchor", "valid_until", "audiences")
        widgets = {"valid_until": DayInput}

    def clean(self):
        given = super().clean()
        self.instance.quoted_digest = quoted_now(self.instance.document)
        return given


class MessageDeskForm(_Form):
    class Meta:
        model = PublicMessage
        fields = ("title", "disclosure", "text", "reply")
        widgets = {name: forms.Textarea(attrs={"rows": 6}) for name in ("text", "reply")}


class ResponseDeskForm(_Form):
    papers = (("paper", "document"),)
    paper = PaperField(label="依据文件")
    body = RichTextField(label="回应", required=False)
    audiences = _audiences()

    class Meta:
        model = ConcernResponse
        fields = ("title", "field", "disclosure", "concern", "body", "audiences")
