"""Who may do what: every role × every verb × own and other organ, and every desk page × every role, on the real pages."""

import itertools
import re
from collections import defaultdict
from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import get_resolver
from django.utils import timezone

from disclosure.departments.roles import ADMINISTRATORS, COUNTY_WIDE, Role
from disclosure.publishing import actions
from disclosure.publishing.desk import matrix
from disclosure.publishing.guards import Refused, may, reasons_against, row_for
from disclosure.publishing.models import Opinion, Review, ReviewKind, Revision
from disclosure.publishing.workflow import REVISION_WORKFLOW, THING_WORKFLOW, RevisionState
from tests import papers
from tests.factories import make_membership, make_officer, sign_in

pytestmark = pytest.mark.django_db

LIST = "/admin/documents/document/"
VERBS = [row.verb for row in (*REVISION_WORKFLOW, *THING_WORKFLOW)]
POSTED = [verb for verb in VERBS if verb not in ("save", "create")]
ANSWERS = {
    "reason": "依照规定办理",
    "opinion": "agree",
    "publish_at": f"{timezone.localdate() + timedelta(days=30):%Y-%m-%d}T09:00",
    "authority": "玉山县人民政府办公室",
}


def ready_for(verb: str, cast):
    """A document of the finance bureau in the state from which the verb starts, made by people who take no part."""
    if verb in ("submit", "discard", "save"):
        return papers.draft(cast)
    if verb in (*ReviewKind.values, "urgent"):
        document = papers.draft(cast)
        if verb == "urgent":
            actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
        return document
    if verb in ("review", "return"):
        document = papers.draft(cast)
        actions.submit(document, by=cast.chen)
        return document
    if verb == "approve":
        return papers.reviewed(cast)
    if verb in ("publish", "schedule"):
        return papers.approved(cast)
    if verb == "restore":
        return actions.withdraw(papers.published(cast), by=cast.wang, reason="核对")
    if verb == "confirm":
        document = papers.draft(cast)
        actions.record_review(document, "secrecy_review", by=cast.sun, opinion=Opinion.AGREE)
        return actions.urgent(document, by=cast.zhou, reason="暴雨红色预警")
    return papers.published(cast)


def newcomer(role: str, organ):
    """A person with that role who has touched nothing."""
    return make_officer(f"new.{role.replace('_', '.')}", "新来的", role, organ)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_open_to_its_roles_in_their_organ_and_closed_to_all_others(cast, verb):
    document = None if verb == "create" else ready_for(verb, cast)
    for role, own in itertools.product(Role, (True, False)):
        user = make_officer(
            f"new.{role.replace('_', '.')}.{int(own)}", "新来的", role, cast.finance if own else cast.education
        )
        expected = role in row_for(verb).roles and (own or role in COUNTY_WIDE)
        if verb == "create":
            assert may(user, "create", cast.finance, timezone.localdate()) is expected, (role, own)
            continue
        codes = {reason.code for reason in reasons_against(document, verb, by=user, at=timezone.now())}
        assert codes == (set() if expected else {"role"}), (role, own, codes)


def test_nobody_makes_things_for_an_organ_they_do_not_write_for(cast):
    for person in (cast.zhao, cast.li, cast.wang, cast.sun, cast.qian):
        with pytest.raises(Refused, match="自己任职的单位"):
            papers.draft(cast, by=person)


@pytest.mark.parametrize("own", [True, False], ids=["own organ", "other organ"])
@pytest.mark.parametrize("role", list(Role))
def test_posting_every_verb_changes_something_exactly_where_the_table_allows(client, cast, role, own):
    user = newcomer(role, cast.finance if own else cast.education)
    sign_in(client, user)
    for verb in POSTED:
        document = ready_for(verb, cast)
        expected = role in row_for(verb).roles and (own or role in COUNTY_WIDE)
        before = _whole_state(document)
        response = client.post(f"{LIST}{document.pk}/act/{verb}/", ANSWERS)
        assert (_whole_state(document) != before) is expected, (verb, response.status_code)
        assert response.status_code == 302 if expected else response.status_code in (403, 404), verb


def _whole_state(document):
    document.refresh_from_db()
    revisions = list(Revision.objects.of(document).values_list("number", "state", "edits"))
    reviews = Review.objects.filter(revision__thing_id=document.pk, revision__kind="document").count()
    return document.state, document.urgent_confirmed_at, revisions, reviews


def test_the_matrix_page_says_what_the_tables_say(client, cast):
    sign_in(client, cast.zheng)
    page = client.get("/admin/matrix/").content.decode()
    for row in matrix.rows():
        assert row.name in page
    assert page.count("<strong>可</strong>") == sum(len(row.roles) for row in matrix.rows())


@pytest.mark.parametrize("verb", [row.verb for row in REVISION_WORKFLOW if row.two_person])
def test_nobody_decides_on_the_own_work_even_with_every_publishing_role(cast, verb):
    for role in (Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.SECRECY):
        if role != Role.AUTHOR:
            make_membership(cast.chen, role, cast.finance)
    document = ready_for(verb, cast)
    codes = {reason.code for reason in reasons_against(document, verb, by=cast.chen, at=timezone.now())}
    assert "two_person" in codes


