"""People, organs and memberships."""

import re
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from disclosure.departments.querysets import (
    DepartmentQuerySet,
    LeaderQuerySet,
    MembershipQuerySet,
    UserSessionQuerySet,
)
from disclosure.departments.roles import Role


class UserManager(BaseUserManager):
    """Makes people; there is no superuser (三员分立)."""

    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account (实名): clerk, reviewer, approver, office or administrator.

    Leavers are closed (`is_active` false, `left_on`), never deleted. There is no is_superuser: `has_perm` always
    refuses, what a person may do is asked of `departments.permissions`.
    """

    username = models.CharField(
        "登录名",
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_.-]{2,39}$", "登录名用小写字母开头，3 至 40 位字母、数字、点、横线或下划线。"
            )
        ],
    )
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("办公电话", max_length=30, blank=True)
    is_active = models.BooleanField("在岗", default=True)
    joined_on = models.DateField("启用日期", null=True, blank=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=True)
    password_changed_at = models.DateTimeField("密码更改时间", null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["username"]

    def __str__(self):
        return self.name or self.username

    @property
    def is_staff(self) -> bool:
        """Everyone with an account works at the desk; what they see there is asked of permissions."""
        return self.is_active

    @property
    def is_superuser(self) -> bool:
        """Nobody is."""
        return False

    def has_perm(self, perm, obj=None) -> bool:
        return False

    def has_perms(self, perms, obj=None) -> bool:
        return False

    def has_module_perms(self, app_label) -> bool:
        return False

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name


class DepartmentKind(models.TextChoices):
    """What sort of organ it is; decides which tree of 法定主动公开内容 it has (条例 第二十条、第二十一条)."""

    GOVERNMENT = "government", "县人民政府"
    DEPARTMENT = "department", "县政府部门"
    TOWNSHIP = "township", "乡镇人民政府"
    SUBDISTRICT = "subdistrict", "街道办事处"
    ENTERPRISE = "public_enterprise", "公共企事业单位"
    VILLAGE = "village", "村（居）民委员会"


class Department(models.Model):
    """An organ (机关、单位). `code` is permanent: addresses, register rows and ledgers carry it."""

    code = models.CharField("机构代码", max_length=20, unique=True, validators=[RegexValidator(r"^[a-z0-9-]+$")])
    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类别", max_length=20, choices=DepartmentKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    path = models.CharField(
        max_length=200, blank=True, editable=False, help_text="codes of the organs above, '/'-ended"
    )
    region_code = models.CharField("区划代码", max_length=12, blank=True)
    unified_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    document_prefix = models.CharField("机关代字", max_length=40, blank=True, help_text="如 玉府办字")
    former_names = models.JSONField("曾用名", default=list, blank=True, help_text="[{name, from, to}]")
    aliases = models.JSONField("别称", default=list, blank=True)
    valid_from = models.DateField("成立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="职责承接单位"
    )
    has_page = models.BooleanField("设公开专页", default=True)
    vertical = models.BooleanField("垂直管理", default=False)
    accepts_applications = models.BooleanField("受理依申请公开", default=True)
    order = models.PositiveIntegerField("排序", default=100)

    # 条例 第十二条: the nine fields of the 公开指南
    guide_classes = models.TextField("信息分类", blank=True)
    guide_arrangement = models.TextField("编排体系", blank=True)
    guide_access = models.TextField("获取方式", blank=True)
    guide_office = models.CharField("公开工作机构名称", max_length=100, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    internet_contact = models.CharField("互联网联系方式", max_length=200, blank=True)
    guide_reviewed_on = models.DateField("指南核对日期", null=True, blank=True)

    # 条例 第二十条第二项: 机关职能、机构设置 (address, hours and contact stand above, leaders in their own table)
    functions = models.TextField("机关职能", blank=True)
    structure = models.TextField("机构设置", blank=True)

    to_check = models.BooleanField("名称待核对", default=False, help_text="县里核对机构名称后取消")
    reference_note = models.CharField("资料来源", max_length=200, blank=True)

    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "机构"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="an_organ_does_not_end_before_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/departments/{self.code}/"

    @property
    def is_township(self) -> bool:
        return self.kind in (DepartmentKind.TOWNSHIP, DepartmentKind.SUBDISTRICT)

    @property
    def path_below(self) -> str:
        """The `path` of the organs directly under this one."""
        return f"{self.path}{self.code}/"

    def stands(self, on: date) -> bool:
        """Whether the organ exists on that day (both bounds inclusive)."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def name_on(self, on: date) -> str:
        """The full name that the organ bore on that day; the present one where no former name covers the day.

        A former name is {"name", "from", "to"} with ISO days, both inclusive and either absent.
        """
        day = on.isoformat()
        for former in self.former_names:
            if "to" in former and former.get("from", "") <= day <= former["to"]:
                return former["name"]
        return self.name


