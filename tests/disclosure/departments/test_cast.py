"""The cast of every story holds what its names say."""

from datetime import date

import pytest

from disclosure.departments import permissions
from disclosure.departments.roles import ADMINISTRATORS, Role
from tests import factories

TODAY = date(2021, 6, 4)


def test_each_of_the_cast_holds_the_role_of_the_story(cast):
    assert permissions.holds(cast.chen, Role.AUTHOR, cast.finance, TODAY)
    assert permissions.holds(cast.wang, Role.APPROVER, cast.finance, TODAY)
    assert not permissions.holds(cast.zhao, Role.AUTHOR, cast.finance, TODAY)
    assert permissions.holds(cast.zhou, Role.OFFICE, cast.education, TODAY)
    assert [permissions.roles_of(user, TODAY) for user in cast.administrators] == [{role} for role in ADMINISTRATORS]


def test_a_builder_refuses_to_let_an_administrator_publish(cast):
    with pytest.raises(ValueError, match="三员分立"):
        factories.make_membership(cast.qian, Role.AUTHOR, cast.finance)
