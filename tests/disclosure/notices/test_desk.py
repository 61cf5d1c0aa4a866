"""The journey of a clerk: upload, check, mend, drafts, review, publication; and who is kept out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.audit.models import LedgerEntry
from disclosure.notices.models import Batch, ImportRun, Record
from tests.disclosure.notices.sheets import approved, drafted, penalty, person, published, table
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def upload(client, cast, rows, kind="penalty"):
    file = SimpleUploadedFile("处罚.xlsx", table(kind, rows).read())
    return client.post("/admin/notices/batch/import/", {"kind": kind, "organ": cast.finance.pk, "file": file})


def answers(run, **changes):
    from disclosure.notices.importing import opened

    columns = opened(run).mapping.columns
    chosen = {"duplicates": "update", **{f"column-{index}": code for index, code in columns.items()}}
    return chosen | changes


def test_a_clerk_brings_a_table_from_upload_to_drafts(cast, client):
    sign_in(client, cast.chen)
    assert upload(client, cast, [penalty(1), penalty(2)]).status_code == 302
    run = ImportRun.objects.get()
    page = client.get(f"/admin/notices/batch/import/{run.pk}/").content.decode()
    assert "每一列是什么" in page
    client.post(f"/admin/notices/batch/import/{run.pk}/", answers(run, act="check"))
    page = client.get(f"/admin/notices/batch/import/{run.pk}/").content.decode()
    assert "共读到2行数据" in page and "怀玉第1食品" in page
    client.post(f"/admin/notices/batch/import/{run.pk}/", answers(run, act="import"))
    batch = Batch.objects.get()
    page = client.get(f"/admin/notices/batch/{batch.pk}/change/").content.decode()
    assert "2 条" in page
    assert "怀玉第1食品" in client.get(f"/admin/notices/batch/{batch.pk}/preview/").content.decode()


def test_errors_are_numbered_and_can_be_taken_home(cast, client):
    sign_in(client, cast.chen)
    upload(client, cast, [penalty(1, CF_JDRQ="昨天")])
    run = ImportRun.objects.get()
    client.post(f"/admin/notices/batch/import/{run.pk}/", answers(run, act="check"))
    page = client.get(f"/admin/notices/batch/import/{run.pk}/").content.decode()
    assert "第2行" in page and "昨天" in page and "1 行有错误" in page
    assert client.get(f"/admin/notices/batch/import/{run.pk}/errors.xlsx").status_code == 200


def test_publication_of_a_batch_is_a_job_with_one_ledger_row_that_names_the_digest(cast, client):
    batch = approved(cast, drafted(cast, rows=[penalty(1), penalty(2)]))
    sign_in(client, cast.wang)
    assert client.post(f"/admin/notices/batch/{batch.pk}/act/publish/").status_code == 302
    entries = LedgerEntry.objects.filter(kind="notice_batch", thing_id=str(batch.pk), verb="publish")
    assert [entry.after["rows_digest"] for entry in entries] == [batch.rows_digest]
    assert Record.objects.in_force().count() == 2


def test_a_clerk_of_another_organ_sees_neither_import_nor_batch(cast, client):
    batch = drafted(cast, rows=[penalty(1)])
    sign_in(client, cast.zhao)
    assert client.get(f"/admin/notices/batch/import/{batch.run_id}/").status_code == 404
    assert client.get(f"/admin/notices/batch/{batch.pk}/change/").status_code == 404


@pytest.mark.parametrize("name", ["qian", "wu", "zheng"])
def test_administrators_do_not_publish(cast, client, name):
    sign_in(client, getattr(cast, name))
    for page in ("import/", "records/", "exchange/"):
        assert client.get(f"/admin/notices/batch/{page}").status_code == 403


def test_citizens_are_sent_to_sign_in(cast, client):
    published(cast, rows=[penalty(1)])
    for page in ("import/", "records/", "exchange/", "records/export/penalty.csv"):
        assert client.get(f"/admin/notices/batch/{page}").status_code == 302


def test_every_kind_has_a_template_to_fill_in(cast, client):
    from disclosure.notices.kinds import KINDS

    sign_in(client, cast.chen)
    for kind in KINDS:
        assert client.get(f"/admin/notices/batch/import/template/{kind.code}.xlsx").status_code == 200


def test_one_record_is_taken_down_with_cause_and_reason(cast, client):
    published(cast, rows=[penalty(1), penalty(2)])
    record = Record.objects.get(number="玉市监处罚〔2026〕1号")
    sign_in(client, cast.chen)
    address = f"/admin/notices/batch/records/{record.pk}/withdraw/"
    answer = {"cause": "annulled", "reason": "处罚决定经行政复议撤销"}
    assert "签发人" in client.post(address, answer).content.decode()
    sign_in(client, cast.wang)
    assert client.post(address, answer).status_code == 302
    page = client.get(record.get_absolute_url())
    assert page.status_code == 410 and "经行政复议撤销" in page.content.decode()
    assert "怀玉第1食品" not in page.content.decode() + client.get("/notices/penalty/").content.decode()


def test_the_full_export_stands_in_the_ledger(cast, client):
    published(cast, rows=[person(1)])
    sign_in(client, cast.chen)
    text = b"".join(client.get("/admin/notices/batch/records/export/penalty.csv").streaming_content).decode()
    assert "欧阳守信" in text
    assert LedgerEntry.objects.filter(verb="export_full", actor="chen").count() == 1
