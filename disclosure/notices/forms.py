"""Forms of the desk: uploading a table, deciding about it, taking one record down, receipts of exchange files."""

from io import BytesIO

from django import forms

from disclosure.departments.models import Department
from disclosure.notices.budget_reading import merged, read_workbook
from disclosure.notices.budget_tables import official_tables
from disclosure.notices.kinds import GROUPS, kinds_of
from disclosure.notices.models import Account, BudgetReport, Duplicates, Level, WithdrawalCause
from disclosure.publishing.desk.forms import DayInput, RevisionForm
from disclosure.publishing.desk.richtext_field import RichTextField
from yushan_portal.lib.spreadsheets import SpreadsheetRefused

GROUPED_KINDS = [(name, [(kind.code, kind.name) for kind in kinds_of(code)]) for code, name, _ in GROUPS]
NOT_DECIDED, SKIP, INCLUDE = ("", "（请决定）"), ("skip", "跳过"), ("include", "导入")
MOST_UPLOAD = 60 * 1024 * 1024


class UploadForm(forms.Form):
    """A table to be imported."""

    kind = forms.ChoiceField(label="信息类别", choices=GROUPED_KINDS)
    organ = forms.ModelChoiceField(Department.objects.none(), label="单位", empty_label=None)
    title = forms.CharField(
        label="批次名称", max_length=300, required=False, help_text="留空则按单位、类别和日期自动命名。"
    )
    file = forms.FileField(label="文件", help_text=".xlsx 或 .csv，十万行以内；.xls、.et 请先另存为 .xlsx。")

    def __init__(self, *args, organs, **options):
        super().__init__(*args, **options)
        self.fields["organ"].queryset = organs

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_UPLOAD:
            raise forms.ValidationError("文件超过 60 MB，请拆成几个文件。")
        return file


class DecisionForm(forms.Form):
    """What the clerk decides before a table is checked; one select for each column of the table."""

    hidden_rows = forms.ChoiceField(label="隐藏的行", choices=[NOT_DECIDED, SKIP, INCLUDE], required=False)
    hidden_columns = forms.ChoiceField(label="隐藏的列", choices=[NOT_DECIDED, SKIP, INCLUDE], required=False)
    hidden_sheets = forms.ChoiceField(label="隐藏的工作表", choices=[NOT_DECIDED, SKIP], required=False)
    personal = forms.ChoiceField(
        label="单元格里的个人信息",
        choices=[("", "作为错误列出，由我修改"), ("mask", "自动遮盖后公开，原文内部保存")],
        required=False,
    )
    accepted_only = forms.ChoiceField(
        label="有错误的行", choices=[("", "全部改正后再导入"), ("1", "只导入没有错误的行")], required=False
    )
    duplicates = forms.ChoiceField(label="已有的记录", choices=Duplicates.choices)

    def __init__(self, *args, opened=None, **options):
        super().__init__(*args, **options)
        self.column_names = []
        if opened is not None:
            fields = [
                ("", "不导入"),
                *((spec.code, spec.heading + ("" if spec.public else "（不公开）")) for spec in opened.fields),
            ]
            for cell in opened.heading.cells:
                name = f"column-{cell.index}"
                self.fields[name] = forms.ChoiceField(
                    label=f"{cell.letter} 列“{cell.text[:40]}”",
                    choices=fields,
                    required=False,
                    initial=opened.mapping.columns.get(cell.index, ""),
                )
                self.column_names.append(name)

    def clean(self):
        chosen = [self.cleaned_data.get(name) for name in self.column_names]
        doubled = {code for code in chosen if code and chosen.count(code) > 1}
        if doubled:
            raise forms.ValidationError("有两列对应了同一个栏目，请核对。")
        return self.cleaned_data

    @property
    def columns(self):
        """The bound selects of the columns."""
        return [self[name] for name in self.column_names]

    @property
    def decisions(self):
        """The other bound fields."""
        return [self[name] for name in self.fields if name not in self.column_names]

    def mapping(self) -> dict[str, str]:
        """Column index → field code."""
        found = {name.removeprefix("column-"): self.cleaned_data.get(name) for name in self.column_names}
        return {index: code for index, code in found.items() if code}


class WithdrawRecordForm(forms.Form):
    """Taking one record down."""

    cause = forms.ChoiceField(label="原因", choices=WithdrawalCause.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="对外说明", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="公众在原网址看到撤回日期和这段说明；决定被变更、撤销、确认违法或者无效的，3 个工作日内撤回（行政处罚法 第四十八条）。")  # fmt: skip


class ReceiptForm(forms.Form):
    """The platform's answer to one file."""

    receipt = forms.CharField(label="回执编号", max_length=100)
    refused = forms.CharField(
        label="退回的记录",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一条：序号 空格 退回原因。退回的记录改正后会再次列入待报送。",
    )


class BudgetForm(RevisionForm):
    """A budget: its facts and explanation; tables come from the official workbook."""

    workbook = forms.FileField(
        label="官方报表（.xlsx）",
        required=False,
        help_text="财政统一格式的工作簿，每张表一个工作表；读入后逐张核对合计。再次上传会替换同名的表。",
    )
    body = RichTextField(label="文字说明")
    approved_on = forms.DateField(label="批准（批复）日期", required=False, widget=DayInput)
    sections = (
        (
            "",
            ("organ", "title", "level", "account", "year", "unit_name", "approved_on", "approved_by", "workbook"),
            True,
        ),
        ("说明", ("body", "performance", "no_tables_reason"), True),
        ("公开", ("disclosure", "change_note"), True),
    )

    class Meta:
        model = BudgetReport
        fields = (
            "title",
            "level",
            "account",
            "year",
            "unit_name",
            "approved_on",
            "approved_by",
            "body",
            "performance",
            "no_tables_reason",
            "disclosure",
        )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.required = name == "organ"

    def clean(self):
        given = super().clean()
        year, workbook = given.get("year"), given.get("workbook")
        if workbook and year and not self.errors:
            self._read(workbook, given, year)
        if not (given.get("title") or "").strip() and year and given.get("level") and given.get("account"):
            organ = given.get("organ") or self.thing.organ
            body = "玉山县" if given["level"] == Level.GOVERNMENT else given.get("unit_name") or organ.name
            kind = "政府" if given["level"] == Level.GOVERNMENT else "单位" if given["level"] == Level.UNIT else "部门"
            given["title"] = f"{year}年{body}{kind}{Account(given['account']).label}"
        return given

    def _read(self, workbook, given, year: int) -> None:
        """The official tables, and the workbook itself as a file to download."""
        content = BytesIO(workbook.read())
        workbook.seek(0)
        try:
            found = read_workbook(content, given.get("level"), given.get("account"), year)
        except SpreadsheetRefused as refusal:
            self.add_error("workbook", str(refusal))
            return
        if not found.tables:
            self.add_error("workbook", "没有认出一张规定的报表。每张表一个工作表，表名须与规定的一致。")
            return
        order = [code for code, _ in official_tables(given["level"], given["account"], year)]
        self.instance.tables = merged(self.instance.tables, found.tables, order)
        given["files"] = [*(given.get("files") or ()), workbook]
