"""The demonstration county has something to show, once."""

import pytest

from disclosure.compliance.demo import load_compliance
from disclosure.compliance.loading import load_plan, load_scores
from disclosure.compliance.models import CheckRun, Finding, RectificationOrder
from disclosure.compliance.workplan import assess
from tests.factories import make_department

from .conftest import TODAY

pytestmark = pytest.mark.django_db


def test_the_demonstration_runs_once_and_shows_each_light(catalogue, today):
    for code in ("health", "market", "big-data", "justice"):
        make_department(code)
    load_scores()
    load_plan()
    people = type("People", (), {"office": catalogue.zhou})
    load_compliance(people)
    assert "未重复" in load_compliance(people)
    assert (CheckRun.objects.count(), RectificationOrder.objects.count()) == (1, 1)
    assert Finding.objects.failing().of_indicator("media-fresh").get().organ_code == "health"
    assert Finding.objects.warnings().of_indicator("media-fresh").get().organ_code == "education"
    from disclosure.compliance.models import PlanTask

    lights = {task.number: assess(task, TODAY).light for task in PlanTask.objects.all()}
    assert lights[9] == "done" and lights[12] == "waiting"
