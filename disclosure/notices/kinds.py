"""Every kind of notice, in one table. A new kind is one more `Kind` in one of the three files below this one."""

from disclosure.notices import kinds_enforcement, kinds_fiscal, kinds_local
from disclosure.notices.kinds_base import Kind

KINDS: tuple[Kind, ...] = (*kinds_enforcement.KINDS, *kinds_fiscal.KINDS, *kinds_local.KINDS)
BY_CODE = {kind.code: kind for kind in KINDS}
KIND_CHOICES = [(kind.code, kind.name) for kind in KINDS]

GROUPS = (
    ("enforcement", "行政执法公示", "行政许可、行政处罚等执法信息，谁执法谁公示"),
    ("procurement", "政府采购", "采购意向、公告、结果、合同和验收"),
    ("funds", "财政资金和补贴", "直达资金，惠民惠农补贴政策、指南和到村到户的发放结果"),
    ("environment", "生态环境", "空气、水、辐射、河湖长制和督察整改"),
    ("local", "公共服务和村务", "公共企事业单位信息，村（居）务和集体财务"),
)


def kinds_of(group: str) -> tuple[Kind, ...]:
    """The kinds of one group, in order."""
    return tuple(kind for kind in KINDS if kind.group == group)
