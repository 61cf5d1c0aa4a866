"""What a reader asks of a list: one form, one query set, the same for page, sum and download."""

from datetime import date
from decimal import Decimal

from django import forms

from disclosure.departments.models import Department
from disclosure.notices.kinds_base import Kind
from disclosure.notices.models import Record

MONTHS = [("", "全年"), *((str(month), f"{month}月") for month in range(1, 13))]
LARGEST = Decimal(10) ** 15


class NoticeFilter(forms.Form):
    """The filters of one kind. Odd input is no error: it is left out."""

    q = forms.CharField(label="名称或文号", max_length=60, required=False)
    organ = forms.ChoiceField(label="发布机构", required=False)
    township = forms.ChoiceField(label="乡镇（街道）", required=False)
    village = forms.ChoiceField(label="村（社区）", required=False)
    year = forms.ChoiceField(label="年度", required=False)
    month = forms.ChoiceField(label="月份", choices=MONTHS, required=False)
    least = forms.DecimalField(label="金额不少于（元）", required=False, min_value=0, max_value=LARGEST)
    most = forms.DecimalField(label="金额不多于（元）", required=False, min_value=0, max_value=LARGEST)

    def __init__(self, data, kind: Kind, on: date):
        super().__init__(data, auto_id="filter-%s")
        self.kind, self.on = kind, on
        rows = Record.objects.of_kind(kind.code).in_force().order_by()
        organs = Department.objects.filter(pk__in=rows.values("organ"))
        self.fields["organ"].choices = [("", "不限"), *((organ.code, organ.short_name) for organ in organs)]
        self.fields["year"].choices = _offered(rows.values_list("year", flat=True).distinct(), newest=True)
        for name, needed in (("township", kind.township), ("village", kind.village)):
            if needed:
                self._offer_place(name, rows)
            else:
                del self.fields[name]
        if not kind.amount:
            del self.fields["least"], self.fields["most"]
        self.is_valid()

    def _offer_place(self, name: str, rows) -> None:
        if name == "village":
            chosen = self.data.get("township", "")
            rows = rows.in_township(chosen) if chosen else rows.none()
        self.fields[name].choices = _offered(rows.exclude(**{name: ""}).values_list(name, flat=True).distinct())
        if name == "village" and len(self.fields[name].choices) == 1:
            del self.fields[name]

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are in use, as they stand in the address."""
        kept = getattr(self, "cleaned_data", {})
        return {name: str(kept[name]) for name in self.fields if kept.get(name) not in (None, "")}

    def records(self):
        """The public records asked for, latest first."""
        return self.narrowed().newest()

    def narrowed(self, without: tuple[str, ...] = ()):
        """The public records asked for, some filters set free."""
        given = {name: value for name, value in self.chosen.items() if name not in without}
        found = Record.objects.of_kind(self.kind.code).public(self.on)
        if "organ" in given:
            found = found.filter(organ__code=given["organ"])
        if "township" in given:
            found = found.in_township(given["township"])
        if "village" in given:
            found = found.in_village(given["village"])
        if "year" in given:
            found = found.of_year(int(given["year"]))
        if "month" in given:
            found = found.of_month(int(given["month"]))
        if "q" in given:
            found = found.speaking_of(given["q"].strip())
        least, most = (self.cleaned_data.get(name) for name in ("least", "most"))
        return found.costing(least, most) if least is not None or most is not None else found


def _offered(values, newest: bool = False) -> list[tuple[str, str]]:
    return [("", "不限"), *((str(value), str(value)) for value in sorted(values, reverse=newest))]
