"""年度目录, the decision's page, its papers and its dossier."""

import hashlib
import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from decisions import directory_files
from decisions.actions import ledger, stages
from decisions.dossier import write_dossier
from decisions.front import open_consultations
from decisions.guards import Refused
from decisions.models import Consultation, Directory
from decisions.obligations import OBLIGATIONS
from decisions.progress import row_progress
from disclosure.publishing import actions
from disclosure.publishing.models import DisclosureAttribute
from tests.decisions import builders
from tests.factories import sign_in

pytestmark = pytest.mark.django_db
ROWS = [
    {"id": "r1", "matter": "县城停车收费办法", "lead": "玉山县财政局", "others": "", "month": "2026-09", "hearing": True, "procedure": "公众参与、听证", "removed": False, "reason": ""},
    {"id": "r2", "matter": "学区划分方案", "lead": "玉山县教育体育局", "others": "", "month": "2099-12", "hearing": False, "procedure": "公众参与", "removed": False, "reason": ""},
]  # fmt: skip


def directory(cast, **fields):
    values = {
        "title": "玉山县人民政府2026年度重大行政决策事项目录",
        "year": 2026,
        "disclosure": DisclosureAttribute.PROACTIVE,
        "party_consent_on": date(2026, 3, 2),
        "government_consent_on": date(2026, 2, 25),
        "rows": [dict(row) for row in ROWS],
    }
    return actions.create(Directory(organ=cast.finance, **(values | fields)), by=cast.chen)


def test_a_directory_is_published_only_with_the_consent_on_record(cast):
    thing = directory(cast, party_consent_on=None)
    with pytest.raises(Refused, match="党委同意"):
        actions.submit(thing, by=cast.chen)


def test_rows_change_only_with_a_reason_and_never_disappear(cast, client):
    thing = builders.through(directory(cast), cast)
    revision = actions.open_revision(thing, by=cast.chen)

    def attempt(rows):
        actions.save_draft(thing, revision.content | {"rows": rows}, by=cast.chen)
        return thing.as_revised(thing.working).release_reasons(timezone.now())

    assert any("不能直接删去" in sentence for sentence in attempt(ROWS[:1]))
    moved = ROWS[0] | {"month": "2026-12"}
    assert any("有调整" in sentence for sentence in attempt([moved, ROWS[1]]))
    new = ROWS[1] | {"id": "r3", "matter": "新增的事项"}
    assert any("新增" in sentence for sentence in attempt([*ROWS, new]))
    rows = [moved | {"reason": "前期工作未完成"}, ROWS[1] | {"removed": True, "reason": "合并办理"}]
    assert attempt(rows) == []
    thing = builders.through(thing, cast)
    page = client.get(thing.get_absolute_url()).content.decode()
    assert "<del>学区划分方案</del>" in page and "合并办理" in page and "前期工作未完成" in page
    words = [row["text"][:2] for row in directory_files.history(thing)]
    assert sorted(words) == ["移出", "调整"]


def test_broken_promises_light_up_by_themselves(cast):
    thing = builders.through(directory(cast), cast)
    before, after = date(2026, 9, 30), date(2026, 10, 1)
    assert row_progress(thing, before)[0].flags == ()
    assert row_progress(thing, after)[0].flags == ("超期未启动", "应听证未听证")
    assert row_progress(thing, after)[1].flags == ()
    decision = builders.public_decision(cast, directory_year=2026, directory_row="r1")
    stages.begin(decision, "start", on=date(2026, 9, 20), by=cast.chen)
    row = row_progress(thing, builders.today())[0]
    assert row.decision == decision and row.stage_name == "决策启动" and row.flags == ("超期未决策", "应听证未听证")


