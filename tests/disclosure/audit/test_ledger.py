"""The ledger only grows, and a changed row is found."""

import pytest
from django.db import DatabaseError, connection, transaction

from disclosure.audit import actions, triggers
from disclosure.audit.context import acting_from
from disclosure.audit.models import LedgerEntry, LedgerSeal

pytestmark = pytest.mark.django_db
THING = ("document", 7, "关于某事的通知")


def test_a_row_says_who_did_what_to_which_thing_from_where():
    with acting_from("10.1.2.3"):
        row = actions.record("publish", THING, by="chen", before={"state": "draft"}, after={"state": "published"})
    assert (row.actor, row.verb, row.kind, row.thing_id, row.address) == (
        "chen",
        "publish",
        "document",
        "7",
        "10.1.2.3",
    )


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_a_row(act):
    row = actions.record("publish", THING, by="chen")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows = LedgerEntry.objects.filter(pk=row.pk)
        rows.update(actor="li") if act == "update" else rows._raw_delete("default")
    row.refresh_from_db()
    assert row.actor == "chen"


def test_sealing_twice_seals_each_row_once():
    for number in range(5):
        actions.record("publish", ("document", number, "x"), by="chen")
    assert actions.seal() == 5
    assert actions.seal() == 0
    assert LedgerSeal.objects.count() == 5
    assert actions.verify() == []


def test_a_row_changed_behind_the_triggers_is_named():
    rows = [actions.record("publish", ("document", number, "x"), by="chen") for number in range(3)]
    actions.seal()
    triggers.drop(connection)
    LedgerEntry.objects.filter(pk=rows[1].pk).update(reason="forged")
    triggers.install(connection)
    assert any(f"第 {rows[1].pk} 行" in fault for fault in actions.verify())


def test_a_link_taken_out_is_named():
    for number in range(3):
        actions.record("publish", ("document", number, "x"), by="chen")
    actions.seal()
    triggers.drop(connection)
    LedgerSeal.objects.filter(position=2)._raw_delete("default")
    triggers.install(connection)
    assert any("缺少第 2 环" in fault for fault in actions.verify())


def test_the_anchor_of_a_day_stands():
    from datetime import date

    actions.record("publish", THING, by="chen")
    actions.seal()
    first = actions.anchor(date(2026, 11, 25))
    actions.record("withdraw", THING, by="chen")
    actions.seal()
    assert actions.anchor(date(2026, 11, 25)).hash == first.hash
    assert actions.verify() == []
