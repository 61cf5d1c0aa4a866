"""The explorer's rows, facets and selections. 681 items are few: they are read whole, and every figure is counted on them.

A selection holds at most one value of each facet and a text. A facet's number is what the list would hold with that
value chosen and the others kept, so number and list cannot disagree.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from disclosure.catalogue import wordings
from disclosure.catalogue.coverage import ItemState, coverage
from disclosure.catalogue.effective import EffectiveItem, effective_all
from disclosure.catalogue.kinds import Audience, Level, Method, OrganRole
from disclosure.catalogue.models import CatalogueItem, ItemOrgan
from disclosure.catalogue.rules import EVENT, PERIODIC, Judgement
from yushan_portal.lib.periods import Unit

TEXT_LIMIT = 100
MANY = 12
_NUMBER = re.compile(r"\d{2}-(\d{2}(-(\d{2})?)?)?")
VIEWS = ("list", "table", "print")
LIMITS = (
    ("general", "20 个工作日内"),
    ("shorter", "少于 20 个工作日"),
    ("calendar", "按自然日计算"),
    ("prompt", "及时或长期公开"),
    ("periodic", "定期公开"),
    ("event", "自某一事件起算"),
)
CONTENTS = (("some", "已有内容"), ("none", "暂无内容"), ("overdue", "超期"))
GROUPS = (
    ("domain", "领域"),
    ("organ", "公开主体"),
    ("audience", "公开对象"),
    ("method", "公开方式"),
    ("level", "公开层级"),
    ("limit", "时限类型"),
    ("content", "有无内容"),
)


@dataclass(frozen=True)
class Holder:
    """An organ that answers for an item."""

    code: str
    name: str
    short_name: str
    phone: str
    role: str


@dataclass(frozen=True)
class Row:
    """One item with everything a list, a table or an export shows of it."""

    item: CatalogueItem
    values: EffectiveItem
    holders: tuple[Holder, ...]
    state: ItemState
    townships: int

    @property
    def code(self) -> str:
        return self.item.item_code

    @cached_property
    def publishers(self) -> str:
        """公开主体 in words: the county's organs; the generic wording where none is mapped."""
        county = [holder.short_name for holder in self.holders if holder.role == OrganRole.PUBLISHER]
        towns = [holder.short_name for holder in self.holders if holder.role == OrganRole.TOWNSHIP]
        if len(county) > MANY:
            county = ["县级各部门"]
        if len(towns) > 1 and len(towns) == self.townships:
            towns = ["各乡镇（街道）"]
        return "、".join(county + towns) or self.values.publisher

    @property
    def audience_words(self) -> str:
        words = self.values.audience_label
        return f"{words}（{self.values.specific_audience}）" if self.values.specific_audience else words

    @cached_property
    def facets(self) -> dict[str, frozenset[str]]:
        """The values the row has in each facet."""
        values = self.values
        audiences = (Audience.PUBLIC, Audience.SPECIFIC) if values.audience == Audience.BOTH else (values.audience,)
        methods = (Method.PROACTIVE, Method.ON_REQUEST) if values.method == Method.BOTH else (values.method,)
        content = "some" if self.state.count else "none"
        if self.state.guidance_only:
            content = ""
        return {
            "domain": frozenset({self.item.domain.domain_no}),
            "organ": frozenset(holder.code for holder in self.holders),
            "audience": frozenset(map(str, audiences)),
            "method": frozenset(map(str, methods)),
            "level": frozenset(level.value for level in Level if getattr(values, level.value)),
            "limit": frozenset({limit_class(values)}),
            "content": frozenset({content, "overdue"} if self.state.grounds else {content}),
        }

    @cached_property
    def haystack(self) -> str:
        """All text by which the row is found."""
        values, domain = self.values, self.item.domain
        parts = [self.code, domain.name, *domain.aliases, values.level1, values.level2, *values.elements]
        parts += [*values.legal_basis, values.publisher, values.specific_audience]
        parts += [holder.name for holder in self.holders] + [holder.short_name for holder in self.holders]
        return plain(" ".join(parts))


def plain(text: str) -> str:
    """Width, case and brackets levelled, so that (2019) finds 〔2019〕."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return text.translate(str.maketrans("〔〕[]【】", "()()()"))


def _said(term: str, code: str, haystack: str) -> bool:
    """Whether the row has the term; what looks like a number of the catalogue must begin its own."""
    return code.startswith(term) if _NUMBER.fullmatch(term) else term in haystack


def limit_class(values: EffectiveItem) -> str:
    """Which of LIMITS the item's time limit belongs to."""
    judgement: Judgement = values.judgement
    if judgement.basis == EVENT:
        return "event"
    if judgement.basis == PERIODIC:
        return "periodic"
    if not any(limit.kind == wordings.WITHIN for limit in values.limits):
        return "prompt"
    if judgement.period.unit != Unit.WORKING_DAYS:
        return "calendar"
    return "general" if judgement.period.length >= 20 else "shorter"


