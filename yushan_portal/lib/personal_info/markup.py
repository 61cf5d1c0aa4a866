"""HTML bodies: text is read as a reader sees it, across inline tags and by table; findings point into the source."""

import html
import re
from array import array
from dataclasses import dataclass, field, replace

from .findings import Finding
from .tables import TableScanner
from .text import STAR, scan_text

TOKEN = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))|(?P<tag></?[A-Za-z][^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)|(?P<text>[^<&]+|[<&])",
    re.DOTALL,
)
TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
ATTRIBUTE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)
BLOCKS = frozenset(
    "address article aside blockquote caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
BREAK = "\x1e"
MOST_ROUNDS = 6
MOST_SPAN = 200


@dataclass
class Passage:
    """Text as seen, with the slice of the source behind each of its characters."""

    letters: list[str] = field(default_factory=list)
    begins: array = field(default_factory=lambda: array("L"))
    ends: array = field(default_factory=lambda: array("L"))

    def add(self, text: str, start: int) -> None:
        self.letters.append(text)
        self.begins.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + len(text) + 1))

    def add_as(self, text: str, start: int, end: int) -> None:
        self.letters.append(text)
        self.begins.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    @property
    def text(self) -> str:
        return "".join(self.letters)

    def in_source(self, each: Finding) -> Finding:
        hide = tuple(sorted({at for seen in each.hide for at in (self.begins[seen],)}))
        return replace(each, start=self.begins[each.start], end=self.ends[each.end - 1], hide=hide)


@dataclass
class _Table:
    number: int
    row: int = 0
    column: int = 0
    cells: list[dict[int, Passage]] = field(default_factory=list)
    held: dict[tuple[int, int], bool] = field(default_factory=dict)
    cell: Passage | None = None

    def begin_cell(self, tag: str) -> None:
        if not self.cells:
            self.begin_row()
        self.column += 1
        while (self.row, self.column) in self.held:
            self.column += 1
        spans = {name.lower(): min(int(size), MOST_SPAN) or 1 for name, size in SPAN.findall(tag)}
        wide = spans.get("colspan", 1)
        for down in range(spans.get("rowspan", 1)):
            for right in range(wide):
                if down or right:
                    self.held[self.row + down, self.column + right] = True
        self.cell = self.cells[-1][self.column] = Passage()
        self.column += wide - 1

    def begin_row(self) -> None:
        self.row += 1
        self.column = 0
        self.cells.append({})
        self.cell = None


class _Reader:
    """One pass over the source: running text, tables, and what does not show (attributes, comments)."""

    def __init__(self, source: str):
        self.body = Passage()
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.unseen: list[tuple[int, str]] = []
        for token in TOKEN.finditer(source):
            getattr(self, f"_{token.lastgroup}")(token.group(), token.start(), token.end())

    def _here(self) -> Passage:
        if self.open and self.open[-1].cell is not None:
            return self.open[-1].cell
        return self.body

    def _text(self, text: str, start: int, end: int) -> None:
        self._here().add(text, start)

    def _entity(self, text: str, start: int, end: int) -> None:
        self._here().add_as(html.unescape(text), start, end)

    def _comment(self, text: str, start: int, end: int) -> None:
        self.unseen.append((start, text))

    def _tag(self, text: str, start: int, end: int) -> None:
        name = TAG_NAME.match(text)[1].lower()
        closing = text.startswith("</")
        for value in ATTRIBUTE.finditer(text):
            group = next((at for at in (1, 2, 3) if value[at] is not None), 0)
            if len(value[group]) > 6:
                self.unseen.append((start + value.start(group), value[group]))
        if name == "br":
            self._here().add_as("\n", start, end)
        elif name in BLOCKS:
            self._table_tag(name, closing, text)
            if closing or name not in ("td", "th"):
                self._here().add_as(BREAK, start, end)

    def _table_tag(self, name: str, closing: bool, text: str) -> None:
        if name == "table" and not closing:
            table = _Table(len(self.tables) + 1)
            self.tables.append(table)
            self.open.append(table)
        elif name == "table" and self.open:
            self.open.pop()
        elif self.open and name == "tr":
            self.open[-1].cell = None
            if not closing:
                self.open[-1].begin_row()
        elif self.open and name in ("td", "th"):
            self.open[-1].cell = None
            if not closing:
                self.open[-1].begin_cell(text)


def scan_html(source: str) -> list[Finding]:
    """All personal information in an HTML body; start and end are positions in the source."""
    reader = _Reader(source)
    found = [reader.body.in_source(each) for each in _body_findings(reader.body)]
    for table in reader.tables:
        found += _table_findings(table)
    for start, text in reader.unseen:
        found += _unseen_findings(start, text)
    found.sort(key=lambda each: (each.start, each.end))
    return found


def _body_findings(body: Passage) -> list[Finding]:
    text = body.text
    findings, paragraph, at = [], 0, 0
    ends = [match.start() for match in re.finditer(r"\S[^\x1e]*", text)]
    for each in scan_text(text, ""):
        while at < len(ends) and ends[at] <= each.start:
            paragraph += 1
            at += 1
        findings.append(replace(each, place=f"正文第 {max(paragraph, 1)} 段"))
    return findings


def _table_findings(table: _Table) -> list[Finding]:
    scanner = TableScanner(lambda row, column: f"正文表 {table.number} 第 {row} 行第 {column} 列")
    found = []
    for number, row in enumerate(table.cells, 1):
        texts = {column: passage.text for column, passage in row.items()}
        blank = {column: text.replace(BREAK, " ") for column, text in texts.items()}
        found += [row[column].in_source(each) for column, each in scanner.feed(number, blank)]
    return found


def _unseen_findings(start: int, text: str) -> list[Finding]:
    """Inside attributes and comments entities are read character by character too."""
    passage = Passage()
    for token in re.finditer(
        r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});?|%[0-9A-Fa-f]{2}|[^&%]+|[&%]", text
    ):
        piece = token.group()
        if piece.startswith("&") and len(piece) > 1:
            passage.add_as(html.unescape(piece), start + token.start(), start + token.end())
        elif len(piece) == 3 and piece[0] == "%":
            passage.add_as(chr(int(piece[1:], 16)), start + token.start(), start + token.end())
        else:
            passage.add(piece, start + token.start())
    return [passage.in_source(each) for each in scan_text(passage.text, "正文标签属性或注释")]


def mask_html(source: str) -> str:
    """The same source with nothing blocking left to find; tags and all other text stay byte for byte."""
    for _ in range(MOST_ROUNDS):
        findings = [each for each in scan_html(source) if each.masked]
        if not findings:
            return source
        source = _starred(source, {at for each in findings for at in each.hide})
    rest = {at for each in scan_html(source) if each.masked for at in range(each.start, each.end)}
    tags = {at for tag in TOKEN.finditer(source) if tag.lastgroup == "tag" for at in range(*tag.span())}
    return _starred(source, rest - tags)


def _starred(source: str, positions: set[int]) -> str:
    pieces, last = [], 0
    for at in sorted(positions):
        if at < last:
            continue
        token = re.compile(
            r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});?|%[0-9A-Fa-f]{2}|.", re.DOTALL
        ).match(source, at)
        pieces += (source[last:at], STAR)
        last = token.end()
    return "".join(pieces) + source[last:]
