"""年度目录: the governed list of a year's major decisions; each change is a dated revision with its reason."""

from django.db import models
from django.db.models import Q

from disclosure.publishing.models import Publishable

ROW_FIELDS = (
    ("matter", "决策事项"),
    ("lead", "承办部门（牵头）"),
    ("others", "承办部门（配合）"),
    ("month", "决策时间"),
    ("hearing", "是否听证"),
    ("procedure", "决策程序"),
)


class Directory(Publishable):
    """重大行政决策事项目录 of one year (条例713 第三条第三款: 党委同意后公布，并根据实际情况调整).

    `rows` is a list of {id, matter, lead, others, month ("2026-09"), hearing, procedure, removed, reason, changed_on};
    ids never change, a removed row stays and is shown struck through with its reason and date.
    """

    kind = "decision_directory"
    content_fields = (*Publishable.content_fields, "year", "party_consent_on", "party_consent", "government_consent_on",
                      "government_consent", "rows")  # fmt: skip

    year = models.PositiveSmallIntegerField("年度", unique=True)
    party_consent_on = models.DateField("同级党委同意日期", null=True, blank=True)
    party_consent = models.CharField("同级党委同意文件", max_length=200, blank=True)
    government_consent_on = models.DateField("本级政府审定日期", null=True, blank=True)
    government_consent = models.CharField("本级政府审定会议或文件", max_length=200, blank=True)
    rows = models.JSONField("事项", default=list, blank=True)

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "重大行政决策年度目录"
        ordering = ["-year"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="a_public_directory_has_its_consent",
                condition=Q(published_at__isnull=True)
                | (Q(party_consent_on__isnull=False) & Q(government_consent_on__isnull=False)),
            ),
        ]

    def get_absolute_url(self):
        return f"/decisions/directory/{self.year}/"

    @property
    def standing_rows(self) -> list[dict]:
        """Rows that have not been removed."""
        return [row for row in self.rows if not row.get("removed")]

    def row(self, row_id: str) -> dict | None:
        """The row with this id, removed ones included."""
        return next((row for row in self.rows if row["id"] == row_id), None)

    def missing(self) -> list[str]:
        sentences = super().missing()
        if not self.party_consent_on:
            sentences.append("请先登记同级党委同意的日期和文件，再公布目录（条例713第三条）。")
        if not self.government_consent_on:
            sentences.append("请先登记本级政府审定的日期和会议，再公布目录。")
        if not self.standing_rows:
            sentences.append("目录里还没有事项。")
        for number, row in enumerate(self.standing_rows, start=1):
            for name in ("matter", "lead", "month"):
                if not row.get(name):
                    sentences.append(f"第{number}行缺“{dict(ROW_FIELDS)[name]}”。")
        return sentences

    def release_reasons(self, at) -> list[str]:
        """What changed since the public list says why; no row disappears."""
        if not self.pk:
            return []
        public = type(self).objects.filter(pk=self.pk, published_at__isnull=False).first()
        if public is None:
            return []
        sentences, now = [], {row["id"]: row for row in self.rows}
        for old in public.rows:
            new = now.get(old["id"])
            if new is None:
                sentences.append(f"“{old['matter']}”不能直接删去，请标为“移出目录”并写明理由。")
            elif _facts(new) != _facts(old) and not (new.get("reason") or "").strip():
                sentences.append(f"“{old['matter']}”有调整，请写明理由。")
        known = {row["id"] for row in public.rows}
        for row in self.rows:
            if row["id"] not in known and not (row.get("reason") or "").strip():
                sentences.append(f"新增“{row['matter']}”，请写明理由。")
        return sentences

    def text_parts(self):
        return [("标题", "text", self.title), *(("事项", "text", row.get("matter", "")) for row in self.rows)]


def _facts(row: dict) -> tuple:
    return tuple(str(row.get(name, "")) for name in (*dict(ROW_FIELDS), "removed"))
