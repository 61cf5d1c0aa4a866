"""Names of uploads, the headers they travel in, and byte ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yushan_portal.lib.files import RefusedFile, content_disposition, inline_allowed, safe_name, serve_range


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "../../etc/passwd.txt",
        "..\\..\\boot.txt",
        "/etc/passwd.txt",
        "C:\\年报.pdf",
        "年报\0.pdf",
        "年报\r\nSet-Cookie: a.pdf",
        "年报\u202efdp.exe.pdf",
        "年\u200b报.pdf",
        ".htaccess",
        "年报",
        "年报.html.pdf",
        "年报.php.jpg",
        "年报.pdf.",
        "年报\ud800.pdf",
    ],
)
def test_a_name_that_hides_something_is_refused(name):
    with pytest.raises(RefusedFile) as refusal:
        safe_name(name)
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("  2021年  年报 .PDF", "2021年 年报.pdf"),
        ("关于“放管服”的通知（玉府办字〔2021〕36号）.docx", "关于“放管服”的通知（玉府办字〔2021〕36号）.docx"),
        ("con.txt", "_con.txt"),
        ('a:b*c?"d.txt', "a_b_c__d.txt"),
        ("方案v1.2.docx", "方案v1.2.docx"),
    ],
)
def test_an_honest_name_is_kept_readable(name, expected):
    assert safe_name(name) == expected


def test_a_long_name_is_cut_and_keeps_its_extension():
    assert len(safe_name("长" * 500 + ".docx")) == 120
    assert safe_name("长" * 500 + ".docx").endswith("长.docx")


@given(st.text())
def test_safe_name_is_stable_or_refuses(name):
    try:
        once = safe_name(name)
    except RefusedFile:
        return
    assert safe_name(once) == once
    assert not set(once) & set('/\\<>:"|?*\r\n\0')


def test_a_chinese_name_travels_in_both_forms():
    assert content_disposition("年报 2021.pdf") == (
        "attachment; filename=\"2021.pdf\"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5%202021.pdf"
    )
    assert content_disposition("a.pdf", inline=True).startswith("inline; ")


@given(st.text())
def test_no_name_leaves_its_header(name):
    header = content_disposition(name)
    assert header.isascii() and header.isprintable()
    assert header.count('"') == 2


@pytest.mark.parametrize("mime", ["application/pdf", "image/png", "image/jpeg", "video/mp4", "audio/mpeg"])
def test_these_types_may_be_shown_in_the_page(mime):
    assert inline_allowed(mime)


@pytest.mark.parametrize("mime", ["image/svg+xml", "text/html", "text/plain", "text/csv", "application/xml", "", "x"])
def test_all_other_types_are_downloads(mime):
    assert not inline_allowed(mime)


@pytest.mark.parametrize(
    ("header", "status", "start", "end"),
    [
        (None, 200, 0, 99),
        ("", 200, 0, 99),
        ("bytes=0-9", 206, 0, 9),
        ("bytes=90-", 206, 90, 99),
        ("bytes=-10", 206, 90, 99),
        ("bytes=-1000", 206, 0, 99),
        ("bytes=50-5000", 206, 50, 99),
        ("bytes=99-99", 206, 99, 99),
        ("bytes=100-", 416, 0, -1),
        ("bytes=-0", 416, 0, -1),
        ("bytes=9-3", 200, 0, 99),
        ("bytes=0-1,5-9", 200, 0, 99),
        ("items=0-1", 200, 0, 99),
        ("bytes=a-b", 200, 0, 99),
        ("bytes=-", 200, 0, 99),
        ("bytes=１-２", 200, 0, 99),
        ("bytes=" + "9" * 5000 + "-", 200, 0, 99),
    ],
)
def test_a_range_header_is_answered(header, status, start, end):
    answer = serve_range(header, 100)
    assert (answer.status, answer.start, answer.end) == (status, start, end)
    assert int(answer.headers["Content-Length"]) == answer.length


def test_another_version_of_the_file_is_sent_whole():
    assert serve_range("bytes=0-9", 100, etag='"new"', if_range='"old"').status == 200
    assert serve_range("bytes=0-9", 100, etag='"new"', if_range='"new"').status == 206


def test_a_range_of_an_empty_file_cannot_be_satisfied():
    assert serve_range("bytes=0-", 0).status == 416
    assert serve_range(None, 0).length == 0


@given(st.text() | st.from_regex(r"bytes=\d*-\d*", fullmatch=True), st.integers(0, 10**6))
def test_whatever_is_asked_stays_inside_the_file(header, size):
    answer = serve_range(header, size)
    assert answer.status in (200, 206, 416)
    assert 0 <= answer.start and answer.end < max(size, 1)
