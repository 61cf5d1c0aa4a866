"""Fictional documents of a believable county for demonstration installations; every page is marked 示例."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from disclosure.catalogue.models import CatalogueItem
from disclosure.departments.models import Department, DepartmentKind
from disclosure.documents.actions import create_document
from disclosure.documents.demo_texts import GUIDE, LEADERS, PAPERS, REGULATIONS, SERVICES, paragraphs
from disclosure.documents.models import Document
from disclosure.publishing.models import DisclosureAttribute

PERIODS = ("2026年第三季度", "2026年10月", "2026年上半年", "2025年度")


def load_documents(cast) -> str:
    """Papers by hand, one or two entries under items of each domain, guides and rules of each organ; runs once."""
    if Document.objects.exists():
        return "文件与信息：已有内容，未重复载入"
    papers = [_publish(cast, at, **fields) for at, fields in _papers()]
    count = len(papers) + _under_items(cast) + _fixed_parts(cast)
    return f"文件与信息：示例 {count} 篇"


def _papers():
    for days_ago, fields in PAPERS + SERVICES + REGULATIONS + LEADERS:
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
    document = create_document(Document(organ=organ, **fields), by=cast.author, at=at)
    return cast.publish(document, at)


def _under_items(cast) -> int:
    """Two entries under the first items of every domain, by the organ that the item maps to."""
    made = 0
    organs = {organ.code: organ for organ in Department.objects.all()}
    for domain_no in sorted(set(CatalogueItem.objects.values_list("domain__domain_no", flat=True))):
        items = CatalogueItem.objects.filter(domain__domain_no=domain_no, method__contains="主动").order_by("item_code")
        for place, item in enumerate(items[:3]):
            codes = list(item.organs.values_list("department__code", flat=True)[:1]) or ["gov-office"]
            organ = organs[codes[0]]
            name = item.level2 or item.level1
            period = PERIODS[(int(domain_no) + place) % len(PERIODS)]
            elements = [str(element) for element in item.elements] or [name]
            _publish(
                cast,
                3 + (int(domain_no) * 11 + place * 37) % 300,
                organ=organ.code,
                genre="notice",
                title=f"{organ.name}{name}信息公开（{period}）",
                body=paragraphs(
                    f"根据《中华人民共和国政府信息公开条例》和基层政务公开标准目录，现将{period}“{name}”有关情况公开如下。",
                    *[f"{number}、{element}：详见本页及单位公示栏。" for number, element in enumerate(elements, 1)],
                    f"对公开内容有疑问的，可以向{organ.name}咨询，也可以拨打政务热线12345。",
                ),
                item_codes=[item.item_code],
                keywords=f"{item.domain.name},{name}",
            )
            made += 1
    return made


def _fixed_parts(cast) -> int:
    """公开指南 and 公开制度 of every organ, 年报 of the last three years for some."""
    made = 0
    for organ in Department.objects.standing(timezone.localdate()).disclosing():
        short = organ.kind in (DepartmentKind.TOWNSHIP, DepartmentKind.SUBDISTRICT)
        _publish(
            cast,
            320,
            organ=organ.code,
            genre="guide",
            title=f"{organ.name}政府信息公开指南",
            body=GUIDE.format(organ=organ.name),
            formed_on=date(2026, 1, 8),
        )
        made += 1
        if not short or organ.order % 2:
            _publish(
                cast,
                300,
                organ=organ.code,
                genre="report",
                year=2025,
                title=f"{organ.name}2025年政府信息公开工作年度报告",
                body=paragraphs(
                    "一、总体情况",
                    "2025年，本单位按时公开法定主动公开内容，依法办理公开申请。",
                    "二、主动公开政府信息情况",
                    "三、收到和处理政府信息公开申请情况",
                    "四、政府信息公开行政复议、行政诉讼情况",
                    "五、存在的主要问题及改进情况",
                    "六、其他需要报告的事项",
                    "本年度未收取信息处理费。",
                ),
                formed_on=date(2026, 1, 20),
            )
            made += 1
    return made


DEMO_LOADERS = ((20, load_documents),)
