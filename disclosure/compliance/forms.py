"""Shape of what is typed into compliance; law is judged by guards."""

from django import forms

from disclosure.compliance.models import Exemption
from disclosure.departments.models import Department


def _day(label: str, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _text(label: str, required: bool = True, rows: int = 4, most: int = 2000) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, widget=forms.Textarea(attrs={"rows": rows}))


def _address(label: str = "佐证地址") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=500, help_text="本站或外站页面的网址，如 /documents/123/"
    )


class IssueForm(forms.Form):
    """下达整改单."""

    organ = forms.ModelChoiceField(label="责任单位", queryset=Department.objects.none(), to_field_name="code")
    demand = _text("整改要求")
    due_on = _day("整改期限", required=False, help_text="空着为 5 个工作日")

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = Department.objects.standing(on).order_by("order", "code")


class AnswerForm(forms.Form):
    """The organ's answer."""

    text = _text("整改情况")
    evidence = _address()


class ReasonForm(forms.Form):
    """A step that needs its reason."""

    text = _text("理由", rows=3, most=500)


class ProlongForm(ReasonForm):
    """More time."""

    due_on = _day("新的期限")


class ReportForm(forms.Form):
    """A progress report."""

    organ = forms.ModelChoiceField(label="报送单位", queryset=Department.objects.none(), to_field_name="code")
    text = _text("进展情况")
    evidence = _address()
    done_on = _day("完成日期", required=False, help_text="尚未完成就空着")

    def __init__(self, *args, organs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs


class PlanForm(forms.Form):
    """Next year's plan."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2199)
    title = forms.CharField(label="方案名称", max_length=200)
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    issued_on = _day("印发日期")
    file = forms.FileField(label="任务表", help_text="按模板填写的 .xlsx 或 .csv")


class ExemptionForm(forms.ModelForm):
    """准予例外."""

    class Meta:
        model = Exemption
        fields = ("organ", "item_code", "indicator", "key", "reason", "valid_from", "valid_to")
        widgets = {
            "valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "valid_to": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "item_code": "如 22-01-02；与“指标、标识”二选一",
            "indicator": "指标代码，见问题详情",
            "key": "问题标识，见问题详情",
        }

    def _post_clean(self):
        """Law is judged by the action; the database is not asked twice."""
