"""load_catalogue: run twice it changes nothing; over edited rows it overwrites nothing and lists what differs."""

from disclosure.catalogue import loading
from disclosure.catalogue.loading import load_catalogue
from disclosure.catalogue.models import CatalogueItem, Domain, ItemOrgan, ItemTimeLimit


def everything():
    return (
        list(Domain.objects.order_by("pk").values()),
        list(CatalogueItem.objects.order_by("pk").values()),
        list(ItemTimeLimit.objects.order_by("pk").values()),
        list(ItemOrgan.objects.order_by("pk").values()),
    )


def test_a_first_run_brings_all_domains_items_and_limits(catalogue):
    assert Domain.objects.count() == 26
    assert CatalogueItem.objects.count() == 681
    assert CatalogueItem.objects.to_check().count() == 404
    assert ItemTimeLimit.objects.filter(understood=False).count() == 3
    assert set(CatalogueItem.objects.values_list("pk", flat=True)) == set(
        ItemTimeLimit.objects.values_list("item", flat=True)
    )


def test_a_second_run_changes_nothing(catalogue):
    before = everything()
    report = load_catalogue()
    assert not report.changed and not report.kept
    assert everything() == before


def test_a_row_the_county_edited_is_kept_and_listed(catalogue):
    item = CatalogueItem.objects.get(item_code="06-02-01")
    item.level2 = "拟征收土地启动公告"
    item.save()
    report = load_catalogue()
    item.refresh_from_db()
    assert item.level2 == "拟征收土地启动公告"
    assert report.kept == ["06-02-01 二级事项：县里为“拟征收土地启动公告”，参考数据为“拟征收土地告知”，未覆盖。"]


def test_a_new_delivery_moves_only_the_fields_still_as_shipped(catalogue, monkeypatch):
    item = CatalogueItem.objects.get(item_code="06-02-01")
    item.level2 = "拟征收土地启动公告"
    item.save()
    rows = loading.shipped_items()
    delivered = next(row for row in rows if row["item_code"] == "06-02-01")
    delivered["level2"], delivered["deadline_text"] = "征收土地预公告", "信息形成之日起7个工作日内"
    monkeypatch.setattr(loading, "shipped_items", lambda: rows)
    report = load_catalogue()
    item.refresh_from_db()
    assert (item.level2, item.deadline_text) == ("拟征收土地启动公告", "信息形成之日起7个工作日内")
    assert report.updated == 1 and len(report.kept) == 1
    assert [limit.length for limit in item.time_limits.all()] == [7]
    assert not load_catalogue().changed


def test_a_new_row_goes_in_and_a_row_of_the_countys_own_stays(catalogue, monkeypatch):
    domain = Domain.objects.get(domain_no="22")
    own = CatalogueItem.objects.create(
        item_code="22-90-01",
        domain=domain,
        level1="县定事项",
        level2="油茶补贴",
        deadline_text="信息形成之日起7个工作日内",
        deadline_rule="workdays:7",
        publisher="县农业农村局、乡镇人民政府",
        audience="public",
        method="proactive",
    )
    rows = loading.shipped_items()
    rows.append({**rows[-1], "item_code": "26-90-01"})
    monkeypatch.setattr(loading, "shipped_items", lambda: rows)
    report = load_catalogue()
    assert CatalogueItem.objects.filter(item_code="26-90-01").exists()
    own.refresh_from_db()
    assert own.level2 == "油茶补贴" and report.inserted >= 1


def test_an_edited_domain_is_kept_and_listed(catalogue):
    Domain.objects.filter(domain_no="22").update(introduction="县里自己写的说明。")
    report = load_catalogue()
    assert Domain.objects.get(domain_no="22").introduction == "县里自己写的说明。"
    assert report.kept == ["领域 22：县里改过，未覆盖。"]


def test_publishers_map_to_organs_and_townships_owe_only_township_items(catalogue):
    finance, bingxi = catalogue.finance, catalogue.bingxi
    budget = CatalogueItem.objects.get(item_code="03-01-15")
    assert ItemOrgan.objects.filter(item=budget, department=finance).exists()
    owed = CatalogueItem.objects.filter(organs__department=bingxi)
    assert owed.exists() and not owed.filter(township=False).exists()


def test_police_stations_answer_for_household_registration_not_the_township(catalogue):
    assert not CatalogueItem.objects.filter(organs__department=catalogue.bingxi, domain__domain_no="21").exists()


def test_a_duty_the_county_removed_stays_removed(catalogue):
    row = ItemOrgan.objects.filter(department=catalogue.finance).first()
    row.removed_on = "2021-08-31"
    row.save()
    assert not load_catalogue().changed
    row.refresh_from_db()
    assert str(row.removed_on) == "2021-08-31"


def test_publishers_without_an_organ_are_listed_for_the_office(catalogue):
    report = load_catalogue()
    assert any("招标人或其委托的招标代理机构" in line for line in report.unmapped)
    assert any("机构名录中没有“玉山县水利局”" in line for line in report.unmapped)
    assert any("信息确定后按规定公布" in line for line in report.not_understood)
