"""What went to which platform: nothing twice, nothing forgotten, corrections and withdrawals included."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.audit.models import LedgerEntry
from disclosure.notices import actions, background, exchange
from disclosure.notices.kinds import BY_CODE, KINDS
from disclosure.notices.models import Batch, ExchangeLine, Operation, Platform, Record
from disclosure.publishing.guards import Refused
from tests.disclosure.notices.sheets import identity, penalty, person, published, sample
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


def lines(file) -> list[dict]:
    return list(csv.DictReader(io.StringIO(file.file.open("rb").read().decode("utf-8-sig"))))


def due(cast, platform="credit", kind="penalty"):
    return [(one.record.number, one.operation) for one in exchange.due(platform, BY_CODE[kind], [cast.finance])]


def test_a_published_record_is_due_once(cast):
    published(cast, rows=[penalty(1)])
    assert due(cast) == [("玉市监处罚〔2026〕1号", Operation.ADD)]
    exchange.make_file("credit", "penalty", by=cast.chen)
    assert due(cast) == []
    with pytest.raises(Refused, match="没有需要报送"):
        exchange.make_file("credit", "penalty", by=cast.chen)


def test_drafts_are_due_nowhere(cast):
    from tests.disclosure.notices.sheets import drafted

    drafted(cast, rows=[penalty(1)])
    assert due(cast) == []


def test_a_changed_record_is_due_as_correction_and_a_withdrawn_one_as_withdrawal(cast):
    published(cast, rows=[penalty(1), penalty(2)])
    exchange.make_file("credit", "penalty", by=cast.chen)
    published(cast, rows=[penalty(1, CF_NR="罚款四千元")])
    actions.withdraw_record(
        Record.objects.in_force().get(number__endswith="2号"), by=cast.wang, cause="annulled", reason="撤销"
    )
    assert sorted(due(cast)) == [("玉市监处罚〔2026〕1号", "correct"), ("玉市监处罚〔2026〕2号", "withdraw")]
    rows = lines(exchange.make_file("credit", "penalty", by=cast.chen))
    assert {row["操作"] for row in rows} == {"更正", "撤下"}
    assert due(cast) == []


def test_a_version_never_told_but_withdrawn_still_takes_down_the_one_that_was(cast):
    published(cast, rows=[penalty(1)])
    exchange.make_file("credit", "penalty", by=cast.chen)
    published(cast, rows=[penalty(1, CF_NR="罚款四千元")])
    actions.withdraw_record(Record.objects.in_force().get(), by=cast.wang, cause="annulled", reason="撤销")
    assert due(cast) == [("玉市监处罚〔2026〕1号", "withdraw")]


def test_what_was_never_told_needs_no_withdrawal(cast):
    published(cast, rows=[penalty(1)])
    actions.withdraw_record(Record.objects.get(), by=cast.wang, cause="annulled", reason="撤销")
    assert due(cast) == []


def test_an_undone_batch_is_taken_down_and_a_restored_one_told_again(cast):
    batch = published(cast, rows=[penalty(1)])
    exchange.make_file("credit", "penalty", by=cast.chen)
    background.start_release(batch, "withdraw", by=cast.wang, reason="批次有误")
    assert due(cast) == [("玉市监处罚〔2026〕1号", "withdraw")]
    exchange.make_file("credit", "penalty", by=cast.chen)
    background.start_release(Batch.objects.get(), "restore", by=cast.wang, reason="核对无误")
    assert due(cast) == [("玉市监处罚〔2026〕1号", "add")]


def test_a_refused_line_is_due_again(cast):
    published(cast, rows=[penalty(1), penalty(2)])
    file = exchange.mark_sent(exchange.make_file("credit", "penalty", by=cast.chen), by=cast.chen)
    exchange.confirm(file, by=cast.chen, receipt="JX-2026-001", refused={2: "信用代码不符"})
    assert due(cast) == [("玉市监处罚〔2026〕2号", "add")]
    with pytest.raises(Refused, match="不能这样办理"):
        exchange.confirm(file, by=cast.chen, receipt="JX-2026-002")


def test_the_database_refuses_to_tell_a_step_twice(cast):
    published(cast, rows=[penalty(1)])
    exchange.make_file("credit", "penalty", by=cast.chen)
    line = ExchangeLine.objects.get()
    line.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)


def test_national_fields_go_to_the_credit_platform_only(cast):
    published(cast, rows=[person(1)])
    number = identity(8)
    told = {platform: due(cast, platform) for platform in Platform.values}
    assert told["enterprise"] == []  # about firms only
    credit = lines(exchange.make_file("credit", "penalty", by=cast.chen))[0]
    assert credit["CF_XDR_MC"] == "欧阳守信" and credit["CF_XDR_ZJHM"] == number
    other = lines(exchange.make_file("enforcement", "penalty", by=cast.chen))[0]
    assert other["CF_XDR_MC"] == "欧***" and number not in str(other) and "CF_XDR_ZJHM" not in other


def test_a_clerk_reports_only_for_the_own_organ(cast):
    published(cast, rows=[penalty(1)])
    with pytest.raises(Refused, match="没有需要报送"):
        exchange.make_file("credit", "penalty", by=cast.zhao)
    file = exchange.make_file("credit", "penalty", by=cast.chen)
    with pytest.raises(Refused, match="本单位"):
        exchange.mark_sent(file, by=cast.zhao)


def test_files_and_receipts_stand_in_the_ledger_and_at_the_desk(cast, client):
    published(cast, rows=[penalty(1)])
    sign_in(client, cast.chen)
    made = client.post("/admin/notices/batch/exchange/", {"platform": "credit", "kind": "penalty"})
    client.post(made.url, {"act": "sent"})
    assert (
        "不是“序号 空格 退回原因”"
        in client.post(made.url, {"act": "confirm", "receipt": "R-1", "refused": "第x行"}, follow=True).content.decode()
    )
    client.post(made.url, {"act": "confirm", "receipt": "R-1", "refused": "1 代码不符"})
    assert "代码不符" in client.get(made.url).content.decode()
    assert client.get(f"{made.url}download/").status_code == 200
    verbs = list(LedgerEntry.objects.filter(verb__startswith="exchange").values_list("verb", flat=True).order_by("pk"))
    assert verbs == ["exchange_made", "exchange_sent", "exchange_confirmed", "exchange_downloaded"]
    sign_in(client, cast.zhao)
    assert client.get(made.url).status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.platforms], ids=lambda kind: kind.code)
def test_every_exchanged_kind_makes_a_file_for_each_of_its_platforms(cast, kind):
    published(cast, kind.code, [sample(kind.code, 3)])
    for platform in kind.platforms:
        assert len(lines(exchange.make_file(platform, kind.code, by=cast.chen))) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["change", "withdraw_batch", "restore_batch", "file", "refuse"]), max_size=7))
def test_after_any_story_the_platform_knows_exactly_what_is_public(cast, story):
    with transaction.atomic():
        batch, step = published(cast, rows=[penalty(900)]), 0
        for act in story:
            step += 1
            try:
                with transaction.atomic():
                    if act == "change":
                        batch = published(cast, rows=[penalty(900, CF_NR=f"罚款{step}元")])
                    elif act == "withdraw_batch":
                        background.start_release(batch, "withdraw", by=cast.wang, reason="有误")
                    elif act == "restore_batch":
                        background.start_release(batch, "restore", by=cast.wang, reason="无误")
                    else:
                        file = exchange.make_file("credit", "penalty", by=cast.chen)
                        if act == "refuse":
                            exchange.confirm(
                                exchange.mark_sent(file, by=cast.chen), by=cast.chen, receipt="R", refused={1: "否"}
                            )
            except Refused:
                pass
        try:
            exchange.make_file("credit", "penalty", by=cast.chen)
        except Refused:
            pass
        assert exchange.due("credit", BY_CODE["penalty"], [cast.finance]) == []
        known = exchange.told_about("credit", BY_CODE["penalty"])
        public = dict(Record.objects.in_force().values_list("identity", "digest"))
        assert {key: told.digest for key, told in known.items() if told.digest} == public
        transaction.set_rollback(True)