def test_the_sheet_that_goes_out_comes_back_the_same(cast, client):
    thing = builders.through(directory(cast), cast)
    sheet = b"".join(client.get(f"{thing.get_absolute_url()}directory.xlsx").streaming_content)
    assert directory_files.from_sheet(io.BytesIO(sheet), thing.rows) == thing.rows
    assert directory_files.from_text(directory_files.as_lines(thing.rows), thing.rows) == thing.rows
    with pytest.raises(Refused, match="xlsx"):
        directory_files.from_sheet(io.BytesIO(b"no sheet"), thing.rows)
    added = directory_files.from_text("｜新的事项｜玉山县财政局｜｜2026-12", thing.rows)
    assert [row["id"] for row in added] == ["r3", "r1", "r2"]


def test_a_decision_has_one_address_from_draft_to_outcome(cast, client):
    thing = builders.public_decision(cast)
    record = stages.begin(thing, "start", on=builders.today(), note="常务会议决定启动", by=cast.chen)
    paper = stages.add_paper(record, ContentFile("批准文件".encode()), "批准.txt", name="启动批准文件", by=cast.chen)
    shown = builders.open_consultation(cast, decision_id=thing.pk)
    page = client.get(thing.get_absolute_url()).content.decode()
    assert 'aria-current="step"' in page and "常务会议决定启动" in page and shown.title in page
    assert client.get(f"/decisions/papers/{paper.pk}/").status_code == 404, (
        "papers are inside until somebody releases them"
    )
    with pytest.raises(Refused):
        stages.release_paper(paper, by=cast.chen)
    stages.release_paper(paper, by=cast.wang)
    assert client.get(f"/decisions/papers/{paper.pk}/").status_code == 200
    assert "批准.txt" in client.get(thing.get_absolute_url()).content.decode()
    assert client.get("/decisions/").status_code == 200 and client.get("/decisions/consultations/").status_code == 200
    assert [card["title"] for card in open_consultations(builders.today()).cards] == [shown.title]
    assert client.get(f"{shown.get_absolute_url()}last-day.ics").content.startswith(b"BEGIN:VCALENDAR")


def test_the_dossier_holds_everything_with_hashes_and_personal_data_apart(cast):
    decision = builders.public_decision(cast)
    shown = builders.closed_consultation(cast, decision_id=decision.pk)
    row = builders.stored(shown, "建议免费，电话13812345678。", name="朱大明", contact="13812345678", consent="named")
    ledger.answer(row, "not_adopted", reason="财政承受能力有限。", by=cast.chen)
    ledger.publish_report(shown, by=cast.wang)
    target = io.BytesIO()
    count = write_dossier(decision, target, timezone.now())
    archive = zipfile.ZipFile(target)
    listed = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert len(listed) == count and "index.html" in archive.namelist()
    for name, digest in listed.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        if not name.startswith("99_"):
            assert "朱大明" not in archive.read(name).decode(errors="ignore")
            assert "13812345678" not in archive.read(name).decode(errors="ignore")
    assert any(name.startswith("99_") and "朱大明" in archive.read(name).decode() for name in listed)


def test_what_falls_due_is_offered_to_the_calendar(cast):
    builders.through(directory(cast), cast)
    builders.closed_consultation(cast, expects_answer_by=builders.today())
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    found = [row for source in OBLIGATIONS for row in source.due(first, last, "")]
    assert {row.key for row in found} >= {"2026-r1"} and any("采纳情况" in row.title for row in found)
    assert not [row for source in OBLIGATIONS for row in source.due(first, last, "bingxi")]


def test_every_desk_page_opens_for_the_organ_and_for_nobody_else(cast, client):
    thing, shown, listed = builders.public_decision(cast), builders.open_consultation(cast), directory(cast)
    pages = [
        "/admin/decisions/consultation/",
        "/admin/decisions/consultation/add/",
        "/admin/decisions/decision/add/",
        "/admin/decisions/directory/add/",
        f"/admin/decisions/directory/{listed.pk}/change/",
        f"/admin/decisions/consultation/{shown.pk}/change/",
        f"/admin/decisions/decision/{thing.pk}/stages/",
        f"/admin/decisions/decision/{thing.pk}/hearings/add/",
        f"/admin/decisions/decision/{thing.pk}/dossier/",
        "/admin/decisions/representative/",
        "/admin/decisions/meeting/",
        "/admin/decisions/meeting/add/",
    ]
    sign_in(client, cast.chen)
    assert [page for page in pages if client.get(page).status_code != 200] == []
    sign_in(client, cast.zhao)
    for page in (page for page in pages if f"/{thing.pk}/" in page or f"/{shown.pk}/" in page):
        assert client.get(page).status_code == 404
    sign_in(client, cast.qian)
    assert all(client.get(page).status_code in (403, 404) for page in pages)


