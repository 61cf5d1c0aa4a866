"""Reference data: what the county has, loaded again and again without harm; names through time."""

import csv
from datetime import date

import pytest

from disclosure.departments.loading import REFERENCE, load_departments
from disclosure.departments.models import Department, Venue
from disclosure.departments.naming import find_organ, last_successor, predecessors_of
from disclosure.departments.statutory import NODES, nodes_of
from tests import factories

TOWNSHIPS = "冰溪街道 文成街道 临湖镇 必姆镇 横街镇 下镇镇 岩瑞镇 双明镇 紫湖镇 仙岩镇 樟村镇 南山乡 怀玉乡 下塘乡 四股桥乡 六都乡".split()
NAMED_IN_THE_PLAN = (
    "县政府办公室 县大数据发展服务中心 县政务服务中心 县卫健委 县金融办 县人社局 玉山生态环境局 县教体局 县医保局 县应急管理局 "
    "县民政局 县市监局 县司法局 县发改委 县水利局 县农业农村局 县财政局 县商务局 县工信局 县住建局 县交通运输局"
).split()


def everything():
    return [list(model.objects.order_by("code").values()) for model in (Department, Venue)]


def test_the_county_has_its_sixteen_townships_and_not_those_run_from_sanqingshan(db):
    load_departments()
    townships = Department.objects.townships()
    assert sorted(townships.values_list("short_name", flat=True)) == sorted(TOWNSHIPS)
    assert len(set(townships.values_list("region_code", flat=True))) == 16
    assert find_organ("枫林镇") is None and find_organ("三清乡") is None


@pytest.mark.parametrize("name", NAMED_IN_THE_PLAN)
def test_every_organ_named_in_the_plan_is_known_by_that_name(db, name):
    load_departments()
    organ = find_organ(name)
    assert organ is not None and organ.short_name == name and not organ.name.startswith("县")


@pytest.mark.parametrize(
    "said, code",
    [
        ("住建局", "housing"),
        ("县住房和城乡建设局", "housing"),
        ("玉山县人民政府办公室", "gov-office"),
        ("县政府", "government"),
        ("县教育局", "education"),
        ("扶贫办", "rural-revival"),
        ("玉山县税务局", "tax"),
        (" 玉山县 财政局 ", "finance"),
        ("bingxi", "bingxi"),
    ],
)
def test_people_name_organs_in_many_ways(db, said, code):
    load_departments()
    assert find_organ(said).code == code


def test_nobody_shares_a_name_with_another(db):
    load_departments()
    claimed = {}
    for organ in Department.objects.all():
        for name in {organ.name, organ.short_name, *organ.aliases}:
            assert claimed.setdefault(name, organ.code) == organ.code, name


def test_numbers_that_nobody_gave_are_not_invented(db):
    load_departments()
    for name in ("phone", "fax", "internet_contact", "office_hours", "unified_code"):
        assert set(Department.objects.values_list(name, flat=True)) == {""}
    assert Department.objects.get(code="police").to_check
    assert not Department.objects.get(code="finance").to_check
    assert all(Department.objects.values_list("reference_note", flat=True))


def test_every_township_has_a_zone_and_the_county_its_reading_places(db):
    load_departments()
    zones = Venue.objects.filter(kind="zone")
    assert {venue.department.code for venue in zones.select_related("department")} == {
        *Department.objects.townships().values_list("code", flat=True),
        "service-centre",
    }
    assert Venue.objects.filter(kind="reading").count() == 3


def test_loading_twice_changes_nothing(db, django_assert_max_num_queries):
    first = load_departments()
    before = everything()
    second = load_departments()
    assert first.inserted == 69 and not first.kept
    assert (second.inserted, second.updated, second.kept) == (0, 0, ())
    assert everything() == before


def test_a_row_the_county_edited_is_kept_and_listed(db):
    load_departments()
    Department.objects.filter(code="finance").update(short_name="县财政金融局")
    report = load_departments()
    assert Department.objects.get(code="finance").short_name == "县财政金融局"
    assert len(report.kept) == 1
    assert "finance" in report.kept[0] and "县财政金融局" in report.kept[0] and "县财政局" in report.kept[0]


def test_filling_in_what_was_shipped_empty_does_not_count_as_an_edit(db):
    load_departments()
    Department.objects.filter(code="finance").update(phone="0793-2550000", address="某路1号", document_prefix="玉财字")
    assert load_departments().kept == ()
    assert Department.objects.get(code="finance").phone == "0793-2550000"


def shipped_with(tmp_path, code, **changes):
    """A later release of the reference data."""
    for name in ("organs.csv", "venues.csv"):
        with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for row in rows:
            if row["code"] == code:
                row.update(changes)
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return tmp_path


def test_a_later_release_reaches_untouched_rows_only(db, tmp_path):
    load_departments()
    Department.objects.filter(code="audit").update(short_name="县审计办")
    later = shipped_with(tmp_path, "police", name="玉山县公安局（新）")
    shipped_with(tmp_path, "police", name="玉山县公安局（新）")
    report = load_departments(later)
    assert (report.inserted, report.updated) == (0, 1)
    assert Department.objects.get(code="police").name == "玉山县公安局（新）"
    assert Department.objects.get(code="audit").short_name == "县审计办"


def test_a_row_under_an_unknown_organ_loads_nothing(db, tmp_path):
    with pytest.raises(ValueError, match="未知机构：nowhere"):
        load_departments(shipped_with(tmp_path, "liudu", parent="nowhere"))
    assert not Department.objects.exists()


def test_an_organ_is_called_as_it_was_called_on_that_day(db):
    organ = factories.make_department(
        "education",
        "玉山县教育体育局",
        former_names=[
            {"name": "玉山县教育局", "to": "2014-12-31"},
            {"name": "玉山县教育和体育局", "from": "2015-01-01", "to": "2019-02-28"},
        ],
    )
    assert organ.name_on(date(2014, 12, 31)) == "玉山县教育局"
    assert organ.name_on(date(2015, 1, 1)) == "玉山县教育和体育局"
    assert organ.name_on(date(2019, 2, 28)) == "玉山县教育和体育局"
    assert organ.name_on(date(2019, 3, 1)) == "玉山县教育体育局"
    assert find_organ("玉山县教育和体育局") == organ


def test_duties_pass_along_the_chain_of_successors(db):
    last = factories.make_department("last")
    middle = factories.make_department("middle", valid_to=date(2021, 5, 31), successor=last)
    first = factories.make_department("first", valid_to=date(2019, 2, 28), successor=middle)
    assert last_successor(first) == last and last_successor(last) == last
    assert [organ.code for organ in predecessors_of(last)] == ["middle", "first"]


@pytest.mark.parametrize(
    "kind, number",
    [
        ("government", 22),
        ("department", 22),
        ("township", 23),
        ("subdistrict", 23),
        ("public_enterprise", 6),
        ("village", 0),
    ],
)
def test_each_kind_of_organ_has_its_own_tree(kind, number):
    assert len(nodes_of(kind)) == number


def test_codes_of_nodes_are_unique_and_fit_an_address():
    assert len({node.code for node in NODES}) == len(NODES) == 36
    assert all(node.code.replace("-", "").isalnum() for node in NODES)
