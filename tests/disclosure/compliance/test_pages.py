"""The desk pages through HTTP: every number opens a list of that length, organ rows sum to the county, who sees what."""

import re
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclosure.compliance import checking, dashboard
from disclosure.compliance.loading import load_plan, load_scores
from disclosure.compliance.models import CoverageSnapshot, Duty, Finding, IndicatorResult
from tests.factories import sign_in

from .conftest import TODAY, random_county

pytestmark = pytest.mark.django_db
ROOT = "/admin/compliance/"
PAGES = ("", "findings/", "indicators/", "duties/", "organs/", "orders/", "plan/", "calendar/", "exemptions/", "chores/")  # fmt: skip
NUMBER = re.compile(
    r'<a href="((?:/admin/compliance/(?:findings|duties|orders|indicators)/|\?)[^"]*)">\s*(?:<strong>)?([\d,]+)(?:</strong>)?\s*</a>'
)
SENTENCE = re.compile(
    r'<a href="(/admin/compliance/[^"]*)">([^<]+)</a>(?:<span class="stat__note">[^<]*</span>)?</dt><dd><span class="stat__value">([\d,]+)</span>'
)
REASON = re.compile(r'<a href="(/admin/compliance/(?:findings|duties)/[^"]*)">[^<]*?(\d+)(?: 项)?</a>')
CELL = re.compile(r'<td class="tint-\d"><a href="([^"]*)">(\d+)/(\d+)</a>')


@pytest.fixture
def office(catalogue, client, today):
    """Zhou of the government office signed in."""
    load_scores()
    return sign_in(client, catalogue.zhou)


def total(client, url: str) -> int:
    """How many rows the list behind an address says it has, checked against the rows it exports."""
    url = unescape(url)
    answer = client.get(url)
    assert answer.status_code == 200, url
    said = int(re.search(r"<strong>(\d+)</strong> 条", answer.content.decode())[1])
    book = load_workbook(BytesIO(client.get(url + ("&" if "?" in url else "?") + "format=xlsx").content))
    assert book.active.max_row - 1 == said
    return said


@pytest.mark.parametrize("seed", range(2))
def test_every_number_on_the_overview_equals_the_length_of_the_list_it_opens(office, press, seed):
    random_county(press, seed)
    checking.run_day(TODAY)
    page = office.get(ROOT).content.decode()
    numbers = NUMBER.findall(page) + [(url, number) for url, _, number in SENTENCE.findall(page)] + REASON.findall(page)
    assert len(SENTENCE.findall(page)) == 5 and len(numbers) > 15
    for url, number in sorted(set(numbers))[:40]:
        assert total(office, url) == int(number.replace(",", "")), url
    cells = CELL.findall(page)
    assert len(cells) > 20
    for url, _, judged in cells[:8]:
        assert total(office, url) == int(judged), url


def test_every_number_on_the_other_pages_equals_the_length_of_the_list_it_opens(office, press):
    random_county(press, 7)
    checking.run_day(TODAY)
    for page in ("indicators/", "organs/", "organs/finance/", "organs/gov-office/"):
        numbers = NUMBER.findall(office.get(ROOT + page).content.decode())
        assert numbers
        for url, number in set(numbers):
            assert total(office, url) == int(number), url


