"""Accounts and roles: given by the right people, never to oneself, never two that exclude each other."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from disclosure.audit.models import LedgerEntry
from disclosure.departments import actions, guards, permissions, signing_in
from disclosure.departments.account_import import import_accounts
from disclosure.departments.guards import Refused
from disclosure.departments.models import Membership, User, UserSession
from disclosure.departments.passwords import kinds_in
from disclosure.departments.roles import ADMINISTRATORS, GRANTS, Role, incompatible
from tests import factories

TODAY = date(2021, 6, 4)
DAY = timedelta(days=1)
GRANTERS = ("chen", "li", "wang", "sun", "zhao", "zhou", "qian", "wu", "zheng")


def sentences(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return "".join(refused.value.reasons)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("granter", GRANTERS)
def test_each_role_is_given_only_by_those_who_may_give_it(cast, granter, role):
    by = getattr(cast, granter)
    newcomer = factories.make_user("newcomer", "新人")
    allowed = {"wu": GRANTS[Role.SECURITY_ADMIN], "zhou": GRANTS[Role.OFFICE]}.get(granter, ())
    if role in allowed:
        membership = actions.grant_membership(newcomer, role, cast.finance, by=by, on=TODAY)
        assert permissions.holds(newcomer, role, cast.finance, TODAY)
        assert LedgerEntry.objects.about("departments.membership", membership.pk).get().verb == "grant_membership"
    else:
        assert "无权授予" in sentences(actions.grant_membership, newcomer, role, cast.finance, by=by, on=TODAY)
        assert not permissions.roles_of(newcomer, TODAY)


@pytest.mark.parametrize("role", Role.values)
def test_nobody_gives_a_role_to_himself(cast, role):
    for by in (cast.zhou, cast.wu):
        assert "不能给自己授予角色" in sentences(actions.grant_membership, by, role, cast.finance, by=by, on=TODAY)


@pytest.mark.parametrize("held", Role.values)
@pytest.mark.parametrize("wanted", Role.values)
def test_two_roles_that_exclude_each_other_are_never_held_together(cast, held, wanted):
    person = factories.make_officer("someone", "某人", held, cast.finance)
    excluded = held != wanted and (held in ADMINISTRATORS or wanted in ADMINISTRATORS)
    assert incompatible(held, wanted) is excluded
    call = lambda: actions.grant_membership(person, wanted, cast.education, by=cast.wu, on=TODAY)  # noqa: E731
    if excluded:
        assert "三员分立" in sentences(call)
    else:
        assert call().role == wanted


def test_an_administrator_may_publish_only_after_the_office_has_ended(cast):
    row = Membership.objects.of(cast.qian).get()
    actions.end_membership(row, by=cast.wu, on=TODAY)
    assert actions.grant_membership(cast.qian, Role.AUTHOR, cast.finance, by=cast.wu, on=TODAY).pk
    assert guards.people_who_hold_what_none_may(TODAY) == []


def test_the_database_refuses_what_the_guard_was_not_asked(cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.create(user=cast.qian, role=Role.AUTHOR, department=cast.finance, valid_from=TODAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.filter(user=cast.chen).update(role=Role.AUDIT_ADMIN)
        Membership.objects.create(user=cast.chen, role=Role.OFFICE, department=cast.finance, valid_from=TODAY)
    ended = TODAY - DAY
    Membership.objects.filter(user=cast.wu).update(valid_to=ended)
    assert Membership.objects.create(user=cast.wu, role=Role.AUTHOR, department=cast.finance, valid_from=TODAY).pk


def test_the_nightly_look_names_who_holds_two_offices(cast):
    assert guards.people_who_hold_what_none_may(TODAY) == []
    from django.db import connection

    from disclosure.departments import triggers

    triggers.drop(connection)
    try:
        Membership.objects.create(user=cast.qian, role=Role.AUTHOR, department=cast.finance, valid_from=TODAY)
    finally:
        triggers.install(connection)
    [sentence] = guards.people_who_hold_what_none_may(TODAY)
    assert "钱系统" in sentence and "经办" in sentence and "系统管理员" in sentence


def test_the_same_role_twice_is_refused(cast):
    text = sentences(actions.grant_membership, cast.chen, Role.AUTHOR, cast.finance, by=cast.zhou, on=TODAY)
    assert "已是县财政局的“经办”" in text


def test_a_membership_ends_today_and_is_kept(cast):
    row = Membership.objects.of(cast.chen).get()
    actions.end_membership(row, by=cast.zhou, reason="转岗", on=TODAY)
    assert not permissions.holds(User.objects.get(pk=cast.chen.pk), Role.AUTHOR, cast.finance, TODAY)
    assert Membership.objects.filter(pk=row.pk).exists()
    assert "已经结束" in sentences(actions.end_membership, row, by=cast.zhou, on=TODAY)
    entry = LedgerEntry.objects.get(verb="end_membership")
    assert entry.reason == "转岗" and entry.after["to"] == "2021-06-03"


@pytest.mark.parametrize("days", [0, 5])
def test_a_role_given_by_mistake_is_taken_back_at_once(cast, days):
    newcomer = factories.make_user("newcomer", "新人")
    first = TODAY + days * DAY
    row = actions.grant_membership(newcomer, Role.APPROVER, cast.finance, by=cast.zhou, first=first, on=TODAY)
    actions.end_membership(row, by=cast.zhou, reason="误授", on=TODAY)
    assert not permissions.holds(User.objects.get(pk=newcomer.pk), Role.APPROVER, cast.finance, first)
    assert LedgerEntry.objects.get(verb="end_membership").before == {"from": first.isoformat(), "to": None}


def test_standing_in_ends_with_the_absent_persons_own_role(cast):
    deputy = factories.make_user("deputy", "副手")
    period = {"first": TODAY, "last": TODAY + 9 * DAY, "by": cast.zhou, "on": TODAY}
    acting = actions.act_for(deputy, cast.wang, Role.APPROVER, cast.finance, **period)
    assert acting.acting_for == cast.wang
    assert permissions.holds(deputy, Role.APPROVER, cast.finance, TODAY + 9 * DAY)
    permissions.forget(deputy)
    actions.end_membership(Membership.objects.of(cast.wang).get(), by=cast.zhou, on=TODAY + DAY)
    assert not permissions.holds(User.objects.get(pk=deputy.pk), Role.APPROVER, cast.finance, TODAY + DAY)


def test_nobody_stands_in_for_a_role_the_absent_person_does_not_hold(cast):
    deputy = factories.make_user("deputy", "副手")
    period = {"first": TODAY, "last": TODAY + DAY, "by": cast.wu, "on": TODAY}
    assert "没有该角色" in sentences(actions.act_for, deputy, cast.chen, Role.APPROVER, cast.finance, **period)
    assert "不能代行" in sentences(actions.act_for, deputy, cast.qian, Role.SYSTEM_ADMIN, cast.gov_office, **period)
    assert "代行自己" in sentences(actions.act_for, cast.wang, cast.wang, Role.APPROVER, cast.finance, **period)


@pytest.mark.parametrize("by", GRANTERS)
def test_accounts_are_opened_by_the_system_administrator_and_the_office(cast, by):
    keeper = getattr(cast, by)
    if by in ("qian", "zhou"):
        user, password = actions.open_account("new.clerk", "新经办", by=keeper, on=TODAY)
        assert user.check_password(password) and user.must_change_password and user.joined_on == TODAY
        assert kinds_in(password) >= 3
        entry = LedgerEntry.objects.get(verb="open_account")
        assert password not in str(entry.after)
    else:
        assert "系统管理员或者公开办" in sentences(actions.open_account, "new.clerk", "新经办", by=keeper, on=TODAY)
        assert not User.objects.filter(username="new.clerk").exists()


@pytest.mark.parametrize("username", ["Chen", "1abc", "ab", "陈经办", "a" * 41, "a b c", "chen"])
def test_an_unusable_sign_in_name_is_refused_with_a_sentence(cast, username):
    assert sentences(actions.open_account, username, "某人", by=cast.qian, on=TODAY)


def test_a_leaver_is_closed_and_not_deleted(cast, client):
    factories.sign_in(client, cast.wang)
    assert client.get("/departments/").wsgi_request.user == cast.wang
    deputy = factories.make_user("deputy", "副手")
    factories.make_membership(
        deputy, Role.APPROVER, cast.finance, acting_for=cast.wang, valid_from=TODAY, valid_to=TODAY + 9 * DAY
    )
    actions.close_account(cast.wang, by=cast.zhou, reason="退休", on=TODAY)
    wang = User.objects.get(pk=cast.wang.pk)
    assert not wang.is_active and wang.left_on == TODAY
    assert not client.get("/departments/").wsgi_request.user.is_authenticated
    assert not UserSession.objects.of(wang).open().exists()
    assert not permissions.holds(User.objects.get(pk=deputy.pk), Role.APPROVER, cast.finance, TODAY + DAY)
    assert Membership.objects.of(wang).get().valid_to == TODAY
    assert "已停用" in sentences(actions.close_account, cast.wang, by=cast.zhou, on=TODAY)


def test_an_administrator_is_closed_by_the_system_administrator_alone_and_nobody_closes_himself(cast):
    assert "只由系统管理员" in sentences(actions.close_account, cast.zheng, by=cast.zhou, on=TODAY)
    assert "自己的账号" in sentences(actions.close_account, cast.qian, by=cast.qian, on=TODAY)
    assert not actions.close_account(cast.zheng, by=cast.qian, on=TODAY).is_active


@pytest.mark.parametrize("by", GRANTERS)
def test_a_password_is_reset_by_the_system_administrator_alone(cast, by, client):
    keeper = getattr(cast, by)
    target = cast.li if by != "li" else cast.chen
    if by == "qian":
        password = actions.reset_password(target, by=keeper, on=TODAY)
        target = User.objects.get(pk=target.pk)
        assert target.check_password(password) and target.must_change_password
        assert len({actions.reset_password(target, by=keeper, on=TODAY) for _ in range(5)}) == 5
    else:
        assert "系统管理员" in sentences(actions.reset_password, target, by=keeper, on=TODAY)
        assert User.objects.get(pk=target.pk).check_password(factories.PASSWORD)


@pytest.mark.parametrize("by", GRANTERS)
def test_a_lost_authenticator_is_taken_away_by_the_security_administrator_alone(cast, by):
    keeper = getattr(cast, by)
    target = cast.li if by != "li" else cast.chen
    signing_in.device_to_set_up(target)
    if by == "wu":
        signing_in.reset_second_factor(target, by=keeper, on=TODAY)
        assert LedgerEntry.objects.filter(verb="reset_second_factor").count() == 1
    else:
        assert "安全管理员" in sentences(signing_in.reset_second_factor, target, by=keeper, on=TODAY)


def row(username="ma.yun", name="马云才", organ="县财政局", role="经办", phone=""):
    return {"登录名": username, "姓名": name, "办公电话": phone, "单位": organ, "角色": role}


def test_the_office_imports_clerks_with_their_roles_from_a_sheet(cast):
    done = import_accounts(
        [row(), row("hu.li", "胡丽", "县教体局", "审核、签发"), row("", "", "", "")], by=cast.zhou, on=TODAY
    )
    assert done.faults == [] and done.rows == 2
    assert [account[:2] for account in done.accounts] == [("ma.yun", "马云才"), ("hu.li", "胡丽")]
    hu = User.objects.get(username="hu.li")
    assert hu.check_password(done.accounts[1][2])
    assert permissions.roles_of(hu, TODAY) == {Role.REVIEWER, Role.APPROVER}


def test_one_bad_row_and_nobody_is_imported(cast):
    rows = [
        row(),
        row("Bad Name"),
        row("b.two", organ="县宇航局"),
        row("c.three", role="局长"),
        row("chen"),
        row("d.four", name=""),
    ]
    rows.append(row("e.five", role="系统管理员"))
    before = User.objects.count()
    done = import_accounts(rows, by=cast.zhou, on=TODAY)
    assert User.objects.count() == before
    assert done.accounts == []
    assert [fault.split("：")[0] for fault in done.faults] == [
        "第 3 行",
        "第 4 行",
        "第 5 行",
        "第 6 行",
        "第 7 行",
        "第 8 行",
    ]
    assert "没有名为“县宇航局”的单位" in done.faults[1]


def test_a_trial_run_imports_nobody(cast):
    before = User.objects.count()
    done = import_accounts([row()], by=cast.zhou, dry_run=True, on=TODAY)
    assert (done.faults, done.rows, done.accounts) == ([], 1, [])
    assert User.objects.count() == before


def test_a_clerk_imports_nobody(cast):
    assert "系统管理员或者公开办" in sentences(import_accounts, [row()], by=cast.chen, on=TODAY)


def test_an_organs_own_people_keep_its_page_and_the_office_its_name(cast):
    actions.edit_department(cast.finance, by=cast.chen, phone="0793-2550000", on=TODAY)
    cast.finance.refresh_from_db()
    assert cast.finance.phone == "0793-2550000"
    entry = LedgerEntry.objects.get(verb="edit_department")
    assert (entry.before, entry.after, entry.organ_code) == ({"phone": ""}, {"phone": "0793-2550000"}, "finance")
    assert "不能在这里修改" in sentences(actions.edit_department, cast.finance, by=cast.chen, name="别的", on=TODAY)
    assert "不是县财政局的工作人员" in sentences(
        actions.edit_department, cast.finance, by=cast.zhao, phone="1", on=TODAY
    )
    assert actions.edit_department(cast.finance, by=cast.zhou, name="玉山县财政金融局", on=TODAY).name.endswith(
        "金融局"
    )
    assert sentences(actions.edit_department, cast.finance, by=cast.qian, phone="1", on=TODAY)
