"""A notice is loaded at the desk: read, judged, stored as a version, and what it moves is told."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from disclosure import workdays
from disclosure.workdays import MovedDeadline, actions, in_force, reference
from disclosure.workdays.actions import load_notice
from disclosure.workdays.kinds import DayKind
from disclosure.workdays.loading import load_reference
from disclosure.workdays.models import CalendarDay, CalendarNotice
from disclosure.workdays.rows import NoticeRefused, read_rows

NOTICE_NO = "国办发明电〔2026〕99号"  # an invented notice: that of 2027 is not issued
SOURCE = "国务院办公厅关于2027年部分节假日安排的通知"

ROWS_2027 = [
    ("日期", "类别", "名称"),
    ("2027-01-01", "法定节假日", "元旦"),
    ("2027-01-02", "放假调休", "元旦"),
    ("2027年2月5日", "法定节假日", "春节"),
    ("2027年2月6日", "法定节假日", "春节"),
    ("2027/2/7", "法定节假日", "春节"),
    ("20270208", "法定节假日", "春节"),
    (date(2027, 2, 9), "放假调休", "春节"),
    (datetime(2027, 2, 20), "调休上班", "春节"),
    ("2027-04-05", "法定节假日", "清明节"),
    ("2027-05-01", "法定节假日", "劳动节"),
    ("2027-05-02", "法定节假日", "劳动节"),
    ("2027-06-09", "法定节假日", "端午节"),
    ("2027-09-15", "法定节假日", "中秋节"),
    ("2027-10-01", "法定节假日", "国庆节"),
    ("2027-10-02", "法定节假日", "国庆节"),
    ("2027-10-03", "法定节假日", "国庆节"),
    ("", None, ""),
]


@pytest.fixture(autouse=True)
def fresh_calendar():
    workdays.forget()
    yield
    workdays.forget()


@pytest.fixture
def offering(monkeypatch):
    """Let an app offer a callable as `deadlines.DEADLINES`."""

    def offer(*callables):
        monkeypatch.setattr(actions, "offered", lambda module, attribute: {"deadlines": callables}[module])

    return offer


def load_2027(rows=ROWS_2027, **changes):
    return load_notice(
        **{"year": 2027, "days": rows, "notice_no": NOTICE_NO, "source": SOURCE, "by": "陈某", **changes}
    )


@pytest.mark.django_db
def test_an_empty_table_counts_by_the_shipped_years():
    assert not CalendarNotice.objects.exists()
    assert workdays.add_working_days(date(2026, 2, 10), 5).on == date(2026, 2, 24)
    assert workdays.add_working_days(date(2026, 12, 31), 1).provisional


@pytest.mark.django_db
def test_loading_the_reference_twice_changes_nothing():
    first, second = load_reference(), load_reference()
    assert first.inserted == list(range(2004, 2027))
    assert second.unchanged == list(range(2004, 2027))
    assert not (second.inserted or second.updated or second.differing or second.moved)
    assert CalendarNotice.objects.count() == 23
    assert str(second) == "工作日历：新增0年，更新0年，未变23年，变动期限0个。"


@pytest.mark.django_db
def test_the_stored_reference_is_the_shipped_calendar_and_leaves_2027_unloaded():
    load_reference()
    stored = in_force.stored()
    assert stored.special == reference.calendar().special
    assert not stored.loaded(2027)


@pytest.mark.django_db
def test_the_reference_mends_shipped_years_and_leaves_loaded_ones():
    load_reference()
    CalendarNotice.objects.filter(year=2025).update(digest="as shipped by an older release")
    days = [(day, kind.kind, kind.name) for day, kind in reference.special_days(2026).items()]
    amended = [*days, ("2026-12-31", "放假", "元旦")]
    load_notice(2026, amended, "国办发明电〔2026〕98号", "补充通知", "陈某")
    report = load_reference()
    assert (report.updated, report.differing) == ([2025], [2026])
    assert CalendarNotice.objects.in_force().get(year=2025).version == 2
    assert not in_force.stored().is_working_day(date(2026, 12, 31))
    assert "保留本县载入内容的年度：2026" in str(report)


@pytest.mark.django_db
def test_a_new_year_ends_the_provisional_state_and_lists_what_changed():
    load_reference()
    before = workdays.current().add_working_days(date(2026, 12, 25), 5)
    loaded = load_2027(at=datetime(2026, 11, 25, tzinfo=UTC))
    after = in_force.stored().add_working_days(date(2026, 12, 25), 5)
    assert (before.on, before.provisional) == (date(2027, 1, 1), True)
    assert (after.on, after.provisional) == (date(2027, 1, 4), False)
    assert after.derivation[-1].endswith(f"{SOURCE}（{NOTICE_NO}）。")
    assert loaded.newly_loaded_year
    assert loaded.moved == ()
    assert [str(change) for change in loaded.changed][:3] == [
        "2027年1月1日（星期五）由上班改为休息（元旦）",
        "2027年2月5日（星期五）由上班改为休息（春节）",
        "2027年2月8日（星期一）由上班改为休息（春节）",
    ]
    assert "2027年2月20日（星期六）由休息改为上班（春节）" in map(str, loaded.changed)
    assert (loaded.notice.loaded_by, loaded.notice.loaded_at.year) == ("陈某", 2026)


@pytest.mark.django_db
def test_apps_with_deadlines_are_asked_and_what_moved_is_listed_by_date(offering):
    cases = [date(2026, 12, 25), date(2026, 12, 1), date(2026, 12, 28)]

    def replies(before, after):
        for start in cases:
            old, new = (one.add_working_days(start, 5).on for one in (before, after))
            if old != new:
                yield MovedDeadline(f"{start:%m%d}号申请", f"/admin/{start:%m%d}/", old, new)

    offering(replies, lambda before, after: [("年报", "/admin/report/", date(2027, 1, 29), date(2027, 1, 28))])
    loaded = load_2027()
    assert loaded.moved == (
        MovedDeadline("1225号申请", "/admin/1225/", date(2027, 1, 1), date(2027, 1, 4)),
        MovedDeadline("1228号申请", "/admin/1228/", date(2027, 1, 4), date(2027, 1, 5)),
        MovedDeadline("年报", "/admin/report/", date(2027, 1, 29), date(2027, 1, 28)),
    )
    assert str(loaded) == "已载入2027年放假安排（第1版）：9日的上班安排有变化，3个期限有变动。"


@pytest.mark.django_db
def test_nothing_is_loaded_if_an_app_cannot_move_its_deadlines(offering):
    def broken(before, after):
        raise RuntimeError("案件库不可用")

    offering(broken)
    with pytest.raises(RuntimeError):
        load_2027()
    assert not CalendarNotice.objects.filter(year=2027).exists()


@pytest.mark.django_db
def test_the_same_notice_again_writes_nothing():
    load_2027()
    again = load_2027()
    assert not again.new
    assert again.changed == again.moved == ()
    assert CalendarNotice.objects.of_year(2027).count() == 1


@pytest.mark.django_db
def test_a_correction_is_a_new_version_and_the_old_one_stays_readable():
    load_2027()
    corrected = [row for row in ROWS_2027 if row[2] != "中秋节"]
    loaded = load_2027(corrected, notice_no="国办发明电〔2027〕1号")
    assert [str(change) for change in loaded.changed] == ["2027年9月15日（星期三）由休息改为上班（中秋节）"]
    assert list(CalendarNotice.objects.of_year(2027).values_list("version", "superseded")) == [(2, False), (1, True)]
    assert CalendarDay.objects.filter(notice__version=1, date=date(2027, 9, 15)).exists()
    assert not loaded.newly_loaded_year


@pytest.mark.django_db
def test_an_amending_notice_changes_single_days_as_in_spring_2020():
    load_2027()
    rows = [("2027-02-10", "放假", "春节假期延长"), ("2027-02-20", "正常", "")]
    loaded = load_2027(rows, notice_no="国办发明电〔2027〕2号", amends=True)
    assert [(change.on, change.works) for change in loaded.changed] == [
        (date(2027, 2, 10), False),
        (date(2027, 2, 20), False),
    ]
    assert not in_force.stored().is_working_day(date(2027, 1, 1))


@pytest.mark.django_db
def test_an_amending_notice_works_on_shipped_years_before_the_table_is_filled():
    loaded = load_notice(2026, [("2026-12-31", "放假", "元旦")], "国办1号", "补充通知", "陈某", amends=True)
    assert [change.on for change in loaded.changed] == [date(2026, 12, 31)]
    assert loaded.notice.days.count() == len(reference.special_days(2026)) + 1


@pytest.mark.django_db
def test_a_notice_may_name_days_of_the_december_before():
    """The notice for 2019 made 2018-12-29 a working Saturday."""
    load_reference()
    load_2027([*ROWS_2027, ("2026-12-26", "上班", "元旦"), ("2026-12-31", "放假", "元旦")])
    load_reference()
    calendar = in_force.stored()
    assert calendar.is_working_day(date(2026, 12, 26))
    assert not calendar.is_working_day(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("2027-13-01", "放假", "元旦"), "第2行：没有“2027-13-01”这一天。"),
        (("元月一日", "放假", "元旦"), "第2行：日期“元月一日”看不懂，应写作 2027-01-01 或者 2027年1月1日。"),
        (("2028-01-01", "放假", "元旦"), "第2行：2028年1月1日（星期六）不属于2027年的放假安排（可含上一年12月）。"),
        (("2027-01-01", "放风", "元旦"), "第2行：类别“放风”不认识，应为：法定节假日、放假调休、调休上班。"),
        (("2027-01-01", "放假", " "), "第2行：没有写名称，如“春节”。"),
        (("2027-01-01", "放假", "元\x00旦"), "第2行：名称过长（最多40字）或者含有不可显示的字符。"),
        (("2027-01-04", "上班", "元旦"), "第2行：2027年1月4日（星期一）本来就是工作日，不能列为调休上班。"),
        (("2027-01-04", "正常", ""), "第2行：“正常”只用于调整已载入的安排。"),
        (("2027-01-04",), "第2行：类别“”不认识，应为：法定节假日、放假调休、调休上班。"),
    ],
)
def test_a_faulty_row_is_refused_with_its_number(row, sentence):
    with pytest.raises(NoticeRefused) as refused:
        read_rows(2027, [("日期", "类别", "名称"), row])
    assert refused.value.sentences == (sentence,)


def test_all_faults_are_named_at_once_with_repeated_days():
    rows = [("2027-01-01", "放假", "元旦"), ("2027.1.1", "休", "元旦"), ("x", "休", "y")]
    with pytest.raises(NoticeRefused) as refused:
        read_rows(2027, rows)
    assert [sentence.split("：")[0] for sentence in refused.value.sentences] == ["第2行", "第3行"]
    assert "与第1行重复" in refused.value.sentences[0]


@pytest.mark.parametrize("rows", [[], [("日期", "类别", "名称")], [("", "", "")]])
def test_a_notice_without_days_is_refused(rows):
    with pytest.raises(NoticeRefused, match="没有读到任何日期"):
        read_rows(2027, rows)


def test_a_file_that_never_ends_is_refused():
    endless = (("", "", "") for _ in iter(int, 1))
    with pytest.raises(NoticeRefused, match="行数超过400行"):
        read_rows(2027, endless)


def test_rows_may_be_mappings_or_lines_of_text():
    assert read_rows(2027, [{"日期": "2027-01-01", "类别": "放假", "名称": "元旦"}]) == read_rows(
        2027, ["\ufeff2027-01-01,放假,元旦"]
    )


@given(st.lists(st.one_of(st.text(), st.tuples(st.text(), st.text(), st.text()), st.none(), st.integers())))
def test_any_rows_are_read_or_refused_in_words(rows):
    try:
        days = read_rows(2027, rows)
    except NoticeRefused as refused:
        assert refused.sentences
    else:
        assert days


@pytest.mark.django_db
def test_the_plan_of_a_whole_year_must_hold_the_statutory_days():
    with pytest.raises(NoticeRefused) as refused:
        load_2027([("2027-01-01", "放假", "元旦"), ("2027-02-06", "放假", "春节")])
    assert "缺少2027年5月2日（星期日）劳动节放假（全国年节及纪念日放假办法第二条）。" in refused.value.sentences
    assert "春节应至少放假4日，表中有1日（全国年节及纪念日放假办法第二条）。" in refused.value.sentences
    assert not CalendarNotice.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"notice_no": " "}, "没有填写文号"),
        ({"source": ""}, "没有填写来源"),
        ({"by": None}, "没有填写载入人"),
        ({"source": "长" * 201}, "来源过长"),
        ({"notice_no": "号\x00"}, "文号过长"),
        ({"year": "明年"}, "年度应在2000年至2199年之间"),
        ({"year": 10**9}, "年度应在"),
        ({"issued_on": date(2024, 11, 1)}, "不会是2027年的放假安排"),
        ({"amends": True}, "2027年的放假安排还没有载入"),
    ],
)
def test_a_notice_without_its_particulars_is_refused_in_words(changes, sentence):
    with pytest.raises(NoticeRefused, match=sentence):
        load_2027(**changes)


@pytest.mark.django_db
def test_the_database_keeps_one_notice_in_force_a_year_and_every_day_of_it():
    loaded = load_2027().notice
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarNotice.objects.create(year=2027, version=2, notice_no="x", source="x", loaded_by="x", digest="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(notice=loaded, date=date(2027, 1, 1), kind=DayKind.HOLIDAY, name="又一次")
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(notice=loaded, date=date(2027, 1, 9), kind="maybe", name="也许")
    with pytest.raises(ProtectedError):
        loaded.delete()


@pytest.mark.django_db
def test_counting_asks_the_database_nothing(django_assert_num_queries):
    load_reference()
    workdays.current()
    with django_assert_num_queries(0):
        for n in range(500):
            workdays.add_working_days(date(2026, 2, 10), n % 40)
            workdays.last_day(date(2026, 2, 10), n)


@pytest.mark.django_db
def test_another_process_sees_a_new_notice_after_one_short_query(monkeypatch, django_assert_num_queries):
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(in_force, "monotonic", lambda: clock.now)
    load_reference()
    assert not workdays.current().loaded(2027)
    load_2027()  # not yet committed here: this process still holds the calendar before
    clock.now += in_force.CHECK_EVERY - 0.1
    assert not workdays.current().loaded(2027)
    clock.now += 0.2
    assert workdays.current().loaded(2027)
    clock.now += in_force.CHECK_EVERY + 0.1
    kept = workdays.current()
    clock.now += in_force.CHECK_EVERY + 0.1
    with django_assert_num_queries(1):
        assert workdays.current() is kept


@pytest.mark.django_db
def test_this_process_counts_by_the_new_notice_once_it_is_committed(django_capture_on_commit_callbacks):
    assert workdays.add_working_days(date(2026, 12, 31), 1).provisional
    with django_capture_on_commit_callbacks(execute=True):
        load_2027()
    assert workdays.add_working_days(date(2026, 12, 31), 1).on == date(2027, 1, 4)
    assert not workdays.add_working_days(date(2026, 12, 31), 1).provisional
