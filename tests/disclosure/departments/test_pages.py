"""The public pages of organs: right answers, few queries, gaps told to those who can fill them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from disclosure.departments.gaps import gaps
from disclosure.departments.loading import load_departments
from disclosure.departments.models import Department, Leader
from disclosure.departments.parts import PARTS
from disclosure.departments.shelves import ShelfCounts
from tests import factories

MOST_QUERIES = 15
ADDRESSES = ["/departments/", "/departments/venues/", "/departments/finance/"]
ADDRESSES += [f"/departments/finance/{part.code}/" for part in PARTS]
ADDRESSES += ["/departments/finance/statutory/20-7/", "/departments/bingxi/statutory/21-town-4/"]


@pytest.fixture
def county(db):
    load_departments()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_with_few_queries_and_a_title(client, county, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(address)
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1>") == 1
    assert 'name="ColumnName"' in text


@pytest.mark.parametrize(
    "address",
    [
        "/departments/nowhere/",
        "/departments/finance/secrets/",
        "/departments/finance/statutory/20-99/",
        "/departments/finance/statutory/21-town-4/",
        "/departments/bingxi/statutory/21-1/",
    ],
)
def test_what_is_not_there_is_not_found(client, county, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["-1", "0", "x", "99999999999999999999", "２", "1&page=3", "%00"])
def test_odd_page_numbers_get_a_page(client, county, page):
    assert client.get(f"/departments/finance/statutory/20-7/?page={page}").status_code in (200, 400)


def test_the_list_finds_an_organ_by_the_name_people_use(client, county):
    text = client.get("/departments/", {"name": "住建局"}).content.decode()
    assert "玉山县住房和城乡建设局" in text
    assert "玉山县财政局" not in text


def test_an_empty_part_is_an_error_to_its_clerk_and_a_way_to_ask_for_a_citizen(client, cast):
    address = "/departments/finance/guide/"
    assert "指南缺“传真号码”" not in client.get(address).content.decode()
    assert "本部分内容正在完善" in client.get(address).content.decode()
    factories.sign_in(client, cast.chen)
    assert "指南缺“传真号码”" in client.get(address).content.decode()


def test_a_clerk_of_another_department_is_not_told_of_the_gaps(client, cast):
    factories.sign_in(client, cast.zhao)
    assert "指南缺" not in client.get("/departments/finance/guide/").content.decode()
    assert "指南缺" in client.get("/departments/education/guide/").content.decode()


def test_a_filled_guide_has_nothing_missing(cast):
    finance = cast.finance
    for name in ("guide_classes", "guide_arrangement", "guide_access", "guide_office", "address", "office_hours"):
        setattr(finance, name, "已填")
    finance.phone, finance.fax, finance.internet_contact = "0793-2550000", "0793-2550001", "czj@example.gov.cn"
    assert gaps(finance, ShelfCounts(), [])["guide"] == ["指南没有核对日期，请核对后填写。"]
    finance.guide_reviewed_on = date(2021, 6, 4)
    assert "guide" not in gaps(finance, ShelfCounts(), [])
    finance.phone = "79325500"
    assert "写法不对" in gaps(finance, ShelfCounts(), [])["guide"][0]


def test_parts_kept_by_the_register_count_as_empty_only_where_it_says_so(cast):
    unknown = gaps(cast.finance, ShelfCounts(), [])
    empty = gaps(cast.finance, ShelfCounts(known=True), [])
    filled = gaps(cast.finance, ShelfCounts(True, {"rule": 1, "report": 3}), [])
    assert "rules" not in unknown and "statutory" not in unknown
    assert empty["rules"] == ["“政府信息公开制度”还没有内容。"]
    assert len(empty["statutory"]) == 22
    assert "rules" not in filled and "reports" not in filled


def test_the_page_of_a_dissolved_organ_leads_for_good_to_its_successor(client, cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    middle = factories.make_department("middle", "玉山县居间局", valid_to=yesterday, successor=cast.finance)
    factories.make_department("old", "玉山县旧局", valid_to=yesterday, successor=middle)
    response = client.get("/departments/old/guide/")
    assert response.status_code == 301
    assert response["Location"] == "/departments/finance/guide/"
    text = client.get("/departments/finance/").content.decode()
    assert "玉山县旧局" in text and "玉山县居间局" in text


def test_an_organ_keeps_its_page_on_its_last_day(client, cast):
    factories.make_department("ending", "玉山县将撤局", valid_to=timezone.localdate(), successor=cast.finance)
    assert client.get("/departments/ending/").status_code == 200


def test_an_organ_that_does_not_exist_yet_has_no_page(client, cast):
    factories.make_department("coming", "玉山县将设局", valid_from=timezone.localdate() + timedelta(days=1))
    assert client.get("/departments/coming/").status_code == 404


def test_leaders_are_shown_while_in_office(client, cast):
    today = timezone.localdate()
    Leader.objects.create(department=cast.finance, name="王在任", post="局长", duties="主持全面工作")
    Leader.objects.create(department=cast.finance, name="李卸任", post="局长", valid_to=today - timedelta(days=1))
    text = client.get("/departments/finance/").content.decode()
    assert "王在任" in text and "主持全面工作" in text
    assert "李卸任" not in text


def test_two_successors_of_each_other_do_not_hang_the_page(client, cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    first = factories.make_department("first", "玉山县甲局", valid_to=yesterday)
    second = factories.make_department("second", "玉山县乙局", valid_to=yesterday, successor=first)
    Department.objects.filter(pk=first.pk).update(successor=second)
    assert client.get("/departments/first/").status_code in (301, 404)


def test_an_application_guide_asks_for_no_purpose(client, county):
    text = client.get("/departments/finance/apply/").content.decode()
    assert "不需要说明用途" in text
    assert "身份证明" in text and "信函申请" in text