def test_no_administrator_has_a_hand_in_publishing():
    for row in matrix.rows():
        assert not row.roles & {str(role) for role in ADMINISTRATORS}, row.verb


# --- every address of the desk ---


def desk_addresses(document) -> list[str]:
    """Every page that the admin site has, with a document's numbers put in."""
    found = []
    for pattern in get_resolver().url_patterns:
        if getattr(pattern, "app_name", "") == "admin":
            found += list(_walk(pattern, ""))
    filled = defaultdict(lambda: 1, pk=document.pk, verb="submit", object_id=document.pk)
    return ["/" + address.format_map(filled) for address in found if "(?P" not in address]


def _walk(pattern, before):
    route = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
    if hasattr(pattern, "url_patterns"):
        for inner in pattern.url_patterns:
            yield from _walk(inner, route)
    else:
        yield route


def test_every_desk_address_sends_strangers_to_the_sign_in(client, cast):
    document = papers.draft(cast)
    addresses = desk_addresses(document)
    assert len(addresses) > 20
    for address in addresses:
        response = client.get(address)
        if address in ("/admin/login/", "/admin/logout/") or "/password" in address:
            continue
        assert response.status_code in (302, 404), address
        if response.status_code == 302:
            assert "login" in response.url or response.url.startswith("/admin"), address


PEOPLE = ("chen", "li", "wang", "sun", "zhao", "zhou", "qian", "wu", "zheng")
SERVING = {"chen", "li", "wang", "sun", "zhou"}
CREATING = {"chen", "zhao", "zhou"}


@pytest.mark.parametrize("person", PEOPLE)
def test_every_document_page_opens_to_those_who_serve_its_organ_alone(client, cast, person):
    document = papers.published(cast)
    user = getattr(cast, person)
    sign_in(client, user)
    for page in ("change/", "history/", "preview/", "certificate/", "compare/1/1/"):
        status = client.get(f"{LIST}{document.pk}/{page}").status_code
        expected = 200 if person in SERVING else 403 if user in cast.administrators else 404
        assert status == expected, (page, status)
    listing = client.get(LIST)
    assert listing.status_code == (403 if user in cast.administrators else 200)
    for page in ("import/", "add/?genre=notice"):
        status = client.get(f"{LIST}{page}").status_code
        assert (status == 200) is (person in CREATING), (page, status)


@pytest.mark.parametrize("person", PEOPLE)
def test_no_desk_address_answers_with_a_fault_to_anybody(client, cast, person):
    document = papers.draft(cast)
    sign_in(client, getattr(cast, person))
    for address in desk_addresses(document):
        if "logout" in address:
            continue
        for query in ("", "?page=-1&p=99999&q=%F0%9F&on=0&items=x&formed_on=x&revision=999999999"):
            assert client.get(address + query).status_code < 500, address


def test_lists_counts_and_search_stay_within_the_own_organ(client, cast):
    papers.draft(cast, title="财政局的秘密标题")
    papers.draft(cast, by=cast.zhao, organ=cast.education, title="教体局的标题")
    sign_in(client, cast.zhao)
    for query in ("", "?q=秘密", "?progress=draft", "?organ=finance", "?state=draft", "?mine=1"):
        page = client.get(LIST + query)
        assert "财政局的秘密标题" not in page.content.decode(), query
        assert page.context["cl"].result_count <= 1
    sign_in(client, cast.zhou)
    assert client.get(LIST).context["cl"].result_count == 2


def test_the_django_pages_that_would_delete_or_edit_in_place_do_not_exist(client, cast):
    document = papers.draft(cast)
    sign_in(client, cast.zhou)
    assert client.get(f"{LIST}{document.pk}/delete/").status_code == 404
    assert client.post(LIST, {"action": "delete_selected", "_selected_action": [document.pk]}).status_code in (200, 302)
    assert type(document).objects.filter(pk=document.pk).exists()
    assert not any(
        desk.has_delete_permission(None, None) for desk in admin.site._registry.values() if hasattr(desk, "desk_form")
    )


def test_a_role_that_ended_yesterday_opens_nothing_today(client, cast):
    document = papers.draft(cast)
    row = cast.chen.memberships.get()
    row.valid_to = timezone.localdate() - timedelta(days=1)
    row.save()
    sign_in(client, cast.chen)
    assert client.get(f"{LIST}{document.pk}/change/").status_code == 403
    assert client.post(f"{LIST}{document.pk}/act/submit/").status_code == 403
    assert document.working.state == RevisionState.DRAFT


def test_every_state_and_verb_that_the_tables_do_not_join_is_refused(cast):
    everyone = newcomer(Role.OFFICE, cast.gov_office)
    for role in (Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.SECRECY):
        make_membership(everyone, role, cast.finance)
    stages = {
        "draft": "submit",
        "submitted": "review",
        "reviewed": "approve",
        "approved": "publish",
        "published": "revise",
    }
    for (state, maker), verb in itertools.product(stages.items(), POSTED):
        document = ready_for(maker, cast)
        row = row_for(verb)
        codes = {reason.code for reason in reasons_against(document, verb, by=everyone, at=timezone.now())}
        joined = (
            (document.working.state in row.sources if document.working else False)
            if row in REVISION_WORKFLOW
            else document.state in row.sources
        )
        if not joined:
            assert "state" in codes, (state, verb)
