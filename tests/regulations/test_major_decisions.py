"""《重大行政决策程序暂行条例》（国务院令第713号）, clause by clause, as far as the portal carries it out."""

import os
import shutil
import sqlite3
import subprocess
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from decisions.actions import ledger, opinions, stages, window
from decisions.guards import Refused, WindowClosed
from decisions.law import CONSULT
from decisions.models import Consultation, Opinion
from decisions.models.consultation import window_faults
from decisions.stages import BY_CODE
from disclosure import workdays
from disclosure.publishing import actions
from tests.decisions import builders

pytestmark = pytest.mark.django_db

EVERY_DAY = [date(2024, 1, 1) + timedelta(days=n) for n in range(366 + 365 + 365)]


def test_article_15_on_every_day_of_three_years_the_last_day_is_lawful():
    calendar = workdays.current()
    for opens_on in EVERY_DAY:
        last = workdays.due(CONSULT, opens_on).on
        assert (last - opens_on).days >= 30
        assert calendar.is_working_day(last) or last.year > 2026
        assert all(not calendar.is_working_day(opens_on + timedelta(days=n)) for n in range(30, (last - opens_on).days))
        assert window_faults(opens_on, last, "") == []
        assert window_faults(opens_on, last - timedelta(days=1), "") != []
        assert window_faults(opens_on, last - timedelta(days=1), "防汛形势紧急") == []


def test_article_15_the_draft_and_its_explanation_are_both_published(cast):
    for name, empty in (("articles", []), ("explanation", ""), ("ways", ""), ("contact", "")):
        thing = builders.draft_consultation(cast, **{name: empty})
        with pytest.raises(Refused):
            actions.submit(thing, by=cast.chen)


def test_article_15_a_shorter_period_is_published_with_its_reason(cast, client):
    opens_on = builders.today()
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.draft_consultation(cast, closes_on=opens_on + timedelta(days=10))
    shown = builders.open_consultation(
        cast, closes_on=opens_on + timedelta(days=10), short_reason="汛期将至，须在月底前施行"
    )
    assert "汛期将至" in client.get(shown.get_absolute_url()).content.decode()


def test_article_15_a_bulk_update_cannot_shorten_the_period(cast):
    thing = builders.draft_consultation(cast)
    Consultation.objects.filter(pk=thing.pk).update(closes_on=F("opens_on") + timedelta(days=30))
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=thing.pk).update(closes_on=F("opens_on") + timedelta(days=29))
    Consultation.objects.filter(pk=thing.pk).update(
        closes_on=F("opens_on") + timedelta(days=29), short_reason="情况紧急"
    )


