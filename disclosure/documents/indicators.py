"""What the portal can check on its documents (国办秘函〔2019〕19号; 国办发〔2017〕47号)."""

from datetime import date

from disclosure import workdays
from disclosure.documents.kinds import SERVICE_ELEMENTS
from disclosure.documents.models import Document
from disclosure.register.models import RegisterEntry
from yushan_portal.lib.indicators import Block, Case, Indicator
from yushan_portal.lib.periods import Period, Unit

INSPECTION = "国办秘函〔2019〕19号"
STATISTICS = Period("STATISTICS", 3, Unit.MONTHS, INSPECTION, "统计数据 3 个月未更新", moves=False)
WARNING_DAYS = 75  # our choice, no law
POOR_FROM = 4  # elements missing
POOR_GUIDES = 5  # such guides for a 单项否决; all of them where there are fewer


def _rows(on: date):
    return RegisterEntry.objects.public(on).counted().of_kind("document")


def _row_case(detail: str):
    return lambda row: Case(row.thing_id, row.title, row.organ_code, row.address, detail)


def _guides(on: date) -> list[Document]:
    return list(
        Document.objects.public(on)
        .of_genre("service")
        .select_related("organ")
        .only("title", "details", "organ__code", "organ__short_name")
    )


def _missing(guide: Document) -> list[str]:
    return [label for code, label in SERVICE_ELEMENTS if not str((guide.details or {}).get(code) or "").strip()]


def _guide_case(guide: Document) -> Case:
    return Case(
        str(guide.pk), guide.title, guide.organ.code, guide.get_absolute_url(), f"缺{'、'.join(_missing(guide))}"
    )


def _newest_statistics(on: date) -> list[RegisterEntry]:
    return list(_rows(on).of_genre("statistics").newest()[:1])


def _statistics_due(row: RegisterEntry) -> date:
    return workdays.due(STATISTICS, row.first_shown_on).on


def _old_statistics(on: date):
    return [row for row in _newest_statistics(on) if on > _statistics_due(row)]


def _ageing_statistics(on: date):
    return [
        row
        for row in _newest_statistics(on)
        if on <= _statistics_due(row) and (on - row.first_shown_on).days >= WARNING_DAYS
    ]


def _statistics_case(row: RegisterEntry) -> Case:
    return Case(
        "newest", "统计信息", row.organ_code, "/documents/statistics/",
        f"最近一次统计数据 {row.first_shown_on:%Y-%m-%d}，满 3 个月未更新即不合格", _statistics_due(row),
    )  # fmt: skip


INDICATORS = (
    Indicator(
        "document-source", "信息没有注明来源", "国办发〔2017〕47号", _rows, lambda on: _rows(on).filter(source=""),
        Block.PUBLISHING, "公开的文件没有信息来源。", case=_row_case("没有注明信息来源"), order=30,
    ),
    Indicator(
        "document-date", "信息没有成文日期", "国办发〔2017〕47号", _rows, lambda on: _rows(on).filter(formed_on=None),
        Block.PUBLISHING, "公开的文件没有成文日期，公开时限无从起算。", case=_row_case("没有成文日期"), order=31,
    ),
    Indicator(
        "service-guide-poor", "办事指南要素严重缺失", INSPECTION, _guides,
        lambda on: [guide for guide in _guides(on) if len(_missing(guide)) >= POOR_FROM], Block.VETO,
        f"八项要素缺 {POOR_FROM} 项及以上。{POOR_GUIDES} 个以上，或者不足 {POOR_GUIDES} 个而全部如此，为单项否决。", case=_guide_case,
        veto_from=POOR_GUIDES, veto_whole=True, order=11,
    ),
    Indicator(
        "service-elements", "办事指南要素不全", INSPECTION, _guides,
        lambda on: [guide for guide in _guides(on) if 0 < len(_missing(guide)) < POOR_FROM], Block.SERVICES,
        f"八项要素缺 1 至 {POOR_FROM - 1} 项。", case=_guide_case, order=32,
    ),
    Indicator(
        "statistics-fresh", "统计数据超过 3 个月未更新", INSPECTION, _newest_statistics, _old_statistics, Block.SERVICES,
        "最近一条统计信息起满 3 个月没有新数据；满 75 日起预警。", _ageing_statistics, _statistics_case, order=33,
    ),
)  # fmt: skip
