"""Builders for organs, people and memberships, and the fixed cast that every test knows.

Chen the clerk, Li the reviewer, Wang the signer and Sun the secrecy reviewer sit at the finance bureau; Zhao is a clerk
of the education bureau; Zhou of the government office is 公开办; three administrators are kept apart. Builders make only
lawful things: a membership that 三员分立 forbids raises.
"""

from dataclasses import dataclass
from datetime import date

from disclosure.departments import permissions
from disclosure.departments.models import Department, DepartmentKind, Membership, User
from disclosure.departments.roles import Role, incompatible

PASSWORD = "Wumenshan-2021"
BEGAN = date(2019, 5, 15)  # the day on which the 条例 came into force
BACKEND = "django.contrib.auth.backends.ModelBackend"


def make_department(code: str, name: str = "", *, parent: Department | None = None, **fields) -> Department:
    """An organ under `parent` (the county government unless said, for any code but "government"); known codes are kept."""
    found = Department.objects.filter(code=code).first()
    if found is not None:
        return found
    if parent is None and code != "government":
        parent = make_department("government", "玉山县人民政府", kind=DepartmentKind.GOVERNMENT, short_name="县政府")
    name = name or f"玉山县{code}局"
    fields.setdefault("short_name", name.removeprefix("玉山"))
    fields.setdefault("kind", DepartmentKind.DEPARTMENT)
    path = f"{parent.path}{parent.code}/" if parent else ""
    return Department.objects.create(code=code, name=name, parent=parent, path=path, **fields)


def make_user(username: str, name: str = "", *, password: str = PASSWORD, **fields) -> User:
    """A person with a usable account who has already changed the first password."""
    fields.setdefault("must_change_password", False)
    return User.objects.create_user(username, password, name=name or username, **fields)


def make_membership(user: User, role: str, department: Department, **fields) -> Membership:
    """A membership in force since the 条例; raises ValueError where 三员分立 forbids it."""
    if any(incompatible(row.role, role) for row in user.memberships.all()):
        raise ValueError("三员分立：这两种角色不能由同一人担任")
    fields.setdefault("valid_from", BEGAN)
    permissions.forget(user)
    return Membership.objects.create(user=user, department=department, role=role, **fields)


def make_officer(username: str, name: str, role: str, department: Department, **fields) -> User:
    """A person who holds one role at one organ."""
    user = make_user(username, name)
    make_membership(user, role, department, **fields)
    return user


@dataclass(frozen=True)
class Cast:
    """The organs and people of every story."""

    government: Department
    gov_office: Department
    finance: Department
    education: Department
    bingxi: Department
    chen: User  # 经办 of the finance bureau
    li: User  # 审核
    wang: User  # 签发
    sun: User  # 保密审查员
    zhao: User  # 经办 of the education bureau
    zhou: User  # 公开办
    qian: User  # 系统管理员
    wu: User  # 安全管理员
    zheng: User  # 审计管理员

    @property
    def publishers(self) -> tuple[User, ...]:
        """Everyone who has a hand in publishing."""
        return (self.chen, self.li, self.wang, self.sun, self.zhao, self.zhou)

    @property
    def administrators(self) -> tuple[User, ...]:
        """The three who keep the machine and publish nothing."""
        return (self.qian, self.wu, self.zheng)


def cast() -> Cast:
    """Make the whole cast; call it once a test (fixture `cast` in conftest)."""
    government = make_department(
        "government", "玉山县人民政府", kind=DepartmentKind.GOVERNMENT, short_name="县政府", order=1
    )
    gov_office = make_department(
        "gov-office", "玉山县人民政府办公室", short_name="县政府办公室", document_prefix="玉府办字", order=2
    )
    finance = make_department("finance", "玉山县财政局", short_name="县财政局", order=10)
    education = make_department("education", "玉山县教育体育局", short_name="县教体局", order=11)
    bingxi = make_department(
        "bingxi", "玉山县冰溪街道办事处", short_name="冰溪街道", kind=DepartmentKind.SUBDISTRICT, order=200
    )
    return Cast(
        government=government,
        gov_office=gov_office,
        finance=finance,
        education=education,
        bingxi=bingxi,
        chen=make_officer("chen", "陈经办", Role.AUTHOR, finance),
        li=make_officer("li.shenhe", "李审核", Role.REVIEWER, finance),
        wang=make_officer("wang", "王签发", Role.APPROVER, finance),
        sun=make_officer("sun", "孙保密", Role.SECRECY, finance),
        zhao=make_officer("zhao", "赵经办", Role.AUTHOR, education),
        zhou=make_officer("zhou", "周公开", Role.OFFICE, gov_office),
        qian=make_officer("qian", "钱系统", Role.SYSTEM_ADMIN, gov_office),
        wu=make_officer("wu.anquan", "吴安全", Role.SECURITY_ADMIN, gov_office),
        zheng=make_officer("zheng", "郑审计", Role.AUDIT_ADMIN, gov_office),
    )


def sign_in(client, user: User):
    """The test client acts as this person (password and second factor already given)."""
    client.force_login(user, backend=BACKEND)
    return client
