"""The catalogue at the desk: 待核对 for officers, county values for the office, events for clerks."""

from disclosure.catalogue.models import CatalogueItem, CountyOverride, DeclaredEvent, ItemOrgan
from tests.factories import sign_in

ITEMS = "/admin/catalogue/catalogueitem/"
OVERRIDES = "/admin/catalogue/countyoverride/"
EVENTS = "/admin/catalogue/declaredevent/"


def values(item, **fields):
    fields = {"field": "level2", "text": "农机补贴", "source": "玉府办字〔2021〕36号", "reason": "简化"} | fields
    return {"item": item.pk, "effective_from": "2021-09-01", "effective_to": "", **fields}


def test_the_office_sees_what_is_to_check_and_confirms_it(client, catalogue):
    sign_in(client, catalogue.zhou)
    page = client.get(ITEMS, {"wording": "to_check"})
    assert "待核对" in page.content.decode()
    item = CatalogueItem.objects.to_check().first()
    client.post(ITEMS, {"action": "confirm", "_selected_action": [item.pk]})
    item.refresh_from_db()
    assert (item.wording, item.checked_by) == ("seen", catalogue.zhou)
    assert client.get(f"{ITEMS}{item.pk}/change/").status_code == 200


def test_a_clerk_looks_items_up_by_name_but_confirms_nothing(client, catalogue):
    sign_in(client, catalogue.chen)
    page = client.get(ITEMS, {"q": "农机购置"}).content.decode()
    assert "22-01-01" in page and "21-01-01" not in page
    item = CatalogueItem.objects.to_check().first()
    client.post(ITEMS, {"action": "confirm", "_selected_action": [item.pk]})
    item.refresh_from_db()
    assert item.wording == "to_check"
    assert client.get(f"{OVERRIDES}add/").status_code == 403


def test_administrators_and_citizens_have_no_catalogue_desk(client, catalogue):
    assert client.get(ITEMS).status_code == 302
    for user in catalogue.administrators:
        assert sign_in(client, user).get(ITEMS).status_code == 403


def test_the_office_sets_a_county_value_and_a_misfit_is_refused_beside_its_field(client, catalogue):
    item = CatalogueItem.objects.get(item_code="22-01-01")
    sign_in(client, catalogue.zhou)
    assert client.get(f"{OVERRIDES}add/").status_code == 200
    refused = client.post(f"{OVERRIDES}add/", values(item, field="deadline_rule", text="二十天"))
    assert refused.status_code == 200 and "时限规则写作" in refused.content.decode()
    assert client.post(f"{OVERRIDES}add/", values(item)).status_code == 302
    client.post(f"{OVERRIDES}add/", values(item, field="township", text="否"))
    rows = CountyOverride.objects.order_by("pk")
    assert [(row.field, row.value, row.by) for row in rows] == [
        ("level2", "农机补贴", catalogue.zhou),
        ("township", False, catalogue.zhou),
    ]
    assert client.get(f"{OVERRIDES}{rows[0].pk}/change/").status_code == 200


def test_a_clerk_declares_events_of_the_own_organ_only(client, catalogue):
    item = CatalogueItem.objects.get(item_code="06-03-01")
    ItemOrgan.objects.create(item=item, department=catalogue.finance)
    sign_in(client, catalogue.chen)
    event = {"item": item.pk, "organ": catalogue.finance.pk, "happened_on": "2021-06-01", "note": "批文"}
    assert client.post(f"{EVENTS}add/", event).status_code == 302
    assert DeclaredEvent.objects.get().declared_by == catalogue.chen
    assert client.post(f"{EVENTS}add/", event | {"organ": catalogue.education.pk}).status_code == 200
    assert "批文" in client.get(EVENTS).content.decode()
    assert "批文" not in sign_in(client, catalogue.zhao).get(EVENTS).content.decode()


def test_a_refused_event_says_why_and_stores_nothing(client, catalogue):
    item = CatalogueItem.objects.get(item_code="03-01-15")
    sign_in(client, catalogue.chen)
    event = {"item": item.pk, "organ": catalogue.finance.pk, "happened_on": "2021-06-01", "note": "批文"}
    page = client.post(f"{EVENTS}add/", event, follow=True).content.decode()
    assert "不是从某一事件起算" in page and not DeclaredEvent.objects.exists()
