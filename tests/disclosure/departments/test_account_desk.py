"""Accounts, roles and the organ's page through the desk, as the people of each office meet them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from disclosure.departments import permissions
from disclosure.departments.account_import import FIELDS
from disclosure.departments.models import Department, Leader, Membership, User, Venue
from disclosure.departments.roles import Role
from tests import factories
from yushan_portal.lib.spreadsheets import write_xlsx

PEOPLE = ["/admin/people/", "/admin/people/chen/", "/admin/people-import/", "/admin/people-import/template.xlsx"]
KEEPERS = ("zhou", "qian", "wu", "zheng")
ORGAN_PAGES = ["/admin/organs/finance/", "/admin/organs/finance/leaders/", "/admin/organs/finance/venues/"]


@pytest.mark.parametrize("address", PEOPLE)
@pytest.mark.parametrize("name", ["chen", "li", "wang", "sun", "zhao", *KEEPERS])
def test_accounts_are_seen_by_those_who_keep_them_alone(client, cast, address, name):
    factories.sign_in(client, getattr(cast, name))
    assert client.get(address).status_code == (200 if name in KEEPERS else 403)


@pytest.mark.parametrize("address", [*PEOPLE, *ORGAN_PAGES, "/admin/organs/"])
def test_a_visitor_is_led_to_the_door(client, cast, address):
    assert client.get(address)["Location"].startswith("/admin/login/?next=")


@pytest.mark.parametrize("address", ORGAN_PAGES)
@pytest.mark.parametrize(
    "name, status",
    [
        ("chen", 200),
        ("li", 200),
        ("wang", 200),
        ("sun", 200),
        ("zhou", 200),
        ("zhao", 404),
        ("qian", 404),
        ("zheng", 404),
    ],
)
def test_an_organs_page_is_kept_by_its_own_people_and_the_office(client, cast, address, name, status):
    factories.sign_in(client, getattr(cast, name))
    assert client.get(address).status_code == status
    before = list(Department.objects.values())
    if status == 404:
        assert client.post(address, {"phone": "0793-2550000"}).status_code == 404
        assert list(Department.objects.values()) == before


def test_the_system_administrator_opens_an_account_and_sees_its_password_once(client, cast):
    factories.sign_in(client, cast.qian)
    text = client.post("/admin/people/", {"username": "ma.yun", "name": "马云才"}).content.decode()
    user = User.objects.get(username="ma.yun")
    password = text.split("<code>")[1].split("</code>")[0]
    assert user.check_password(password)
    assert password not in client.get("/admin/people/").content.decode()


def test_a_refused_account_keeps_what_was_typed(client, cast):
    factories.sign_in(client, cast.qian)
    text = client.post("/admin/people/", {"username": "chen", "name": "陈二"}).content.decode()
    assert "登录名“chen”已被使用" in text and 'value="陈二"' in text


def test_the_office_gives_and_ends_a_role(client, cast):
    factories.make_user("ma.yun", "马云才")
    factories.sign_in(client, cast.zhou)
    grant = {"verb": "grant", "role": "author", "department": cast.education.pk}
    assert client.post("/admin/people/ma.yun/", grant).status_code == 302
    row = Membership.objects.get(user__username="ma.yun")
    assert row.granted_by == "周公开（zhou）"
    assert client.post("/admin/people/ma.yun/", {"verb": "end", "membership": row.pk}).status_code == 302
    user = User.objects.get(username="ma.yun")
    assert client.get("/admin/people/ma.yun/").status_code == 200
    ended = Membership.objects.get(pk=row.pk)
    assert ended.valid_to is not None
    assert not permissions.holds(user, Role.AUTHOR, cast.education, timezone.localdate() + timedelta(days=1))


def test_the_office_cannot_choose_an_administrators_role_even_by_hand(client, cast):
    factories.make_user("ma.yun", "马云才")
    factories.sign_in(client, cast.zhou)
    grant = {"verb": "grant", "role": "system_admin", "department": cast.education.pk}
    assert client.post("/admin/people/ma.yun/", grant).status_code == 200
    assert not Membership.objects.filter(user__username="ma.yun").exists()


def test_a_stand_in_is_named_with_dates(client, cast):
    factories.make_user("ma.yun", "马云才")
    factories.sign_in(client, cast.zhou)
    today = timezone.localdate()
    form = {"verb": "grant", "role": "approver", "department": cast.finance.pk, "acting_for": "wang"}
    assert "代行须写明开始和结束日期" in client.post("/admin/people/ma.yun/", form).content.decode()
    form |= {"first": today.isoformat(), "last": (today + timedelta(days=3)).isoformat()}
    assert client.post("/admin/people/ma.yun/", form).status_code == 302
    assert Membership.objects.get(user__username="ma.yun").acting_for == cast.wang


@pytest.mark.parametrize("verb", ["grant", "end", "reset_password", "reset_second_factor", "close", "nonsense", ""])
@pytest.mark.parametrize("name", ["chen", "zheng"])
def test_what_one_may_not_do_is_refused_also_without_a_button(client, cast, verb, name):
    TOTPDevice.objects.create(user_id=cast.li.pk, confirmed=True)
    factories.sign_in(client, getattr(cast, name))
    row = Membership.objects.of(cast.li).get()
    data = {"verb": verb, "membership": row.pk, "role": "office", "department": cast.finance.pk}
    assert client.post("/admin/people/li.shenhe/", data).status_code in (200, 302, 403)
    li = User.objects.get(pk=cast.li.pk)
    assert li.is_active and li.check_password(factories.PASSWORD)
    assert list(Membership.objects.of(li).values_list("role", "valid_to")) == [("reviewer", None)]
    assert TOTPDevice.objects.count() == 1


@pytest.mark.parametrize("wanted", ["", "x", "-1", "9" * 40, "0"])
def test_odd_numbers_of_memberships_are_not_found(client, cast, wanted):
    factories.sign_in(client, cast.zhou)
    assert client.post("/admin/people/chen/", {"verb": "end", "membership": wanted}).status_code == 404


def test_the_buttons_of_each_office_are_its_own(client, cast):
    factories.sign_in(client, cast.qian)
    text = client.get("/admin/people/chen/").content.decode()
    assert (
        'value="reset_password"' in text and 'value="reset_second_factor"' not in text and 'value="grant"' not in text
    )
    factories.sign_in(client, cast.wu)
    text = client.get("/admin/people/chen/").content.decode()
    assert 'value="reset_password"' not in text and 'value="reset_second_factor"' in text and 'value="grant"' in text


def sheet(*rows, headings=tuple(spec.name for spec in FIELDS)):
    target = BytesIO()
    write_xlsx(rows, headings, target)
    return SimpleUploadedFile("accounts.xlsx", target.getvalue())


def test_a_sheet_of_clerks_is_imported_and_the_passwords_are_shown(client, cast):
    factories.sign_in(client, cast.zhou)
    file = sheet(("ma.yun", "马云才", "", "县财政局", "经办"), ("hu.li", "胡丽", "", "县教体局", "审核"))
    text = client.post("/admin/people-import/", {"file": file}).content.decode()
    assert text.count("<code>") == 2
    assert User.objects.filter(username__in=["ma.yun", "hu.li"]).count() == 2


def test_a_sheet_with_a_fault_names_the_row_and_imports_nobody(client, cast):
    factories.sign_in(client, cast.zhou)
    file = sheet(("ma.yun", "马云才", "", "县财政局", "经办"), ("hu.li", "胡丽", "", "县宇航局", "审核"))
    text = client.post("/admin/people-import/", {"file": file}).content.decode()
    assert "第 3 行：没有名为“县宇航局”的单位" in text
    assert not User.objects.filter(username="ma.yun").exists()


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"PK\x03\x04broken", b"a,b\n1,2\n"]
)
def test_what_is_no_table_of_accounts_is_refused_with_a_sentence(client, cast, content):
    factories.sign_in(client, cast.zhou)
    answer = client.post("/admin/people-import/", {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 200
    assert "提交的内容有以下问题" in answer.content.decode()


def test_a_clerk_fills_in_the_guide_and_the_public_page_shows_it(client, cast):
    factories.sign_in(client, cast.chen)
    text = client.get("/admin/organs/finance/").content.decode()
    assert "指南缺“传真号码”" in text
    data = {"fax": "0793-2550001", "phone": "0793-2550000", "functions": "管理县级财政收支"}
    assert client.post("/admin/organs/finance/", data).status_code == 302
    assert "0793-2550001" in client.get("/departments/finance/guide/").content.decode()
    assert "管理县级财政收支" in client.get("/departments/finance/").content.decode()


def test_a_leader_is_added_changed_and_leaves(client, cast):
    factories.sign_in(client, cast.chen)
    address = "/admin/organs/finance/leaders/"
    new = {"leader-new-name": "王某", "leader-new-post": "局长", "leader-new-order": "1", "leader": "new"}
    assert client.post(address, new).status_code == 302
    leader = Leader.objects.get()
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    key = f"leader-{leader.pk}"
    gone = {f"{key}-name": "王某", f"{key}-post": "局长", f"{key}-order": "1", f"{key}-valid_to": yesterday}
    assert client.post(address, gone | {"leader": leader.pk}).status_code == 302
    assert Leader.objects.count() == 1
    assert "王某" not in client.get("/departments/finance/").content.decode()


def test_a_leader_of_another_organ_is_out_of_reach(client, cast):
    other = Leader.objects.create(department=cast.education, name="李某", post="局长")
    factories.sign_in(client, cast.chen)
    key = f"leader-{other.pk}"
    data = {f"{key}-name": "改了", f"{key}-post": "局长", f"{key}-order": "1", "leader": other.pk}
    assert client.post("/admin/organs/finance/leaders/", data).status_code == 200
    other.refresh_from_db()
    assert other.name == "李某"


def test_a_venue_gets_its_hours_from_the_organ_in_charge(client, cast):
    Venue.objects.create(code="zone-x", kind="zone", name="政务公开专区", department=cast.finance)
    factories.sign_in(client, cast.chen)
    data = {"venue": "zone-x", "zone-x-address": "某路1号", "zone-x-hours": "工作日 9:00—17:00", "zone-x-phone": ""}
    assert client.post("/admin/organs/finance/venues/", data).status_code == 302
    assert "工作日 9:00—17:00" in client.get("/departments/venues/").content.decode()
