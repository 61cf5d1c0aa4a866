"""Forms of documents at the desk: fields in the order of the paper, and only those that the genre has."""

from django import forms
from django.urls import reverse_lazy

from disclosure.departments.models import Department
from disclosure.departments.statutory import NODES
from disclosure.documents.kinds import GENRE_CHOICES, SERVICE_ELEMENTS, TOPICS
from disclosure.documents.models import Document
from disclosure.publishing.desk.forms import DayInput, FilesField, RevisionForm, WordsField
from disclosure.publishing.desk.richtext_field import RichTextField
from yushan_portal.lib.audiences import CHOICES as AUDIENCES

TOPIC_CHOICES = [
    (code, name)
    for topic in TOPICS
    for code, name in ((topic.code, topic.name), *((code, f"{topic.name}·{name}") for code, name in topic.sections))
]
NODE_CHOICES = [(node.code, node.title) for node in NODES]
PLAN = (
    ("plan_by", "解读单位"),
    ("plan_on", "计划发布日期"),
    ("plan_forms", "解读形式"),
)
"""解读方案 with the paper itself: who interprets it, until when, in what form (国办发〔2016〕80号)."""

FORM_CHOICES = [(name, name) for name in ("文字", "图解", "视频", "问答", "新闻发布会", "在线访谈")]


def _codes(choices, label, help_text="") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=choices, label=label, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