def test_a_clerk_writes_a_consultation_at_the_desk_and_the_last_day_is_filled_in(cast, client):
    sign_in(client, cast.chen)
    today = builders.today()
    form = {
        "title": "征求意见公告",
        "organ": cast.finance.pk,
        "disclosure": "proactive",
        "articles_text": "第一条　停车收费。\n第二条　夜间免费。",
        "explanation": "<p>说明</p>",
        "opens_on": today.isoformat(),
        "ways": "信函",
        "contact": "0793",
        "act": "save",
    }
    client.post("/admin/decisions/consultation/add/", form | {"closes_on": (today + timedelta(days=9)).isoformat()})
    assert not Consultation.objects.exists(), "a window that is too short is not stored without its reason"
    client.post("/admin/decisions/consultation/add/", form)
    thing = Consultation.objects.get()
    assert thing.closes_on == thing.legal_last_day and [row["id"] for row in thing.articles] == ["a1", "a2"]


def test_no_input_breaks_a_page(cast, client):
    shown, thing = builders.open_consultation(cast), builders.public_decision(cast)
    huge = "9" * 40
    public = [
        f"{shown.get_absolute_url()}?article=<script>&page=x",
        f"/decisions/consultations/{huge}/",
        f"/decisions/directory/{huge}/",
        f"/decisions/hearings/{huge}/",
        f"/decisions/papers/{huge}/",
        "/decisions/consultations/?page=-3",
    ]
    assert all(client.get(address).status_code in (200, 404) for address in public)
    assert (
        client.post(shown.get_absolute_url(), {"text": "\0", "version": huge, "on_behalf_of": huge}).status_code < 500
    )
    assert client.post("/decisions/opinions/", {"number": "\u2028" * 30, "code": "💥"}).status_code == 200
    sign_in(client, cast.chen)
    opinions = f"/admin/decisions/consultation/{shown.pk}/opinions/"
    for posted in ({"act": "reuse", "answer": huge, "ids": [huge, "x"]}, {"act": "group", "ids": huge}, {"act": "?"}):
        assert client.post(opinions, posted).status_code == 302
    assert client.post(opinions + "report/", {"act": "extend", "closes_on": "2026-02-31"}).status_code == 302
    for act in ("begin", "end", "paper", "release", "?"):
        posted = {"act": act, "record": huge, "paper": huge, "on": "2026-13-45", "stage": "x"}
        assert client.post(f"/admin/decisions/decision/{thing.pk}/stages/", posted).status_code == 302


def test_what_was_withdrawn_leaves_its_reason(cast, client):
    shown = builders.open_consultation(cast)
    actions.withdraw(shown, by=cast.wang, reason="需要重新起草")
    answer = client.get(shown.get_absolute_url())
    assert answer.status_code == 410 and "需要重新起草" in answer.content.decode()
    assert client.get("/decisions/consultations/99/").status_code == 404


def test_one_subscribes_to_one_decision_and_its_consultations(cast, client):
    thing = builders.public_decision(cast)
    shown = builders.open_consultation(cast, decision_id=thing.pk)
    builders.open_consultation(cast, title="另一件事的征求意见")
    page = client.get(thing.get_absolute_url()).content.decode()
    assert f"/feeds/topic/decision-{thing.pk}.rss" in page
    feed = client.get(f"/feeds/topic/decision-{thing.pk}.rss").content.decode()
    assert thing.title in feed and shown.title in feed and "另一件事" not in feed
