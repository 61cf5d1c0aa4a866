"""A table becomes drafts: checked first, all or nothing, known records found by their natural key."""

import pytest
from django.utils import timezone

from disclosure.jobs.models import Job
from disclosure.notices import importing
from disclosure.notices.models import Batch, Duplicates, HeadingMemory, Record
from disclosure.publishing.guards import Refused
from tests.disclosure.notices.sheets import drafted, penalty, person, published, uploaded

pytestmark = pytest.mark.django_db


def test_a_clean_table_becomes_a_batch_of_drafts_that_no_citizen_sees(cast):
    batch = drafted(cast, rows=[penalty(1), penalty(2)])
    assert batch.row_count == 2
    assert batch.rows.count() == 2
    assert Record.objects.public(timezone.localdate()).count() == 0


def test_the_check_writes_nothing(cast):
    run = uploaded(cast, rows=[penalty(1)])
    assert run.report["accepted_count"] == 1
    assert Record.objects.count() == 0


def test_an_error_names_row_column_value_and_what_to_do(cast):
    run = uploaded(cast, rows=[penalty(1), penalty(2, CF_JDRQ="2026年2月30日")])
    error = run.report["errors"][0]
    assert (error["row"], error["heading"], error["value"]) == (3, "处罚决定日期", "2026年2月30日")
    assert error["column"] and error["problem"] and error["remedy"]


def test_one_wrong_row_stops_the_whole_table(cast):
    run = uploaded(cast, rows=[penalty(1), penalty(2, CF_JDRQ="昨天")])
    with pytest.raises(Refused, match="1 行有错误"):
        importing.start_import(run, by=cast.chen)
    assert Record.objects.count() == 0


def test_accepted_rows_alone_are_written_when_the_clerk_says_so(cast):
    batch = drafted(cast, rows=[penalty(1), penalty(2, CF_JDRQ="昨天")], accepted_only=True)
    assert batch.row_count == 1


def test_the_refused_rows_come_back_as_a_file(cast):
    run = uploaded(cast, rows=[penalty(1), penalty(2, CF_JDRQ="昨天")])
    from openpyxl import load_workbook

    page = load_workbook(run.error_file.open("rb")).active
    rows = list(page.iter_rows(values_only=True))
    assert len(rows) == 2
    assert "昨天" in rows[1][0] and rows[1][1] == 3


def test_a_record_that_is_public_is_updated_under_its_address(cast):
    published(cast, rows=[penalty(1)])
    first = Record.objects.in_force().get()
    published(cast, rows=[penalty(1, CF_NR="罚款人民币四千元整")])
    second = Record.objects.in_force().get()
    assert second.identity == first.identity
    assert second.public["CF_NR"] == "罚款人民币四千元整"


def test_the_same_table_again_has_nothing_to_write(cast):
    published(cast, rows=[penalty(1)])
    run = uploaded(cast, rows=[penalty(1)])
    assert run.report["known"] == {"existing": 1, "new": 0}
    importing.start_import(run, by=cast.chen)
    run.refresh_from_db()
    job = Job.objects.get(pk=run.job_id)
    assert job.state == "failed" and "没有需要写入的行" in job.error
    assert Batch.objects.count() == 1


def test_known_records_are_skipped_when_the_clerk_says_so(cast):
    published(cast, rows=[penalty(1)])
    batch = drafted(cast, rows=[penalty(1, CF_NR="改过"), penalty(2)], duplicates=Duplicates.SKIP)
    assert [row.number for row in batch.rows] == ["玉市监处罚〔2026〕2号"]


def test_headings_are_remembered_for_the_department(cast):
    drafted(cast, rows=[penalty(1)])
    memory = HeadingMemory.objects.get(organ=cast.finance, kind="penalty")
    assert memory.headings["违法事实"] == "CF_SY"


def test_another_department_cannot_import_for_this_one(cast):
    from tests.disclosure.notices.sheets import table

    with pytest.raises(Refused, match="任职的单位"):
        importing.begin("penalty", cast.finance, table("penalty", [penalty(1)]), "表.xlsx", by=cast.zhao)


def test_a_natural_person_is_masked_before_anything_is_stored_as_public(cast):
    batch = drafted(cast, rows=[person(1)])
    row = batch.rows.get()
    assert row.party == "欧***" and row.party_key == "" and row.natural
    assert "欧阳守信" not in str(row.public) + row.title
    assert row.restricted.values["CF_XDR_MC"] == "欧阳守信"
