"""What citizens see of notices: lists, records, one party over all kinds, files; and what they never see."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
import time_machine

from disclosure.notices import background
from disclosure.notices.models import Record
from tests.disclosure.notices.sheets import drafted, penalty, person, published, sample

pytestmark = pytest.mark.django_db


def test_a_published_batch_shows_all_its_rows_at_once(cast, client):
    batch = drafted(cast, rows=[penalty(1), penalty(2)])
    assert "怀玉第1食品" not in client.get("/notices/penalty/").content.decode()
    from tests.disclosure.notices.sheets import approved

    background.start_release(approved(cast, batch), "publish", by=cast.wang)
    page = client.get("/notices/penalty/").content.decode()
    assert "怀玉第1食品" in page and "怀玉第2食品" in page


def test_a_record_has_a_permanent_page(cast, client):
    published(cast, rows=[penalty(1)])
    record = Record.objects.in_force().get()
    page = client.get(record.get_absolute_url())
    assert page.status_code == 200
    assert "经营超过保质期的食品" in page.content.decode()
    assert "2027年9月1日 24:00" in page.content.decode()


def test_one_firm_is_found_over_all_kinds(cast, client):
    published(cast, rows=[penalty(1)])
    licence = sample("licence", 5) | {"XK_XDR_MC": "玉山县怀玉第1食品有限公司", "XK_XDR_LB": "法人及非法人组织"}
    published(cast, "licence", [licence])
    page = client.get("/notices/party/", {"q": "怀玉第1食品"}).content.decode()
    assert "行政处罚" in page and "行政许可" in page and "共 <b>2</b>" in page


def test_one_firm_is_found_by_its_unified_code(cast, client):
    published(cast, rows=[penalty(1), penalty(2)])
    page = client.get("/notices/party/", {"q": penalty(2)["CF_XDR_SHXYM"]}).content.decode()
    assert "怀玉第2食品" in page and "怀玉第1食品" not in page


def test_a_natural_person_is_not_found_by_full_name_anywhere(cast, client):
    published(cast, rows=[person(1)])
    for address in ("/notices/party/", "/notices/penalty/", "/search/"):
        page = client.get(address, {"q": "欧阳守信"}).content.decode()
        assert Record.objects.in_force().get().get_absolute_url() not in page


def test_a_natural_persons_page_is_masked_and_not_indexable(cast, client):
    published(cast, rows=[person(1)])
    page = client.get(Record.objects.in_force().get().get_absolute_url()).content.decode()
    assert "欧***" in page and "欧阳守信" not in page and "noindex" in page and "个人信息已按规定隐去" in page


def test_the_sum_of_a_filtered_list_equals_its_file(cast, client):
    rows = [penalty(serial, CF_NR_FK=Decimal(serial)) for serial in (1, 2, 3)]
    published(cast, rows=rows)
    asked = {"least": "15000", "year": "2026"}
    page = client.get("/notices/penalty/", asked).content.decode()
    assert "共 <b>2</b> 条，罚款金额合计 5.00 万元" in page
    text = b"".join(client.get("/notices/penalty/download.csv", asked).streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert sum(Decimal(line["罚款金额（万元）"]) for line in lines) == 5


def test_files_hold_the_same_rows_in_three_forms(cast, client):
    published(cast, rows=[penalty(1), person(2)])
    answer = json.loads(b"".join(client.get("/notices/penalty/download.json").streaming_content))
    assert len(answer["records"]) == 2
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(b"".join(client.get("/notices/penalty/download.xlsx").streaming_content)))
    assert book.active.max_row == 3


def test_a_month_without_records_says_so(cast, client):
    with time_machine.travel("2026-11-20T10:00:00+08:00"):
        published(cast, rows=[penalty(1)])
        page = client.get("/notices/penalty/").content.decode()
    assert "2026年9月</a>：1 条" in page
    assert "2026年10月：本月无此类信息" in page
    assert "2026年12月" not in page


def test_payment_lists_open_by_township_and_village(cast, client):
    base = sample("subsidy-payment", 1)
    rows = [
        base | {"township": "樟村镇", "village": village, "name": f"王{mark}", "money": Decimal(money)}
        for village, mark, money in (("程村村", "大", "100.50"), ("程村村", "二", "200"), ("黄塘村", "三", "50"))
    ]
    published(cast, "subsidy-payment", rows)
    page = client.get("/notices/subsidy-payment/", {"township": "樟村镇", "village": "程村村"}).content.decode()
    assert "共 <b>2</b> 条，补贴金额合计 300.50 元" in page
    assert base["identity"] not in page


def test_odd_filters_are_no_error(cast, client):
    published(cast, rows=[penalty(1)])
    odd = {
        "year": "abc",
        "organ": "'; drop",
        "month": "13",
        "least": "NaN",
        "most": "1e999",
        "page": "-3",
        "q": "%" * 99,
    }
    assert client.get("/notices/penalty/", odd).status_code == 200
    assert client.get("/notices/party/", {"q": "%_"}).status_code == 200
    assert client.get("/notices/nothing/").status_code == 404
    assert client.get("/notices/penalty/download.exe").status_code == 404
    assert client.get("/notices/penalty/99-99/").status_code == 404


def test_measured_values_beyond_their_limit_are_named(cast, client):
    water = {"place": "七一水库", "grade": "Ⅱ类", "ph": "7.1", "phosphorus": "0.05", "oxygen": "7"}
    rows = [
        water | {"measured_on": date(2026, 8, 1), "ammonia": "0.2"},
        water | {"measured_on": date(2026, 9, 1), "ammonia": "1.4"},
    ]
    published(cast, "surface-water", rows)
    page = client.get("/notices/surface-water/").content.decode()
    assert "1.4 超限值 1" in page
    assert "2 次监测有 1 次超过限值" in page


@pytest.mark.parametrize("address", ["/notices/", "/notices/party/", "/notices/licence/", "/notices/air/"])
def test_empty_pages_stand(cast, client, address):
    assert client.get(address).status_code == 200


def test_stages_of_a_purchase_stand_on_one_page(cast, client):
    project = {"project": "县第一小学课桌椅采购", "project_number": "YSCG-1", "buyer": "县第一小学"}
    published(cast, "procurement-announcement", [sample("procurement-announcement", 1) | project])
    published(cast, "procurement-result", [sample("procurement-result", 2) | project])
    page = client.get(Record.objects.of_kind("procurement-result").get().get_absolute_url()).content.decode()
    assert "采购全过程" in page and "采购公告" in page
