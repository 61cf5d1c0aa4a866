"""政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号): each indicator one second before, at and after its limit."""

from datetime import date, datetime, timedelta

import pytest

from disclosure.compliance import checking
from disclosure.compliance.models import LinkTarget, MediaAccount, PageLink
from disclosure.compliance.scoring import vetoes
from disclosure.departments.actions import keep_leader
from disclosure.documents.kinds import SERVICE_ELEMENTS
from tests import papers
from tests.disclosure.compliance.conftest import ORGANS, TODAY, Press, owe
from yushan_portal.lib.periods import end_of, local_day

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def press(cast):
    return Press()


def failing(code: str, on: date) -> list[str]:
    """Keys of what fails on that day."""
    return [case.key for case in checking.look(checking.indicator_of(code), on)[0]]


def warning(code: str, on: date) -> list[str]:
    """Keys of what will fail soon."""
    return [case.key for case in checking.look(checking.indicator_of(code), on)[1]]


def judged_around(code: str, last_day: date) -> list[bool]:
    """Whether it fails one second before the end of its last day, at that instant, and one second after."""
    end: datetime = end_of(last_day)
    return [bool(failing(code, local_day(moment))) for moment in (end - SECOND, end, end + SECOND)]


EDGE = [False, True, True]


def test_home_page_is_stale_after_two_weeks_rest_days_counted(press):
    press(date(2021, 9, 25), genre="notice")  # the fourteenth day after lies in the National Day holiday
    assert judged_around("home-fresh", date(2021, 10, 9)) == EDGE


def test_news_columns_are_stale_after_two_weeks(press):
    press(date(2021, 9, 20), genre="news")  # the limit ends in the holiday and does not move: it measures age
    assert judged_around("column-news", date(2021, 10, 4)) == EDGE


@pytest.mark.parametrize(
    ("published", "last"), [(date(2021, 1, 5), date(2021, 7, 5)), (date(2020, 8, 31), date(2021, 2, 28))]
)
def test_notice_and_policy_columns_are_stale_after_six_months(press, published, last):
    press(published, genre="policy")
    assert judged_around("column-notice", last) == EDGE


def test_other_columns_are_stale_after_a_year(press):
    press(date(2020, 2, 29), genre="plan")
    assert judged_around("column-other", date(2021, 2, 28)) == EDGE


def test_archives_are_never_stale(press):
    press(date(2012, 1, 1), genre="overview")
    for code in ("column-news", "column-notice", "column-other"):
        assert failing(code, TODAY) == []


def test_warning_begins_on_day_ten_of_fourteen_and_ends_where_failing_begins(press):
    first = date(2021, 8, 1)
    press(first, genre="news")
    days = {n: (bool(warning("column-news", first + timedelta(days=n))), bool(failing("column-news", first + timedelta(days=n)))) for n in (9, 10, 14, 15)}  # fmt: skip
    assert days == {9: (False, False), 10: (True, False), 14: (True, False), 15: (False, True)}


def test_a_column_without_entries_is_blank_and_not_stale(press):
    press(TODAY, genre="news")
    assert "documents-news" not in failing("column-blank", TODAY)
    assert "documents-policy" in failing("column-blank", TODAY)
    assert failing("column-notice", TODAY) == []


def test_an_entry_is_in_the_column_from_the_first_second_of_its_first_day(press):
    press(date(2021, 9, 2), genre="news")
    assert "documents-news" in failing("column-blank", local_day(end_of(date(2021, 9, 1)) - SECOND))
    assert "documents-news" not in failing("column-blank", local_day(end_of(date(2021, 9, 1))))


def test_statistics_are_old_after_three_months(press):
    press(date(2021, 5, 31), genre="statistics")
    assert judged_around("statistics-fresh", date(2021, 8, 31)) == EDGE


def test_statistics_warn_from_day_seventy_five(press):
    press(date(2021, 6, 1), genre="statistics")
    assert [bool(warning("statistics-fresh", date(2021, 6, 1) + timedelta(days=n))) for n in (74, 75)] == [False, True]


def test_new_media_are_silent_after_two_weeks(cast):
    MediaAccount.objects.create(
        organ=cast.finance, platform="微信公众号", name="玉山财政", last_post_on=date(2021, 9, 25)
    )
    assert judged_around("media-fresh", date(2021, 10, 9)) == EDGE
    assert [bool(warning("media-fresh", date(2021, 9, 25) + timedelta(days=n))) for n in (9, 10, 15)] == [
        False,
        True,
        False,
    ]


def test_a_closed_account_is_not_judged_from_its_closing_day(cast):
    MediaAccount.objects.create(
        organ=cast.finance,
        platform="微博",
        name="玉山财政",
        last_post_on=date(2020, 1, 1),
        state="closed",
        closed_on=TODAY,
    )
    assert failing("media-fresh", TODAY - timedelta(days=1)) and not failing("media-fresh", TODAY)


def test_an_account_that_cannot_be_used_or_answers_nobody_fails(cast):
    for name, usable, interaction in (("甲", True, True), ("乙", False, True), ("丙", True, False)):
        MediaAccount.objects.create(
            organ=cast.finance,
            platform="移动客户端",
            name=name,
            last_post_on=TODAY,
            usable=usable,
            interaction=interaction,
        )
    assert len(failing("media-usable", TODAY)) == 2


