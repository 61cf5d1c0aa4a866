"""The sample paper gives the same reading in every format; layouts that counties really use are understood or named."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from yushan_portal.lib.files import RefusedFile
from yushan_portal.lib.papers import read_paper

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TITLE = "清溪县人民政府办公室关于印发《清溪县2023年政务公开工作方案》的通知"


def ofd_of(text: str) -> bytes:
    """A version file whose lines stand where a typesetter would put them."""
    objects, y = [], 20.0
    for line in text.splitlines():
        words = line.strip()
        if not words:
            continue
        pieces = [words[at : at + 30] for at in range(0, len(words), 30)]
        for number, piece in enumerate(pieces):
            long = len(words) > 30
            x = 28.0 if number else 37.0 if long else 60.0 if len(line) - len(line.lstrip()) > 6 else 28.0
            objects.append(
                f'<ofd:TextObject ID="{len(objects)}" Boundary="{x} {y:.1f} {len(piece) * 5} 5">'
                f'<ofd:TextCode X="0" Y="4">{piece}</ofd:TextCode></ofd:TextObject>'
            )
            y += 9
    page = (
        '<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">'
        + "".join(objects)
        + "</ofd:Page>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "OFD.xml", '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'
        )
        package.writestr("Doc_0/Pages/Page_0/Content.xml", page)
    return out.getvalue()


def sample(form: str):
    text = (SAMPLES / "paper-2023.txt").read_text("utf-8")
    if form == "gb18030":
        return read_paper(text.encode("gb18030"), "通知.txt")
    if form == "ofd":
        return read_paper(ofd_of(text), "通知.ofd")
    return read_paper(SAMPLES / f"paper-2023.{form}")


@pytest.mark.parametrize("form", ["txt", "docx", "html", "gb18030", "ofd"])
def test_the_sample_paper_gives_the_same_reading_in_every_format(form):
    paper = sample(form)
    assert paper.title == TITLE
    assert paper.document_number == "清府办字〔2023〕18号"
    assert paper.issuers == paper.signature == ("清溪县人民政府办公室",)
    assert paper.formed_on == date(2023, 5, 9)
    assert paper.note == "（此件予以公开）"
    assert paper.disclosure == "主动公开"
    assert paper.genre == "通知"
    assert paper.addressed_to == "各乡镇人民政府、街道办事处，县政府各部门，县直各单位"
    assert paper.attachments == ("清溪县2023年政务公开重点任务分工表", "清溪县政务公开专区名单")
    assert paper.copies_to == "县委办公室，县人大常委会办公室，县政协办公室，县法院，县检察院"
    assert (paper.printed_by, paper.printed_on) == ("清溪县人民政府办公室秘书股", date(2023, 5, 9))
    assert paper.refusal == ""


@pytest.mark.parametrize("form", ["txt", "docx", "html", "ofd"])
def test_the_plan_behind_the_notice_is_body_and_head_and_foot_are_not(form):
    paper = sample(form)
    assert '<h2 class="align-center">清溪县2023年政务公开工作方案</h2>' in paper.body_html
    assert "一、紧扣民生关切，做好重点领域公开\n" in paper.body_text
    assert paper.body_text.startswith("各乡镇人民政府")
    for word in ("清府办字", "抄送", "印发\n", "办公室文件"):
        assert word not in paper.body_text
    assert '<p class="signature align-right">2023年5月9日</p><p class="note">（此件予以公开）</p>' in paper.body_html


@pytest.mark.parametrize("form", ["docx", "html"])
def test_tables_come_along(form):
    assert "序号\t任务\t牵头单位\n1\t做好涉农补贴公开\t县农业农村局" in sample(form).body_text


def test_nothing_is_unsure_in_a_plain_paper_and_everything_found_is_said():
    paper = sample("txt")
    assert paper.unsure == ()
    assert f"认出：标题：{TITLE}" in paper.report()


def paper_of(
    head="",
    number="清府办字〔2023〕18号",
    title="清溪县人民政府关于做好春耕生产工作的通知",
    to="各乡镇人民政府：",
    body="请抓好落实。",
    signed="清溪县人民政府",
    day="2023年5月9日",
    note="（此件主动公开）",
    tail="",
):
    lines = [head, number, title, to, body, signed, day, note, tail]
    return read_paper("\n".join(line for line in lines if line).encode(), "通知.txt")


def test_the_plain_layout_is_understood():
    paper = paper_of()
    assert paper.title == "清溪县人民政府关于做好春耕生产工作的通知"
    assert paper.unsure == ()


@pytest.mark.parametrize(
    "printed",
    [
        "清府办字[2023]18号",
        "清府办字【2023】18号",
        "清府办字（2023）18号",
        "清府办字(2023)18号",
        "清府办字〖2023〗18号",
        "清府办字〔2023〕第18号",
        "清府办字〔２０２３〕０１８号",
        "清府办字 〔2023〕 18 号",
        "清府办字［2023］18号",
    ],
)
def test_a_number_in_wrong_form_is_proposed_in_the_right_one_and_the_correction_is_said(printed):
    paper = paper_of(number=printed)
    assert paper.document_number == "清府办字〔2023〕18号"
    assert any(f"原文写作“{printed}”" in line for line in paper.found)


@pytest.mark.parametrize("printed", ["清府办字2023 18号", "〔2023〕18号"])
def test_a_number_that_cannot_be_read_is_named_and_not_guessed(printed):
    paper = paper_of(number=printed)
    assert paper.document_number == ""
    assert any(printed in line for line in paper.unsure)


def test_prose_that_happens_to_end_like_a_title_is_not_taken_for_one():
    paper = read_paper("昨天，大家开了会\n会上讨论了很久\n最后通过了工作方案".encode(), "随笔.txt")
    assert paper.title == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("清溪县人民政府\n关于做好春耕生产工作的通知", "清溪县人民政府关于做好春耕生产工作的通知"),
        (
            "清溪县人民政府关于印发\n《清溪县政府工作报告》\n的通知",
            "清溪县人民政府关于印发《清溪县政府工作报告》的通知",
        ),
        ("清溪县人民政府关于印发清溪县政府工作报告\n的通知", "清溪县人民政府关于印发清溪县政府工作报告的通知"),
        ("清溪县人民政府\n\n办公室关于公布清单的通知", "清溪县人民政府办公室关于公布清单的通知"),
        ("清溪县财政局　清溪县教育体育局\n关于拨付资金的通知", "清溪县财政局 清溪县教育体育局关于拨付资金的通知"),
        ("清溪县财政局\n清溪县教育体育局\n关于拨付资金的通知", "清溪县财政局 清溪县教育体育局关于拨付资金的通知"),
        (
            "清溪县人民政府关于印发《清溪县公开办法\n（试行）》的通知",
            "清溪县人民政府关于印发《清溪县公开办法（试行）》的通知",
        ),
        ("清溪县公开办法\n（试行）", "清溪县公开办法（试行）"),
        ("关于张三等同志任免职的通知", "关于张三等同志任免职的通知"),
        ("清 溪 县 人 民 政 府 公 告", "清溪县人民政府公告"),
    ],
)
def test_a_title_over_several_lines_is_joined(title, expected):
    assert paper_of(title=title).title == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("二〇二三年五月九日", date(2023, 5, 9)),
        ("二○二三年十二月三十一日", date(2023, 12, 31)),
        ("二零二三年十月二十日", date(2023, 10, 20)),
        ("2023 年 5 月 9 日", date(2023, 5, 9)),
        ("２０２３年５月９日", date(2023, 5, 9)),
        ("2023-05-09", date(2023, 5, 9)),
        ("2023.5.9", date(2023, 5, 9)),
    ],
)
def test_dates_are_read_however_they_are_written(printed, expected):
    assert paper_of(day=printed).formed_on == expected


def test_a_day_that_does_not_exist_is_named_and_not_guessed():
    paper = paper_of(day="2023年2月30日")
    assert paper.formed_on is None
    assert any("2023年2月30日" in line for line in paper.unsure)


@pytest.mark.parametrize(
    ("note", "disclosure"),
    [
        ("（此件予以公开）", "主动公开"),
        ("（此件公开发布）", "主动公开"),
        ("(此件主动公开)", "主动公开"),
        ("公开方式：主动公开", "主动公开"),
        ("信息公开选项：依申请公开", "依申请公开"),
        ("（此件依申请公开）", "依申请公开"),
        ("（此件不予公开）", "不予公开"),
        ("（此件不公开）", "不予公开"),
        ("（此件删减后公开）", None),
        ("（联系人：王某，联系电话：0790-0000000）", None),
        ("", None),
    ],
)
def test_the_note_says_how_the_paper_is_disclosed(note, disclosure):
    paper = paper_of(note=note)
    assert paper.disclosure == disclosure
    assert any("公开方式请选定" in line for line in paper.unsure) == (disclosure is None)


def test_two_notes_that_contradict_each_other_decide_nothing():
    paper = paper_of(note="（此件主动公开）\n（此件不予公开）")
    assert paper.disclosure is None
    assert any("不一致" in line for line in paper.unsure)


@pytest.mark.parametrize("mark", ["秘密★1年", "机密", "绝密★长期", "秘密 ★ 6个月", "密级：秘密"])
def test_a_paper_marked_as_secret_carries_its_refusal(mark):
    paper = paper_of(head=f"000012\n{mark}\n特急")
    assert mark in paper.refusal
    assert paper.urgency == "特急"
    assert mark not in paper.body_text


def test_letterhead_signer_and_number_on_one_line_are_head():
    paper = paper_of(head="清溪县人民政府文件", number="清府字〔2023〕5号    签发人：王某")
    assert paper.document_number == "清府字〔2023〕5号"
    assert paper.body_text.startswith("各乡镇人民政府：")


def test_a_letterhead_without_the_word_paper_is_not_the_title():
    paper = paper_of(head="清溪县人民政府办公室", title="关于做好春耕生产工作的通知")
    assert paper.title == "关于做好春耕生产工作的通知"


def test_joint_organs_are_all_issuers_the_first_one_leads():
    paper = paper_of(title="清溪县财政局 清溪县教育体育局关于拨付资金的通知", signed="清溪县财政局\n清溪县教育体育局")
    assert paper.issuers == ("清溪县财政局", "清溪县教育体育局")
    assert paper.unsure == ()


def test_signature_and_date_in_one_line():
    paper = paper_of(signed="", day="清溪县人民政府　　2023年5月9日")
    assert paper.signature == ("清溪县人民政府",)
    assert paper.formed_on == date(2023, 5, 9)


def test_what_contradicts_itself_is_named():
    paper = paper_of(number="清府字〔2022〕5号", signed="清溪县财政局", tail="清溪县财政局办公室 2023年5月1日印发")
    said = "".join(paper.unsure)
    assert "文号的年份" in said and "与署名" in said and "印发日期早于成文日期" in said


def test_one_attachment_without_number_and_several_in_one_line():
    assert paper_of(body="请落实。\n附件：春耕生产任务表").attachments == ("春耕生产任务表",)
    assert paper_of(body="请落实。\n附件：1.任务表 2.名单；3.2023年计划").attachments == (
        "任务表",
        "名单",
        "2023年计划",
    )


def test_an_announcement_needs_no_addressee_and_may_have_an_order_number():
    paper = paper_of(number="第3号", title="清溪县人民政府公告", to="", body="现将有关事项公告如下。")
    assert paper.document_number == "第3号"
    assert paper.unsure == ()


def test_a_decision_passed_by_a_meeting_keeps_its_remark_in_the_body():
    paper = paper_of(
        title="清溪县公开办法\n（2023年5月8日县政府第5次常务会议通过）", to="", body="第一条　为了公开，制定本办法。"
    )
    assert paper.title == "清溪县公开办法"
    assert '<p class="align-center">（2023年5月8日县政府第5次常务会议通过）</p>' in paper.body_html


def test_free_text_is_not_forced_into_a_paper():
    paper = read_paper("今天天气很好。\n我们去看了油菜花。".encode(), "随笔.txt")
    assert (paper.title, paper.document_number, paper.issuers, paper.formed_on, paper.disclosure) == (
        "",
        "",
        (),
        None,
        None,
    )
    assert paper.body_text == "今天天气很好。\n我们去看了油菜花。"
    assert len(paper.unsure) >= 5


def document_bytes(build) -> bytes:
    document = Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_pictures_of_a_word_file_come_with_an_address_to_be_replaced():
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")

    def build(document):
        document.add_heading("清溪县人民政府关于春耕的通知", 0)
        document.add_paragraph("各乡镇人民政府：")
        document.add_picture(io.BytesIO(picture.getvalue()))

    paper = read_paper(document_bytes(build), "通知.docx")
    assert paper.title == "清溪县人民政府关于春耕的通知"
    assert paper.images[0].content == picture.getvalue()
    stored = paper.with_images(lambda content, mime: f"/files/9/{len(content)}.png")
    assert f'src="/files/9/{len(picture.getvalue())}.png"' in stored.body_html
    assert "pending" not in stored.body_html


def test_numbers_that_word_computes_are_written_out_and_hidden_text_stays_away():
    def build(document):
        root = document.part.numbering_part.element
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), "90")
        for depth, (form, text) in enumerate(
            (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
        ):
            level = OxmlElement("w:lvl")
            level.set(qn("w:ilvl"), str(depth))
            for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
                node = OxmlElement(name)
                node.set(qn("w:val"), value)
                level.append(node)
            abstract.append(level)
        root.insert(0, abstract)
        number = OxmlElement("w:num")
        number.set(qn("w:numId"), "91")
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), "90")
        number.append(link)
        root.append(number)
        document.add_paragraph("清溪县春耕工作方案").alignment = 1
        for depth, text in ((0, "总体要求"), (1, "原则"), (1, "目标"), (2, "面积"), (0, "措施"), (1, "资金")):
            properties = document.add_paragraph(text).paragraph_format.element.get_or_add_pPr()
            numpr = properties.get_or_add_numPr()
            numpr.get_or_add_ilvl().val = depth
            numpr.get_or_add_numId().val = 91
        document.add_paragraph("看得见").add_run("看不见").font.hidden = True

    paper = read_paper(document_bytes(build), "方案.docx")
    assert paper.body_text == "一、总体要求\n（一）原则\n（二）目标\n1.面积\n二、措施\n（一）资金\n看得见"
    assert any("隐藏文字" in line for line in paper.unsure)


def test_soft_line_breaks_in_a_word_title_are_line_ends():
    def build(document):
        paragraph = document.add_paragraph("清溪县人民政府办公室")
        paragraph.add_run().add_break()
        paragraph.add_run("关于春耕的通知")
        document.add_paragraph("各乡镇人民政府：")

    assert read_paper(document_bytes(build), "通知.docx").title == "清溪县人民政府办公室关于春耕的通知"


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "通知.doc", "另存为 .docx"),
        (b"x", "通知.wps", "另存为 .docx"),
        (b"not a zip", "通知.docx", "不符"),
        (b"", "通知.txt", "0 字节"),
        (b"\xff\xfe\xff\xff\xff", "通知.txt", "UTF-8"),
        (b"a,b", "表.csv", "不能从"),
        (ofd_of(""), "扫描.ofd", "没有文字"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content, name, word):
    with pytest.raises(RefusedFile, match=word):
        read_paper(content, name)


STRUCTURE = (
    "清溪县人民政府",
    "关于春耕的通知",
    "清府字〔2023〕5号",
    "各乡镇：",
    "2023年5月9日",
    "（此件主动公开）",
    "附件：1.甲",
    "抄送：县委",
    "2023年5月9日印发",
    "秘密★1年",
    "特急",
    "——",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(STRUCTURE) | st.just("词"), max_size=16))
def test_no_line_is_lost_between_the_parts(lines):
    lines = [f"第{number}个词，" if line == "词" else line for number, line in enumerate(lines)]
    if not lines:
        return
    paper = read_paper("\n".join(lines).encode(), "通知.txt")
    kept = "".join((paper.title, paper.body_text, paper.copies_to, *paper.found, *paper.unsure))
    assert [line for line in lines if line.startswith("第") and line.strip("，") not in kept] == []


def test_copies_over_two_lines_are_one_list_and_an_annex_behind_the_foot_is_kept():
    paper = paper_of(tail="抄送：县委办公室，县人大，\n县政协。\n清溪县人民政府办公室 2023年5月10日印发")
    assert paper.copies_to == "县委办公室，县人大，县政协"
    later = paper_of(tail="清溪县人民政府办公室 2023年5月10日印发\n附件1\n任务表")
    assert later.printed_on == date(2023, 5, 10)
    assert later.body_text.endswith("附件1\n任务表")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "清溪县人民政府",
                "关于春耕的通知",
                "清府字〔2023〕5号",
                "各乡镇：",
                "2023年5月9日",
                "2023年13月9日",
                "（此件主动公开）",
                "附件：1.甲",
                "2.乙",
                "抄送：县委",
                "2023年5月9日印发",
                "秘密★1年",
                "《",
                "——",
                "一、总",
                "二〇二三年〇月一日",
            ]
        )
        | st.text(max_size=12),
        max_size=14,
    )
)
def test_any_text_is_read_without_an_error_and_no_line_of_the_body_is_invented(lines):
    text = "\n".join(lines)
    try:
        paper = read_paper(text.encode("utf-8", "replace"), "通知.txt")
    except RefusedFile as refusal:
        assert str(refusal).endswith("。")
        return
    squeezed = "".join(text.split())
    assert set("".join(paper.body_text.split())) <= set(squeezed) | {"〔", "〕"}


def test_a_document_of_thousands_of_pages_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("yushan_portal.lib.papers.wordfiles.MOST_XML_BYTES", 1_000)
    with pytest.raises(RefusedFile, match="文档太长"):
        read_paper(SAMPLES / "paper-2023.docx")
