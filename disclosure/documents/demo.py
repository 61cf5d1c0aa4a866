"""Fictional documents of a believable county for demonstration installations; every page is marked 示例."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from disclosure.catalogue.kinds import Method
from disclosure.catalogue.models import CatalogueItem
from disclosure.departments.models import Department
from disclosure.documents import demo_stories
from disclosure.documents.actions import create_document
from disclosure.documents.demo_texts import (
    GUIDE,
    HAPPENINGS,
    LEADERS,
    PAPERS,
    REGULATIONS,
    REPORT,
    RULE,
    RULES,
    SAID,
    SERVICES,
    paragraphs,
    signed,
)
from disclosure.documents.models import Document
from disclosure.publishing.models import DisclosureAttribute

PERIODS = ("2026年第三季度", "2026年10月", "2026年上半年", "2025年度")
UNDER_EACH_DOMAIN = 3
GENERAL = ("政策法规", "办事指南", "审核", "审批", "监督检查", "政策文件", "法律法规")
"""Beginnings of second-level names that say nothing without the first level."""


def load_documents(cast) -> str:
    """Papers by hand, entries under items of each domain, guides, rules and reports of each organ; runs once."""
    if Document.objects.exists():
        return "文件与信息：已有内容，未重复载入"
    with transaction.atomic():
        papers = [_publish(cast, at, **fields) for at, fields in _papers()]
        count = len(papers) + _under_items(cast) + _fixed_parts(cast)
        count += demo_stories.tell_stories(cast, _publish, _moment)
    return f"文件与信息：示例 {count} 篇"


def _papers():
    for days_ago, fields in PAPERS + SERVICES + REGULATIONS + LEADERS + RULES + HAPPENINGS:
        yield days_ago, dict(fields)


def _moment(days_ago: int) -> datetime:
    """Mid-morning of a day in the past, never on a Sunday."""
    day = timezone.localdate() - timedelta(days=days_ago)
    day -= timedelta(days=1) if day.weekday() == 6 else timedelta()
    moment = datetime(day.year, day.month, day.day, 9, 30 + days_ago % 25, tzinfo=timezone.get_current_timezone())
    return min(moment, timezone.now())


def _publish(cast, days_ago: int, **fields) -> Document:
    at = _moment(days_ago)
    organ = cast.organ(fields.pop("organ"))
    fields.setdefault("formed_on", at.date() - timedelta(days=2))
    fields.setdefault("disclosure", DisclosureAttribute.PROACTIVE)
    fields.setdefault("source", organ.name)
    if fields.get("document_number"):
        joint = [cast.organ(code).name for code in fields.get("co_organ_codes", ())]
        fields["body"] = signed(fields["body"], [organ.name, *joint], fields["formed_on"])
        fields.setdefault("annotation", "此件主动公开")
    document = create_document(Document(organ=organ, **fields), by=cast.author, at=at)
    files = demo_stories.files_of(document.title)
    if files:
        document = cast.attach(document, *files, at=at)
    return cast.publish(document, at)


def _under_items(cast) -> int:
    """A few entries under items of every domain, by the organ that the item maps to."""
    made = 0
    for domain_no in sorted(set(CatalogueItem.objects.values_list("domain__domain_no", flat=True))):
        items = CatalogueItem.objects.filter(domain__domain_no=domain_no).exclude(method=Method.ON_REQUEST)
        rows = list(items.select_related("domain").order_by("item_code"))
        for place, item in enumerate(rows[:: max(1, len(rows) // UNDER_EACH_DOMAIN)][:UNDER_EACH_DOMAIN]):
            _publish(cast, 3 + (int(domain_no) * 11 + place * 37) % 300, **_entry(item, place))
            made += 1
    return made


def _entry(item: CatalogueItem, place: int) -> dict:
    """A notice that publishes what the item asks for, element by element."""
    row = item.organs.select_related("department").first()
    organ = row.department if row else Department.objects.get(code="gov-office")
    name = f"{item.level1}{item.level2}" if item.level2.startswith(GENERAL) else item.level2 or item.level1
    period = PERIODS[(int(item.domain.domain_no) + place) % len(PERIODS)]
    elements = [str(element) for element in item.elements][:8] or [name]
    numerals = "一二三四五六七八"
    lines = [
        line
        for number, element in enumerate(elements)
        for line in (f"{numerals[number]}、{element[:40]}", SAID[(number + place) % len(SAID)].format(organ=organ.name))
    ]
    return {
        "organ": organ.code,
        "genre": "notice",
        "title": f"{name}信息公开（{period}）",
        "body": paragraphs(f"按照基层政务公开标准目录，现将{period}{name}有关情况公开如下。", *lines),
        "item_codes": [item.item_code],
        "keywords": f"{item.domain.name},{item.level1}",
    }


def _fixed_parts(cast) -> int:
    """公开指南, 公开制度 and 年报 of every organ with a page (国办公开办函〔2019〕61号)."""
    made = 0
    for organ in Department.objects.standing(timezone.localdate()).disclosing():
        parts = (
            (320, "guide", f"{organ.name}政府信息公开指南", GUIDE, {"formed_on": date(2026, 1, 8)}),
            (310, "rule", f"{organ.name}政府信息公开工作制度", RULE, {"formed_on": date(2026, 1, 15)}),
            (300, "report", f"{organ.name}2025年政府信息公开工作年度报告", REPORT, {"formed_on": date(2026, 1, 20), "year": 2025}),
        )  # fmt: skip
        for days_ago, genre, title, text, fields in parts:
            _publish(
                cast, days_ago, organ=organ.code, genre=genre, title=title, body=text.format(organ=organ.name), **fields
            )
            made += 1
    return made


DEMO_LOADERS = ((20, load_documents),)
