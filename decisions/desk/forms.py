"""Forms of the desk: shape only; the law is said by guards and by the models' answers to the gate."""

from django import forms

from decisions.articles import read_articles, written
from decisions.directory_files import HEADINGS, as_lines, from_sheet, from_text
from decisions.guards import Refused
from decisions.kinds import DESK_CHANNELS, Consent, Disposition, Standing
from decisions.models import Consultation, Decision, Directory
from decisions.models.consultation import window_faults
from decisions.stages import EVIDENCE, STAGE_CHOICES
from disclosure.publishing.desk.forms import DayInput, RevisionForm
from disclosure.publishing.desk.richtext_field import RichTextField
from disclosure.publishing.models import DisclosureAttribute


def _area(rows: int, **attrs):
    return forms.Textarea(attrs={"rows": rows, **attrs})


class ConsultationDeskForm(RevisionForm):
    """征求意见公告: draft, explanation, window, ways, contact."""

    articles_text = forms.CharField(
        label="决策草案",
        required=False,
        widget=_area(16),
        help_text="每条以“第一条”或“一、”开头另起一行。修改时编号自动跟随，已有意见仍对应原来的条款。",
    )
    explanation = RichTextField(label="起草说明")
    sections = (
        ("公告", ("title", "decision", "summary", "affected", "disclosure", "organ", "change_note"), True),
        ("草案和说明", ("articles_text", "explanation"), True),
        ("期限", ("opens_on", "closes_on", "short_reason", "expects_answer_by"), True),
        ("怎么提意见", ("ways", "contact"), True),
    )

    class Meta:
        model = Consultation
        fields = ("title", "decision", "summary", "affected", "disclosure", "explanation", "ways", "contact",
                  "opens_on", "closes_on", "short_reason", "expects_answer_by")  # fmt: skip
        widgets = {
            "opens_on": DayInput,
            "closes_on": DayInput,
            "expects_answer_by": DayInput,
            "summary": _area(3),
            "affected": _area(2),
            "ways": _area(4),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _not_required(self)
        self.fields["articles_text"].initial = written(self.instance.articles)
        self.fields["closes_on"].help_text = "空着时按法定末日填写：公布当日不计，不少于30日，遇休息日顺延"
        organ = self.thing.organ_id
        self.fields["decision"].queryset = Decision.objects.filter(organ_id=organ) if organ else Decision.objects.all()
        self.before = list(self.instance.articles)

    def clean(self):
        given = super().clean()
        self.instance.articles = read_articles(given.get("articles_text") or "", self.before)
        opens_on, closes_on = given.get("opens_on"), given.get("closes_on")
        if opens_on and not closes_on and "closes_on" not in self.errors:
            self.instance.opens_on = opens_on
            given["closes_on"] = self.instance.legal_last_day
        elif opens_on and closes_on:
            for sentence in window_faults(opens_on, closes_on, given.get("short_reason") or ""):
                self.add_error("closes_on", sentence)
        return given


class DecisionDeskForm(RevisionForm):
    """决策事项."""

    sections = (
        ("事项", ("title", "summary", "affected", "subject", "disclosure", "organ", "change_note"), True),
        ("目录", ("directory_year", "directory_row"), True),
        ("应当履行的程序", ("needs_hearing", "needs_experts", "needs_risk", "concerns_market"), True),
    )

    class Meta:
        model = Decision
        fields = ("title", "summary", "affected", "subject", "disclosure", "directory_year", "directory_row",
                  "needs_hearing", "needs_experts", "needs_risk", "concerns_market")  # fmt: skip
        widgets = {"summary": _area(5), "affected": _area(3)}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _not_required(self)
        rows = [("", "未列入目录")]
        for directory in Directory.objects.order_by("-year")[:3]:
            rows += [(row["id"], f"{directory.year}：{row['matter'][:40]}") for row in directory.standing_rows]
        self.fields["directory_row"] = forms.ChoiceField(label="目录事项", choices=rows, required=False)


class DirectoryDeskForm(RevisionForm):
    """年度目录: rows as lines, or as the sheet that was downloaded before."""

    rows_text = forms.CharField(
        label="事项",
        required=False,
        widget=_area(14),
        help_text="每行一项，用“｜”隔开：" + "｜".join(HEADINGS) + "。新增的编号留空；调整、移出的写明理由。",
    )
    sheet = forms.FileField(label="或者上传表格（.xlsx）", required=False, help_text="在下载的目录表格上修改后传回")
    sections = (
        ("目录", ("title", "year", "disclosure", "organ", "change_note"), True),
        ("同意和审定", ("party_consent_on", "party_consent", "government_consent_on", "government_consent"), True),
        ("事项", ("rows_text", "sheet"), True),
    )

    class Meta:
        model = Directory
        fields = ("title", "year", "disclosure", "party_consent_on", "party_consent", "government_consent_on",
                  "government_consent")  # fmt: skip
        widgets = {"party_consent_on": DayInput, "government_consent_on": DayInput}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _not_required(self)
        self.fields["year"].required = True
        self.before = list(self.instance.rows)
        self.fields["rows_text"].initial = as_lines(self.before)

    def clean_year(self):
        year = self.cleaned_data["year"]
        if Directory.objects.filter(year=year).exclude(pk=self.thing.pk).exists():
            raise forms.ValidationError(f"{year}年度的目录已经有了。")
        return year

    def clean(self):
        given = super().clean()
        try:
            if given.get("sheet"):
                self.instance.rows = from_sheet(given["sheet"], self.before)
            else:
                self.instance.rows = from_text(given.get("rows_text") or "", self.before)
        except Refused as refusal:
            self.add_error("sheet" if given.get("sheet") else "rows_text", refusal.reasons)
        return given


def _not_required(form) -> None:
    for name, field in form.fields.items():
        if name not in ("organ", "subject"):
            field.required = False
    form.fields["disclosure"].initial = DisclosureAttribute.PROACTIVE


class AnswerForm(forms.Form):
    """处理结果 with its reason."""

    disposition = forms.ChoiceField(label="处理结果", choices=Disposition.choices, widget=forms.RadioSelect)
    article_label = forms.CharField(label="采纳到哪一条", max_length=120, required=False)
    reason = forms.CharField(label="理由或说明（公开）", required=False, max_length=2000, widget=_area(4))


class IntakeForm(forms.Form):
    """代录: what came by letter, telephone, counter, hotline or at a hearing."""

    channel = forms.ChoiceField(label="渠道", choices=DESK_CHANNELS)
    received_on = forms.DateField(label="收到日期", widget=DayInput, help_text="以收到之日为准；晚于截止日的标为逾期")
    scan = forms.FileField(label="原件扫描件或照片", required=False, help_text="听证会发言可不传，其他必传")
    article = forms.ChoiceField(label="针对哪一条", required=False)
    text = forms.CharField(label="意见", max_length=20000, widget=_area(8), help_text="照原文录入，不改动")
    standing = forms.ChoiceField(label="身份", choices=Standing.choices)
    name = forms.CharField(label="姓名", max_length=60, required=False)
    organisation = forms.CharField(label="单位名称", max_length=120, required=False)
    on_behalf_of = forms.IntegerField(label="代表人数", min_value=1, max_value=1_000_000, initial=1)
    contact = forms.CharField(label="联系电话", max_length=120, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    consent = forms.ChoiceField(label="公开意愿", choices=Consent.choices, initial=Consent.TEXT)

    def __init__(self, *args, articles=(), **options):
        super().__init__(*args, **options)
        self.fields["article"].choices = [("", "全文"), *((row["id"], row["label"]) for row in articles)]


class StageForm(forms.Form):
    """Enter a stage."""

    stage = forms.ChoiceField(label="阶段", choices=STAGE_CHOICES)
    on = forms.DateField(label="开始日期", widget=DayInput)
    submitted_on = forms.DateField(label="送审日期（合法性审查）", widget=DayInput, required=False)
    note = forms.CharField(label="说明（公开）", max_length=300, required=False)


class StageEndForm(forms.Form):
    """Leave a stage."""

    on = forms.DateField(label="结束日期", widget=DayInput)
    opinion_on = forms.DateField(label="审查意见日期", widget=DayInput, required=False)
    passed = forms.BooleanField(label="合法性审查通过", required=False)
    note = forms.CharField(label="说明（公开）", max_length=300, required=False)


class PaperForm(forms.Form):
    """A paper of a stage."""

    name = forms.ChoiceField(label="材料", choices=[(name, name) for name in EVIDENCE])
    issued_on = forms.DateField(label="形成日期", widget=DayInput, required=False)
    file = forms.FileField(label="文件")


class HearingForm(forms.Form):
    """听证会公告."""

    title = forms.CharField(label="名称", max_length=200)
    place = forms.CharField(label="地点", max_length=200)
    starts_at = forms.DateTimeField(
        label="时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    registration_ends_on = forms.DateField(label="报名截止", widget=DayInput)
    quota_text = forms.CharField(label="名额", widget=_area(4), help_text="每行一类：类别名称｜名额，例如 群众代表｜8")
    quorum = forms.IntegerField(label="应到人数下限", min_value=1, max_value=500)
    selection_rule = forms.CharField(label="遴选办法（事先公布）", widget=_area(4))
    seed_source = forms.CharField(
        label="随机数来源", max_length=300, help_text="名单固定以后才产生的公开事件，例如某期福利彩票开奖号码"
    )

    def quota(self) -> list[dict]:
        """The classes with their seats; call after `is_valid`."""
        return self.cleaned_data["quota_text"]

    def clean_quota_text(self):
        rows = []
        for number, line in enumerate(self.cleaned_data["quota_text"].splitlines(), start=1):
            if not line.strip():
                continue
            name, _, seats = line.replace("|", "｜").partition("｜")
            if not name.strip() or not seats.strip().isdigit() or not 0 < int(seats) <= 200:
                raise forms.ValidationError(f"第{number}行应写成“类别名称｜名额”，例如 群众代表｜8。")
            rows.append({"code": f"q{len(rows) + 1}", "name": name.strip()[:40], "seats": int(seats)})
        return rows


class MeetingForm(forms.Form):
    """A meeting that representatives sit in on."""

    organ = forms.ModelChoiceField(None, label="召开单位", empty_label=None)
    title = forms.CharField(label="会议", max_length=200)
    topic = forms.CharField(label="议题", max_length=200)
    fields_of_interest = forms.CharField(
        label="领域", required=False, help_text="多个用顿号隔开，用来匹配代表关注的领域"
    )
    held_on = forms.DateField(label="召开日期", widget=DayInput)

    def __init__(self, *args, organs, **options):
        super().__init__(*args, **options)
        self.fields["organ"].queryset = organs
