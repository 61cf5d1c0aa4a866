"""A citizen comments on an article by keyboard only, at 360 px, without JavaScript; pages hold at every width."""

import pytest

from decisions.models import Opinion
from tests import factories
from tests.browser.public_browser import Screen, chromium
from tests.decisions import builders
from yushan_portal.lib import intake

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _tab_to(page, matches: str, most: int = 120) -> None:
    """Press Tab until the element that has the focus matches."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator("*:focus").evaluate(f"element => element.matches({matches!r})"):
            return
    raise AssertionError(f"{matches} is not reached by the keyboard")


def test_an_article_comment_by_keyboard_alone_at_360_px_without_scripts(live_server, monkeypatch):
    monkeypatch.setattr(intake, "LEAST_SECONDS", 0)
    shown = builders.open_consultation(factories.cast())
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
        page = context.new_page()
        page.goto(live_server.url + shown.get_absolute_url())
        _tab_to(page, "a[href='?article=a2#opinion']")
        page.keyboard.press("Enter")
        page.wait_for_url("**article=a2*")
        _tab_to(page, "select[name=article]")
        assert page.locator("select[name=article]").input_value() == "a2"
        _tab_to(page, "textarea[name=text]")
        page.keyboard.type("每小时两元偏高，建议一元。")
        _tab_to(page, "form.form button.button")
        page.keyboard.press("Enter")
        page.wait_for_selector(".confirmation__number")
        number = page.locator(".confirmation__number").first.inner_text()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        context.close()
    opinion = Opinion.objects.get()
    assert opinion.number == number and opinion.article.label == "第二条" and wide <= 0


def test_the_pages_hold_at_every_width_and_please_the_checker(live_server):
    cast = factories.cast()
    decision = builders.public_decision(cast)
    shown = builders.open_consultation(cast, decision_id=decision.pk)
    closed = builders.closed_consultation(cast)
    paths = ["/decisions/", "/decisions/consultations/", decision.get_absolute_url(), shown.get_absolute_url(), closed.get_absolute_url(), "/decisions/opinions/", "/decisions/directory/"]  # fmt: skip
    with chromium() as browser:
        for width in (320, 1366):
            screen = Screen(browser, live_server.url, width)
            for path in paths:
                screen.open(path)
                assert screen.faults() == [], f"{path} at {width}"
