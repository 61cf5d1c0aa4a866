"""From a paper's file to every public place within the same second, and out of all of them again (条例 第二十六条)."""

from pathlib import Path

import pytest

from disclosure.catalogue.loading import load_catalogue
from disclosure.documents.importing import propose, store
from disclosure.publishing import actions
from tests import factories, papers
from tests.factories import sign_in

PAPER = Path(__file__).resolve().parent.parent / "samples" / "paper-2023.txt"
TITLE = "清溪县人民政府办公室关于印发《清溪县2023年政务公开工作方案》的通知"
ITEM = "22-01-02"
WORDS = ("政务公开", "列席", "县财政局", "清府办字〔2023〕18号", "清府办字[2023]18号")


@pytest.fixture
def paper(cast):
    """The sample paper as a clerk's draft, attached to a catalogue item and handed through the chain up to 签发."""
    load_catalogue()
    proposal = propose(PAPER.read_bytes(), PAPER.name)
    draft = store(proposal, by=cast.chen, organ=cast.finance, theme="综合政务", item_codes=[ITEM])
    papers.pass_reviews(draft, cast)
    actions.approve(draft, by=cast.wang)
    return draft


def places(paper) -> list[str]:
    """Every public place where a document of the finance bureau under that item must stand."""
    return [
        "/", "/documents/policy/", "/departments/finance/", f"/catalogue/items/{ITEM}/", f"/catalogue/{ITEM[:2]}/",
        *(f"/search/?q={word}" for word in WORDS), "/feeds/all.rss", "/feeds/documents-policy.atom",
        "/feeds/organ/finance.rss", f"/feeds/item/{ITEM}.rss", "/departments/finance/statutory/20-1/",
    ]  # fmt: skip


def shows(client, place: str, address: str) -> bool:
    """Whether the place answers and carries the document's address."""
    answer = client.get(place)
    assert answer.status_code == 200, place
    return address in answer.content.decode()


def in_sitemap(client, address: str) -> bool:
    index = client.get("/sitemap.xml").content.decode()
    parts = [line.split("</loc>")[0] for line in index.split("<loc>")[1:]]
    texts = (b"".join(client.get(part[part.index("/sitemaps/") :]).streaming_content).decode() for part in parts)
    return any(f"{address}</loc>" in text for text in texts)


def test_the_paper_says_of_itself_what_the_clerk_need_not_type(paper):
    assert paper.title == TITLE
    assert paper.document_number == "清府办字〔2023〕18号"
    assert paper.formed_on.isoformat() == "2023-05-09"
    assert paper.disclosure == "proactive"
    assert "列席" in paper.body


def test_a_published_paper_stands_everywhere_within_the_same_second(client, cast, paper):
    address = paper.get_absolute_url()
    assert [place for place in places(paper) if shows(client, place, address)] == []
    assert client.get(address).status_code == 404
    actions.publish(paper, by=cast.wang)
    assert [place for place in places(paper) if not shows(client, place, address)] == []
    assert in_sitemap(client, address)
    page = client.get(address)
    assert page.status_code == 200 and TITLE in page.content.decode()


def test_a_withdrawn_paper_is_gone_everywhere_and_leaves_a_tombstone(client, cast, paper):
    address = paper.get_absolute_url()
    actions.publish(paper, by=cast.wang)
    assert shows(client, "/", address)
    actions.withdraw(paper, by=cast.wang, reason="附件有误，修改后重新公开")
    assert [place for place in places(paper) if shows(client, place, address)] == []
    assert not in_sitemap(client, address)
    tombstone = client.get(address)
    text = tombstone.content.decode()
    assert tombstone.status_code == 410
    assert "附件有误，修改后重新公开" in text and "noindex" in text
    assert "列席" not in text  # the text itself is gone


def test_a_draft_is_seen_nowhere_by_a_citizen_nor_under_the_address_it_will_have(client, cast, paper):
    address = paper.get_absolute_url()
    assert client.get(address).status_code == 404
    sign_in(client, cast.zhao)  # a clerk of another organ is a citizen on the public site
    assert client.get(address).status_code == 404
    assert TITLE not in client.get("/search/?q=清溪县").content.decode()


def test_the_pages_of_a_document_print_its_signature_and_note_once(client, cast, paper):
    actions.publish(paper, by=cast.wang)
    html = client.get(paper.get_absolute_url()).content.decode()
    text = html[html.index('id="document-text"') : html.index('class="doc-tail"')]
    assert text.count("此件予以公开") == 1
    assert text.count("各乡镇人民政府、街道办事处，县政府各部门，县直各单位") == 1
    assert 'class="signature' in text


def test_words_of_the_desk_do_not_reach_the_page(client, cast, paper):
    actions.publish(paper, by=cast.wang)
    html = client.get(paper.get_absolute_url()).content.decode()
    assert factories.PASSWORD not in html
    assert not any(person.username in html for person in (cast.wang, cast.sun) if len(person.username) > 4)
    assert all(person.name not in html for person in cast.publishers)
