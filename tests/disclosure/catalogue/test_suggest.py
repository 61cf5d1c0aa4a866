"""Which item is meant: by number, name, keyword, or from the text of a paper."""

from datetime import date

from disclosure.catalogue.suggest import suggest, suggest_from_text

ON = date(2021, 9, 1)


def codes(found):
    return [row.item_code for row in found]


def test_a_number_finds_its_items_in_order_with_or_without_dashes(catalogue):
    assert codes(suggest("06-02", ON)) == ["06-02-01", "06-02-02", "06-02-03", "06-02-04"]
    assert codes(suggest("060203", ON)) == ["06-02-03"]


def test_a_name_comes_before_a_keyword(catalogue):
    found = suggest("临时救助", ON)
    assert found[0].domain == "社会救助"
    assert any("农机购置补贴" == row.name for row in suggest("农机", ON))


def test_an_alias_of_the_domain_and_a_document_number_find_too(catalogue):
    assert {row.domain for row in suggest("征地补偿 听证", ON)} == {"农村集体土地征收"}
    assert suggest("财预[2016]143号", ON)


def test_nothing_or_nonsense_suggests_nothing(catalogue):
    assert suggest("", ON) == suggest("   ", ON) == suggest("量子纠缠", ON) == []
    assert suggest_from_text("", ON) == suggest_from_text("The quick brown fox", ON) == []


def test_a_paper_suggests_the_items_it_speaks_of(catalogue):
    body = "关于公布2021年农机购置补贴资金使用情况的公告。全县共补贴购机户320户，补贴对象、补贴机具和补贴金额现予公示。"
    assert codes(suggest_from_text(body, ON))[0] == "22-01-01"
    body = "我县对拟征收土地开展现状调查，现将拟征收土地告知如下：征收范围、土地现状、征收目的……"
    assert {code[:5] for code in codes(suggest_from_text(body, ON, limit=2))} == {"06-02"}


def test_the_address_for_typing_gives_labels_and_addresses(client, catalogue):
    found = client.get("/catalogue/suggest/", {"q": "06-02-01"}).json()["items"]
    assert found == [
        {
            "code": "06-02-01",
            "label": "06-02-01 拟征收土地告知（农村集体土地征收·征地前期准备）",
            "url": "/catalogue/items/06-02-01/",
        }
    ]
