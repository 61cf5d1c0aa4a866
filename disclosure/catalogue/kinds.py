"""The small vocabularies of the catalogue's columns (公开对象, 公开方式, 公开层级) and what a county may override."""

from django.db import models


class Audience(models.TextChoices):
    """公开对象."""

    PUBLIC = "public", "全社会"
    SPECIFIC = "specific", "特定群体"
    BOTH = "both", "全社会和特定群体"


class Method(models.TextChoices):
    """公开方式. Items on request show guidance only, never content (条例 第二十七条)."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    BOTH = "both", "主动公开和依申请公开"


class Level(models.TextChoices):
    """公开层级."""

    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


class Wording(models.TextChoices):
    """Whether the item's name was seen in a government's own page. For the office only; citizens never see it."""

    SEEN = "seen", "已核对"
    TO_CHECK = "to_check", "待核对"


class OrganRole(models.TextChoices):
    """How an organ comes to owe an item."""

    PUBLISHER = "publisher", "公开主体"
    TOWNSHIP = "township", "乡级公开主体"


# The columns a county may set differently from the national table, by their name on the item.
OVERRIDABLE = (
    ("level1", "一级事项"),
    ("level2", "二级事项"),
    ("elements", "公开内容（要素）"),
    ("legal_basis", "公开依据"),
    ("deadline_text", "公开时限"),
    ("deadline_rule", "时限规则"),
    ("publisher", "公开主体"),
    ("channels", "公开渠道和载体"),
    ("audience", "公开对象"),
    ("specific_audience", "特定群体"),
    ("method", "公开方式"),
    ("county", "县级"),
    ("township", "乡级"),
    ("village", "村级"),
)
LIST_FIELDS = ("elements", "legal_basis", "channels")
BOOLEAN_FIELDS = ("county", "township", "village")
SHIPPED_FIELDS = (*(name for name, _ in OVERRIDABLE), "wording")
"""What the reference file says of an item; `loading` compares and updates exactly these."""
