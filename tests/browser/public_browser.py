"""A Chromium window that notes what goes wrong on a page."""

from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from playwright.sync_api import sync_playwright

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
BINARY = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--headless=new", "--disable-background-networking"]
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => one.id + ": " + one.nodes.slice(0, 2).map((node) => node.html.slice(0, 120)).join(" | "));
}"""


@contextmanager
def chromium():
    """The system's Chromium, closed at the end whatever happens."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BINARY, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Screen:
    """One window of a width, with or without 长者模式 and scripts. `faults()` after `open()`."""

    def __init__(self, browser, origin: str, width: int, mode: str = "", scripts: bool = True):
        self.origin, self.told = origin, []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, bypass_csp=False
        )
        if mode:
            self.context.add_cookies([{"name": "reading", "value": f"normal.{mode}", "url": origin}])
        self.page = self.context.new_page()
        self.page.on("console", lambda line: self.told.append(line.text) if line.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("request", self._outside)

    def _outside(self, request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.told.append(f"outside request {request.url}")

    def open(self, path: str) -> None:
        self.told.clear()
        answer = self.page.goto(self.origin + path)
        if answer.status != 200:
            self.told.append(f"status {answer.status}")

    def faults(self) -> list[str]:
        """Console errors, requests to other hosts, sideways scroll, serious findings of axe."""
        found = list(self.told)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"scrolls sideways by {wide} px")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        return found + self.page.evaluate(RUN_AXE)

    def close(self) -> None:
        self.context.close()
