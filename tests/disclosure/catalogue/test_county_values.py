"""County values stand in place of the national ones on their days, with source and reason."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.audit.models import LedgerEntry
from disclosure.catalogue import actions
from disclosure.catalogue.effective import effective
from disclosure.catalogue.loading import load_catalogue
from disclosure.catalogue.models import CatalogueItem, CountyOverride, ItemOrgan
from disclosure.departments.guards import Refused
from disclosure.register.models import RegisterEntry

AT = timezone.make_aware(datetime(2021, 8, 31, 9))


@pytest.fixture
def item(catalogue):
    return CatalogueItem.objects.get(item_code="22-01-01")


def set_value(item, field, value, by, **fields):
    fields = {"source": "玉府办字〔2021〕36号", "reason": "县里要求更严", "effective_from": date(2021, 9, 1)} | fields
    return actions.override(item, field, value, by=by, at=AT, **fields)


def test_a_county_value_holds_from_its_day(catalogue, item):
    set_value(item, "deadline_text", "信息形成之日起7个工作日内", catalogue.zhou)
    set_value(item, "deadline_rule", "workdays:7", catalogue.zhou)
    assert effective(item, date(2021, 8, 31)).judgement.period.length == 20
    after = effective(item, date(2021, 9, 1))
    assert after.judgement.period.length == 7 and set(after.overridden) == {"deadline_text", "deadline_rule"}
    assert [limit.length for limit in after.limits] == [7]


def test_the_later_of_two_county_values_holds_and_an_ended_one_gives_way(catalogue, item):
    first = set_value(item, "level2", "农机补贴", catalogue.zhou)
    set_value(item, "level2", "农机购置与应用补贴", catalogue.zhou, effective_from=date(2021, 10, 1))
    assert effective(item, date(2021, 9, 30)).level2 == "农机补贴"
    assert effective(item, date(2021, 10, 1)).level2 == "农机购置与应用补贴"
    actions.end_override(first, by=catalogue.zhou, at=AT, last_day=date(2021, 9, 15), reason="改名")
    assert effective(item, date(2021, 9, 16)).level2 == item.level2


def test_loading_leaves_county_values_alone(catalogue, item):
    set_value(item, "level2", "农机补贴", catalogue.zhou)
    assert not load_catalogue().changed
    assert CountyOverride.objects.count() == 1


UNFIT = (
    ("item_code", "22-01-02"),
    ("wording", "seen"),
    ("deadline_rule", "20天"),
    ("deadline_rule", "workdays:0"),
    ("audience", "everyone"),
    ("channels", ["村口大喇叭"]),
    ("elements", []),
    ("elements", "一个要素"),
    ("township", "1"),
    ("level2", " "),
    ("level2", "长" * 300),
)


def test_a_value_that_fits_no_column_is_refused_with_a_sentence(catalogue, item):
    for field, value in UNFIT:
        with pytest.raises(Refused) as refusal:
            set_value(item, field, value, catalogue.zhou)
        assert all(reason.endswith("。") for reason in refusal.value.reasons)
    assert not CountyOverride.objects.exists()


def test_only_the_office_sets_county_values_and_never_without_source_and_reason(catalogue, item):
    with pytest.raises(Refused, match="县公开办"):
        set_value(item, "level2", "农机补贴", catalogue.chen)
    with pytest.raises(Refused, match="来源文件和理由"):
        set_value(item, "level2", "农机补贴", catalogue.zhou, source=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        CountyOverride.objects.create(
            item=item, field="level2", value="x", source="", reason="", effective_from=AT.date(), by=catalogue.zhou
        )


def test_every_act_stands_in_the_ledger_and_the_register_row_follows(catalogue, item):
    set_value(item, "level2", "农机补贴", catalogue.zhou, effective_from=date(2021, 8, 31))
    row = LedgerEntry.objects.get(verb="override")
    assert (row.actor, row.before, row.after) == ("zhou", "农机购置补贴", "农机补贴")
    assert RegisterEntry.objects.get(kind="item", thing_id="22-01-01").title.startswith("农机补贴")


def test_a_confirmed_wording_stays_confirmed(catalogue):
    item = CatalogueItem.objects.to_check().first()
    actions.confirm_wording(item, by=catalogue.zhou, at=AT)
    report = load_catalogue()
    item.refresh_from_db()
    assert (item.wording, item.checked_on, item.checked_by) == ("seen", date(2021, 8, 31), catalogue.zhou)
    assert not report.changed and not report.kept


def test_an_organ_is_named_and_relieved_and_loading_respects_both(catalogue, item):
    actions.assign(item, catalogue.finance, by=catalogue.zhou, at=AT)
    actions.relieve(item, catalogue.bingxi, by=catalogue.zhou, at=AT, reason="街道没有耕地")
    load_catalogue()
    standing = ItemOrgan.objects.standing(AT.date()).filter(item=item)
    assert set(standing.values_list("department__code", flat=True)) == {"finance"}
    with pytest.raises(Refused):
        actions.assign(item, catalogue.education, by=catalogue.li, at=AT)
