"""Fictional decisions of a believable county for demonstration installations; every page is marked 示例."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from decisions.actions import hearings, ledger, moderation, opinions, representatives, stages
from decisions.articles import read_articles
from decisions.demo_texts import BUS, DIRECTORY, OPINIONS, PARKING, POOL, SCHOOL
from decisions.models import Consultation, Decision, Directory, Hearing, Meeting, Representative
from decisions.stages import BY_CODE
from disclosure import workdays
from disclosure.publishing import actions, attachments
from disclosure.publishing.models import DisclosureAttribute
from yushan_portal.lib.periods import end_of, start_of

PROACTIVE = {"disclosure": DisclosureAttribute.PROACTIVE}


def load_decisions(cast) -> str:
    """A directory, three decisions with consultations in three states, a hearing, representatives; runs once."""
    if Decision.objects.exists():
        return "重大行政决策：已有内容，未重复载入"
    today = timezone.localdate()
    with transaction.atomic():
        _directory(cast, today)
        bus = _decision(cast, BUS, today - timedelta(days=20), "r1")
        _consultation(cast, bus, BUS, today - timedelta(days=12))
        school = _decision(cast, SCHOOL, today - timedelta(days=80), "r2")
        sorting = _consultation(cast, school, SCHOOL, today - timedelta(days=50), today - timedelta(days=8))
        parking = _decision(cast, PARKING, today - timedelta(days=150), "r3")
        answered = _consultation(cast, parking, PARKING, today - timedelta(days=120), today - timedelta(days=80))
        _opinions(cast, sorting, OPINIONS["school"], answer=False)
        _opinions(cast, answered, OPINIONS["parking"], answer=True)
        _stages(cast, parking, today)
        _hearing(cast, bus, today)
        _representatives(cast, today)
    said = _open_opinions(cast)
    return (
        f"重大行政决策：目录 1 份、事项 3 项、征求意见 3 项（意见 {said + 9} 条）、听证会 1 场、公众代表 {len(POOL)} 人"
    )


def _moment(day, hours: int = 9):
    return min(start_of(day) + timedelta(hours=hours), timezone.now())


def _directory(cast, today) -> None:
    day = today - timedelta(days=200)
    rows = [
        {"id": f"r{number}", "matter": matter, "lead": lead, "others": others, "month": f"{today.year}-{month:02d}", "hearing": hearing, "procedure": "公众参与、合法性审查、集体讨论" + ("、听证" if hearing else ""), "removed": False, "reason": ""}
        for number, (matter, lead, others, month, hearing) in enumerate(DIRECTORY, start=1)
    ]  # fmt: skip
    thing = Directory(
        organ=cast.organ("gov-office"),
        title=f"玉山县人民政府{today.year}年度重大行政决策事项目录",
        year=today.year,
        party_consent_on=day - timedelta(days=6),
        party_consent="县委常委会会议",
        government_consent_on=day - timedelta(days=10),
        government_consent="县政府常务会议",
        rows=rows,
        **PROACTIVE,
    )
    thing = cast.publish(actions.create(thing, by=cast.author, at=_moment(day)), _moment(day))
    rows = [dict(row) for row in rows]
    rows[-1] |= {"removed": True, "reason": "国家另有统一部署，不再单独决策"}
    cast.revise(thing, "调整目录事项", _moment(day + timedelta(days=60)), rows=rows)


def _decision(cast, story, day, row: str) -> Decision:
    at = _moment(day)
    thing = Decision(
        organ=cast.organ(story.organ),
        title=story.title,
        summary=story.summary,
        affected=story.affected,
        directory_year=timezone.localdate().year,
        directory_row=row,
        needs_hearing=story.hearing,
        **PROACTIVE,
    )
    thing = cast.publish(actions.create(thing, by=cast.author, at=at), at)
    record = stages.begin(thing, "start", on=day, note="县政府常务会议决定启动", by=cast.author, at=at)
    _paper(cast, record, at)
    stages.end(record, on=day + timedelta(days=2), by=cast.author, at=at)
    stages.begin(thing, "public", on=day + timedelta(days=3), note="公开征求意见", by=cast.author, at=at)
    return thing


def _paper(cast, record, at) -> None:
    for name in BY_CODE[record.stage].evidence:
        file = ContentFile(f"{name}（示例）\n{record.decision.title}".encode())
        stages.add_paper(record, file, f"{name}.txt", name=name, by=cast.author, at=at)


def _consultation(cast, decision, story, opens_on, closes_on=None) -> Consultation:
    at = _moment(opens_on)
    closes_on = closes_on or workdays.last_day(opens_on, 30).on
    thing = Consultation(
        organ=decision.organ,
        decision=decision,
        title=f"关于公开征求《{story.title}（征求意见稿）》意见的公告",
        summary=story.summary,
        affected=story.affected,
        articles=read_articles(story.draft),
        explanation=story.explanation,
        ways="信函：玉山县冰溪街道人民北路1号（信封注明“征求意见”）\n电子邮件：yijian@yushan.example\n窗口：县政务服务中心一楼政务公开专区\n电话：0793-2550000（工作日 8:30—17:30）",
        contact="办公室 0793-2550000",
        opens_on=opens_on,
        closes_on=closes_on,
        expects_answer_by=workdays.add_working_days(closes_on, 20).on,
        **PROACTIVE,
    )  # fmt: skip
    return cast.publish(actions.create(thing, by=cast.author, at=at), at)


def _opinions(cast, consultation, texts, answer: bool) -> None:
    """Letters and calls that came while the window was open, taken in at the desk; some are answered and published."""
    for number, (text, article, name, disposition, reason) in enumerate(texts):
        day = consultation.opens_on + timedelta(days=2 + number * 3)
        scan = attachments.add(consultation, ContentFile(text.encode()), f"来信{number + 1}.txt", by=cast.author)
        said = opinions.Said(text, article_id=article, name=name, consent="named")
        channel = ("letter", "phone", "counter")[number % 3]
        row = opinions.take_in(consultation, said, channel=channel, received_on=day, scan=scan, by=cast.author).opinion
        moderation.show(row, by=cast.reviewer)
        if answer:
            label = "第二条" if disposition in ("adopted", "partly") else ""
            ledger.answer(row, disposition, reason=reason, article_label=label, by=cast.author)
    if answer:
        ledger.publish_report(consultation, note="感谢社会各界参与。采纳的意见已写入送审稿。", by=cast.approver)


def _open_opinions(cast) -> int:
    consultation = Consultation.objects.filter(report_published_at=None).order_by("-closes_on").first()
    for number, (text, article, name) in enumerate(OPINIONS["bus"]):
        said = opinions.Said(text, article_id=article, name=name, consent="named" if name else "text")
        row = opinions.receive(consultation.pk, said, nonce=f"demo-{consultation.pk}-{number}").opinion
        if number % 3 != 2:
            moderation.show(row, by=cast.reviewer)
    return len(OPINIONS["bus"])


def _stages(cast, decision, today) -> None:
    at = timezone.now()
    day = today - timedelta(days=60)
    stages.end(decision.stages.get(stage="public"), on=day, note="意见采纳情况已公布", by=cast.author, at=at)
    record = stages.begin(decision, "legality", on=day + timedelta(days=1), by=cast.author, at=at)
    _paper(cast, record, at)
    opinion_on = workdays.add_working_days(day + timedelta(days=1), 9).on
    stages.end(record, on=opinion_on, opinion_on=opinion_on, passed=True, note="审查通过", by=cast.author, at=at)
    record = stages.begin(decision, "discussion", on=opinion_on + timedelta(days=5), by=cast.author, at=at)
    _paper(cast, record, at)
    stages.end(record, on=opinion_on + timedelta(days=5), note="县政府常务会议讨论通过", by=cast.author, at=at)


def _hearing(cast, decision, today) -> None:
    ends_on = today - timedelta(days=2)
    announced = _moment(today - timedelta(days=10))
    hearing = Hearing(
        decision=decision,
        title="城区公交线路优化调整听证会",
        place="玉山县政务服务中心三楼会议室",
        starts_at=start_of(today + timedelta(days=18)) + timedelta(hours=14, minutes=30),
        quota=[
            {"code": "q1", "name": "沿线居民代表", "seats": 6},
            {"code": "q2", "name": "学生家长代表", "seats": 3},
            {"code": "q3", "name": "公交企业和司机代表", "seats": 2},
        ],
        selection_rule="各类分别抽取：报名截止后固定名单并公布校验码，用事先公告的公开事件产生的数字抽取，任何人可以复核。",
        registration_ends_on=ends_on,
        seed_source="报名截止次日公布的福利彩票“双色球”当期开奖号码",
        quorum=7,
    )
    hearings.plan(hearing, by=cast.author, at=announced)
    hearings.publish_notice(hearing, by=cast.approver, at=announced)
    for number in range(24):
        code = ("q1", "q1", "q2", "q3")[number % 4]
        hearings.register(hearing, quota_code=code, name=f"示例{number + 1}", contact=f"0793-25{number:05d}", nonce=f"demo-hearing-{number}", at=announced + timedelta(hours=number))  # fmt: skip
    hearings.freeze(hearing, by=cast.author, at=end_of(ends_on) + timedelta(hours=9))
    hearings.draw(hearing, "03 08 17 21 26 30 + 05", by=cast.approver, at=end_of(ends_on) + timedelta(hours=24))


def _representatives(cast, today) -> None:
    for name, category, post, interests in POOL:
        term = today - timedelta(days=300)
        Representative.objects.create(
            name=name,
            category=category,
            post=post,
            interests=interests,
            term_from=term,
            term_to=term + timedelta(days=1095),
        )
    organ = cast.organ("government")
    for title, topic, words, ago in (
        ("县政府常务会议", "研究城区停车收费管理办法", ["交通", "城市管理"], 70),
        ("县政府专题会议", "研究义务教育学区划分方案", ["教育"], 30),
    ):
        meeting = Meeting.objects.create(organ=organ, title=title, topic=topic, fields_of_interest=words, held_on=today - timedelta(days=ago), by=cast.author)  # fmt: skip
        at = _moment(today - timedelta(days=ago + 7))
        for number, row in enumerate(representatives.invite(meeting, 4, by=cast.author, at=at)):
            row = representatives.reply(row, number != 3, by=cast.author, at=at)
            if number != 3:
                said = "建议把方案送到村（社区）再听一轮意见。" if number == 0 else ""
                row = representatives.attended(row, True, opinion=said, by=cast.author)
                if said:
                    representatives.settle(row, "已采纳，公布前在各村（社区）张贴征求意见。", by=cast.author)
        representatives.publish_meeting(meeting, by=cast.approver)


DEMO_LOADERS = ((60, load_decisions),)
