"""Done-line of the back office in a real browser: a leak is found, masked, reviewed, released, and taken back at once."""

import os

import pytest
from django.utils import timezone

from disclosure.documents.models import Document
from disclosure.publishing.models import Attachment
from disclosure.publishing.workflow import RevisionState, State
from disclosure.register.models import RegisterEntry
from tests.browser.public_browser import Screen, chromium
from tests.factories import cast as make_cast
from tests.factories import sign_in

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop in the thread of the test

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {mso-style-unhide:no; font-size:10.5pt;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-family:宋体;mso-hansi-font-family:"Times New Roman"'>2021年惠农补贴发放明细</span></b><span lang=EN-US><o:p></o:p></span></p>
<p class=MsoNormal style='text-indent:21.0pt;mso-char-indent-count:2.0'><span style='font-family:宋体'>现将发放明细公布如下，公示期七天。</span></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=138 style='width:103.6pt;border:solid windowtext 1.0pt'><p class=MsoNormal><span style='font-family:宋体'>姓名</span></p></td><td><p class=MsoNormal><span style='font-family:宋体'>备注</span></p></td><td><p class=MsoNormal><span style='font-family:宋体'>金额（元）</span></p></td></tr>
<tr><td><p class=MsoNormal>张三</p></td><td><p class=MsoNormal><span lang=EN-US>{first}</span></p></td><td><p class=MsoNormal>300</p></td></tr>
<tr><td><p class=MsoNormal>李四</p></td><td><p class=MsoNormal><span lang=EN-US style='color:white;font-size:1.0pt'>{second}</span></p></td><td><p class=MsoNormal>450</p></td></tr>
<tr><td><p class=MsoNormal>王五</p></td><td><p class=MsoNormal><span lang=EN-US>{third}</span></p></td><td><p class=MsoNormal>500</p></td></tr>
</table><!--EndFragment--></body></html>"""


def checked(first_seventeen: str) -> str:
    """An identity number with its check digit (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, weights, strict=True))
    return first_seventeen + "10X98765432"[total % 11]


PLAIN = (checked("11010519491231002"), checked("44030819990110151"), checked("36232319870605123"))
SPACED = f"{PLAIN[1][:6]} {PLAIN[1][6:14]} {PLAIN[1][14:]}"
WIDE = "".join(chr(ord(char) + 0xFEE0) for char in PLAIN[2])


class Office:
    """Several people at their own windows."""

    def __init__(self, browser, origin, client_class, width=1366):
        self.browser, self.origin, self.client_class, self.width = browser, origin, client_class, width

    def window(self, user=None):
        screen = Screen(self.browser, self.origin, self.width)
        screen.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.origin)
        if user is not None:
            client = sign_in(self.client_class(), user)
            cookie = client.cookies["sessionid"].value
            screen.context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.origin}])
        return screen


@pytest.fixture
def office(live_server, client):
    with chromium() as browser:
        yield Office(browser, live_server.url, type(client))


def paste(screen, html: str) -> None:
    """Put HTML on the clipboard as Word does and press Ctrl+V in the editor."""
    page = screen.page
    until(page, "window.CKEDITOR && CKEDITOR.instances.id_body && CKEDITOR.instances.id_body.status === 'ready'")
    page.evaluate(
        """html => new Promise((done) => {
            document.addEventListener("copy", (event) => {
                event.clipboardData.setData("text/html", html);
                event.clipboardData.setData("text/plain", "表格");
                event.preventDefault();
                done();
            }, {once: true});
            document.execCommand("copy");
        })""",
        html,
    )
    page.frame_locator("iframe.cke_wysiwyg_frame").locator("body").click()
    page.keyboard.press("Control+v")
    until(page, "CKEDITOR.instances.id_body.getData().includes('李四')")


def until(page, condition: str) -> None:
    """Wait for a condition; the page's policy forbids the eval that playwright's own waiting needs."""
    for _ in range(100):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def press(screen, name: str) -> None:
    with screen.page.expect_navigation():
        screen.page.get_by_role("button", name=name, exact=True).click()


def visit(screen, path: str) -> None:
    screen.open(path)
    assert screen.told == [], screen.told