def rows_of(items: Iterable[CatalogueItem], on: date) -> list[Row]:
    """Rows for these items (fetched with their domain), in at most six queries."""
    items = list(items)
    values = effective_all(items, on)
    states = coverage(values.values(), on)
    holders: dict[int, list[Holder]] = {}
    towns: set[str] = set()
    organs = ItemOrgan.objects.standing(on)
    if len(items) <= MANY:
        organs = organs.filter(item__in=items)
    for item_id, role, *organ in organs.order_by("department__order", "department__code").values_list(
        "item_id", "role", "department__code", "department__name", "department__short_name", "department__phone"
    ):
        holders.setdefault(item_id, []).append(Holder(*organ, role=role))
        if role == OrganRole.TOWNSHIP:
            towns.add(organ[0])
    return [
        Row(item, values[item.item_code], tuple(holders.get(item.pk, ())), states[item.item_code], len(towns))
        for item in items
    ]


def all_rows(on: date, domain_no: str = "") -> list[Row]:
    """Every item of the catalogue in force on that day, or of one domain, in the order of the official table."""
    items = CatalogueItem.objects.active(on).select_related("domain").in_order()
    return rows_of(items.in_domain(domain_no) if domain_no else items, on)


@dataclass(frozen=True)
class Choice:
    """What the reader chose, read from the address; whatever is not known there is left out."""

    chosen: tuple[tuple[str, str], ...] = ()
    text: str = ""
    view: str = "list"

    @classmethod
    def read(cls, query, known: dict[str, set[str]]) -> "Choice":
        """From a QueryDict; `known` are the values that exist in each facet."""
        chosen = tuple(
            (name, query[name]) for name, _ in GROUPS if name in query and query[name] in known.get(name, set())
        )
        text = "".join(char for char in query.get("q", "") if char.isprintable()).strip()[:TEXT_LIMIT]
        view = query.get("view", "list")
        return cls(chosen, text, view if view in VIEWS else "list")

    def value(self, name: str) -> str:
        return dict(self.chosen).get(name, "")

    def parameters(self, **changes) -> list[tuple[str, str]]:
        """Name and value pairs of the address, with some of them changed; empty values are left out."""
        values = {"q": self.text, **dict(self.chosen), "view": "" if self.view == "list" else self.view, **changes}
        order = ["q", *(name for name, _ in GROUPS), "view", "page"]
        return [(name, str(values[name])) for name in order if values.get(name)]

    def address(self, path: str = "/catalogue/", **changes) -> str:
        """The address of the same selection with some of it changed."""
        query = urlencode(self.parameters(**changes))
        return f"{path}?{query}" if query else path

    def select(self, rows: list[Row]) -> list[Row]:
        """The rows of the selection."""
        return [row for row, missed in self.judge(rows) if not missed]

    def judge(self, rows: list[Row]):
        """Each row that has the text, with the facets by which it falls out."""
        terms = plain(self.text).split()
        for row in rows:
            if terms:
                haystack = row.haystack
                if not all(_said(term, row.code, haystack) for term in terms):
                    continue
            facets = row.facets
            yield row, [name for name, value in self.chosen if value not in facets[name]]

    def counts(self, rows: list[Row]) -> dict[str, dict[str, int]]:
        """For each facet and value the number of rows with that value and all other choices kept."""
        found: dict[str, dict[str, int]] = {name: {} for name, _ in GROUPS}
        for row, missed in self.judge(rows):
            facets = row.facets
            for name, _ in GROUPS:
                if not missed or missed == [name]:
                    for value in facets[name]:
                        found[name][value] = found[name].get(value, 0) + 1
        return found


def labels_of(rows: list[Row]) -> dict[str, dict[str, str]]:
    """The names of all facet values, in the order in which they are offered."""
    organs = {holder.code: holder.short_name for row in rows for holder in row.holders}
    return {
        "domain": {row.item.domain.domain_no: str(row.item.domain) for row in rows},
        "organ": organs,
        "audience": {str(Audience.PUBLIC): Audience.PUBLIC.label, str(Audience.SPECIFIC): Audience.SPECIFIC.label},
        "method": {str(Method.PROACTIVE): Method.PROACTIVE.label, str(Method.ON_REQUEST): Method.ON_REQUEST.label},
        "level": dict(Level.choices),
        "limit": dict(LIMITS),
        "content": dict(CONTENTS),
    }
