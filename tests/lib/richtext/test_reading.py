"""What pages need of a body: words, anchors, differences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yushan_portal.lib.richtext import clean, diff_blocks, from_text, plain_text, safe_html, with_anchors
from yushan_portal.lib.richtext.anchors import number_of


def test_plain_text_separates_blocks_by_lines_and_cells_by_tabs():
    html = "<h2>一、总则</h2><p>甲<br>乙</p><ul><li>丙</li></ul><table><tr><td>姓名</td><td><p>张</p><p>三</p></td></tr><tr><td></td><td>二</td></tr></table>"
    assert plain_text(html) == "一、总则\n甲\n乙\n丙\n姓名\t张 三\n\t二"


def test_plain_text_holds_what_hides_in_attributes():
    html = '<p><a href="tel:13800000000" title="说明">电话</a><img src="/files/a.png" alt="红头"></p>'
    assert plain_text(html) == "电话 13800000000 说明红头"


@given(st.text())
def test_plain_text_of_plain_text_is_the_text_without_blanks(text):
    squeezed = "".join(clean_chars(text).split())
    assert "".join(plain_text(clean(from_text(text))).split()) == squeezed


def clean_chars(text: str) -> str:
    kept = "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\x7f\ufffe\uffff"))
    return kept


def test_text_becomes_paragraphs_and_tabbed_lines_a_table():
    assert from_text("　　第一<段>\r\n\r\n第二段\n甲\t1\n乙\t2") == (
        '<p class="indent">第一&lt;段&gt;</p><p>第二段</p>'
        "<table><tbody><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></tbody></table>"
    )


PAPER = from_text(
    "为落实要求，制定本方案。\n一、紧扣开局起步，加强解读回应\n（一）精准解读重大政策。以持续做好为重点。\n（二）提高质量\n1.建立专员制度。\n"
    "二、深化公开。全面推进。\n（一）做好决策公开。认真实施。\n附件\n一、另起的附件\n"
)


def test_numbered_paragraphs_become_headings_with_anchors_made_of_their_numbers():
    html, contents = with_anchors(PAPER)
    assert [(line.level, line.number, line.text, line.anchor) for line in contents] == [
        (2, "一、", "紧扣开局起步，加强解读回应", "s-1"),
        (3, "（一）", "精准解读重大政策", "s-1-1"),
        (3, "（二）", "提高质量", "s-1-2"),
        (2, "二、", "深化公开", "s-2"),
        (3, "（一）", "做好决策公开", "s-2-1"),
        (2, "一、", "另起的附件", "p2-s-1"),
    ]
    assert '<div class="run-in" id="s-1-1"><h3>（一）精准解读重大政策。</h3> <p>以持续做好为重点。</p></div>' in html
    assert '<p id="s-1-2-1">1.建立专员制度。</p>' in html


def test_words_are_the_same_with_and_without_anchors():
    html, _ = with_anchors(PAPER)
    assert "".join(plain_text(html).split()) == "".join(plain_text(PAPER).split())


def test_an_anchor_stays_when_a_paragraph_is_put_before_it():
    later = PAPER.replace("<p>（二）提高质量</p>", "<p>补充一段。</p><p>（二）提高质量</p>")
    assert [line.anchor for line in with_anchors(later)[1]] == [line.anchor for line in with_anchors(PAPER)[1]]


def test_items_of_an_enumeration_get_an_anchor_but_no_line_in_the_contents():
    html, contents = with_anchors("<p>包括：</p><p>（一）机构职能；</p><p>（二）行政许可。</p>")
    assert 'id="s-0-1"' in html
    assert [line.text for line in contents] == ["行政许可"]


def test_chapters_and_articles_of_a_regulation_have_anchors():
    html, contents = with_anchors(
        "<p>第一章　总则</p><p>第一条　为了公开，制定本办法。</p><p>第二十一条　本办法自公布之日起施行。</p>"
    )
    assert [line.anchor for line in contents] == ["c-1"]
    assert 'id="a-1"' in html and 'id="a-21"' in html


def test_headings_of_the_editor_keep_their_rank():
    html, contents = with_anchors("<h2>一、总则</h2><h3>（一）目的</h3><h2>附则</h2>")
    assert html == '<h2 id="s-1">一、总则</h2><h3 id="s-1-1">（一）目的</h3><h2 id="h-1">附则</h2>'
    assert len(contents) == 3


def test_an_emphasised_first_sentence_runs_in():
    html, contents = with_anchors("<p><strong>（一）精准解读。</strong>以持续做好为重点。</p>")
    assert html == '<div class="run-in" id="s-0-1"><h3>（一）精准解读。</h3> <p>以持续做好为重点。</p></div>'
    assert contents[0].runs_in


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百零三", 103), ("一〇二", 102), ("7", 7)],
)
def test_chinese_numbers(text, value):
    assert number_of(text) == value


LINES = st.lists(
    st.sampled_from(
        [
            "一、甲",
            "（一）乙。丙丁。",
            "（二）戊；",
            "1.己",
            "第一条　庚",
            "第二章 辛",
            "二、壬。癸",
            "（十）" + "长" * 90 + "。",
            "<b>x</b>",
            "百、",
            "（两）",
        ]
    ),
    max_size=15,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_anchors_are_unique_survive_the_last_check_and_are_the_ones_in_the_contents(lines):
    html, contents = with_anchors(clean("".join(f"<p>{line}</p>" for line in lines)))
    assert safe_html(html) == html
    for line in contents:
        assert html.count(f'id="{line.anchor}"') == 1


def test_a_comparison_names_what_stayed_changed_came_and_went():
    old = "<p>甲单位负责2021年工作</p><p>不变的一段</p><p>要删去的一段话</p>"
    new = "<p>甲单位负责2022年工作</p><p>不变的一段</p><p>全新内容&lt;三四五&gt;</p>"
    rows = diff_blocks(old, new)
    assert [row.kind for row in rows] == ["changed", "unchanged", "added", "removed"]
    assert rows[0].old == "甲单位负责<del>2021</del>年工作"
    assert rows[0].new == "甲单位负责<ins>2022</ins>年工作"
    assert rows[2].new == "<ins>全新内容&lt;三四五&gt;</ins>"
    assert (rows[3].old_number, rows[3].new_number) == (3, None)


def test_rows_of_tables_are_compared_cell_by_cell():
    rows = diff_blocks(
        "<table><tr><td>公路</td><td>12</td></tr></table>", "<table><tr><td>公路</td><td>15</td></tr></table>"
    )
    assert rows[0].new == "公路 ｜ <ins>15</ins>"


BODY = st.lists(st.text(alphabet="甲乙丙丁12<&， ", min_size=1, max_size=12), max_size=12).map(
    lambda lines: from_text("\n".join(lines))
)


@settings(max_examples=150, deadline=None)
@given(BODY, BODY)
def test_both_versions_can_be_read_back_from_the_comparison(old, new):
    rows = diff_blocks(old, new)
    for column, html, number in (("old", old, "old_number"), ("new", new, "new_number")):
        shown = [plain_text(f"<p>{getattr(row, column)}</p>") for row in rows if getattr(row, number)]
        assert [line for line in shown if line] == plain_text(html).split("\n") or (not shown and not plain_text(html))
        numbers = [getattr(row, number) for row in rows if getattr(row, number)]
        assert numbers == sorted(numbers)


def test_two_long_versions_are_compared_whole():
    old = [f"第{number}段，" + "为深入贯彻落实要求，结合我县实际。" * 12 for number in range(400)]
    new = [line.replace("我县", "全县") if number % 3 == 0 else line for number, line in enumerate(old)]
    rows = diff_blocks(from_text("\n".join(old)), from_text("\n".join(new)))
    assert sum(row.kind == "changed" for row in rows) == 134
