"""The demonstration county has believable notices, loaded once."""

import pytest
from django.core.management import call_command

from disclosure.notices.demo import load_notices
from disclosure.notices.models import BudgetReport, Record
from yushan_portal.demo_people import demo_cast

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_loaded_once_and_every_page_of_it_opens(client):
    call_command("load_reference", verbosity=0)
    cast = demo_cast()
    assert load_notices(cast).startswith("公示：示例")
    records, reports = Record.objects.in_force().count(), BudgetReport.objects.count()
    assert records > 60 and reports == 12
    assert "未重复" in load_notices(cast)
    assert (Record.objects.in_force().count(), BudgetReport.objects.count()) == (records, reports)
    for address in ("/notices/", "/notices/air/", "/notices/budgets/", BudgetReport.objects.last().get_absolute_url()):
        assert client.get(address).status_code == 200
