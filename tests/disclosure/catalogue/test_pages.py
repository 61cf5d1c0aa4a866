"""Explorer, domain and item pages, table and files: numbers agree, nothing unchecked leaks, nothing hostile breaks."""

import csv
import io
import re
from datetime import date

from django.http import QueryDict
from django.utils import timezone
from openpyxl import load_workbook

from disclosure.catalogue import actions
from disclosure.catalogue.explorer import GROUPS, Choice, all_rows, labels_of
from disclosure.catalogue.models import CatalogueItem
from disclosure.catalogue.pages import ROWS_PER_PAGE, explorer_page
from disclosure.catalogue.tables import merged
from disclosure.register.models import RegisterEntry

TODAY = timezone.localdate()


def get(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def number_shown(page: str) -> int:
    return int(re.search(r"共 <b>([\d,]+)</b>", page)[1].replace(",", ""))


def test_all_26_domains_and_every_item_have_a_page(client, catalogue):
    titles = set()
    for number in range(1, 27):
        page = get(client, f"/catalogue/{number:02d}/")
        titles.add(re.search(r"<title>(.*?)</title>", page, re.S)[1])
        assert '<meta name="ColumnName"' in page and '<meta name="ColumnType"' in page
    assert len(titles) == 26
    for code in CatalogueItem.objects.values_list("item_code", flat=True)[::23]:
        assert code in get(client, f"/catalogue/items/{code}/")


def test_what_does_not_exist_is_404(client, catalogue):
    for address in ("/catalogue/27/", "/catalogue/00/", "/catalogue/items/99-01-01/", "/catalogue/export.ods"):
        get(client, address, 404)


def test_a_withdrawn_item_leaves_the_catalogue_on_its_day(client, catalogue):
    item = CatalogueItem.objects.filter(item_code="24-09-01")
    item.update(withdrawn_from=TODAY, withdrawn_reason="并入其他事项")
    get(client, "/catalogue/items/24-09-01/", 404)
    assert number_shown(get(client, "/catalogue/")) == 680


def test_every_facet_number_is_the_length_of_the_list_it_leads_to(catalogue, publish):
    publish("03-01-15", TODAY, formed_on=TODAY)
    publish("05-02-06", date(2021, 6, 1))
    rows = all_rows(TODAY)
    for query in ("", "domain=06", "method=on_request&audience=specific", "q=公示", "organ=finance&content=some"):
        known = {name: set(values) for name, values in labels_of(rows).items()}
        choice = Choice.read(QueryDict(query), known)
        page = explorer_page(QueryDict(query), TODAY)
        assert page["count"] == len(choice.select(rows))
        for group in page["groups"]:
            for option in group["options"]:
                chosen = tuple(pair for pair in choice.chosen if pair[0] != group["name"])
                if option["value"]:
                    chosen += ((group["name"], option["value"]),)
                assert option["count"] == len(Choice(chosen, choice.text).select(rows)), (query, group["name"], option)


def test_the_seven_facets_ask_what_the_official_columns_say(client, catalogue):
    assert [name for name, _ in GROUPS] == ["domain", "organ", "audience", "method", "level", "limit", "content"]
    for query, number in (
        ("domain=18", 78),
        ("level=township", 283),
        ("audience=specific", 36),
        ("method=on_request", 13),
        ("limit=periodic", 14),
        ("q=06-02", 4),
        ("q=征地补偿 domainless", 0),
    ):
        assert number_shown(get(client, f"/catalogue/?{query}")) == number, query


def test_text_finds_by_name_number_alias_organ_and_document_number_in_any_brackets(client, catalogue):
    whole = number_shown(get(client, "/catalogue/?domain=06"))
    assert number_shown(get(client, "/catalogue/?q=征地补偿&domain=06")) == whole
    assert number_shown(get(client, "/catalogue/?q=县财政局")) > 5
    assert number_shown(get(client, "/catalogue/?q=国办发(2017)94号")) == number_shown(
        get(client, "/catalogue/?q=国办发〔2017〕94号")
    )
    assert number_shown(get(client, "/catalogue/?q=国办发[2017]94号")) > 0


def test_pages_of_the_list_cover_the_selection_once(client, catalogue):
    codes = []
    for page in range(1, -(-681 // ROWS_PER_PAGE) + 1):
        codes += re.findall(r'href="/catalogue/items/([\d-]{8})/"', get(client, f"/catalogue/?page={page}"))
    assert len(codes) == len(set(codes)) == 681


def test_downloads_hold_the_rows_of_the_screen(client, catalogue):
    for query in ("", "domain=06", "level=township&method=proactive", "q=没有这样的事项"):
        number = number_shown(get(client, f"/catalogue/?{query}"))
        lines = list(csv.reader(io.StringIO(client.get(f"/catalogue/export.csv?{query}").content.decode("utf-8-sig"))))
        book = load_workbook(io.BytesIO(b"".join(client.get(f"/catalogue/export.xlsx?{query}").streaming_content)))
        sheet = [list(row) for row in book.active.iter_rows(values_only=True)]
        assert len(lines) - 1 == len(sheet) - 1 == number
        assert [str(row[0]) for row in sheet[1:]] == [line[0] for line in lines[1:]]
        assert sheet[0] == lines[0] and "公开渠道和载体" in lines[0]


def test_no_cell_of_a_download_is_a_formula(client, catalogue):
    item = CatalogueItem.objects.get(item_code="22-01-01")
    item.level2 = '=HYPERLINK("http://evil.example")'
    item.save()
    text = client.get("/catalogue/export.csv?q=22-01-01").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    book = load_workbook(io.BytesIO(b"".join(client.get("/catalogue/export.xlsx?q=22-01-01").streaming_content)))
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


def test_the_official_table_and_the_paper_hold_the_same_items(client, catalogue):
    table = get(client, "/catalogue/?view=table&domain=06")
    paper = get(client, "/catalogue/?view=print&domain=06")
    items = r'href="/catalogue/items/([\d-]{8})/"'
    assert re.findall(items, table) == re.findall(items, paper)
    assert table.count('scope="col"') == paper.count('scope="col"') == 11
    assert "rowspan=" in paper and "同上" not in paper


def test_merged_cells_add_up_to_the_rows(catalogue):
    rows = all_rows(TODAY)
    lines = merged(rows)
    assert sum(line["span"] for line in lines) == sum(line["domain_span"] for line in lines) == len(rows)
    assert sum(1 for line in lines if line["domain_span"]) == 26


def test_what_is_still_to_check_is_never_shown_to_citizens(client, catalogue):
    item = CatalogueItem.objects.to_check().filter(domain__domain_no="18").first()
    for address in (
        "/catalogue/",
        "/catalogue/?view=table&domain=18",
        "/catalogue/?view=print&domain=18",
        "/catalogue/18/",
        item.get_absolute_url(),
        "/catalogue/export.csv",
        "/catalogue/suggest/?q=社会保险",
    ):
        page = client.get(address).content.decode()
        assert "to_check" not in page and "待核对" not in page, address
    book = load_workbook(io.BytesIO(b"".join(client.get("/catalogue/export.xlsx").streaming_content)))
    cells = {str(cell) for row in book.active.iter_rows(values_only=True) for cell in row}
    assert not any("待核对" in cell or "to_check" in cell for cell in cells)
    row = RegisterEntry.objects.get(kind="item", thing_id=item.item_code)
    assert "待核对" not in row.search_text.body and "to_check" not in row.search_text.body


def test_an_item_shows_what_was_published_under_it_newest_first(client, publish):
    publish("08-01-01", date(2021, 6, 4), formed_on=date(2021, 6, 1), title="第一件")
    publish("08-01-01", date(2021, 6, 9), title="第二件", organ="education")
    page = get(client, "/catalogue/items/08-01-01/")
    assert page.index("第二件") < page.index("第一件")
    assert "形成 2021-06-01，公开 2021-06-04，用时 3 个工作日，时限 20 个工作日" in page
    only = get(client, "/catalogue/items/08-01-01/?organ=education")
    assert "第二件" in only and "第一件" not in only and number_shown(only) == 1
    assert number_shown(get(client, "/catalogue/items/08-01-01/?year=2020")) == 0


def test_years_and_organs_of_an_item_count_what_they_lead_to(client, publish):
    for year in (2019, 2020, 2020):
        publish("08-01-01", date(year, 6, 9))
    publish("08-01-01", date(2020, 6, 9), organ="education")
    page = get(client, "/catalogue/items/08-01-01/")
    found = re.findall(r'href="(/catalogue/items/08-01-01/\?[^"#]+)[^"]*">[^<]*（(\d+)）', page)
    assert len(found) == 4
    for address, number in found:
        assert number_shown(get(client, address.replace("&amp;", "&"))) == int(number)


def test_an_item_given_on_request_shows_guidance_and_no_content(client, publish):
    publish("07-02-01", date(2021, 6, 9), title="不应出现的内容")
    page = get(client, "/catalogue/items/07-02-01/")
    assert "不应出现的内容" not in page and "本事项依申请公开" in page
    assert "不应出现的内容" not in get(client, "/catalogue/?q=07-02-01")


def test_a_county_value_is_shown_with_its_source(client, catalogue):
    item = CatalogueItem.objects.get(item_code="22-01-01")
    actions.override(
        item,
        "deadline_text",
        "信息形成之日起7个工作日内",
        by=catalogue.zhou,
        at=timezone.now(),
        source="玉府办字〔2021〕36号",
        reason="更严",
        effective_from=TODAY,
    )
    page = get(client, "/catalogue/items/22-01-01/")
    assert "信息形成之日起7个工作日内" in page and "玉府办字〔2021〕36号（更严）" in page


HOSTILE = (
    "page=-1",
    "page=99999999999999999999",
    "page=１",
    "page=x&page=2",
    "domain=' OR 1=1--",
    "domain=06&domain=07",
    "organ=%ff%fe",
    "year=20211&organ=" + "a" * 300,
    "year=0000",
    "year=²²²²",
    "q=" + "长" * 300,
    "q=%E4%B8",
    "q=%0d%0aSet-Cookie:x",
    "q=<script>alert(1)</script>",
    "view=../../etc/passwd",
    "unknown=1&content=all&limit=&level=county&level=town",
)


def test_hostile_and_odd_parameters_never_break_a_page(client, catalogue):
    for path in ("/catalogue/", "/catalogue/items/08-01-01/", "/catalogue/06/", "/catalogue/export.csv"):
        for query in HOSTILE:
            answer = client.get(f"{path}?{query}")
            assert answer.status_code in (200, 400, 404), (path, query)
            if answer["Content-Type"].startswith("text/html"):
                assert b"<script>alert" not in answer.content


def test_pages_answer_to_reading_only(client, catalogue):
    for address in ("/catalogue/", "/catalogue/06/", "/catalogue/items/06-02-01/", "/catalogue/export.csv"):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_no_page_takes_more_than_fifteen_queries(client, publish, django_assert_max_num_queries):
    for day in range(1, 29):
        publish("08-01-01", date(2021, 6, day), formed_on=date(2021, 6, 1), organ=("finance", "education")[day % 2])
    for address in (
        "/catalogue/",
        "/catalogue/?view=table&domain=06",
        "/catalogue/?q=低保&level=township",
        "/catalogue/22/",
        "/catalogue/items/08-01-01/",
        "/catalogue/export.csv",
    ):
        with django_assert_max_num_queries(15, info=address):
            get(client, address)