@pytest.mark.parametrize("seed", range(2))
def test_organ_rows_sum_to_the_county(office, press, seed):
    random_county(press, seed)
    run = checking.run_day(TODAY)
    rows = dashboard.standings(TODAY)
    for name, county in (
        ("owed", Duty.objects.count()),
        ("judged", Duty.objects.judged().count()),
        ("filled", Duty.objects.filled().count()),
        ("overdue", Duty.objects.overdue().count()),
        ("empty", Duty.objects.empty().count()),
        ("findings", Finding.objects.standing(TODAY).failing().count()),
        ("warnings", Finding.objects.standing(TODAY).warnings().count()),
    ):
        assert sum(getattr(row, name) for row in rows) == county, name
        one_by_one = [dashboard.standings(TODAY, frozenset([row.code])) for row in rows]
        assert sum(getattr(found[0], name) for found in one_by_one if found) == county
    assert sum(row.judged for row in dashboard.domains()) == Duty.objects.judged().count()
    assert sum(row["value"] for row in dashboard.lateness()) == Duty.objects.overdue().count()
    for one in checking.indicators():
        results = IndicatorResult.objects.filter(run=run, indicator=one.code)
        assert sum(row.failing for row in results) == len(checking.look(one, TODAY)[0])
        assert sum(row.population for row in results) == len(list(one.population(TODAY)))
    assert sum(CoverageSnapshot.objects.values_list("owed", flat=True)) == Duty.objects.count()


def test_every_page_opens_before_anything_was_checked_and_after(office, press):
    assert {office.get(ROOT + page).status_code for page in PAGES} == {200}
    random_county(press, 1, items=5, entries=10)
    load_plan()
    checking.run_day(TODAY)
    assert {office.get(ROOT + page).status_code for page in PAGES} == {200}


def test_no_address_is_an_error(office, press):
    load_plan()
    random_county(press, 1, items=5, entries=5)
    checking.run_day(TODAY)
    for page in (*PAGES, "organs/finance/", "domains/22/", "indicators/column-news/", "plan/2021/9/", "orders/new/"):
        for query in (
            "page=99999999", "page=-1&organ=%00", "organ=x&domain=x&status=x&late=x&indicator=x&state=x", "page=²&finding=²",
            "month=2021-13&view=x&source=x", "light=x&finding=999999999999999999999", "month=2189-12", "quarter=x",
        ):  # fmt: skip
            assert office.get(f"{ROOT}{page}?{query}").status_code in (200, 400, 404), (page, query)


def test_an_organ_sees_its_own_and_nothing_else(catalogue, client, press, today):
    random_county(press, 2)
    checking.run_day(TODAY)
    sign_in(client, catalogue.li)
    assert client.get(f"{ROOT}organs/finance/").status_code == 200
    assert client.get(f"{ROOT}organs/education/").status_code == 404
    assert client.get(f"{ROOT}calendar/education.ics").status_code == 404
    assert total(client, f"{ROOT}duties/") == Duty.objects.of_organ("finance").count()
    assert total(client, f"{ROOT}duties/?organ=education") == Duty.objects.of_organ("finance").count()
    assert total(client, f"{ROOT}findings/") == Finding.objects.standing(TODAY).failing().of_organ("finance").count()
    assert "县教体局" not in client.get(ROOT).content.decode()


def test_what_the_office_does_is_closed_to_organs(catalogue, client, today):
    for page in ("orders/new/", "report.docx", "plan/import/", "plan/template.xlsx"):
        assert sign_in(client, catalogue.li).get(ROOT + page).status_code == 403
        assert sign_in(client, catalogue.zhou).get(ROOT + page).status_code == 200


def test_administrators_and_strangers_see_nothing(cast, client, today):
    assert {client.get(ROOT + page).status_code for page in PAGES} == {302}
    sign_in(client, cast.qian)
    assert {client.get(ROOT + page).status_code for page in PAGES} == {403}


def test_no_rank_below_the_minimum_number(office, press):
    random_county(press, 3, items=5)
    checking.run_day(TODAY)
    assert "基数小，不排名" in office.get(f"{ROOT}organs/").content.decode()
    rows = dashboard.standings(TODAY)
    assert {row.ranked for row in rows if row.judged < 10} == {False}
    assert {row.ranked for row in rows if row.judged >= 10} <= {True}


def test_the_overview_asks_few_questions(office, press, django_assert_max_num_queries):
    random_county(press, 4)
    checking.run_day(TODAY)
    office.get(ROOT)
    with django_assert_max_num_queries(60):
        office.get(ROOT)
