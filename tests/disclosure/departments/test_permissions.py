"""Who reaches which organ: each role by where it is held, from above, from below, standing in, ended."""

from datetime import date, timedelta

import pytest

from disclosure.departments import permissions
from disclosure.departments.models import Membership
from disclosure.departments.roles import ADMINISTRATORS, COUNTY_WIDE, PUBLISHING_ROLES, Role
from tests import factories

TODAY = date(2021, 6, 4)
DAY = timedelta(days=1)


@pytest.fixture
def tree(db):
    """county > bureau > station, and another bureau beside."""
    county = factories.make_department("government", "玉山县人民政府", kind="government")
    bureau = factories.make_department("finance", "玉山县财政局", parent=county)
    station = factories.make_department("station", "玉山县财政局收费站", parent=bureau)
    other = factories.make_department("education", "玉山县教育体育局", parent=county)
    return {"parent": county, "own": bureau, "child": station, "other": other}


def person(role, department, **fields):
    return factories.make_officer("someone", "某人", role, department, **fields)


WHERE = ("own", "other", "parent", "child")
REACHES = {
    # held plainly, held with inheritance
    "own": (True, True),
    "other": (False, False),
    "parent": (False, False),
    "child": (False, True),
}


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("inherits", [False, True])
def test_a_role_reaches_its_own_organ_and_those_below_only_where_said(tree, role, where, inherits):
    user = person(role, tree["own"], inherits=inherits)
    expected = True if role in COUNTY_WIDE else REACHES[where][inherits]
    assert permissions.holds(user, role, tree[where], TODAY) is expected
    others = [other for other in Role.values if other != role]
    assert not any(permissions.holds(user, other, tree[where], TODAY) for other in others)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("inherits", [False, True])
def test_the_list_of_organs_agrees_with_the_single_answers(tree, role, inherits):
    user = person(role, tree["own"], inherits=inherits)
    listed = set(permissions.departments_of(user, TODAY).values_list("code", flat=True))
    asked = {organ.code for organ in tree.values() if permissions.holds_one_of(user, PUBLISHING_ROLES, organ, TODAY)}
    assert listed == asked
    assert bool(listed) is (role not in ADMINISTRATORS)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize(
    "first, last, expected",
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - 9 * DAY, TODAY, True),
        (TODAY - 9 * DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
    ],
)
def test_a_role_counts_from_its_first_to_its_last_day(tree, role, first, last, expected):
    user = person(role, tree["own"], valid_from=first, valid_to=last)
    assert permissions.holds(user, role, tree["own"], TODAY) is expected


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.SECRECY])
@pytest.mark.parametrize("where", WHERE)
def test_who_stands_in_reaches_what_the_absent_person_reached_and_no_longer(tree, role, where):
    absent = person(role, tree["own"])
    deputy = factories.make_user("deputy", "副手")
    factories.make_membership(deputy, role, tree["own"], acting_for=absent, valid_from=TODAY, valid_to=TODAY + 2 * DAY)
    assert permissions.holds(deputy, role, tree[where], TODAY) is permissions.holds(absent, role, tree[where], TODAY)
    assert not permissions.holds(deputy, role, tree[where], TODAY + 3 * DAY)
    assert not permissions.holds(deputy, role, tree[where], TODAY - DAY)


@pytest.mark.parametrize("role", Role.values)
def test_a_closed_account_holds_nothing(tree, role):
    user = person(role, tree["own"])
    user.is_active = False
    user.save()
    assert not permissions.holds(user, role, tree["own"], TODAY)
    assert not permissions.departments_of(user, TODAY).exists()


def test_what_a_dissolved_organ_left_belongs_to_its_successor(tree):
    user = person(Role.AUTHOR, tree["own"])
    middle = factories.make_department("middle", valid_to=TODAY - DAY, successor=tree["own"])
    old = factories.make_department("old", valid_to=TODAY - DAY, successor=middle)
    stranger = factories.make_officer("stranger", "他人", Role.AUTHOR, tree["other"])
    assert permissions.holds(user, Role.AUTHOR, old, TODAY)
    assert not permissions.holds(stranger, Role.AUTHOR, old, TODAY)
    assert set(permissions.departments_of(user, TODAY)) == {tree["own"], middle, old}
    assert not permissions.holds(user, Role.AUTHOR, old, TODAY - DAY)


def test_a_role_at_a_dissolved_organ_ends_with_it(tree):
    old = factories.make_department("old", valid_to=TODAY)
    user = person(Role.AUTHOR, old)
    assert permissions.holds(user, Role.AUTHOR, old, TODAY)
    permissions.forget(user)
    assert not permissions.holds(user, Role.AUTHOR, old, TODAY + DAY)


def test_an_anonymous_visitor_holds_nothing(tree, client):
    visitor = client.get("/healthz").wsgi_request.user
    assert permissions.roles_of(visitor, TODAY) == frozenset()
    assert list(permissions.departments_of(visitor, TODAY)) == []


def test_an_organ_whose_code_begins_like_anothers_is_not_below_it(tree):
    factories.make_department("fin", "玉山县短名局", parent=tree["parent"])
    user = person(Role.AUTHOR, factories.make_department("fin"), inherits=True)
    assert not permissions.holds(user, Role.AUTHOR, tree["child"], TODAY)
    assert list(permissions.departments_of(user, TODAY).values_list("code", flat=True)) == ["fin"]


def test_no_role_makes_a_superuser(cast):
    for user in (*cast.publishers, *cast.administrators):
        assert not user.is_superuser
        assert not user.has_perm("departments.change_department")
    assert Membership.objects.count() == 9
