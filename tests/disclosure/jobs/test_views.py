"""The progress page: for people, for the script, and for nobody else."""

import json
from types import SimpleNamespace

import pytest
from django.http import Http404
from django.template.loader import get_template
from django.test import RequestFactory

from disclosure.jobs import views
from disclosure.jobs.models import Job

pytestmark = pytest.mark.django_db
CHEN = SimpleNamespace(
    pk=7, is_authenticated=True, is_active=True, get_full_name=lambda: "陈经办", get_username=lambda: "chen"
)
ZHAO = SimpleNamespace(pk=8, is_authenticated=True)


def asked(user=CHEN, **query):
    request = RequestFactory().get("/admin/jobs/1/", query)
    request.user = user
    return request


def posted(verb, user=CHEN, **fields):
    request = RequestFactory().post("/admin/jobs/1/act/", {"verb": verb, **fields})
    request.user = user
    return request


def test_the_script_gets_the_facts(running):
    job = running(owner_id="7", done=3, total=6, message="已读取")
    facts = json.loads(views.progress(asked(format="json"), job.pk).content)
    assert facts == {
        "id": job.pk,
        "state": "running",
        "state_name": "进行中",
        "open": True,
        "done": 3,
        "total": 6,
        "percent": 50,
        "text": "已处理 3 / 6，已读取",
        "error": "",
    }


def test_people_get_a_page_that_works_without_script(running):
    job = running(owner_id="7", done=3, total=6, label="导入<处罚>")
    content = get_template("jobs/progress.html").render(
        {"job": job, "base_template": "base.html", "silent": False, "can_retry": False}
    )
    assert "导入&lt;处罚&gt;" in content and "已处理 3 / 6" in content
    assert '<a href="?">刷新</a>' in content and 'value="cancel"' in content and 'value="retry"' not in content


def test_a_silent_job_offers_a_retry(running):
    job = running(owner_id="7", silent_minutes=11)
    response = views.progress(asked(), job.pk)
    assert "可能已中断" in response.content.decode() and 'value="retry"' in response.content.decode()


@pytest.mark.parametrize("user", [ZHAO, SimpleNamespace(pk=None, is_authenticated=False)])
def test_nobody_else_learns_that_the_job_exists(running, user):
    job = running(owner_id="7")
    for ask in (lambda: views.progress(asked(user), job.pk), lambda: views.act(posted("cancel", user), job.pk)):
        with pytest.raises(Http404):
            ask()


def test_a_job_of_the_system_belongs_to_no_account(running):
    with pytest.raises(Http404):
        views.progress(asked(SimpleNamespace(pk="", is_authenticated=True)), running(owner_id="").pk)


def test_the_roof_may_let_others_see(running):
    job = running(owner_id="7")
    response = views.progress(asked(ZHAO, format="json"), job.pk, may_see=lambda user, job: user.pk == 8)
    assert response.status_code == 200


@pytest.mark.parametrize("number", [0, 999, 2**63, 10**30])
def test_numbers_of_no_job_are_404(number):
    with pytest.raises(Http404):
        views.progress(asked(), number)


def test_cancel_is_asked_by_post_and_leads_back(running):
    job = running(owner_id="7")
    response = views.act(posted("cancel"), job.pk)
    assert (response.status_code, response.url) == (302, "../")
    assert Job.objects.get().cancel_asked_at and Job.objects.get().message == "陈经办要求取消"


def test_it_never_leads_elsewhere(running):
    job = running(owner_id="7")
    assert views.act(posted("retry", next="https://example.com/"), job.pk).url == "../"
    assert views.act(posted("retry", next="/admin/imports/3/"), job.pk).url == "/admin/imports/3/"


def test_other_verbs_are_404(running):
    with pytest.raises(Http404):
        views.act(posted("delete"), running(owner_id="7").pk)
