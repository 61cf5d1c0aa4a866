"""Done-line 4: each class of fault, planted, makes exactly its finding appear with its organ and address; mended, it is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosure.catalogue.models import CatalogueItem, ItemOrgan
from disclosure.compliance import checking, links
from disclosure.compliance.models import Finding, LinkTarget, MediaAccount
from disclosure.departments.actions import keep_leader
from disclosure.departments.models import GUIDE_FIELDS, Department, Leader
from disclosure.documents.kinds import SERVICE_ELEMENTS
from disclosure.documents.models import Document
from disclosure.publishing import actions as publishing
from disclosure.register import actions as register
from tests import papers

from .conftest import Press, owe

pytestmark = pytest.mark.django_db
FULL = {code: "有" for code, _ in SERVICE_ELEMENTS}
REASON = "内容有误"


class County:
    """A county whose findings are known, so that a new one stands out."""

    def __init__(self, cast):
        self.cast, self.press, self.on = cast, Press(), timezone.localdate()
        self.seen: set = set()
        for genre, age in (("news", 5), ("notice", 5), ("policy", 5), ("plan", 5), ("statistics", 5), ("personnel", 5)):
            setattr(self, genre, self.press(self.on - timedelta(days=age), genre=genre, formed_on=self.on))
        for genre, age in (("news", 20), ("policy", 200), ("plan", 400), ("statistics", 120)):
            self.press(self.on - timedelta(days=age), genre=genre, formed_on=self.on)
        organ = cast.education
        for field in (*GUIDE_FIELDS, "functions", "structure"):
            setattr(organ, field, "0793-2550000" if field == "phone" else "齐全")
        organ.guide_reviewed_on = self.on
        organ.save()
        keep_leader(organ, by=cast.zhou, on=self.on, name="张明", post="局长", duties="全面工作")
        self.account = MediaAccount.objects.create(
            organ=organ, platform="微信公众号", name="玉山教体", last_post_on=self.on
        )
        self.item = CatalogueItem.objects.get(item_code="01-01-01")
        owe("01-01-01", organs=("education",))
        self.target = papers.published(cast, title="被引用的通知", formed_on=self.on)
        self.page = papers.published(
            cast, title="引用别处的通知", formed_on=self.on,
            body=f'<p>见<a href="{self.target.get_absolute_url()}">通知</a>和<a href="https://a.example.org/x">甲</a>、<a href="https://b.example.org/">乙</a>。</p>',
        )  # fmt: skip
        self.guide = papers.published(cast, genre="service", title="生育登记办事指南", details=FULL, formed_on=self.on)
        self.look()

    def look(self) -> set:
        """What is found now and was not before."""
        checking.look_again([one.code for one in checking.indicators()], self.on)
        now = set(
            Finding.objects.failing()
            .filter(gone_on__isnull=True)
            .values_list("indicator", "key", "organ_code", "address")
        )
        new, self.seen = now - self.seen, now
        return new


@pytest.fixture
def county(catalogue):
    return County(catalogue)


def hide(county, entry):
    register.withdraw(entry.kind, entry.thing_id, at=timezone.now(), reason=REASON)


def again(county, genre):
    county.press(county.on, genre=genre, formed_on=county.on)


def column(genre: str, code: str):
    def plant(county):
        hide(county, getattr(county, genre))
        return {(code, f"documents-{genre}", "gov-office", f"/documents/{genre}/")}

    return plant, lambda county: again(county, genre)


def unsourced(**fields):
    def plant(county):
        county.row = county.press(county.on, genre="notice", **({"formed_on": county.on} | fields))
        code = "document-source" if "source" in fields else "document-date"
        return {(code, county.row.thing_id, "finance", county.row.address)}

    return plant, lambda county: hide(county, county.row)


def media(code: str, **values):
    def plant(county):
        if "last_post_on" in values:
            values["last_post_on"] = county.on - timedelta(days=15)
        MediaAccount.objects.filter(pk=county.account.pk).update(**values)
        return {(code, str(county.account.pk), "education", "")}

    def mend(county):
        MediaAccount.objects.filter(pk=county.account.pk).update(last_post_on=county.on, usable=True, interaction=True)

    return plant, mend


def guide(code: str, missing: int):
    def plant(county):
        Document.objects.filter(pk=county.guide.pk).update(details=dict(list(FULL.items())[missing:]))
        return {(code, str(county.guide.pk), "finance", county.guide.get_absolute_url())}

    return plant, lambda county: Document.objects.filter(pk=county.guide.pk).update(details=FULL)


def old_statistics(county):
    hide(county, county.statistics)
    return {("statistics-fresh", "newest", "finance", "/documents/statistics/")}


def no_leader(county):
    Leader.objects.update(valid_to=county.on - timedelta(days=1))
    return {("organ-card", "education", "education", "/departments/education/")}


def no_fax(county):
    Department.objects.filter(code="education").update(fax="")
    return {("organ-guide", "education", "education", "/departments/education/")}


def late_item(county):
    days = timedelta(days=100)
    county.row = county.press(county.on - days, organ="education", items="01-01-01", formed_on=county.on - 2 * days)
    return {("duty-overdue", "01-01-01:education", "education", "/catalogue/items/01-01-01/")}


def nobodys_item(county):
    county.held = list(ItemOrgan.objects.filter(item=county.item, removed_on=None).values_list("pk", flat=True))
    ItemOrgan.objects.filter(pk__in=county.held).update(removed_on=county.on)
    return {("item-without-organ", "01-01-01", "", "/catalogue/items/01-01-01/")}


def dead_inside(county):
    publishing.withdraw(county.target, by=county.cast.wang, reason=REASON)
    links.collect()
    links.check_inside()
    row = LinkTarget.objects.get(internal=True).pages.get()
    return {("links-inside", str(row.pk), "finance", county.page.get_absolute_url())}


def alive_inside(county):
    publishing.restore(county.target, by=county.cast.wang, reason="已核实")
    links.check_inside()


def dead_outside(county):
    links.collect()
    for day in (county.on - timedelta(days=1), county.on):
        links.check_outside(day, fetch=lambda url: "HTTP 404" if url.endswith("/x") else "")
    row = LinkTarget.objects.get(url="https://a.example.org/x").pages.get()
    return {("links-outside", str(row.pk), "finance", county.page.get_absolute_url())}


def alive_outside(county):
    links.check_outside(county.on + timedelta(days=1), fetch=lambda url: "")


PLANTS = {
    "stale news": column("news", "column-news"),
    "stale policy": column("policy", "column-notice"),
    "stale plans": column("plan", "column-other"),
    "blank column": column("personnel", "column-blank"),
    "no source": unsourced(source=""),
    "no date": unsourced(formed_on=None),
    "silent account": media("media-fresh", last_post_on=None),
    "broken account": media("media-usable", usable=False),
    "guide lacks one": guide("service-elements", 1),
    "guide lacks four": guide("service-guide-poor", 4),
    "old statistics": (old_statistics, lambda county: again(county, "statistics")),
    "no leader": (no_leader, lambda county: Leader.objects.update(valid_to=None)),
    "guide without fax": (no_fax, lambda county: Department.objects.filter(code="education").update(fax="无")),
    "late item": (late_item, lambda county: hide(county, county.row)),
    "nobody's item": (
        nobodys_item,
        lambda county: ItemOrgan.objects.filter(pk__in=county.held).update(removed_on=None),
    ),
    "dead link inside": (dead_inside, alive_inside),
    "dead link outside": (dead_outside, alive_outside),
}


def test_each_fault_makes_exactly_its_finding_and_mending_ends_it(county):
    for name, (plant, mend) in PLANTS.items():
        expected = plant(county)
        assert county.look() == expected, name
        mend(county)
        assert county.look() == set(), name
        code, key, _, _ = next(iter(expected))
        row = Finding.objects.filter(indicator=code, key=key).latest("pk")
        assert row.gone_on == county.on, name


def test_a_home_page_without_news_is_found(cast, settings):
    on, press = timezone.localdate(), Press()
    press(on - timedelta(days=15), genre="notice")
    one = checking.indicator_of("home-fresh")
    assert [case.key for case in checking.look(one, on)[0]] == ["home"]
    press(on, genre="notice")
    assert checking.look(one, on)[0] == []


def test_a_site_without_its_number_is_found(cast, settings):
    one = checking.indicator_of("site-identity")
    settings.SITE = settings.SITE | {"id_code": "3611230001", "icp": "x", "police": "x", "contact_phone": "x"}
    assert checking.look(one, timezone.localdate())[0] == []
    settings.SITE = settings.SITE | {"icp": ""}
    assert [case.key for case in checking.look(one, timezone.localdate())[0]] == ["icp"]


def test_a_line_that_is_down_accuses_nobody(cast):
    LinkTarget.objects.create(url="https://a.example.org/")
    assert "断网" in links.check_outside(timezone.localdate(), fetch=lambda url: "连接不上")
    assert LinkTarget.objects.get().failures == 0


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("/documents/1/#a", ("/documents/1/", True)),
        ("https://example.org/a#b", ("https://example.org/a", False)),
        ("//example.org/a", ("https://example.org/a", False)),
        ("mailto:a@example.org", None),
        ("javascript:alert(1)", None),
        ("#top", None),
        ("file:///etc/passwd", None),
        ("http://[", None),
        ("https://www.zgys.gov.cn/x?y=1", ("/x?y=1", True)),
    ],
)
def test_only_pages_are_looked_at(url, found):
    assert links.address_of(url) == found
