"""国办发〔2018〕118号: licences and penalties within 7 working days, other results within 20; 行政处罚法 第四十八条: withdrawal within 3."""

from datetime import date

import pytest
import time_machine

from disclosure.notices import clock
from disclosure.notices.kinds import BY_CODE
from disclosure.notices.models import Record
from tests.disclosure.notices.sheets import penalty, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_friday():
    with time_machine.travel("2026-11-20T10:00:00+08:00"):
        yield


@pytest.mark.parametrize(
    "kind, decided_on, due",
    [
        ("penalty", date(2021, 6, 4), date(2021, 6, 16)),  # over 端午节 of 2021
        ("licence", date(2021, 9, 28), date(2021, 10, 13)),  # over 国庆节, with its two 补班 Saturdays
        ("inspection", date(2021, 6, 4), date(2021, 7, 5)),
        ("procurement-result", date(2021, 6, 10), date(2021, 6, 15)),
        ("procurement-contract", date(2021, 6, 11), date(2021, 6, 16)),
    ],
)
def test_the_limit_is_counted_in_working_days(kind, decided_on, due):
    assert clock.due_on(BY_CODE[kind], decided_on).on == due


def test_a_changed_decision_is_taken_down_within_three_working_days():
    assert clock.withdraw_by(date(2021, 9, 30)).on == date(2021, 10, 11)


def test_minimum_periods_give_no_last_day():
    assert clock.due_on(BY_CODE["procurement-intention"], date(2026, 3, 1)) is None
    assert clock.due_on(BY_CODE["procurement-announcement"], date(2026, 3, 1)) is None


@pytest.mark.parametrize("day, word", [("2026-09-10", "按时公示"), ("2026-09-11", "逾期公示")])
def test_the_record_page_says_whether_the_limit_was_kept(cast, client, day, word):
    with time_machine.travel(f"{day}T10:00:00+08:00", tick=False):
        published(cast, rows=[penalty(1, CF_JDRQ=date(2026, 9, 1))])
        page = client.get(Record.objects.get().get_absolute_url()).content.decode()
    assert word in page


@pytest.mark.parametrize("prefix, kind", [("CF", "penalty"), ("XK", "licence")])
def test_the_national_fields_are_all_there(prefix, kind):
    wanted = {
        "XK": "XDR_MC XDR_LB XDR_SHXYM XDR_GSZC XDR_ZZJG XDR_SWDJ XDR_SYDW XDR_SHZZ FRDB FR_ZJLX FR_ZJHM XDR_ZJLX XDR_ZJHM "
        "XKWS WSH XKLB XKZS XKBH NR JDRQ YXQZ YXQZI XKJG XKJGDM ZT LYDW LYDWDM",
        "CF": "XDR_MC XDR_LB XDR_SHXYM XDR_GSZC XDR_ZZJG XDR_SWDJ XDR_SYDW XDR_SHZZ FRDB FR_ZJLX FR_ZJHM XDR_ZJLX XDR_ZJHM "
        "WSH WFXW SY YJ CFLB NR NR_FK NR_WFFF NR_ZKDX JDRQ YXQ GSJZQ CFJG CFJGDM SJLY SJLYDM",
    }[prefix]
    codes = {spec.code for spec in BY_CODE[kind].fields}
    assert {f"{prefix}_{name}" for name in wanted.split()} | {"BZ"} <= codes


@pytest.mark.parametrize("kind", ["penalty", "licence"])
def test_numbers_of_papers_are_collected_and_not_public(kind):
    hidden = {spec.code for spec in BY_CODE[kind].restricted_fields}
    assert {code[3:] for code in hidden} == {"FR_ZJLX", "FR_ZJHM", "XDR_ZJLX", "XDR_ZJHM"}
