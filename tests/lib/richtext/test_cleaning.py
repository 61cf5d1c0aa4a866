"""`clean`: pastes from Word, WPS and Excel come out plain, nothing dangerous passes, cleaning twice changes nothing."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yushan_portal.lib.richtext import clean, extract_images, lost_images, plain_text, safe_html

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN style='text-justify-trim:punctuation'><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center;line-height:28.0pt;mso-line-height-rule:exactly'><b><span
lang=EN-US style='font-size:22.0pt'>2021</span></b><b><span style='font-family:方正小标宋简体'>年政务公开要点<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-family:仿宋_GB2312'>各乡镇人民
政府，<font color=red>县直</font>各单位：</span><o:p>&nbsp;</o:p></p>
<p class=MsoNormal align=right style='text-align:right'>2021年6月4日</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""


def test_a_paste_from_word_keeps_alignment_indent_and_emphasis_and_nothing_else():
    assert clean(WORD) == (
        '<p class="align-center"><strong>2021年政务公开要点</strong></p>'
        '<p class="indent">各乡镇人民政府，县直各单位：</p>'
        '<p class="align-right">2021年6月4日</p>'
    )


def word_item(marker: str, text: str, level: int = 1) -> str:
    return (
        f"<p class=MsoListParagraph style='margin-left:18.0pt;text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        f"<![if !supportLists]><span style='font-family:Wingdings;mso-list:Ignore'>{marker}"
        f"<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>\n"
    )


def test_lists_that_word_fakes_with_symbols_become_lists():
    html = (
        word_item("l", "第一项")
        + word_item("1.", "子项甲", 2)
        + word_item("2.", "子项乙", 2)
        + word_item("l", "第二项")
    )
    assert clean(html) == "<ul><li>第一项<ol><li>子项甲</li><li>子项乙</li></ol></li><li>第二项</li></ul>"


def test_a_faked_numbered_list_keeps_the_number_it_begins_with():
    assert clean(word_item("3.", "丙") + word_item("4.", "丁")) == '<ol start="3"><li>丙</li><li>丁</li></ol>'


def test_chinese_numbers_of_an_official_paper_stay_in_the_text():
    html = word_item("一、", "总体要求") + word_item("（一）", "基本原则") + word_item("第一条", "为了")
    assert plain_text(clean(html)) == "一、总体要求\n（一）基本原则\n第一条　为了"


def test_a_single_bullet_is_a_list_and_text_between_two_lists_keeps_its_place():
    html = word_item("·", "甲") + "<p>中间</p>" + word_item("·", "乙")
    assert clean(html) == "<ul><li>甲</li></ul><p>中间</p><ul><li>乙</li></ul>"


def test_a_table_from_excel_keeps_its_spans_heads_and_alignment():
    html = (
        "<table border=0 style='border-collapse:collapse;width:200pt'><colgroup><col width=72></colgroup>"
        "<tr height=19><th scope=col>项目</th><td colspan=2 class=xl65 align=right>金额</td></tr>"
        "<tr><td rowspan=2 style='mso-number-format:\"\\@\"'>公路</td><td rowspan=1>1</td><td>2</td></tr>"
        "<tr><td><p class=MsoNormal align=center style='text-align:center'>3</p></td><td><p>4</p><p>5</p></td></tr></table>"
    )
    assert clean(html) == (
        '<table><tbody><tr><th scope="col">项目</th><td colspan="2" class="align-right">金额</td></tr>'
        '<tr><td rowspan="2">公路</td><td>1</td><td>2</td></tr>'
        '<tr><td class="align-center">3</td><td><p>4</p><p>5</p></td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("　　缩进", '<p class="indent">缩进</p>'),
        ("<div>松散<div>内</div>尾</div>", "<p>松散</p><p>内</p><p>尾</p>"),
        ("<div>一<br>二</div>", "<p>一<br>二</p>"),
        ("<h1>大</h1><h5>小</h5>", "<h2>大</h2><h4>小</h4>"),
        ("<b>粗</b><i>斜</i>", "<p><strong>粗</strong><em>斜</em></p>"),
        ("<span style='font-weight:bold;text-decoration:underline'>粗</span>", "<p><strong><u>粗</u></strong></p>"),
        ("m<span style='vertical-align:super'>2</span>", "<p>m<sup>2</sup></p>"),
        ("<center>中</center>", '<p class="align-center">中</p>'),
        ("<div align=right><p>右</p></div>", '<p class="align-right">右</p>'),
        ("<p style='display:none'>看不见</p><p>看得见</p>", "<p>看得见</p>"),
        ("<p><span style='mso-hide:all'>隐</span>显</p>", "<p>显</p>"),
        ("<div style='mso-element:comment-list'>批注：先别公开</div><p>正文</p>", "<p>正文</p>"),
        ("<p>&nbsp;</p><p>　</p><ul><li></li></ul><strong></strong>", ""),
        ("<p>a &lt;b&gt; &amp;</p>", "<p>a &lt;b&gt; &amp;</p>"),
        ("<strong><p>甲</p></strong>", "<p>甲</p>"),
        ("<p>1\x002\x0b3</p>", "<p>123</p>"),
        ('<p class="signature align-right evil">县政府</p>', '<p class="signature align-right">县政府</p>'),
        ("<a name='x'>锚</a>", "<p>锚</p>"),
        ("<a href='#_Toc1'>一、总体要求</a>", "<p>一、总体要求</p>"),
        ("<a href='/documents/1/'>文</a>", '<p><a href="/documents/1/" rel="noopener noreferrer">文</a></p>'),
        ("<a href='//a.cn/'>文</a>", '<p><a href="https://a.cn/" rel="noopener noreferrer">文</a></p>'),
        (
            "<a href='mailto:a@b.cn' target=_blank>信</a>",
            '<p><a href="mailto:a@b.cn" rel="noopener noreferrer">信</a></p>',
        ),
        (
            "<img src='/files/a/图.png' alt='图' width='80px' onerror=x>",
            '<p><img src="/files/a/%E5%9B%BE.png" alt="图" width="80"></p>',
        ),
    ],
)
def test_small_cases(html, expected):
    assert clean(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://evil.com/pixel.png'>",
        "<img src='/files/../admin/logout/'>",
        "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<iframe src='https://evil.com'></iframe>",
        "<object data='x'></object><embed src='x'>",
        "<form action='https://evil.com'><input name=a><button>go</button></form>",
        "<p style='background:url(javascript:x);position:fixed'>x</p>",
        "<base href='https://evil.com/'><meta http-equiv=refresh content='0;url=x'><link rel=stylesheet href=x>",
        "<template><script>alert(1)</script></template>",
        "<p id='desk' class='admin-button'>x</p>",
        "<!--><script>alert(1)</script>-->",
    ],
)
@pytest.mark.parametrize("door", [clean, safe_html])
def test_nothing_dangerous_passes(html, door):
    cleaned = door(html).lower()
    for word in (
        "script",
        "onerror",
        "onclick",
        "style",
        "evil",
        "<iframe",
        "<form",
        "<input",
        "<base",
        "desk",
        "<svg",
        "../",
        "<meta",
    ):
        assert word not in cleaned


PIECES = st.sampled_from(
    "<p> </p> <div> </div> <b> </b> <strong> <i> </i> <span> </span> <table> <tr> <td> </td> </table> <th> <ul> <ol> <li> </li> </ul> "
    "<h1> </h1> <h2> </h3> <br> <hr> <a> <center> </center> <blockquote> </blockquote> <figure> <figcaption> <img> <caption> <thead> "
    "<font> <o:p> </o:p> <dl> <dt> <pre> <u> <sup> </sup> <select> <svg> <math> <!-- --> <![if]> <form> <style> </style> <template>".split()
    + [
        "<p align=center>",
        "<p style='text-indent:2em'>",
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>",
        "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·</span>",
        "<td colspan=2 rowspan=1>",
        "<a href='https://www.gov.cn/'>",
        "<a href='javascript:x'>",
        "<img src='/files/a.png'>",
        "<img src=x>",
        "<span style='font-weight:bold;font-style:italic'>",
        "<div class='align-right indent'>",
        "&nbsp;",
        "　",
        "\n",
        " ",
        "&lt;",
        "&",
        "一、总体要求",
        "。",
    ]
)
SOUP = st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(SOUP)
@example("<td>" * 300 + "<table><tr><td>" * 200)
@example("<div>" * 5000 + "深")
@example("<ul><li>" * 400 + "深")
@example("<b>" * 3000 + "<p>深")
def test_cleaning_twice_changes_nothing(html):
    once = clean(html)
    assert clean(once) == once


@settings(max_examples=200, deadline=None)
@given(SOUP)
def test_what_clean_makes_passes_the_last_check_unchanged(html):
    once = clean(html)
    assert safe_html(once) == once


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div>", "<b>", "</b>", "<td>", "<table>", "<li>", "<h2>", "<br>", "<span>"]),
        max_size=20,
    )
)
def test_no_visible_word_is_lost(tags):
    words = [f"词{number}词" for number in range(len(tags))]
    html = "".join(tag + word for tag, word in zip(tags, words, strict=True))
    found = plain_text(clean(html))
    assert [word for word in words if word not in found] == []


def test_a_megabyte_is_cleaned_whole():
    html = (
        "<p class=MsoNormal style='text-indent:32pt'><span>为深入贯彻落实条例要求，结合我县实际制定。</span></p>"
        * 8_000
    )
    assert clean(html).count('<p class="indent">') == 8_000


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="


def test_pictures_written_into_the_paste_are_stored_and_pointed_at():
    kept = []

    def store(content: bytes, mime: str) -> str:
        kept.append((content[:4], mime))
        return "/files/1/a.png"

    html = extract_images(
        f"<p><img alt=图 src='data:image/png;base64,{PIXEL}'><img src=\"file:///C:/b.png\"></p>", store
    )
    assert kept == [(b"\x89PNG", "image/png")]
    assert lost_images(html) == 1
    assert clean(html) == '<p><img alt="图" src="/files/1/a.png"></p>'


@pytest.mark.parametrize(
    "source", ["data:image/png;base64,@@@", "data:image/svg+xml;base64,PHN2Zz4=", "data:text/html,x"]
)
def test_what_is_not_a_picture_is_never_stored(source):
    def store(content, mime):
        raise AssertionError("must not be called")

    assert "<img" not in clean(extract_images(f"<img src='{source}'>", store))


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<table><td>", "<b>", "<a href='/x'><p>", "<font color=red>x"])
def test_absurd_nesting_is_flattened_and_its_words_are_kept(tag):
    assert clean(tag * 20_000 + "深处的话").endswith("深处的话</p>")
