"""The gallery shows every component; error pages and page meta keep what they promise."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from yushan_portal import gallery

TEMPLATES = Path(settings.BASE_DIR) / "templates"
CHROME = {"table_cell.html", "plain_page.html", "error_help.html"}
"""Parts of other components and of error pages."""


@pytest.fixture
def open_gallery(settings):
    settings.DEMO = True


@pytest.mark.parametrize("page", gallery.PAGES)
@pytest.mark.django_db
def test_every_sample_page_answers(client, open_gallery, page):
    answer = client.get("/gallery/", {"page": page})
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


@pytest.mark.django_db
def test_the_gallery_is_closed_to_the_public_of_a_real_site(client, settings):
    settings.DEMO = settings.DEBUG = False
    assert client.get("/gallery/").status_code == 404


@pytest.mark.django_db
def test_an_unknown_sample_page_is_not_found(client, open_gallery):
    assert client.get("/gallery/", {"page": "../base"}).status_code == 404


def test_every_component_is_used_by_the_gallery_or_by_every_page():
    shown = {"base.html"} | {str(path.relative_to(TEMPLATES)) for path in (TEMPLATES / "gallery").rglob("*.html")}
    reached: set[str] = set()
    while shown:
        text = (TEMPLATES / shown.pop()).read_text(encoding="utf-8")
        found = set(re.findall(r'"(components/[a-z_]+\.html)"', text)) - reached
        reached |= found
        shown |= found
    components = {path.name for path in (TEMPLATES / "components").glob("*.html")} - CHROME
    assert components - {name.removeprefix("components/") for name in reached} == set()


@pytest.mark.parametrize("path", sorted((TEMPLATES / "components").glob("*.html")), ids=lambda path: path.name)
def test_a_component_names_its_arguments_in_its_first_line(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("{# " + path.stem + ": ") and first.endswith("#}")


@pytest.mark.django_db
def test_no_page_of_the_gallery_carries_inline_style_script_or_handler(client, open_gallery):
    for page in gallery.PAGES:
        html = client.get("/gallery/", {"page": page}).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style", html)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.django_db
def test_ids_on_the_gallery_are_unique_so_that_labels_find_their_fields(client, open_gallery):
    html = client.get("/gallery/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'<label[^>]*\sfor="([^"]+)"', html)) <= set(ids)


def test_the_server_error_page_renders_without_any_context():
    html = render_to_string("500.html")
    assert "页面暂时打不开" in html and "12345" in html


@pytest.mark.django_db
def test_a_missing_page_says_so_in_plain_words(client):
    answer = client.get("/no-such-place/")
    assert answer.status_code == 404
    assert "<h1>找不到页面</h1>" in answer.content.decode()


def test_page_meta_leaves_out_what_is_missing_and_never_prints_an_empty_value():
    html = render_to_string(
        "components/page_meta.html",
        {"site": {"name": "玉山县政务公开平台", "domain": "www.zgys.gov.cn", "id_code": ""},
         "article": {"title": "通知", "source": "县政府办公室"}},
    )  # fmt: skip
    assert '<meta name="ArticleTitle" content="通知">' in html
    assert "SiteIDCode" not in html and "PubDate" not in html
    assert 'content=""' not in html


def test_a_footer_without_identifiers_shows_no_empty_label():
    html = render_to_string("components/footer.html", {"site": {"government": "玉山县人民政府"}})
    assert "网站标识码" not in html and "地址" not in html and "联系电话" not in html


def test_a_table_cell_knows_its_heading_on_a_phone():
    html = render_to_string(
        "components/table.html",
        {
            "caption": "预算",
            "columns": [{"label": "部门"}, {"label": "金额", "amount": True}],
            "rows": [["县财政局", "12"]],
        },
    )
    assert '<th scope="row" data-label="部门">' in html
    assert re.search(r'<td data-label="金额" class="amount">\s*12', html)


def test_a_passed_deadline_says_how_long_ago_in_words():
    html = render_to_string("components/deadline.html", {"closes": date(2021, 7, 4), "days_left": -3})
    assert "2021年7月4日 24:00" in html and "已逾期 3 天" in html