def test_article_15_an_open_window_is_never_shortened_not_even_with_a_reason(cast):
    shown = builders.open_consultation(cast, opens_on=builders.today() - timedelta(days=3))
    for change in (
        {"closes_on": F("closes_on") - timedelta(days=1), "short_reason": "情况紧急"},
        {"opens_on": F("opens_on") + timedelta(days=1), "short_reason": "情况紧急"},
        {"closes_on": None},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Consultation.objects.filter(pk=shown.pk).update(**change)
    Consultation.objects.filter(pk=shown.pk).update(closes_on=F("closes_on") + timedelta(days=5))


@pytest.mark.django_db(transaction=True)
def test_article_15_the_databases_own_command_line_tools_are_refused_as_well(tmp_path):
    from tests import factories

    shown = builders.open_consultation(factories.cast(), opens_on=builders.today() - timedelta(days=3))
    if connection.vendor == "postgresql":
        settings = connection.settings_dict
        address = ["-h", settings["HOST"], "-p", str(settings["PORT"]), "-U", settings["USER"], "-d", settings["NAME"]]
        tool, secret = ["psql", *address, "-v", "ON_ERROR_STOP=1", "-c"], {"PGPASSWORD": settings["PASSWORD"]}
        day = "closes_on - 60"
    else:
        copy = tmp_path / "copy.sqlite3"
        target = sqlite3.connect(copy)
        connection.connection.backup(target)
        target.close()
        tool, secret, day = ["sqlite3", str(copy)], {}, "date(closes_on, '-60 days')"
    assert shutil.which(tool[0]), f"{tool[0]} is needed for this proof"
    for change in (f"closes_on = {day}", f"closes_on = {day}, short_reason = '情况紧急'"):
        sql = f"UPDATE decisions_consultation SET {change} WHERE id = {shown.pk}"
        done = subprocess.run([*tool, sql], env={**os.environ, **secret}, capture_output=True, text=True)
        assert done.returncode != 0 and ("window" in done.stderr), done


def test_article_15_the_window_is_extended_with_a_public_reason(cast, client):
    shown = builders.open_consultation(cast)
    later = shown.closes_on + timedelta(days=15)
    with pytest.raises(Refused, match="理由"):
        window.extend(shown, later, reason=" ", by=cast.wang)
    with pytest.raises(Refused, match="不能缩短"):
        window.extend(shown, shown.closes_on - timedelta(days=1), reason="改期", by=cast.wang)
    window.extend(shown, later, reason="多位群众来电希望延长", by=cast.wang)
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "多位群众来电希望延长" in page and f"{later.year}年{later.month}月{later.day}日" in page


def test_article_15_a_revision_of_the_draft_does_not_undo_an_extension(cast):
    shown = builders.open_consultation(cast)
    revision = actions.open_revision(shown, by=cast.chen)
    later = shown.closes_on + timedelta(days=15)
    window.extend(shown, later, reason="延长", by=cast.wang)
    actions.save_draft(shown, revision.content | {"summary": "改了说明"}, by=cast.chen)
    shown = builders.through(shown, cast)
    assert shown.closes_on == later and shown.summary == "改了说明"


def test_the_last_instant_is_midnight_after_the_last_day_exclusive(cast):
    shown = builders.open_consultation(cast)
    assert shown.is_open(shown.closes_at - timedelta(microseconds=1))
    assert not shown.is_open(shown.closes_at)
    assert str(shown.closes_at.astimezone(shown.closes_at.tzinfo)).endswith("00:00:00+08:00")


def test_nobody_is_exempt_from_the_closing_instant(cast):
    shown = builders.closed_consultation(cast)
    with pytest.raises(WindowClosed, match="24:00截止"):
        builders.say(shown)
    [opinion] = builders.stored_while_open(shown, "建议免费。")
    with pytest.raises(WindowClosed):
        opinions.correct(opinion, "改成收费。")
    with pytest.raises(WindowClosed):
        opinions.take_back(opinion)
    assert Opinion.objects.get().text == "建议免费。"


def test_article_18_every_opinion_that_is_not_adopted_has_a_reason_in_the_database(cast):
    shown = builders.closed_consultation(cast)
    [opinion] = builders.stored_while_open(shown, "建议免费。")
    for disposition in ("partly", "not_adopted", "already", "unrelated"):
        with pytest.raises(Refused, match="理由"):
            ledger.answer(opinion, disposition, article_label="第一条", by=cast.chen)
        with pytest.raises(IntegrityError), transaction.atomic():
            shown.answers.create(
                disposition=disposition, article_label="第一条", written_at=shown.closes_at, written_by=cast.chen
            )
    with pytest.raises(Refused, match="哪一条"):
        ledger.answer(opinion, "adopted", by=cast.chen)
    assert ledger.answer(opinion, "adopted", article_label="第一条", by=cast.chen).reason == ""


def test_the_report_is_refused_while_one_row_is_open(cast):
    shown = builders.closed_consultation(cast)
    first, second = builders.stored_while_open(shown, "建议免费。", "建议提高标准，减少乱停。")
    ledger.answer(first, "not_adopted", reason="财政负担较重。", by=cast.chen)
    with pytest.raises(Refused, match="还有 1 条"):
        ledger.publish_report(shown, by=cast.wang)
    ledger.answer(second, "adopted", article_label="第二条", by=cast.chen)
    ledger.publish_report(shown, by=cast.wang)
    with pytest.raises(Refused, match="已经公布"):
        ledger.answer(second, "unrelated", reason="改主意", by=cast.chen)


def test_a_consultation_without_opinions_reports_truthfully(cast, client):
    shown = builders.closed_consultation(cast)
    ledger.publish_report(shown, by=cast.wang)
    page = client.get(shown.get_absolute_url()).content.decode()
    assert "没有收到意见" in page and "已反馈" in page


# --- stages ---


def _ended(decision, stage, cast, on, **fields):
    record = stages.begin(decision, stage, on=on, by=cast.chen)
    for name in BY_CODE[stage].evidence:
        stages.add_paper(record, ContentFile("审查意见".encode()), "意见.txt", name=name, by=cast.chen)
    return stages.end(record, on=fields.pop("ended", on), by=cast.chen, **fields)


def test_article_25_no_collective_discussion_without_a_legality_opinion(cast):
    decision = builders.decision(cast)
    with pytest.raises(Refused, match="合法性审查"):
        stages.begin(decision, "discussion", on=date(2026, 9, 1), by=cast.chen)
    _ended(decision, "start", cast, date(2026, 6, 1))
    _ended(decision, "public", cast, date(2026, 8, 3))
    with pytest.raises(Refused, match="不得提交集体讨论"):
        stages.begin(decision, "discussion", on=date(2026, 9, 1), by=cast.chen)


def test_article_27_the_legality_review_has_at_least_seven_working_days(cast):
    decision = builders.decision(cast)
    _ended(decision, "start", cast, date(2026, 6, 1))
    _ended(decision, "public", cast, date(2026, 8, 3))
    with pytest.raises(Refused, match="7个工作日"):
        _ended(
            decision,
            "legality",
            cast,
            date(2026, 8, 4),
            ended=date(2026, 8, 12),
            opinion_on=date(2026, 8, 12),
            passed=True,
        )
    record = decision.stages.get(stage="legality")
    with pytest.raises(Refused, match="没有通过"):
        stages.end(record, on=date(2026, 8, 13), opinion_on=date(2026, 8, 13), passed=False, by=cast.chen)
    stages.end(record, on=date(2026, 8, 13), opinion_on=date(2026, 8, 13), passed=True, by=cast.chen)
    stages.begin(decision, "discussion", on=date(2026, 8, 14), by=cast.chen)


def test_articles_16_19_22_29_what_the_decision_needs_comes_before_the_discussion(cast):
    decision = builders.decision(cast, needs_hearing=True, needs_experts=True, needs_risk=True, concerns_market=True)
    _ended(decision, "start", cast, date(2026, 6, 1))
    _ended(decision, "public", cast, date(2026, 8, 3))
    _ended(
        decision, "legality", cast, date(2026, 8, 4), ended=date(2026, 8, 20), opinion_on=date(2026, 8, 20), passed=True
    )
    with pytest.raises(Refused) as refusal:
        stages.begin(decision, "discussion", on=date(2026, 8, 21), by=cast.chen)
    said = "".join(refusal.value.reasons)
    assert all(word in said for word in ("听证", "专家论证", "风险评估", "公平竞争"))


def test_a_public_participation_ends_only_with_its_feedback(cast):
    decision = builders.public_decision(cast)
    _ended(decision, "start", cast, builders.today() - timedelta(days=90))
    shown = builders.closed_consultation(cast, decision_id=decision.pk)
    with pytest.raises(Refused, match="采纳情况"):
        _ended(decision, "public", cast, builders.today())
    ledger.publish_report(shown, by=cast.wang)
    stages.end(decision.stages.get(stage="public"), on=builders.today(), by=cast.chen)
