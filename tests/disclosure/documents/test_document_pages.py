"""A document's page: what stands on it, what is left out, and what follows from its dates alone."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from disclosure.documents import presentation
from disclosure.documents.kinds import SERVICE_ELEMENTS
from disclosure.publishing import actions
from disclosure.publishing.links import connect
from tests import papers

ORIGIN = "http://testserver"
BODY = (
    "<p>各乡镇人民政府：</p><p>一、总体要求</p><p>全面公开。</p><p>二、重点任务</p><p>（一）公开补贴信息。公开到村。</p>"
    "<p>（二）办好专区。方便查阅。</p>"
)


@pytest.fixture
def policy(cast):
    """A published policy paper with number, kind and theme."""

    def publish(**fields):
        values = {
            "genre": "policy",
            "document_number": "玉财字〔2021〕8号",
            "document_type": "通知",
            "theme": "财政、金融、审计",
            "body": BODY,
        }
        return papers.published(cast, **(values | fields))

    return publish


def page(document, on=None) -> dict:
    return presentation.page(document, on or timezone.localdate(), ORIGIN)


def metadata(document, on=None) -> dict:
    return {row["term"]: row["text"] for row in page(document, on)["metadata"] if row["text"]}


def test_every_heading_has_an_anchor_and_stands_in_the_contents(policy):
    shown = page(policy())
    anchors = [line["anchor"] for line in shown["contents"]]
    assert anchors == ["s-1", "s-2"]
    assert [line["anchor"] for line in shown["contents"][1]["children"]] == ["s-2-1", "s-2-2"]
    assert all(f'id="{anchor}"' in shown["body"] for anchor in (*anchors, "s-2-1", "s-2-2"))


def test_metadata_leaves_out_what_is_empty_and_marks_the_lead_of_joint_organs(policy):
    document = policy(co_organ_codes=["education"])
    shown = metadata(document)
    assert shown["发布机构"] == "玉山县财政局（牵头）、玉山县教育体育局"
    assert "废止日期" not in shown and "有效期至" not in shown
    assert shown["公开时限"] == "长期公开" and shown["公开方式"] == "主动公开"


@pytest.mark.parametrize(
    ("on", "word"),
    (
        (date(2021, 6, 30), "尚未生效"),
        (date(2021, 7, 1), "现行有效"),
        (date(2026, 6, 30), "现行有效"),
        (date(2026, 7, 1), "已失效"),
    ),
)
def test_validity_follows_from_the_dates_alone(policy, on, word):
    document = policy(effective_on=date(2021, 7, 1), expires_on=date(2026, 6, 30))
    assert presentation.status_of(document, on)["word"] == word


def test_a_repealed_paper_says_so_first_and_leads_to_its_successor(policy, cast, client):
    new = policy(title="新的补贴办法", document_number="玉财字〔2021〕9号")
    old = policy(repealed_on=date(2021, 8, 1), repeal_basis="玉财字〔2021〕9号", successor=new)
    banner = page(old, date(2021, 8, 1))["banner"]
    assert "2021年8月1日" in banner["text"] and "玉财字〔2021〕9号" in banner["text"]
    assert banner["link"]["url"] == new.get_absolute_url()
    assert page(old, date(2021, 7, 31))["banner"] is None
    assert "替代文件：新的补贴办法" in client.get(old.get_absolute_url()).content.decode()


def test_news_is_neither_in_force_nor_expired(cast):
    news = papers.published(cast, genre="news", source="玉山县财政局")
    assert presentation.status_of(news, date(2030, 1, 1)) is None
    assert "有效性" not in metadata(news)


def test_each_change_is_listed_with_its_day_and_note(policy, cast):
    document = policy()
    revision = actions.open_revision(document, by=cast.chen)
    actions.save_draft(
        document, revision.content | {"title": "改正后的标题"}, by=cast.chen, change_note="更正标题中的错字"
    )
    papers.pass_reviews(document, cast)
    actions.approve(document, by=cast.wang)
    document = actions.publish(document, by=cast.wang)
    lines = page(document)["history"]
    assert [line["text"] for line in lines] == ["更正标题中的错字", "首次发布"]
    assert all(line["at"] for line in lines) and page(document)["revised"]


def test_a_link_made_once_is_seen_from_both_ends(policy, cast, client):
    new, old = policy(title="新办法", document_number="玉财字〔2021〕9号"), policy(title="旧办法")
    connect(new, old, "repeals", by=cast.chen)
    assert [group["label"] for group in page(new)["related"]] == ["废止的文件"]
    assert [group["label"] for group in page(old)["related"]] == ["被以下文件废止"]
    actions.withdraw(new, by=cast.wang, reason="有误")
    assert page(old)["related"] == []


def test_a_service_guide_shows_its_eight_elements_and_the_way_to_the_provincial_platform(cast, client):
    details = {code: f"{label}的内容" for code, label in SERVICE_ELEMENTS}
    guide = papers.published(
        cast, genre="service", title="某事项办事指南", details=details, body="",
        source="江西政务服务网", source_address="https://www.jxzwfww.gov.cn/",
    )  # fmt: skip
    html = client.get(guide.get_absolute_url()).content.decode()
    assert len(SERVICE_ELEMENTS) == 8
    assert all(f"{label}的内容" in html for _, label in SERVICE_ELEMENTS)
    assert 'href="https://www.jxzwfww.gov.cn/"' in html


def test_a_regulation_is_shown_by_title_caption_and_text_with_the_day_it_was_compared(cast, client):
    regulation = papers.published(
        cast, genre="regulation", title="政府信息公开条例", caption="2019年4月3日国务院令第711号修订",
        compared_on=date(2021, 5, 15), source="国家行政法规库", body="<p>第一条　为了保障公民……，制定本条例。</p>",
    )  # fmt: skip
    html = client.get(regulation.get_absolute_url()).content.decode()
    assert "（2019年4月3日国务院令第711号修订）" in html and "核对于 2021年5月15日" in html
    assert "文件信息</h2>" not in html and 'class="key-facts"' not in html
    assert regulation.title in client.get("/regulations/").content.decode()


def test_links_to_other_than_government_sites_go_through_the_page_between(cast, client):
    body = '<p>详见<a href="https://www.example.com/a">某网站</a>和<a href="https://www.jiangxi.gov.cn/b">省政府网站</a>。</p>'
    notice = papers.published(cast, body=body, source="某报", source_address="https://news.example.com/c")
    html = client.get(notice.get_absolute_url()).content.decode()
    assert 'href="https://www.example.com' not in html and 'href="https://news.example.com' not in html
    assert html.count("/leaving/?to=") >= 2
    assert 'href="https://www.jiangxi.gov.cn/b"' in html


def test_a_paper_shown_until_a_day_is_gone_on_the_next(cast, client):
    today = timezone.localdate()
    shown = papers.published(cast, title="公示到今天", display_until=today)
    assert client.get(shown.get_absolute_url()).status_code == 200
    assert "公示到今天" in client.get("/documents/notice/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert client.get(shown.get_absolute_url()).status_code == 404
        assert "公示到今天" not in client.get("/documents/notice/").content.decode()


def test_a_page_asks_few_questions_of_the_database(policy, cast, client, django_assert_max_num_queries):
    document = policy(co_organ_codes=["education"], item_codes=["22-01-01"])
    client.get(document.get_absolute_url())
    with django_assert_max_num_queries(15):
        assert client.get(document.get_absolute_url()).status_code == 200


def test_markup_in_a_title_is_shown_as_text(cast, client):
    document = papers.published(cast, title="关于<script>alert(1)</script>的通知")
    html = client.get(document.get_absolute_url()).content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html
