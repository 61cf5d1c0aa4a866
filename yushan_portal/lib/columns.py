"""栏目: each public list page is declared once, by the app that owns it, in its `columns.py`.

Navigation, page meta tags, sitemap, feeds and the national inspection (国办秘函〔2019〕19号) read these declarations.
"""

from dataclasses import dataclass
from enum import StrEnum


class UpdateClass(StrEnum):
    """How stale a column may become before the inspection counts it (the limits stand in compliance/law.py)."""

    NEWS = "news"  # 动态、要闻
    NOTICE = "notice"  # 通知公告、政策文件
    OTHER = "other"  # other columns that should be updated
    STATIC = "static"  # archives, history, fixed texts: exempt


@dataclass(frozen=True)
class Column:
    """One public list page.

    `kinds`, `genres` and `topics` are the filter on the register: a row belongs to the column if its kind is among
    `kinds` and, where given, its genre among `genres` and one of its topics among `topics`.
    """

    code: str
    name: str
    column_type: str  # ColumnType of the page meta tags, e.g. 政策文件
    description: str
    keywords: str
    path: str
    update_class: UpdateClass
    kinds: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    in_navigation: bool = False
    on_home: bool = False
    order: int = 100
