"""What documents count for a work plan and for the annual report."""

from collections.abc import Callable
from datetime import date

from disclosure.register.models import RegisterEntry
from yushan_portal.lib.figures import Figure


def _published(genres: tuple[str, ...] = (), topics: tuple[str, ...] = ()) -> Callable[[date, date, str], int]:
    """Documents of these genres or topics first shown in the span and still public on its last day."""

    def count(first: date, last: date, organ_code: str) -> int:
        rows = RegisterEntry.objects.public(last).counted().of_kind("document")
        rows = rows.filter(first_shown_on__gte=first)
        rows = rows.of_genre(*genres) if genres else rows
        rows = rows.filter(tags__scheme="topic", tags__code__in=topics).distinct() if topics else rows
        return (
            rows.filter(tags__scheme="organ", tags__code=organ_code).distinct().count() if organ_code else rows.count()
        )

    return count


FIGURES = (
    Figure("documents-policy", "公开的政策文件", _published(("policy", "normative")), "件", "/documents/policy/", ("policy",)),
    Figure("documents-regulation", "法规规章库新收录文本", _published(("regulation",)), "件", "/regulations/", ("regulation",)),
    Figure("topic-market", "“建设高标准市场体系”专题信息", _published(topics=("market-system",)), "条", "/topics/market-system/", ("topic-market",)),
    Figure("topic-environment", "“生态环境”专题信息", _published(topics=("environment",)), "条", "/topics/environment/", ("topic-environment",)),
    Figure("topic-epidemic", "“疫情服务专区”信息", _published(topics=("epidemic-service",)), "条", "/topics/epidemic-service/", ("topic-epidemic",)),
    Figure("topic-benefit", "“惠民惠农”专题信息", _published(topics=("farmers-benefit",)), "条", "/topics/farmers-benefit/", ("topic-benefit",)),
)  # fmt: skip
