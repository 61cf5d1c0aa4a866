"""Reference data: how an app's loader is declared and what it reports."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ReferenceReport:
    """What one loading did. `kept` are sentences on rows that the county changed and that were left alone."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: tuple[str, ...] = field(default=())

    def __str__(self):
        text = f"新增 {self.inserted}，更新 {self.updated}，不变 {self.unchanged}"
        return text + (f"，保留本县改动 {len(self.kept)}：\n  " + "\n  ".join(self.kept) if self.kept else "")


@dataclass(frozen=True)
class ReferenceLoader:
    """One app's loader, offered in `loading.py: REFERENCE_LOADERS`; lower `order` runs first."""

    name: str
    load: Callable[[], object]
    order: int = 100
