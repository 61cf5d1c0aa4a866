"""Records, the imports they came by, the batches in which they are published, and budgets."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from disclosure.departments.models import Department
from disclosure.notices.budget_tables import is_number, missing_tables
from disclosure.notices.kinds import BY_CODE, KIND_CHOICES
from disclosure.notices.querysets import BatchQuerySet, BudgetQuerySet, RecordQuerySet, RunQuerySet
from disclosure.publishing.files import originals
from disclosure.publishing.models import Publishable


class Duplicates(models.TextChoices):
    """What happens to a row whose record is there already."""

    UPDATE = "update", "更新已有记录"
    SKIP = "skip", "跳过，保留已有记录"
    NEW = "new", "作为新记录"


class RunStage(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", "待确认栏目"
    CHECKED = "checked", "已检查"
    DONE = "done", "已写入草稿"


class ImportRun(models.Model):
    """One uploaded table on its way into drafts. Its rows count for nothing until `finished_at` is set."""

    kind = models.CharField("类别", max_length=30, choices=KIND_CHOICES)
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="单位")
    title = models.CharField("批次名称", max_length=300)
    file = models.FileField("文件", storage=originals, upload_to="imports/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    accepted_only = models.BooleanField("只导入没有错误的行", default=False)
    duplicates = models.CharField("重复记录", max_length=10, choices=Duplicates, default=Duplicates.UPDATE)
    stage = models.CharField("进度", max_length=10, choices=RunStage, default=RunStage.UPLOADED)
    report = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    error_file = models.FileField(storage=originals, upload_to="imports/%Y/%m/", max_length=200, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    created_at = models.DateTimeField("上传时间")
    finished_at = models.DateTimeField("写入时间", null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.title}（{self.get_stage_display()}）"

    @property
    def kind_of_record(self):
        """The declaration in `kinds.py`."""
        return BY_CODE[self.kind]


class HeadingMemory(models.Model):
    """What a department's headings mean, remembered from its last import of a kind."""

    organ = models.ForeignKey(Department, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    headings = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "栏目对应"
        constraints = [models.UniqueConstraint(fields=["organ", "kind"], name="one_heading_memory_an_organ_and_kind")]

    def __str__(self):
        return f"{self.organ_id} {self.kind}"


class RecordState(models.TextChoices):
    """What has become of one version of a record."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已公开"
    SUPERSEDED = "superseded", "已被更新"
    WITHDRAWN = "withdrawn", "已撤回"
    UNDONE = "undone", "批次已撤销"


class WithdrawalCause(models.TextChoices):
    """Why a single record was taken down."""

    ANNULLED = "annulled", "决定被变更、撤销、确认违法或者无效"
    REPAIRED = "repaired", "信用修复"
    MISTAKE = "mistake", "公示内容有误"


class Record(models.Model):
    """One version of one structured record. `identity` names the record in its address and never changes.

    `public` holds what citizens may see, masked already; what is collected and not shown stands in RestrictedValues.
    The columns after it are copies for lists and filters, written once with the version.
    """

    kind = models.CharField("类别", max_length=30)
    organ = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name="发布机构")
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="records")
    row_number = models.PositiveIntegerField("原行号")
    identity = models.CharField("编号", max_length=24, db_index=True)
    natural_key = models.CharField(max_length=32)
    state = models.CharField("状态", max_length=10, choices=RecordState, default=RecordState.DRAFT)
    public = models.JSONField()
    digest = models.CharField(max_length=64)
    title = models.CharField("标题", max_length=300)
    number = models.CharField("文号", max_length=128, blank=True)
    party = models.CharField("相对人", max_length=200, blank=True)
    party_key = models.CharField(max_length=200, blank=True)
    party_code = models.CharField("统一社会信用代码", max_length=18, blank=True, db_index=True)
    natural = models.BooleanField("自然人", default=False)
    amount = models.DecimalField("金额（元）", max_digits=24, decimal_places=2, null=True, blank=True)
    decided_on = models.DateField("日期")
    year = models.PositiveSmallIntegerField("年度")
    township = models.CharField("乡镇", max_length=40, blank=True)
    village = models.CharField("村", max_length=40, blank=True)
    display_until = models.DateField("公示截止", null=True, blank=True)
    published_at = models.DateTimeField("公示时间", null=True, blank=True)
    superseded_by = models.ForeignKey(ImportRun, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_cause = models.CharField("撤回原因", max_length=10, choices=WithdrawalCause, blank=True)
    withdrawal_reason = models.CharField("对外说明", max_length=300, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公示记录"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["kind", "organ", "natural_key"], name="record_by_natural_key"),
            models.Index(fields=["kind", "state", "-decided_on"], name="record_by_kind"),
            models.Index(fields=["kind", "township", "village"], name="record_by_village"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "row_number"], name="a_row_is_written_once"),
            models.UniqueConstraint(
                fields=["identity"], condition=Q(state="published"), name="one_version_of_a_record_is_public"
            ),
            models.CheckConstraint(
                name="a_withdrawn_record_has_a_reason",
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
            ),
            models.CheckConstraint(
                name="a_natural_person_is_not_found_by_name", condition=Q(natural=False) | Q(party_key="")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/notices/{self.kind}/{self.identity}/"

    @property
    def kind_of_record(self):
        """The declaration in `kinds.py`."""
        return BY_CODE[self.kind]


class RestrictedValues(models.Model):
    """Collected, not shown: read by the desk and by the exchange files they belong to, by nothing else."""

    record = models.OneToOneField(Record, models.PROTECT, primary_key=True, related_name="restricted")
    values = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = "限制信息"

    def __str__(self):
        return str(self.record_id)


class Batch(Publishable):
    """The rows of one import, reviewed and published as one thing; `rows_digest` binds every review to them."""

    kind = "notice_batch"
    content_fields = (*Publishable.content_fields, "record_kind", "row_count", "rows_digest", "note")

    record_kind = models.CharField("类别", max_length=30, choices=KIND_CHOICES)
    run = models.OneToOneField(ImportRun, models.PROTECT, related_name="batch")
    row_count = models.PositiveIntegerField("行数", default=0)
    rows_digest = models.CharField("各行摘要", max_length=64, blank=True)
    note = models.CharField("说明（公开）", max_length=500, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "公示批次"
        ordering = ["-pk"]

    def get_absolute_url(self):
        return f"/notices/batches/{self.pk}/"

    @property
    def kind_of_record(self):
        """The declaration in `kinds.py`."""
        return BY_CODE[self.record_kind]

    @property
    def rows(self):
        """The rows of the batch, in the order of the file."""
        return Record.objects.of_run(self.run_id)

    def text_parts(self):
        return [part for part in (("批次名称", "text", self.title), ("说明", "text", self.note)) if part[2]]

    def release_reasons(self, at) -> list[str]:
        if not self.row_count:
            return ["批次里没有记录。"]
        digest, count = Record.objects.of_run(self.run_id).digest()
        if (digest, count) != (self.rows_digest, self.row_count):
            return ["批次里的记录在导入之后有变动，请作废后重新导入。"]
        return []


class Level(models.TextChoices):
    """Whose budget it is (预算法 第十四条; 实施条例 第六条)."""

    GOVERNMENT = "government", "政府"
    DEPARTMENT = "department", "部门"
    UNIT = "unit", "所属单位"


class Account(models.TextChoices):
    """预算 or 决算."""

    BUDGET = "budget", "预算"
    FINAL = "final", "决算"


class BudgetReport(Publishable):
    """One budget or final account of one body and year, its official tables kept as data.

    `tables` is a list of {code, name, unit, columns, rows, note, total_problem}; cells are text or decimal text.
    """

    kind = "budget_report"
    content_fields = (
        *Publishable.content_fields,
        "level",
        "account",
        "year",
        "unit_name",
        "approved_on",
        "approved_by",
        "tables",
        "body",
        "performance",
        "no_tables_reason",
    )
    rich_fields = ("body",)

    level = models.CharField("层级", max_length=12, choices=Level, default=Level.DEPARTMENT)
    account = models.CharField("类别", max_length=8, choices=Account, default=Account.BUDGET)
    year = models.PositiveSmallIntegerField("年度")
    unit_name = models.CharField(
        "所属单位", max_length=100, blank=True, help_text="所属单位的预决算填单位全称，部门本级留空"
    )
    approved_on = models.DateField("批准（批复）日期", null=True, blank=True)
    approved_by = models.CharField("批准（批复）机关", max_length=100, blank=True)
    tables = models.JSONField("报表", default=list, blank=True)
    body = models.TextField("文字说明", blank=True)
    performance = models.TextField("预算绩效", blank=True)
    no_tables_reason = models.CharField("缺少报表的说明", max_length=300, blank=True)

    objects = BudgetQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "预算和决算"
        ordering = ["-year", "-pk"]
        indexes = [models.Index(fields=["year", "account", "level"], name="budget_by_year")]

    def get_absolute_url(self):
        return f"/notices/budgets/{self.pk}/"

    @property
    def body_name(self) -> str:
        """Whose it is, as printed."""
        if self.level == Level.GOVERNMENT:
            return "玉山县"
        return self.unit_name or self.organ.name

    def missing(self) -> list[str]:
        sentences = super().missing()
        if self.approved_on is None:
            sentences.append("请填写批准（批复）日期：20 日的公开时限从这一天起算（预算法 第十四条）。")
        absent = missing_tables(self.level, self.account, self.year, {table["code"] for table in self.tables})
        if absent and not self.no_tables_reason.strip():
            sentences.append(f"缺少规定的报表：{'、'.join(absent)}。没有数据的报表也要公开空表并说明。")
        if self.level == Level.UNIT and not self.unit_name.strip():
            sentences.append("请填写所属单位的全称。")
        return sentences

    def text_parts(self):
        parts = [("标题", "text", self.title), ("文字说明", "html", self.body), ("预算绩效", "text", self.performance)]
        for table in self.tables:
            cells = "\n".join(str(cell) for row in table["rows"] for cell in row if cell and not is_number(cell))
            parts.append((table["name"], "text", cells))
        return [part for part in parts if part[2]]


class Platform(models.TextChoices):
    """The outside platforms that the county reports to (2021年政务公开工作方案 二（二）)."""

    CREDIT = "credit", "信用中国（江西）"
    ENFORCEMENT = "enforcement", "江西行政执法服务网"
    ENTERPRISE = "enterprise", "国家企业信用信息公示系统（江西）"


class Operation(models.TextChoices):
    """What a line tells the platform."""

    ADD = "add", "新增"
    CORRECT = "correct", "更正"
    WITHDRAW = "withdraw", "撤下"


class ExchangeState(models.TextChoices):
    """How far an exchange file has come."""

    MADE = "made", "已生成，待报送"
    SENT = "sent", "已报送，待回执"
    CONFIRMED = "confirmed", "已回执"


class ExchangeFile(models.Model):
    """One file for one platform: what it holds is fixed when it is made, bound by its digest."""

    platform = models.CharField("平台", max_length=12, choices=Platform)
    kind = models.CharField("类别", max_length=30, choices=KIND_CHOICES)
    number = models.CharField("批次号", max_length=80, unique=True)
    file = models.FileField(storage=originals, upload_to="exchange/%Y/%m/", max_length=200)
    sha256 = models.CharField("摘要值", max_length=64)
    line_count = models.PositiveIntegerField("行数")
    state = models.CharField("状态", max_length=10, choices=ExchangeState, default=ExchangeState.MADE)
    made_at = models.DateTimeField("生成时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="经办人")
    sent_at = models.DateTimeField("报送时间", null=True, blank=True)
    receipt = models.CharField("回执编号", max_length=100, blank=True)
    confirmed_at = models.DateTimeField("回执时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "报送文件"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_confirmed_file_has_a_receipt", condition=~Q(state="confirmed") | ~Q(receipt="")
            )
        ]

    def __str__(self):
        return self.number


class ExchangeLine(models.Model):
    """What was told to one platform about one record: the register of what went where and when."""

    file = models.ForeignKey(ExchangeFile, models.PROTECT, related_name="lines")
    platform = models.CharField(max_length=12, choices=Platform)
    identity = models.CharField("记录编号", max_length=24)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    operation = models.CharField("操作", max_length=10, choices=Operation)
    refused_reason = models.CharField("退回原因", max_length=300, blank=True)
    position = models.PositiveIntegerField("序号")
    step = models.PositiveSmallIntegerField(default=0, help_text="how many lines the platform accepted before about it")

    class Meta:
        verbose_name = verbose_name_plural = "报送明细"
        ordering = ["pk"]
        indexes = [models.Index(fields=["platform", "identity"], name="exchange_by_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "identity", "step"],
                condition=Q(refused_reason=""),
                name="nothing_is_sent_twice",
            )
        ]

    def __str__(self):
        return f"{self.get_platform_display()} {self.identity} {self.get_operation_display()}"