def test_an_outside_link_is_dead_from_its_second_day_of_failure(cast):
    target = LinkTarget.objects.create(
        url="https://example.org/x", checked_at=end_of(TODAY), failures=1, failing_since=TODAY
    )
    PageLink.objects.create(target=target, page="/documents/1/", organ_code="finance")
    assert failing("links-outside", TODAY) == []
    LinkTarget.objects.update(failures=2)
    assert len(failing("links-outside", TODAY)) == 1
    assert failing("links-outside", TODAY - timedelta(days=1)) == []


def test_a_service_guide_lacking_one_to_three_elements_fails_and_four_is_a_veto_matter(cast):
    full = {code: "有" for code, _ in SERVICE_ELEMENTS}
    guide = papers.published(cast, genre="service", title="办事指南", details=full)
    on = local_day(guide.published_at)
    found = {}
    for missing in range(6):
        type(guide).objects.filter(pk=guide.pk).update(details=dict(list(full.items())[missing:]))
        found[missing] = (len(failing("service-elements", on)), len(failing("service-guide-poor", on)))
    assert found == {0: (0, 0), 1: (1, 0), 2: (1, 0), 3: (1, 0), 4: (0, 1), 5: (0, 1)}


def test_an_organ_page_without_leader_fails_from_the_day_after_the_leader_left(cast):
    organ = cast.finance
    organ.functions = organ.structure = "职责"
    organ.save()
    keep_leader(organ, by=cast.zhou, on=TODAY, name="张明", post="局长", duties="全面工作", valid_to=TODAY)
    assert "finance" not in failing("organ-card", TODAY)
    assert "finance" in failing("organ-card", TODAY + timedelta(days=1))


@pytest.mark.parametrize("documents", ["document-source", "document-date"])
def test_source_and_date_are_asked_of_every_document(press, documents):
    press(TODAY, source="", formed_on=None)
    press(TODAY, source="县财政局", formed_on=TODAY)
    assert failing(documents, TODAY) == ["p1"]


def test_a_late_item_counts_working_days_across_the_national_holiday(cast, press):
    from disclosure.catalogue.loading import load_catalogue
    from disclosure.catalogue.models import CatalogueItem

    load_catalogue()
    code = (
        CatalogueItem.objects.filter(deadline_rule="workdays:20")
        .order_by("item_code")
        .values_list("item_code", flat=True)[0]
    )
    owe(code, organs=ORGANS)
    from disclosure import workdays

    last = workdays.add_working_days(
        date(2021, 9, 10), 20
    ).on  # 中秋 and 国庆 lie between, with weekends worked instead
    end = end_of(last)
    for organ, moment in zip(ORGANS, (end - SECOND, end, end + SECOND), strict=True):
        press(local_day(moment), organ=organ, items=code, formed_on=date(2021, 9, 10))
    checking.run_day(date(2021, 11, 1))
    keys = [key for key in failing("duty-overdue", date(2021, 11, 1)) if key.startswith(code)]
    assert sorted(keys) == sorted([f"{code}:education", f"{code}:bingxi"])


def test_a_quarterly_item_is_missed_from_the_first_second_after_a_whole_quarter(cast, press):
    from disclosure.catalogue.loading import load_catalogue
    from disclosure.catalogue.models import CatalogueItem

    load_catalogue()
    code = (
        CatalogueItem.objects.filter(deadline_rule="quarterly")
        .order_by("item_code")
        .values_list("item_code", flat=True)[0]
    )
    owe(code, organs=("finance",))
    press(date(2021, 2, 1), items=code)
    found = []
    for moment in (end_of(date(2021, 6, 30)) - SECOND, end_of(date(2021, 6, 30)), end_of(date(2021, 6, 30)) + SECOND):
        day = local_day(moment)
        checking.run_day(day)
        found.append(f"{code}:finance" in failing("duty-overdue", day))
    assert found == EDGE


@pytest.mark.parametrize(
    ("code", "failing_now", "population", "vetoed"),
    [
        ("home-fresh", 1, 1, True), ("column-blank", 4, 80, False), ("column-blank", 5, 80, True), ("column-other", 9, 30, False),
        ("column-other", 10, 30, True), ("service-guide-poor", 4, 9, False), ("service-guide-poor", 5, 9, True),
        ("service-guide-poor", 2, 2, True), ("service-guide-poor", 0, 0, False), ("media-fresh", 1, 20, True),
    ],
)  # fmt: skip
def test_single_vetoes_begin_at_their_number(code, failing_now, population, vetoed):
    found = vetoes(checking.indicators(), {code: {"failing": failing_now, "population": population}})
    assert bool(found) is vetoed


@pytest.mark.parametrize(
    ("news", "notices", "vetoed"), [(2, 2, False), (2, 3, True), (0, 5, True), (5, 0, True), (4, 0, False)]
)
def test_news_and_notice_columns_are_counted_together(news, notices, vetoed):
    totals = {"column-news": {"failing": news, "population": 9}, "column-notice": {"failing": notices, "population": 9}}
    assert bool(vetoes(checking.indicators(), totals)) is vetoed


def test_every_indicator_says_what_it_counts_and_by_which_rule():
    for one in checking.indicators():
        assert one.definition and one.citation and one.title, one.code
    codes = [one.code for one in checking.indicators()]
    assert len(codes) == len(set(codes))