class DocumentForm(RevisionForm):
    """A document of any genre; the constructor drops what the genre does not have."""

    body = RichTextField(label="正文")
    item_codes = WordsField(
        label="标准目录事项",
        required=False,
        help_text="填编号，多个之间用顿号隔开；公众在这些事项下看到本文。",
        widget=forms.TextInput(
            attrs={"data-suggest": reverse_lazy("admin:documents_document_items"), "autocomplete": "off"}
        ),
    )
    topic_codes = _codes(TOPIC_CHOICES, "专题")
    node_codes = _codes(NODE_CHOICES, "法定主动公开内容", "不选则按体裁类别归入。")
    co_organ_codes = WordsField(label="联合发文机关", required=False, help_text="填机构全称或代码，用顿号隔开。")
    audiences = _codes(AUDIENCES, "面向人群", "公众在“和我有关”里按这些情况找到本文。")
    places = WordsField(label="涉及地方", required=False, help_text="乡镇、街道或村，用顿号隔开。")
    source_address = forms.URLField(label="原文地址", required=False, max_length=300, assume_scheme="https")
    successor_number = forms.CharField(
        label="替代文件", required=False, max_length=80, help_text="填替代文件的文号或索引号。"
    )
    plan_by = forms.CharField(label="解读单位", required=False, max_length=60)
    plan_on = forms.DateField(label="计划发布日期", required=False, widget=DayInput)
    plan_forms = _codes(FORM_CHOICES, "解读形式")

    class Meta:
        model = Document
        fields = (
            "genre", "title", "document_number", "document_type", "formed_on", "addressed_to", "body", "annotation",
            "disclosure", "item_codes", "theme", "topic_codes", "node_codes", "keywords", "summary", "audiences",
            "places", "source", "source_address", "origin", "co_organ_codes", "effective_on", "expires_on",
            "repealed_on", "repeal_basis", "display_until", "concerns_market", "no_interpretation_reason", "caption",
            "compared_on", "year",
        )  # fmt: skip
        widgets = {
            name: DayInput
            for name in ("formed_on", "effective_on", "expires_on", "repealed_on", "display_until", "compared_on")
        }
        help_texts = {
            "title": "写全称，例如：玉山县人民政府办公室关于印发《玉山县2021年政务公开工作方案》的通知",
            "document_number": "例如：玉府办字〔2021〕36号",
            "formed_on": "公开时限从这一天起算（条例 第二十六条）。",
            "disclosure": "起草时即确定（国办发〔2016〕80号）。",
            "annotation": "例如：此件主动公开",
            "summary": "一两句话，用在列表和检索结果里。",
            "keywords": "多个之间用空格或逗号隔开。",
            "source": "转载的写原发布单位；本单位的可不填。",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.required = field.required and field is self.fields.get("organ")
        shown = self.instance
        if args and args[0] is not None and "genre" in args[0] and dict(GENRE_CHOICES).get(args[0]["genre"]):
            shown.genre = args[0]["genre"]
        genre = shown.kind_of_genre
        self.fields["formed_on"].widget.attrs["data-deadline"] = reverse_lazy("admin:documents_document_deadline")
        if genre.code == "service":
            self._add_service_fields(shown.details or {})
        self._add_plan(shown, genre.policy)
        if not (genre.policy or genre.code == "regulation"):
            self._drop("effective_on", "expires_on", "repealed_on", "repeal_basis", "successor_number")
        elif shown.successor_id:
            self.fields["successor_number"].initial = shown.successor.document_number or shown.successor.index_number
        if not genre.policy:
            self._drop(
                "document_number", "document_type", "addressed_to", "annotation"
            ) if genre.code == "news" else None
            self._drop("concerns_market", "no_interpretation_reason")
        if genre.code != "regulation":
            self._drop("caption", "compared_on")
        if genre.code != "report":
            self._drop("year")
        self.sections = self._sections(genre)

    def _drop(self, *names):
        for name in names:
            self.fields.pop(name, None)

    def _add_service_fields(self, details: dict):
        for code, label in SERVICE_ELEMENTS:
            self.fields[f"service_{code}"] = forms.CharField(
                label=label,
                required=False,
                max_length=5000,
                initial=details.get(code, ""),
                widget=forms.TextInput
                if code in ("item_name", "place", "phone")
                else forms.Textarea(attrs={"rows": 3}),
            )

    def _add_plan(self, shown, wanted: bool):
        if not wanted:
            self._drop("plan_by", "plan_on", "plan_forms")
            return
        plan = shown.interpretation_plan or {}
        for name, _ in PLAN:
            self.fields[name].initial = plan.get(name)

    def _sections(self, genre) -> tuple:
        service = tuple(f"service_{code}" for code, _ in SERVICE_ELEMENTS)
        head = ("title", "document_number", "formed_on", "document_type", "disclosure", "organ", "year", "caption")
        return (
            ("正文", (*head, "addressed_to", *service, "body", "annotation", "change_note"), True),
            ("归类：标准目录事项、主题、专题", ("item_codes", "theme", "genre", "keywords", "summary"), True),
            ("专题与法定主动公开内容", ("topic_codes", "node_codes"), False),
            ("来源与联合发文", ("source", "source_address", "origin", "co_organ_codes"), genre.code == "news"),
            ("效力", ("effective_on", "expires_on", "repealed_on", "repeal_basis", "successor_number", "compared_on"), genre.normative),
            ("解读方案与审查", ("plan_by", "plan_on", "plan_forms", "no_interpretation_reason", "concerns_market"), genre.policy),
            ("面向谁、在哪里、公开到何时", ("audiences", "places", "display_until"), False),
        )  # fmt: skip

    # --- shape ---

    def clean_document_number(self):
        """Brackets of every kind and blanks become the official 〔〕."""
        text = "".join((self.cleaned_data["document_number"] or "").split())
        for left, right in ("[]", "［］", "【】", "()", "（）"):
            text = text.replace(left, "〔").replace(right, "〕")
        return text

    def clean_co_organ_codes(self):
        """Names or codes as codes, in the order given."""
        codes = []
        for word in self.cleaned_data["co_organ_codes"]:
            organ = Department.objects.filter(name=word).first() or Department.objects.filter(code=word).first()
            if organ is None:
                raise forms.ValidationError(f"没有名为“{word}”的机构。")
            codes.append(organ.code)
        return codes

    def clean_successor_number(self):
        word = self.cleaned_data["successor_number"].strip()
        if not word:
            self.instance.successor = None
            return word
        found = (
            Document.objects.filter(index_number=word).first() or Document.objects.published().numbered(word).first()
        )
        if found is None or found.pk == self.thing.pk:
            raise forms.ValidationError(f"没有找到文号或索引号是“{word}”的文件。")
        self.instance.successor = found
        return word

    def clean(self):
        given = super().clean()
        if "service_item_name" in self.fields:
            details = {code: (given.get(f"service_{code}") or "").strip() for code, _ in SERVICE_ELEMENTS}
            self.instance.details = {code: text for code, text in details.items() if text}
        if "plan_by" in self.fields:
            plan = {name: given.get(name) for name, _ in PLAN}
            plan["plan_on"] = plan["plan_on"].isoformat() if plan["plan_on"] else None
            self.instance.interpretation_plan = {name: value for name, value in plan.items() if value}
        return given


class ImportForm(forms.Form):
    """Files to be read into drafts."""

    organ = forms.ModelChoiceField(Department.objects.none(), label="发布机构", empty_label=None)
    files = FilesField(label="文件", help_text=".docx .txt .html .ofd 读出正文和标题、文号、日期；其他类型作为附件。")

    def __init__(self, *args, organs, **options):
        super().__init__(*args, **options)
        self.fields["organ"].queryset = organs


class BatchRowForm(forms.Form):
    """One line of the grid."""

    take = forms.BooleanField(label="导入", required=False)
    title = forms.CharField(label="标题", required=False, max_length=300)
    genre = forms.ChoiceField(label="体裁类别", choices=GENRE_CHOICES)
    document_number = forms.CharField(label="文号", required=False, max_length=80)
    formed_on = forms.DateField(label="成文日期", required=False, widget=DayInput)
    disclosure = forms.ChoiceField(
        label="公开属性",
        required=False,
        choices=[("", "未定"), ("proactive", "主动公开"), ("on_request", "依申请公开"), ("not_public", "不予公开")],
    )