def test_a_hidden_leak_is_found_masked_reviewed_released_and_taken_back(office, live_server, client):
    cast = make_cast()
    chen = office.window(cast.chen)
    visit(chen, "/admin/documents/document/add/")
    chen.page.get_by_role("link", name="通知公告").click()
    chen.page.get_by_label("标题").fill("2021年惠农补贴发放明细公示")
    chen.page.get_by_label("成文日期").fill("2021-06-04")
    chen.page.get_by_label("公开属性").select_option("proactive")
    paste(chen, WORD.replace("{first}", PLAIN[0]).replace("{second}", SPACED).replace("{third}", WIDE))
    chen.page.set_input_files(
        "#id_files", [{"name": "名单.txt", "mimeType": "text/plain", "buffer": f"张三 {PLAIN[0]}".encode()}]
    )
    press(chen, "保存草稿")

    document = Document.objects.get()
    desk = f"/admin/documents/document/{document.pk}/"
    body = document.working.content["body"]
    assert "<table>" in body and "mso" not in body.lower() and "style" not in body
    page = chen.page.content()
    for row in (2, 3, 4):
        assert f"表 1 第 {row} 行第 2 列" in page
    assert "名单.txt" in page and not any(number in chen.page.inner_text(".desk-side") for number in PLAIN)

    press(chen, "保存并提交")
    wang = office.window(cast.wang)
    sun, li = office.window(cast.sun), office.window(cast.li)
    visit(sun, desk + "change/")
    sun.page.get_by_role("radio", name="同意公开").check()
    press(sun, "记录保密审查")
    visit(li, desk + "change/")
    press(li, "审核通过")
    visit(wang, desk + "change/")
    assert wang.page.get_by_role("button", name="签发", exact=True).get_attribute("aria-disabled") == "true"
    assert "居民身份证号码" in wang.page.inner_text("#why-approve")
    assert document.working.state == RevisionState.REVIEWED

    visit(li, desk + "change/")
    wang.page.get_by_role("link", name="退回…").click()
    wang.page.get_by_label("理由").fill("有三处身份证号，请遮盖")
    press(wang, "确定退回")

    visit(chen, desk + "change/")
    assert "有三处身份证号" in chen.page.inner_text(".desk-side")
    press(chen, "遮盖正文中的个人信息")
    press(chen, "一键遮盖")
    shown = document.working.content["body"]
    assert not any(number in shown for number in (*PLAIN, SPACED, WIDE)) and "李四" in shown
    press(chen, "保存并提交")

    visit(sun, desk + "change/")
    assert "已失效" in sun.page.inner_text(".desk-side")
    sun.page.get_by_role("radio", name="同意公开").check()
    press(sun, "记录保密审查")
    visit(li, desk + "change/")
    press(li, "审核通过")
    visit(wang, desk + "change/")
    press(wang, "签发")
    press(wang, "发布")
    document.refresh_from_db()
    assert document.state == State.PUBLISHED

    file = Attachment.objects.get(pk=document.attachment_ids[0])
    unmasked = Attachment.objects.get(pk=file.masked_from_id)
    everywhere = {
        "page": document.get_absolute_url(),
        "list": "/documents/notice/",
        "search": "/search/?q=惠农补贴发放明细",
        "feed": "/feeds/documents-notice.atom",
        "sitemap": "/sitemaps/1.xml",
        "home": "/",
        "organ": "/departments/finance/",
    }
    stranger = office.window()
    assert found_in(client, everywhere, document) == set(everywhere)
    for path in everywhere.values():
        text = b"".join(client.get(path)).decode()
        assert not any(number in text for number in (*PLAIN, SPACED, WIDE)), path
    assert client.get(file.get_absolute_url()).status_code == 200
    assert PLAIN[0].encode() not in b"".join(client.get(file.get_absolute_url()).streaming_content)
    assert client.get(unmasked.get_absolute_url()).status_code in (404, 410)
    visit(stranger, document.get_absolute_url())
    assert "李四" in stranger.page.inner_text("article")

    visit(wang, desk + "change/")
    wang.page.get_by_role("link", name="撤回…").click()
    wang.page.get_by_label("撤回理由").fill("个别金额有误，更正后重新公布")
    press(wang, "确定撤回")
    assert found_in(client, everywhere, document) == set()
    for row in (file, unmasked):
        assert client.get(row.get_absolute_url()).status_code in (404, 410)
    assert not RegisterEntry.objects.public(timezone.localdate()).exists()
    gone = stranger.page.goto(live_server.url + document.get_absolute_url())
    assert gone.status == 410 and "个别金额有误" in stranger.page.inner_text("main")


def found_in(client, places: dict, document) -> set[str]:
    """Where a stranger finds the document."""
    found = set()
    for name, path in places.items():
        answer = client.get(path)
        text = b"".join(answer).decode()
        if answer.status_code == 200 and any(
            sign in text
            for sign in (document.title, f'{document.get_absolute_url()}"', f"{document.get_absolute_url()}<")
        ):
            found.add(name)
    return found


@pytest.mark.parametrize("width", [1366, 390])
def test_every_desk_page_is_sound_at_both_widths_and_by_axe(live_server, client, width):
    from tests import papers

    cast = make_cast()
    draft, public = papers.draft(cast), papers.published(cast)
    waiting = papers.reviewed(cast)
    pages = [
        (cast.chen, "/admin/documents/document/"),
        (cast.chen, "/admin/documents/document/add/"),
        (cast.chen, "/admin/documents/document/add/?genre=policy"),
        (cast.chen, "/admin/documents/document/add/?genre=service"),
        (cast.chen, f"/admin/documents/document/{draft.pk}/change/"),
        (cast.sun, f"/admin/documents/document/{draft.pk}/change/"),
        (cast.wang, f"/admin/documents/document/{waiting.pk}/change/"),
        (cast.wang, f"/admin/documents/document/{waiting.pk}/act/return/"),
        (cast.wang, f"/admin/documents/document/{public.pk}/act/withdraw/"),
        (cast.chen, f"/admin/documents/document/{public.pk}/history/"),
        (cast.chen, f"/admin/documents/document/{public.pk}/certificate/"),
        (cast.zheng, "/admin/matrix/"),
    ]
    with chromium() as browser:
        office = Office(browser, live_server.url, type(client), width)
        windows = {user.pk: office.window(user) for user, _ in pages}
        for user, path in pages:
            screen = windows[user.pk]
            screen.open(path)
            screen.page.wait_for_timeout(600)
            assert screen.faults() == [], path


def test_the_form_works_without_scripts_and_by_keyboard(live_server, client):
    cast = make_cast()
    with chromium() as browser:
        plain = Screen(browser, live_server.url, 1366, scripts=False)
        cookie = sign_in(client, cast.chen).cookies["sessionid"].value
        plain.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        plain.page.goto(live_server.url + "/admin/documents/document/add/?genre=notice")
        plain.page.fill("#id_title", "没有脚本也能写")
        plain.page.fill("#id_body", "<p>正文</p>")
        plain.page.focus("#id_title")
        with plain.page.expect_navigation():
            plain.page.keyboard.press("Enter")
    assert Document.objects.get().working.content["body"] == "<p>正文</p>"