GUIDE_FIELDS = (
    "guide_classes",
    "guide_arrangement",
    "guide_access",
    "guide_office",
    "address",
    "office_hours",
    "phone",
    "fax",
    "internet_contact",
)
"""条例 第十二条第二款: 信息分类、编排体系、获取方式、工作机构名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式."""


class Membership(models.Model):
    """One person holds one role at one organ for a time; `inherits` says that it reaches the organs below."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="人员")
    department = models.ForeignKey(Department, models.PROTECT, related_name="memberships", verbose_name="机构")
    role = models.CharField("角色", max_length=20, choices=Role)
    inherits = models.BooleanField("含下级单位", default=False)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    acting_for = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="stand_ins", verbose_name="代行"
    )
    granted_by = models.CharField("授予人", max_length=80, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["user", "department", "role"]
        constraints = [
            models.CheckConstraint(
                name="a_membership_does_not_end_before_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="acting_for_another_has_an_end",
                condition=Q(acting_for__isnull=True) | Q(valid_to__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}（{self.department.short_name}）"

    @property
    def organ(self):
        return self.department


class UserSession(models.Model):
    """One sign-in of one person on one device. The session key itself is never kept, only its digest.

    A row with `ended_at` closes the door: whoever still carries that session is signed out at the next request.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="user_sessions", verbose_name="人员")
    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    address = models.CharField("来源地址", max_length=60, blank=True)
    user_agent = models.CharField("浏览器", max_length=200, blank=True)
    signed_in_at = models.DateTimeField("登录时间")
    last_seen_at = models.DateTimeField("最近活动")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    ended_by = models.CharField("结束方式", max_length=80, blank=True)

    objects = UserSessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登录会话"
        ordering = ["-last_seen_at"]

    def __str__(self):
        return f"{self.user} {self.address} {self.signed_in_at:%Y-%m-%d %H:%M}"


class Leader(models.Model):
    """领导信息: who answers for the organ, and for what (条例 第二十条第二项)."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="leaders", verbose_name="机构")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=80)
    duties = models.TextField("分工", blank=True)
    order = models.PositiveIntegerField("排序", default=100)
    valid_from = models.DateField("任职起", null=True, blank=True)
    valid_to = models.DateField("任职止", null=True, blank=True)

    objects = LeaderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "领导"
        ordering = ["department", "order"]

    def __str__(self):
        return f"{self.name} {self.post}"

    @property
    def organ(self):
        return self.department


class VenueKind(models.TextChoices):
    """条例 第二十五条 查阅场所; plan 三(三) 政务公开专区."""

    ZONE = "zone", "政务公开专区"
    READING = "reading", "查阅点"


class Venue(models.Model):
    """A place where people read, ask and apply."""

    code = models.SlugField("代码", max_length=40, unique=True)
    kind = models.CharField("类别", max_length=10, choices=VenueKind)
    name = models.CharField("名称", max_length=100)
    department = models.ForeignKey(Department, models.PROTECT, related_name="venues", verbose_name="主管单位")
    address = models.CharField("地址", max_length=200, blank=True)
    hours = models.CharField("开放时间", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)
    services = models.JSONField("服务内容", default=list, blank=True)
    order = models.PositiveIntegerField("排序", default=100)
    reference_note = models.CharField("资料来源", max_length=200, blank=True)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "公开场所"
        ordering = ["order", "code"]

    def __str__(self):
        return self.name


PHONE_PATTERN = re.compile(r"^(0793-?\d{7}|1\d{2}|12345|1[3-9]\d{9})([、,，/ ]|$)")
"""Office numbers of the county: area code 0793 and seven digits, or short service numbers."""
