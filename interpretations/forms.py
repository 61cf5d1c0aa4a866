"""Shape and completeness of what citizens and officers enter; law is judged by guards."""

from django import forms
from django.utils import timezone

from disclosure.departments.models import Department
from disclosure.documents.models import Document
from interpretations.kinds import Channel, Frequency
from yushan_portal.lib.intake import GuardedForm

LONGEST = 5000


class WriteForm(GuardedForm):
    """A message to one of the boxes, without account. Only subject and organ are asked; contact is a choice."""

    field_order = ["subject", "text", "page", "organ", "may_publish", "name", "phone", "email", "token", "website"]

    subject = forms.CharField(
        label="标题", max_length=100, min_length=4, help_text="一句话说明，例如：建议在岩瑞集镇增设公交站"
    )
    text = forms.CharField(
        label="内容",
        max_length=LONGEST,
        min_length=10,
        help_text="写清时间、地点和事情，不用写身份证号、银行卡号。",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    organ = forms.ModelChoiceField(
        Department.objects.none(), label="想请哪个单位答复", required=False, empty_label="不清楚，由系统分办"
    )
    may_publish = forms.BooleanField(
        label="同意隐去个人信息后公开这封信和答复",
        required=False,
        initial=True,
        help_text="公开有助于其他人参考；不同意也照常答复。",
    )
    name = forms.CharField(
        label="称呼", max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label="电话",
        max_length=40,
        required=False,
        help_text="需要进一步了解情况时联系您，不公开。",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label="邮箱",
        required=False,
        help_text="填写后，答复时发信提醒您，不公开。",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, box, **options):
        self.box = box
        super().__init__(*args, **options)
        if box.routes_to:
            del self.fields["organ"]
        else:
            self.fields["organ"].queryset = Department.objects.standing(timezone.localdate()).disclosing()

    def words(self) -> dict:
        """What the action takes."""
        given = self.cleaned_data
        names = ("subject", "text", "organ", "may_publish", "name", "phone", "email", "page")
        return {name: given[name] for name in names if name in given}


class AskForm(WriteForm):
    """A question on policy. The text may stay empty: the question itself is enough."""

    subject = forms.CharField(label="您想问什么", max_length=100, min_length=4, help_text="例如：买插秧机能补多少钱")
    text = forms.CharField(
        label="补充说明",
        max_length=LONGEST,
        required=False,
        help_text="您的具体情况，不用写身份证号、银行卡号。",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    document = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31)
    anchor = forms.RegexField(r"^[A-Za-z0-9-]*$", widget=forms.HiddenInput, required=False, max_length=40)

    def words(self) -> dict:
        words = super().words()
        words["text"] = words["text"] or words["subject"]
        return words | {"anchor": self.cleaned_data.get("anchor", "")}


class FaultForm(WriteForm):
    """我为政府网站找错."""

    subject = forms.CharField(
        label="哪里错了", max_length=100, min_length=4, help_text="例如：附件打不开、电话号码不对"
    )
    page = forms.CharField(label="出错的页面网址", max_length=300, required=False)


FORMS = {"question": AskForm, "fault": FaultForm}


class TrackForm(forms.Form):
    """Number and look-up code; the same sentence for a wrong number and a wrong code."""

    number = forms.CharField(label="编号", max_length=60, help_text="回执上的编号")
    code = forms.CharField(
        label="查询码",
        max_length=40,
        help_text="回执上的 8 位查询码，不分大小写",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SubscribeForm(GuardedForm):
    """A mail address and how often. The wish stands in the address of the page."""

    email = forms.EmailField(label="邮箱", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    frequency = forms.ChoiceField(
        label="多久收一次", choices=Frequency.choices, initial=Frequency.DAILY, widget=forms.RadioSelect
    )


class DeskIntakeForm(forms.Form):
    """A question or message taken down at a window, on the telephone or from 12345."""

    box = forms.ChoiceField(label="类别")
    channel = forms.ChoiceField(label="来源", choices=[row for row in Channel.choices if row[0] != "site"])
    subject = forms.CharField(label="标题", max_length=100)
    text = forms.CharField(label="内容", widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST)
    organ = forms.ModelChoiceField(Department.objects.none(), label="承办单位", required=False)
    may_publish = forms.BooleanField(label="来信人同意公开", required=False)
    name = forms.CharField(label="称呼", max_length=60, required=False)
    phone = forms.CharField(label="电话", max_length=40, required=False)


class ReplyForm(forms.Form):
    """A reply with its source."""

    text = forms.CharField(
        label="答复内容",
        max_length=LONGEST,
        help_text="第一句先答能不能、是多少，再说依据和办法。",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    document_number = forms.CharField(
        label="依据文件", max_length=80, required=False, help_text="文号、索引号或文件页网址中的编号；政策答复应注明"
    )
    anchor = forms.RegexField(
        r"^[A-Za-z0-9-]*$", label="依据条款", max_length=40, required=False, help_text="文件页条款的锚点，例：s-2"
    )

    def clean_document_number(self):
        word = self.cleaned_data["document_number"].strip()
        if not word:
            return None
        found = (
            Document.objects.published().numbered(word).first() or Document.objects.filter(index_number=word).first()
        )
        if found is None and word.isascii() and word.isdigit() and len(word) < 10:
            found = Document.objects.published().filter(pk=int(word)).first()
        if found is None:
            raise forms.ValidationError(f"没有找到文号或索引号是“{word}”的公开文件。")
        return found
